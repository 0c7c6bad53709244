"""Test files that are wrong: everything at once, each at its place, with the likely spelling."""

from pathlib import Path

import pytest

from tadasu.errors import DefinitionError
from tests.unit.office.trying import WORLD, outcome

WORKFLOW = "Add `workflow: …`, or correct the key: `world` has no such case."
GOOD = "  - say: one\n    when: {do: extend, on: B-001-L1, as: M-2}\n"


def problems(root: Path, cases: str, world: str = WORLD) -> list[tuple[str, str, str]]:
    """The code, what stands at the place, and the remedy."""
    with pytest.raises(DefinitionError) as wrong:
        outcome(root, cases, world=world)
    lines = (world + cases).splitlines()
    return [
        (
            one.code,
            lines[one.place.line - 1][one.place.column - 1 :].split(",")[0].strip("[]{} "),
            one.remedy.en if one.remedy else "",
        )
        for one in wrong.value.problems
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("do: extend", "do: extent", ("T050", "extent", "Did you mean `extend`?")),
        ("on: B-001-L1", "on: B-001-L7", ("T051", "B-001-L7", "Did you mean `B-001-L1`?")),
        ("as: M-2", "as: B-001", ("T051", "B-001", "Known here: `M-1` `M-2`.")),
        ("as: M-2", "for: M-3", ("T051", "M-3", "Did you mean `M-2`?")),
        ("{do: extend, on: B-001-L1", "{new: lone", ("T050", "lone", "Did you mean `loan`?")),
        ("as: M-2", "with: {remrk: x}", ("T050", "remrk: x", "Did you mean `remark`?")),
        ("as: M-2", "a: M-2", ("T011", "a: M-2", "Did you mean `at`?")),
        ("as: M-2", "at: tomorrow", ("T015", "tomorrow", "Write it like 2026-04-01T09:30.")),
        ("on: B-001-L1, ", "", ("T015", "extend", "Add `on: KEY`.")),
        ("on:", "attach: B-001, on:",
         ("T015", "B-001", "Write further acts as items of a list.")),
        ("do: extend, on: B-001-L1", "set: B-001-L1, parent: B-001",
         ("T015", "B-001", "Change one of the two.")),
        ("when: {do: extend, on: B-001-L1, as: M-2}", "when: []",
         ("T012", "", "Write a value of that kind.")),
    ],
)  # fmt: skip
def test_an_act(tmp_path: Path, old: str, new: str, expected: tuple[str, str, str]) -> None:
    assert problems(tmp_path, GOOD.replace(old, new)) == [expected]


@pytest.mark.parametrize(
    ("then", "expected"),
    [
        ("state: bach", ("T050", "bach", "Did you mean `back`?")),
        ("refused: [L-04, L-4]", ("T050", "L-4", "Did you mean `L-04`?")),
        ("refused: rol", ("T050", "rol", "Did you mean `role`?")),
        ("passes: role",
         ("T050", "role", "Known here: `B-01` `L-01` `L-02` `L-03` `L-04` `L-05`.")),
        ("fields: {remrk: x}", ("T050", "remrk: x", "Did you mean `remark`?")),
        ("fields: {condition: odd}", ("T052", "odd", "")),
        ("cases: {B-001: {state: gon}}", ("T050", "gon", "Did you mean `gone`?")),
        ("climbed: readr", ("T050", "readr", "Did you mean `reader`?")),
        ("climbed: [staff, chief]", ("T050", "chief", "Known here: `staff` `reader`.")),
        ("items: [M-1]", ("T015", "M-1", "Add `refused`.")),
        ("{refused: L-04, warned: L-05}", ("T015", "L-05", "Change one of the two.")),
    ],
)  # fmt: skip
def test_an_expectation(tmp_path: Path, then: str, expected: tuple[str, str, str]) -> None:
    wrapped = then if then.startswith("{") else f"{{{then}}}"
    assert problems(tmp_path, f"{GOOD}    then: {wrapped}\n") == [expected]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("B-001-L9: {state: back}", ("T054", "B-001-L9: {state: back", WORKFLOW)),
        ("B-9: {workflow: bok}", ("T050", "bok", "Did you mean `book`?")),
        ("B-001: {state: shelvd}", ("T050", "shelvd", "Did you mean `shelved`?")),
        ("B-001: {fields: {pages: many}}", ("T052", "many", "")),
        ("B-001: {fields: {page: 1}}", ("T050", "page: 1", "Did you mean `pages`?")),
        ("B-001: {fields: {title: null}}",
         ("T054", "B-001: {fields: {title: null", "Add `title: …`.")),
        ("B-001: {fields: {authors: [M-3]}}", ("T051", "M-3", "Did you mean `M-2`?")),
        ("B-002: {workflow: loan, fields: {reader: M-1}}",
         ("T054", "B-002: {workflow: loan", "Add `parent: …`.")),
        ("B-001: {did: {discrad: M-1}}", ("T050", "discrad: M-1", "Did you mean `discard`?")),
        ("B-001: {did: {discard: M-9}}", ("T051", "M-9", "Did you mean `M-2`?")),
        ("B-001: {opened_by: B-001}", ("T051", "B-001", "Known here: `M-1` `M-2`.")),
        ("B-001: {opened_for: M-9}", ("T051", "M-9", "Did you mean `M-2`?")),
        ("B-001-L1: {evidence: [{method: photo, collected_for: M-9}]}",
         ("T051", "M-9", "Did you mean `M-2`?")),
        (("B-001-L1: {waivers: [{policy: L-03, act: return, items: x, until: 2026-06-01,"
         " granted_for: M-9}]}"), ("T051", "M-9", "Did you mean `M-2`?")),
        ("B-001: {evidence: [{}]}",
         ("T054", "evidence:", "Take it away, or give the workflow an `evidence` key.")),
        ("B-001-L1: {evidence: [{method: film}]}", ("T052", "film", "")),
        ("B-001: {due: soon}", ("T015", "soon", "Write it like 2026-04-01.")),
        ("B-001-L1: {waivers: [{policy: L-3, act: return, items: x, until: 2026-06-01}]}",
         ("T050", "L-3", "Did you mean `L-03`?")),
    ],
)  # fmt: skip
def test_a_case(tmp_path: Path, given: str, expected: tuple[str, str, str]) -> None:
    assert problems(tmp_path, f"{GOOD}    given: {{{given}}}\n") == [expected]


def test_a_parameter(tmp_path: Path) -> None:
    assert problems(tmp_path, f"{GOOD}    params: {{day: 3}}\n") == [
        ("T050", "day: 3", "Did you mean `days`?")
    ]
    (problem,) = problems(tmp_path, f"{GOOD}    params: {{days: 90}}\n")
    assert problem[:2] == ("T052", "days: 90")


def test_everything_at_once(tmp_path: Path) -> None:
    world = WORLD.replace("  as: M-1\n", "").replace("reader: M-2", "reader: M-7")
    cases = f"{GOOD}{GOOD}  - {{say: two, when: {{do: extend, on: B-001-L1}}}}\n"

    assert [code for code, _, _ in problems(tmp_path, cases, world)] == ["T051", "T053", "T051"]
