"""Chains: `ancestors` follows one field again and again, and always ends."""

from itertools import pairwise

import pytest

from tadasu.errors import Fragment
from tadasu.guard.guard import GuardError, compile_guard
from tadasu.guard.types import ListOf, Member, RecordOf, Scalar
from tests.unit.guard.world import NAMES, SCHEMA, TOKYO, Row, guard, marked, names, problems

CHAIN = {"n": {"up": Member(RecordOf("n")), "bad": Member(Scalar.BOOL)}}


def line(*keys: str | None) -> Row:
    """The first of people who stand below one another."""
    people = [Row(key, {"name": key}) for key in keys]
    for below, above in pairwise(people):
        below.fields["superior"] = above
    return people[0]


def found(actor: Row) -> list[str | None]:
    value = guard("actor.ancestors('superior')").value(names(actor=actor), zone=TOKYO)
    assert isinstance(value, tuple)
    return [person.key for person in value]


def test_nearest_first_and_without_itself() -> None:
    assert found(line("P-1", "P-2", "P-3")) == ["P-2", "P-3"]
    assert found(line("P-1")) == []


def test_a_circle_ends_before_the_first_that_comes_again() -> None:
    assert found(line("P-1", "P-2", "P-3", "P-1", "P-2")) == ["P-2", "P-3"]
    assert found(line("P-1", "P-2", "P-3", "P-2", "P-3")) == ["P-2", "P-3"]
    assert found(line("P-1", "P-1")) == []
    nobody = line(None, None)
    nobody.fields["superior"].fields["superior"] = nobody  # type: ignore[attr-defined]
    assert found(nobody) == [None]


def test_a_field_that_is_never_absent_must_be_there() -> None:
    compiled = compile_guard("r.ancestors('up').all(x, !x.bad)", {"r": RecordOf("n")}, CHAIN)
    top = Row("A", {"bad": False})
    with pytest.raises(GuardError) as caught:
        compiled.value({"r": top}, zone=TOKYO)
    assert caught.value.code == "absent"
    top.fields["up"] = top
    assert compiled.value({"r": top}, zone=TOKYO) is True


def test_every_record_is_a_step() -> None:
    compiled = guard("size(actor.ancestors('superior')) == 3")
    scope = names(actor=line("P-1", "P-2", "P-3", "P-4"))
    assert compiled.value(scope, zone=TOKYO, steps=3) is True
    with pytest.raises(GuardError) as caught:
        compiled.value(scope, zone=TOKYO, steps=2)
    assert caught.value.code == "budget"


@pytest.mark.parametrize(
    ("source", "paths"),
    [
        ("actor.ancestors('superior') == []", {"actor", "actor.superior", "actor.superior.*"}),
        (
            "actor.ancestors('superior').exists(p, p.name == 'x')",
            {"actor", "actor.superior", "actor.superior.*", "actor.superior.*.name"},
        ),
        (
            "case.team.exists(m, actor in m.ancestors('superior'))",
            {"actor", "case.team", "case.team.superior", "case.team.superior.*"},
        ),
        (
            "has(case.lead) && case.lead.ancestors('superior').exists(p, has(p.superior))",
            {"case.lead", "case.lead.superior", "case.lead.superior.*",
             "case.lead.superior.*.superior"},
        ),
    ],
)  # fmt: skip
def test_footprint(source: str, paths: set[str]) -> None:
    assert {".".join(path) for path in guard(source).footprint} == paths


def test_a_define_keeps_the_place() -> None:
    above = guard("actor.ancestors('superior')")
    assert above.type == ListOf(RecordOf("person"))
    assert above.origin == {("actor", "superior", "*")}
    source = "above.exists(p, p.departments == [])"
    compiled = compile_guard(source, NAMES, SCHEMA, defines={"above": above})
    assert ("actor", "superior", "*", "departments") in compiled.footprint


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("actor.ancestors('superor') == []", ("name", "'superor'")),
        ("actor.ancestors('name') == []", ("type", "'name'")),
        ("actor.ancestors('departments') == []", ("type", "'departments'")),
        ("case.department.ancestors('head') == []", ("type", "'head'")),
        ("actor.ancestors(actor.name) == []", ("type", "actor.name")),
        ("actor.ancestors(1) == []", ("type", "1")),
        ("actor.ancestors() == []", ("type", "ancestors")),
        ("actor.ancestors('superior', 2) == []", ("type", "ancestors")),
        ("case.team.ancestors('superior') == []", ("type", "case.team")),
        ("today.ancestors('superior') == []", ("type", "today")),
        ("case.lead.ancestors('superior') == []", ("optional", "case.lead")),
        ("ancestors('superior') == []", ("name", "ancestors")),
        ("actr.ancestors('superior') == []", ("name", "actr")),
        ("actor.ancestors('superior').exists(p, p.nam == '')", ("name", "nam")),
        (
            "actor.ancestors('superior') == [case]",
            ("type", "actor.ancestors('superior') == [case]"),
        ),
    ],
)
def test_each_problem_at_its_place(source: str, expected: tuple[str, str]) -> None:
    assert marked(source, Scalar.BOOL) == [expected]


@pytest.mark.parametrize(
    ("source", "remedy"),
    [
        ("actor.ancestors('superor') == []", "Did you mean 'superior'?"),
        ("actor.ancestors('name') == []", "Fields that can be followed: superior."),
        ("actor.ancestors(1) == []", "Write x.ancestors('field')."),
        ("actor.ancestors() == []", "Write record.ancestors('field') -> list."),
    ],
)
def test_remedies(source: str, remedy: str) -> None:
    (problem,) = problems(source)
    assert problem.remedy is not None
    assert problem.remedy.en == remedy
    assert problem.remedy.ja != remedy


def test_explanation() -> None:
    scope = names(actor=line("P-1", "P-2"))
    source = "actor.ancestors('superior').exists(p, p.name == 'x')"
    (counted,) = guard(source).explain(scope, zone=TOKYO, holds=False)
    assert counted == Fragment(source, (("actor.ancestors('superior')", "0 / 1"),))
    (shown,) = guard("actor.ancestors('superior') == []").explain(scope, zone=TOKYO, holds=False)
    assert shown.values == (("actor.ancestors('superior')", "[P-2]"), ("actor", "P-1"))
