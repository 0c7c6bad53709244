"""Names that stand for other guards: their types, what they read, their value, their reasons."""

import pytest

from tadasu.guard.guard import Guard, GuardError, GuardProblems, compile_guard
from tadasu.guard.template import compile_template
from tadasu.guard.types import ListOf, Scalar
from tests.unit.guard.world import NAMES, SATO, SCHEMA, TOKYO, Row, guard, names

LATE = guard("case.opened_on.addDays(30) < today")
CREW = guard("case.team")
LED = guard("has(case.lead)")
HOME = guard("case.department")
DEFINES = {"late": LATE, "crew": CREW, "led": LED, "home": HOME, "me": guard("actor")}


def made(source: str, **defines: Guard) -> Guard:
    return compile_guard(source, NAMES, SCHEMA, None, defines=DEFINES | defines)


def value(source: str, **changes: object) -> object:
    return made(source).value(names(**changes), zone=TOKYO)


def refused(source: str, **defines: Guard) -> list[tuple[str, str]]:
    with pytest.raises(GuardProblems) as caught:
        made(source, **defines)
    return [(p.code, source[p.offset : p.offset + p.length]) for p in caught.value.problems]


def test_a_name_has_the_value_and_the_type_of_its_guard() -> None:
    assert made("late").type is Scalar.BOOL
    assert made("crew").type == ListOf(NAMES["actor"])
    assert value("late && me in crew && size(crew) == 2") is True
    assert value("home.name") == "営業部"
    assert value("case.checks.filter(c, late)", checks=()) == ()


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("lat", ("name", "lat")),
        ("late == 1", ("type", "late == 1")),
        ("crew.exists(late, true)", ("name", "late")),
        ("home.heed == actor", ("name", "heed")),
        ("home.head == actor", ("optional", "home.head")),
    ],
)
def test_each_problem_at_its_place(source: str, expected: tuple[str, str]) -> None:
    assert refused(source) == [expected]


def test_a_name_proves_what_its_filter_proves() -> None:
    led = made("case.team.filter(p, has(p.superior))")
    assert made("chiefs.all(p, p.superior != actor)", chiefs=led).type is Scalar.BOOL
    nobody = made("case.team.filter(p, p != actor)")
    source = "chiefs.all(p, p.superior != actor)"
    assert refused(source, chiefs=nobody) == [("optional", "p.superior")]


@pytest.mark.parametrize(
    ("source", "paths"),
    [
        ("late", {"case.opened_on", "today"}),
        ("crew.exists(p, p.departments != [])", {"case.team", "case.team.departments"}),
        ("has(home.head) && home.head.name != ''",
         {"case.department", "case.department.head", "case.department.head.name"}),
        ("me in crew", {"actor", "case.team"}),
        ("me.name == ''", {"actor", "actor.name"}),
        ("true", set()),
    ],
)  # fmt: skip
def test_it_reads_what_its_guard_reads_and_what_lies_behind(source: str, paths: set[str]) -> None:
    assert {".".join(path) for path in made(source).footprint} == paths


def test_the_place_of_a_value_is_kept() -> None:
    assert made("crew.filter(p, p == me)").origin == {("case", "team")}
    leads = made("crew.map(p, p.departments)")
    behind = made("leads.all(l, l.all(d, d.name != ''))", leads=leads)
    assert ("case", "team", "departments", "name") in behind.footprint
    assert made("size(crew)").origin == frozenset()


def test_what_a_condition_proves_it_proves_by_its_name() -> None:
    assert value("!led || case.lead.name == '佐藤'", lead=SATO) is True
    assert refused("led || case.lead.name == '佐藤'") == [("optional", "case.lead")]


class Counting(Row):
    """Counts how often its fields are read."""

    def get(self, name: str) -> object | None:
        self.name += "."
        return super().get(name)


def test_it_is_evaluated_once_however_often_and_wherever_it_is_read() -> None:
    case = Counting("A", {"budget": 1})
    chain = {"d0": guard("case.budget")}
    for n in range(1, 8):
        source = "d0 + d0" if n == 1 else f"d{n - 1} + d{n - 2} + d{n - 1}"
        chain[f"d{n}"] = compile_guard(source, NAMES, SCHEMA, None, defines=chain)
    assert chain["d7"].value(names(case=case), zone=TOKYO) == 408
    assert case.name == "."


def test_it_is_not_evaluated_where_nothing_asks_for_it() -> None:
    case = Counting("A", {"budget": 1})
    many = made("false && size([1].map(x, n + x)) > 0", n=guard("case.budget"))
    assert many.value(names(case=case), zone=TOKYO) is False
    assert case.name == ""


