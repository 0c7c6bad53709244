"""The atoms of a guard, and which of them decide."""

import pytest

from tadasu.guard.atoms import Watched, atoms, deciding
from tadasu.guard.guard import Guard, GuardError, compile_guard
from tests.unit.guard.world import NAMES, RECORD, SCHEMA, TOKYO, check, guard, names


def decided(made: Guard, **changes: object) -> list[str]:
    """The atoms that decide, as `text: value`, in the order of the text."""
    found = atoms(made)
    candidates = [(atom.name, held) for atom in found for held in (True, False)]
    seen = deciding(made, names(**changes), candidates, zone=TOKYO)
    texts = {atom.name: atom.text for atom in found}
    return [f"{texts[name]}: {held}" for name, held in candidates if (name, held) in seen]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("case.reported", ["case.reported"]),
        ("!case.reported && today > date(now)", ["case.reported", "today > date(now)"]),
        ("has(case.lead) ? case.lead == actor : false", ["has(case.lead)", "case.lead == actor"]),
        ("case.checks.all(c, c.key != '' || size(c.evidence) > 0)",
         ["c.key != ''", "size(c.evidence) > 0"]),
        ("size(case.checks.filter(c, c.key == 'C-1')) > 0",
         ["size(case.checks.filter(c, c.key == 'C-1')) > 0"]),
        ("case.reported ==\n  (case.budget > 1)", ["case.reported == (case.budget > 1)"]),
        ("case.reported || true", ["case.reported"]),
        ("case.budget", []),
    ],
)  # fmt: skip
def test_an_atom_is_a_condition_by_itself(source: str, expected: list[str]) -> None:
    assert [atom.text for atom in atoms(guard(source))] == expected


@pytest.mark.parametrize(
    ("source", "changes", "expected"),
    [
        ("case.reported && case.budget > 1", {}, ["case.reported: False"]),
        ("case.reported && case.budget > 11", {}, []),
        ("case.reported && case.budget > 1", {"reported": True},
         ["case.reported: True", "case.budget > 1: True"]),
        ("case.reported || case.budget > 1", {"reported": True}, []),
        ("case.reported || !(case.budget > 1)", {},
         ["case.reported: False", "case.budget > 1: True"]),
        ("case.reported ? case.budget > 1 : case.budget > 11", {},
         ["case.reported: False", "case.budget > 11: False"]),
        ("has(case.lead) && case.lead == actor", {}, ["has(case.lead): False"]),
    ],
)  # fmt: skip
def test_it_decides_where_the_guard_would_come_out_otherwise(
    source: str, changes: dict[str, object], expected: list[str]
) -> None:
    assert decided(guard(source), **changes) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("case.checks.all(c, size(c.evidence) > 0)", ["size(c.evidence) > 0: False"]),
        ("case.checks.all(c, c.result != 'conforms' || size(c.evidence) > 0)",
         ["c.result != 'conforms': True", "size(c.evidence) > 0: True"]),
        ("case.checks.exists(c, size(c.evidence) > 1)", ["size(c.evidence) > 1: False"]),
        ("case.checks.exists(c, case.checks.exists(d, c.key != d.key))", ["c.key != d.key: True"]),
        ("case.checks.exists_one(c, c.result == 'conforms')",
         ["c.result == 'conforms': True", "c.result == 'conforms': False"]),
    ],
)  # fmt: skip
def test_in_a_loop_it_is_supposed_for_every_element(source: str, expected: list[str]) -> None:
    assert decided(guard(source)) == expected


def test_of_nothing_no_atom_decides() -> None:
    made = guard("case.checks.all(c, c.result == 'conforms')")

    assert decided(made, checks=()) == []
    assert decided(made, checks=(check("C-1", "conforms", RECORD),)) == [
        "c.result == 'conforms': True"
    ]


def test_where_the_guard_has_no_value_nothing_decides() -> None:
    made = guard("case.budget * 9000000000000000000 > 1 && today > date('2025-03-01')")

    assert decided(made) == []


def test_a_name_that_stands_for_a_guard_is_looked_through() -> None:
    late = guard("case.reported || today > date('2025-03-01')")
    made = compile_guard("late && case.budget > 1", NAMES, SCHEMA, defines={"late": late})

    assert [(atom.name[0], atom.text) for atom in atoms(made)] == [
        ("late", "case.reported"),
        ("late", "today > date('2025-03-01')"),
        ("", "case.budget > 1"),
    ]
    assert decided(made) == ["today > date('2025-03-01'): True", "case.budget > 1: True"]


def test_whoever_watches_is_told_of_values_and_errors() -> None:
    values: list[object] = []
    made = guard("case.budget * 9000000000000000000 > 1")
    watched = Watched(made, lambda _names, value, _zone: values.append(value))

    assert watched.value(names(budget=0), zone=TOKYO) is False
    with pytest.raises(GuardError, match="overflow"):
        watched.value(names(), zone=TOKYO)

    assert values[0] is False
    assert isinstance(values[1], GuardError)
