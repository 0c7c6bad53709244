"""No slip in a process goes unnoticed by lint, by its cases and by the diff in meaning."""

from dataclasses import replace

import pytest

from tests.mutation import noticing
from tests.mutation.edits import Edit
from tests.mutation.noticing import Noticed
from tests.mutation.report import directions, lists, summary, table
from tests.mutation.runs import Target
from tests.mutation.slips import Slips
from tests.mutation.trying import Cases, Failure

SHIPPED = Target()
SEED = 20261123
BY_DIFF, BY_ALL = 30, 4
"""How many slips the diff is shown here, and how many all three; `make mutate` makes them all."""

KINDS = {
    "approval",
    "catalogue",
    "computed",
    "deputy",
    "due days",
    "edge",
    "effect",
    "fact of an act",
    "field",
    "guard",
    "level",
    "number",
    "role of an act",
    "round",
    "rule of an act",
    "signature",
    "state",
    "waiver",
    "who holds a role",
    "who writes what",
}


def watched(place: str, said: str) -> Noticed:
    """What comes of one slip of the shipped process."""
    found = [each for each in SHIPPED.edits if str(each[0]) == f"{place}: {said}"]
    assert len(found) == 1
    noticed = SHIPPED.watchers.watch(found[0])
    assert noticed is not None
    return noticed


def test_the_diff_shows_every_slip() -> None:
    for number in SHIPPED.sample(BY_DIFF, SEED):
        found = SHIPPED.watchers.watch(SHIPPED.edits[number], all_three=False)
        assert found is not None
        assert not found.unnoticed, found
        assert found.contradiction is None


def test_no_slip_goes_unnoticed() -> None:
    for found in SHIPPED.watched(SHIPPED.sample(BY_ALL, SEED)):
        assert not found.unnoticed, found
        assert found.contradiction is None


def test_every_kind_of_slip_is_made() -> None:
    assert {edit.kind for edit, _ in SHIPPED.edits} == KINDS
    assert len(SHIPPED.edits) > 4_000


def test_a_weaker_guard_fails_a_case_and_is_told_as_wider() -> None:
    found = watched("guard: F-02 require", "always")
    assert found.failure is not None
    assert (found.failure.way, found.diff, found.contradiction) == ("widened", "widened", None)


def test_a_way_into_an_end_is_seen_by_lint() -> None:
    found = watched("edge: audit transitions.approve_plan.from", "and verified")
    assert found.lint is not None
    assert found.lint.startswith("T104")


def test_the_test_would_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    place, said = "who writes what: check states.open.writable.auditor", "without item"
    monkeypatch.setattr(noticing, "difference", lambda *_: ())
    monkeypatch.setattr(Cases, "failure", lambda *_: None)
    assert watched(place, said).unnoticed


def test_what_is_no_process_goes_no_further() -> None:
    found = watched("edge: action transitions.complete", "left out")
    assert found.broken
    assert not found.unnoticed


def told(source: str, *, condition: bool = True) -> dict[str, tuple[str, str | None]]:
    slips = Slips(source, {"high": "low"})
    made = slips.of_condition() if condition else slips.of_value()
    return {said: (text, way) for said, text, way in made}


def test_the_slips_of_a_condition() -> None:
    assert told("a < 2 && !(b || c in ['high'])") == {
        "negated": ("!(a < 2 && !(b || c in ['high']))", None),
        "always": ("true", "widened"),
        "never": ("false", "tightened"),
        "&& → ||": ("((a < 2) || (!(b || c in ['high'])))", "widened"),
        "without (a < 2)": ("((!(b || c in ['high'])))", "widened"),
        "without (!(b || c in ['high']))": ("((a < 2))", "widened"),
        "< → >= in a < 2": ("a >= 2 && !(b || c in ['high'])", None),
        "< → <= in a < 2": ("a <= 2 && !(b || c in ['high'])", "widened"),
        "2 → 3": ("a < 3 && !(b || c in ['high'])", None),
        "2 → 1": ("a < 1 && !(b || c in ['high'])", None),
        "without !": ("a < 2 && (b || c in ['high'])", None),
        "|| → &&": ("a < 2 && !((b && (c in ['high'])))", "widened"),
        "without b": ("a < 2 && !(((c in ['high'])))", "widened"),
        "without (c in ['high'])": ("a < 2 && !((b))", "widened"),
        "!": ("a < 2 && !(b || !(c in ['high']))", None),
        "high → low": ("a < 2 && !(b || c in ['low'])", None),
    }