def test_an_error_is_the_same_wherever_it_is_read() -> None:
    high = guard("9223372036854775807 + case.budget > 0")
    for source in ("high", "!high", "high && high", "[1, 2].exists(x, high)"):
        with pytest.raises(GuardError) as caught:
            made(source, high=high).value(names(), zone=TOKYO)
        assert caught.value.code == "overflow"
    absorbed = made("high || true", high=high)
    assert absorbed.value(names(), zone=TOKYO) is True


def test_the_budget_is_shared() -> None:
    six = made(
        "crew.all(p, size(named) == 2) && size(named) == 2",
        named=guard("case.team.map(p, p.name)"),
    )
    assert six.value(names(), zone=TOKYO, steps=4) is True
    with pytest.raises(GuardError) as caught:
        six.value(names(), zone=TOKYO, steps=3)
    assert caught.value.code == "budget"


def test_the_names_behind_it_are_required() -> None:
    scope = names()
    del scope["today"]
    with pytest.raises(GuardError, match="today"):
        made("case.reported && late").value(scope, zone=TOKYO)
    assert made("case.reported && led").value(scope, zone=TOKYO) is False


def test_at_most_eight_stand_on_one_another() -> None:
    chain = {"d1": guard("case.reported")}
    for n in range(2, 9):
        chain[f"d{n}"] = compile_guard(f"d{n - 1}", NAMES, SCHEMA, defines=chain)
    assert refused("true && d8", **chain) == [("limit", "d8")]
    assert chain["d8"].value(names(), zone=TOKYO) is False


def test_the_deepest_guards_on_one_another_are_evaluated_and_explained() -> None:
    chain = {"d1": guard("(" * 46 + "case.reported" + ")" * 46)}
    for n in range(2, 9):
        deep = "[1].all(x, x > 0 && [1].all(y, " + "!" * 40 + f"d{n - 1}" + "))"
        chain[f"d{n}"] = compile_guard(deep, NAMES, SCHEMA, defines=chain)
    whole = chain["d8"]
    assert whole.value(names(), zone=TOKYO) is False
    assert [f.text for f in whole.explain(names(), zone=TOKYO, holds=False)] == ["case.reported"]


def why(source: str, **changes: object) -> list[tuple[str, dict[str, str]]]:
    compiled, values = made(source), names(**changes)
    holds = compiled.value(values, zone=TOKYO)
    assert isinstance(holds, bool)
    found = compiled.explain(values, zone=TOKYO, holds=holds)
    return [(fragment.text, dict(fragment.values)) for fragment in found]


def test_a_condition_is_explained_by_its_own_parts() -> None:
    expected = (
        "case.opened_on.addDays(30) < today",
        {
            "case.opened_on.addDays(30)": "2025-03-02",
            "today": "2025-04-01",
            "case.opened_on": "2025-01-31",
        },
    )
    assert why("!late && case.reported") == [
        expected,
        ("case.reported", {"case.reported": "false"}),
    ]
    assert why("case.checks.all(c, !late)") == [expected]


def test_a_value_is_shown_with_what_it_is_made_of() -> None:
    until = guard("case.opened_on.addDays(30)")
    compiled = made("until >= today", until=until)
    (fragment,) = compiled.explain(names(), zone=TOKYO, holds=False)
    assert dict(fragment.values) == {
        "until": "2025-03-02",
        "today": "2025-04-01",
        "case.opened_on": "2025-01-31",
    }


def test_a_message_may_name_them() -> None:
    template = compile_template("{home.name}: {late}", NAMES, SCHEMA, defines=DEFINES)
    assert template.text(names(), zone=TOKYO) == "営業部: yes"
    assert ("case", "opened_on") in template.footprint


def test_a_whole_field_may_be_absent_where_that_is_allowed() -> None:
    lead = compile_guard("case.lead", NAMES, SCHEMA, NAMES["actor"], maybe=True)
    assert lead.maybe
    assert lead.value(names(), zone=TOKYO) is None
    assert lead.value(names(lead=SATO), zone=TOKYO) is SATO
    assert lead.footprint == lead.origin == {("case", "lead")}
    (fragment,) = lead.explain(names(), zone=TOKYO, holds=False)
    assert fragment.values == (("case.lead", "—"),)


def test_a_field_that_is_always_there_must_be_there() -> None:
    scope = compile_guard("(case.scope)", NAMES, SCHEMA, None, maybe=True)
    assert not scope.maybe
    with pytest.raises(GuardError, match="scope"):
        scope.value(names(scope=None), zone=TOKYO)


@pytest.mark.parametrize("source", ["case.lead.superior", "[case.lead]", "case.lead == actor"])
def test_only_the_last_step_of_the_whole_may_be_absent(source: str) -> None:
    with pytest.raises(GuardProblems) as caught:
        compile_guard(source, NAMES, SCHEMA, None, maybe=True)
    assert {problem.code for problem in caught.value.problems} == {"optional"}
