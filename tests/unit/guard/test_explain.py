"""Explanations: the parts that decide, and the values that they read."""

from datetime import date, datetime, timedelta

import pytest

from tadasu.errors import Fragment
from tadasu.guard.guard import GuardError, compile_guard
from tadasu.guard.types import Member, RecordOf, Scalar
from tests.unit.guard.world import INTERVIEW, TOKYO, Row, audit, check, guard, names


def why(source: str, **changes: object) -> list[tuple[str, dict[str, str]]]:
    """The fragments for the value that the guard has."""
    compiled = guard(source)
    values = names(**changes)
    holds = compiled.value(values, zone=TOKYO)
    assert isinstance(holds, bool)
    fragments = compiled.explain(values, zone=TOKYO, holds=holds)
    return [(fragment.text, dict(fragment.values)) for fragment in fragments]


def test_a_conjunction_fails_by_its_false_parts() -> None:
    assert why("case.reported && case.budget == 10 && case.scope == 'x'") == [
        ("case.reported", {"case.reported": "false"}),
        ("case.scope == 'x'", {"case.scope": "ISMS"}),
    ]


def test_a_conjunction_holds_by_all_its_parts() -> None:
    assert [text for text, _ in why("case.budget == 10 && !case.reported")] == [
        "case.budget == 10",
        "case.reported",
    ]


def test_a_disjunction_fails_by_all_its_parts_and_holds_by_the_true_ones() -> None:
    assert [text for text, _ in why("case.reported || case.budget > 10")] == [
        "case.reported",
        "case.budget > 10",
    ]
    assert [text for text, _ in why("case.reported || case.budget == 10")] == ["case.budget == 10"]


def test_negation_turns_the_question_round() -> None:
    assert why("!(case.budget == 10 || case.reported)") == [
        ("case.budget == 10", {"case.budget": "10"}),
    ]
    assert why("!(actor in case.team)") == [
        (
            "actor in case.team",
            {"actor": "P-001 佐藤 花子", "case.team": "[P-001 佐藤 花子, P-003 髙橋 誠]"},
        ),
    ]


def test_all_fails_by_the_elements_that_fail() -> None:
    assert why("case.checks.all(c, c.result == 'conforms' || size(c.evidence) > 0)") == [
        ("c.result == 'conforms'", {"c": "C-3", "c.result": "nonconformity"}),
        ("size(c.evidence) > 0", {"c": "C-3", "size(c.evidence)": "0", "c.evidence": "[]"}),
    ]


def test_exists_fails_because_none_of_so_many_qualifies() -> None:
    assert why("case.checks.exists(c, c.result == 'not_applicable')") == [
        ("case.checks.exists(c, c.result == 'not_applicable')", {"case.checks": "0 / 3"}),
    ]


def test_exists_that_should_not_hold_names_those_that_qualify() -> None:
    assert why("!case.checks.exists(c, c.result == 'nonconformity')") == [
        ("c.result == 'nonconformity'", {"c": "C-2", "c.result": "nonconformity"}),
        ("c.result == 'nonconformity'", {"c": "C-3", "c.result": "nonconformity"}),
    ]


def test_all_holds_for_all_of_so_many() -> None:
    assert why("case.checks.all(c, size(c.key) == 3)") == [
        ("case.checks.all(c, size(c.key) == 3)", {"case.checks": "3 / 3"}),
    ]


def test_exists_one_counts() -> None:
    assert why("case.checks.exists_one(c, c.result == 'nonconformity')") == [
        ("case.checks.exists_one(c, c.result == 'nonconformity')", {"case.checks": "2 / 3"}),
    ]


def test_loops_within_loops_name_every_element_on_the_way() -> None:
    checks = (check("C-1", "conforms", INTERVIEW), check("C-2", "conforms"))
    assert why("case.checks.all(c, c.evidence.all(e, e.method == 'record'))", checks=checks) == [
        ("e.method == 'record'", {"c": "C-1", "e": "None interview", "e.method": "interview"}),
    ]
    assert why(
        "case.checks.all(c, c.evidence.exists(e, e.method == 'record'))", checks=checks
    ) == [
        ("c.evidence.exists(e, e.method == 'record')", {"c": "C-1", "c.evidence": "0 / 1"}),
        ("c.evidence.exists(e, e.method == 'record')", {"c": "C-2", "c.evidence": "0 / 0"}),
    ]


def test_a_choice_is_explained_by_its_condition_and_the_branch_taken() -> None:
    assert [text for text, _ in why("case.budget > 5 ? case.reported : true")] == [
        "case.budget > 5",
        "case.reported",
    ]


def test_absent_members() -> None:
    assert why("has(case.closed_on) && case.closed_on < today") == [
        ("has(case.closed_on)", {"case.closed_on": "—"}),
    ]


def test_operands_and_what_they_are_made_of() -> None:
    assert why("case.opened_on.addMonths(params.months) <= today") == [
        (
            "case.opened_on.addMonths(params.months) <= today",
            {
                "case.opened_on.addMonths(params.months)": "2026-01-31",
                "today": "2025-04-01",
                "case.opened_on": "2025-01-31",
                "params.months": "12",
            },
        ),
    ]