def test_the_slips_of_lists_and_numbers() -> None:
    lists_ = told("case.did.x.by.all(p, p in q.filter(r, r.s))")
    assert lists_["all → exists"][0] == "case.did.x.by.exists(p, p in q.filter(r, r.s))"
    assert lists_["without filter"][0] == "case.did.x.by.all(p, p in q)"
    assert lists_["did → ever"][0] == "case.ever.x.by.all(p, p in q.filter(r, r.s))"
    assert told("has(a.c) ? 1 : params.b + 2", condition=False)["+ → -"][0].endswith("b - 2")


EDIT = Edit("edge", ("workflows", "loan"), "to", "out → back")
FOUND = [
    Noticed(EDIT, broken="no such state"),
    Noticed(EDIT, lint="T101", failure=Failure("a book comes back", "widened"), diff="changed"),
    Noticed(EDIT, diff="words"),
    Noticed(EDIT, diff="changed", placed=True),
    Noticed(replace(EDIT, kind="role of an act")),
]


def test_the_report_counts_each_slip_once() -> None:
    rows = [line.split("|")[1:-1] for line in table(FOUND).splitlines()]
    cells = {row[0].strip(): [int(cell) for cell in row[1:]] for row in rows[2:]}
    assert cells["edge"] == [4, 1, 1, 1, 1, 1, 1, 1, 0]
    assert cells["all"] == [5, 1, 1, 1, 1, 1, 1, 1, 1]
    assert "Of the other 3, lint or a case notices 1 (33.3 %)" in summary(FOUND)
    assert "tighten or only widen, the diff says so of 0" in directions(FOUND)
    assert list(lists(FOUND, whole=True)) == [
        "noticed by nobody: 1",
        "  role of an act: loan to: out → back",
        "the diff is contradicted: nothing",
        "shown by the diff only: 1",
        "  edge: loan to: out → back [changed]",
    ]


def test_the_report_counts_what_the_diff_says() -> None:
    known = replace(EDIT, way="widened")
    found = [Noticed(known, diff=diff) for diff in ("widened", "changed", "tightened", None)]
    assert directions([*found, *FOUND]) == (
        "Of 3 edits that can only tighten or only widen, the diff says so of 1, "
        "the opposite of 1, and leaves 1 open."
    )


@pytest.mark.parametrize(
    ("way", "shown", "diff", "told_"),
    [
        ("tightened", None, "widened", True),
        (None, "widened", "tightened", True),
        (None, "tightened", "words", True),
        ("tightened", "tightened", "changed", False),
        ("widened", "widened", "widened", False),
    ],
)
def test_a_diff_that_says_the_opposite_is_contradicted(
    way: str | None, shown: str | None, diff: str, told_: bool
) -> None:
    failure = Failure("a case", shown) if shown else None
    found = Noticed(replace(EDIT, way=way), failure=failure, diff=diff)
    assert (found.contradiction is not None) is told_


def test_a_signature_that_nobody_asks_for_contradicts_nothing() -> None:
    signed = Noticed(
        replace(EDIT, kind="signature", way="widened"),
        failure=Failure("two sign", "tightened"),
        diff="widened",
    )
    assert signed.contradiction is None
    assert replace(signed, diff="tightened").contradiction is not None