def test_times_are_shown_in_the_zone() -> None:
    assert why("now < case.started_at + duration('1h30m')") == [
        (
            "now < case.started_at + duration('1h30m')",
            {
                "now": "2025-04-01T00:30:00+09:00",
                "case.started_at + duration('1h30m')": "2025-02-01T02:00:00+09:00",
                "case.started_at": "2025-02-01T00:30:00+09:00",
            },
        ),
    ]
    shown = why("now - case.started_at < duration('1h')")[0][1]
    assert shown["now - case.started_at"] == "1416h"


@pytest.mark.parametrize(
    ("length", "shown"),
    [
        (timedelta(), "0s"),
        (timedelta(seconds=-90), "-1m30s"),
        (timedelta(days=2, microseconds=1500), "48h1ms500us"),
    ],
)
def test_durations_are_shown_as_they_are_written(length: timedelta, shown: str) -> None:
    start = datetime(2025, 1, 1, tzinfo=TOKYO)
    values = why("now - case.started_at == duration('1h')", started_at=start, now=start + length)[
        0
    ][1]
    assert values["now - case.started_at"] == shown


def test_texts_and_lists_are_cut() -> None:
    shown = why("case.scope == 'x'", scope="あ" * 200)[0][1]["case.scope"]
    assert len(shown) == 80
    assert shown.endswith("…")
    team = tuple(Row(f"P-{n}") for n in range(50))
    assert why("actor in case.team", team=team)[0][1]["case.team"].endswith("…")


def test_comments_and_lines_are_left_out_of_fragments() -> None:
    source = "case.budget ==  // ten thousand\n   11 && case.scope == 'a  b'"
    assert [text for text, _ in why(source)] == ["case.budget == 11", "case.scope == 'a  b'"]


def test_constants_are_fragments_too() -> None:
    assert why("case.reported || false")[1] == ("false", {})
    assert why("1 == 2") == [("1 == 2", {})]
    assert why("date('2025-01-01') > date('2026-01-01')") == [
        ("date('2025-01-01') > date('2026-01-01')", {}),
    ]


def test_parts_without_a_value_are_left_out_where_others_decide() -> None:
    assert [text for text, _ in why("9223372036854775807 + case.budget > 0 && case.reported")] == [
        "case.reported"
    ]


def test_the_number_of_fragments_is_bounded() -> None:
    checks = tuple(check(f"C-{n}", "conforms") for n in range(100))
    assert len(why("case.checks.all(c, size(c.evidence) > 0)", checks=checks)) == 20


def test_the_same_fragment_comes_once() -> None:
    assert len(why("case.reported && (case.reported && case.reported)")) == 1


def test_what_cannot_be_evaluated_is_still_explained() -> None:
    compiled = guard("case.team.all(p, p.name == 'x')")
    for holds in (True, False):
        (fragment,) = compiled.explain(names(team=None), zone=TOKYO, holds=holds)
        assert fragment == Fragment("case.team.all(p, p.name == 'x')", (("case.team", "—"),))


def test_a_value_that_the_guard_has_not_is_explained_by_the_whole() -> None:
    compiled = guard("case.budget == 10 && !case.reported")
    (fragment,) = compiled.explain(names(), zone=TOKYO, holds=False)
    assert fragment.text == compiled.source


def test_other_types_are_explained_by_their_values() -> None:
    (fragment,) = guard("case.opened_on").explain(names(), zone=TOKYO, holds=True)
    assert fragment.values == (("case.opened_on", date(2025, 1, 31).isoformat()),)


class Derived(Row):
    """A record that knows why one of its fields is what it is."""

    def because(self, name: str, *, holds: bool, called: str) -> tuple[Fragment, ...]:
        if called not in ("case", "c", "r"):
            raise AssertionError(called)
        if name != "reported":
            raise GuardError("absent", name)
        return (Fragment("case.state == 'reported'", (("case.state", "open"),)),) * (not holds)


def test_a_field_that_follows_from_others_is_explained_by_them() -> None:
    case = Derived("A", audit(scope="x").fields)
    behind = ("case.state == 'reported'", {"case.state": "open"})
    assert why("case.reported && case.scope == 'x'", case=case) == [
        ("case.reported", {"case.reported": "false"}),
        behind,
    ]
    assert why("[case].all(c, c.reported)", case=case) == [
        ("c.reported", {"c": "A", "c.reported": "false"}),
        behind,
    ]
    case.fields["reported"] = True
    assert why("case.reported", case=case) == [("case.reported", {"case.reported": "true"})]


def test_a_record_that_cannot_say_why_is_left_at_that() -> None:
    compiled = compile_guard("r.b", {"r": RecordOf("r")}, {"r": {"b": Member(Scalar.BOOL)}})
    (fragment,) = compiled.explain({"r": Derived("R", {"b": False})}, zone=TOKYO, holds=False)
    assert fragment == Fragment("r.b", (("r.b", "false"),))
