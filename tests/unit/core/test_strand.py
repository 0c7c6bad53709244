"""Which cases a new process would strand, and why."""

from dataclasses import replace
from typing import Any

import pytest

from tadasu.core.case import Done
from tadasu.core.obstacles import Obstacle
from tadasu.core.strand import Strand
from tadasu.rules.plan import WorkflowPlan
from tadasu.rules.process import Process, assemble
from tadasu.rules.reads import Read, reads
from tadasu.rules.source import read_documents
from tests.unit.core import library, works
from tests.world import World, project


def process(text: str, *edits: tuple[str, str]) -> Process:
    for old, new in edits:
        assert old in text, old
        text = text.replace(old, new)
    return assemble((), read_documents("all.yaml", text), project(base="none"))


def stranded(world: World, after: Process, **plans: Any) -> dict[str, set[Obstacle]]:
    """The cases of a world that a process would strand; those of `plans` go along."""
    strand = Strand(
        world.process,
        after,
        {world.process.digest: world.process, after.digest: after}.__getitem__,
        lambda key: world.held[key].workflow if key in world.held else None,
        {name: WorkflowPlan.model_validate(plan) for name, plan in plans.items()},
    )
    staying = (case for case in world.held.values() if case.workflow not in plans)
    return {key: set(found) for key, found in strand.found(staying).items()}


LENT = (
    ("  out:\n", "  lent:\n"),
    ("[out]", "[lent]"),
    ("from: out", "from: lent"),
    ("to: out", "to: lent"),
)
LOAN = library.PROCESS[library.PROCESS.index("workflow: loan") :]
LOAN_GONE = (
    (LOAN[: LOAN.index("---\n") + 4], ""),
    ("    policies: [B-01]\n", ""),
)


def test_what_adds_strands_nobody() -> None:
    more = (
        ("bad: {en: Bad, ja: 悪い}", "bad: {en: Bad, ja: 悪い}, lost: {en: Lost, ja: 紛失}"),
        ("  back: {title", "  away: {title: {en: Away, ja: 外}}\n  back: {title"),
        ("  remark: {type", "  more: {type: text, title: {en: More, ja: 他}}\n  remark: {type"),
        ("left: {title: {en: Left, ja: 退会}, final: true}", ("left: {title: {en: L, ja: 退}, "
         "final: true}\n  away: {title: {en: Away, ja: 休会}}")),
    )  # fmt: skip
    assert stranded(library.library(), process(library.PROCESS, *more)) == {}


@pytest.mark.parametrize(
    ("edits", "key", "obstacle"),
    [
        (LENT, "B-001-L1", Obstacle("state", "loan", "out")),
        (LOAN_GONE, "B-001-L1", Obstacle("workflow", "loan", "")),
        (
            (("workflow: member", "workflow: human"), ("type: member", "type: human")),
            "M-4",
            Obstacle("people", "member", ""),
        ),
        (
            (("librarian: {type: bool", "librarian: {type: text"),
             ("actor.librarian\n", "actor.librarian == 'yes'\n"),
             ("&& actor.librarian}", "&& actor.librarian == 'yes'}")),
            "B-001",
            Obstacle("rule", "book", "librarian", "member"),
        ),
    ],
)  # fmt: skip
def test_what_strands_a_case(
    edits: tuple[tuple[str, str], ...], key: str, obstacle: Obstacle
) -> None:
    assert obstacle in stranded(library.library(), process(library.PROCESS, *edits))[key]


def test_what_a_list_is_called_strands_nobody() -> None:
    renamed = (
        ("plural: loans", "plural: lendings"),
        ("case.loans", "case.lendings"),
        ("parent.loans", "parent.lendings"),
    )
    assert stranded(library.library(), process(library.PROCESS, *renamed)) == {}


def test_a_value_of_another_type_strands_its_case() -> None:
    world = library.library()
    loan = world.held["B-001-L1"]
    world.held["B-001-L1"] = replace(loan, fields={**loan.fields, "remark": "濡"})
    found = stranded(
        world, process(library.PROCESS, ("remark: {type: text", "remark: {type: int"))
    )
    assert found["B-001-L1"] == {Obstacle("value", "loan", "remark", "濡")}


def test_ended_cases_are_read_too() -> None:
    gone = ("  left: {title: {en: Left, ja: 退会}", "  over: {title: {en: Left, ja: 退会}")
    found = stranded(library.library(), process(library.PROCESS, gone, ("to: left", "to: over")))
    assert found["M-4"] == {Obstacle("state", "member", "left")}


def test_a_history_is_missed_only_where_rules_look_for_it() -> None:
    world = library.library()
    loan = world.held["B-001-L1"]
    done = Done(("M-2",), ("M-2",), "M-2", loan.opened_at, 1)
    world.held["B-001-L1"] = replace(loan, ever={"extend": done})
    renamed = (("  extend:\n", "  prolong:\n"), ("did.extend", "did.prolong"))
    assert stranded(world, process(library.PROCESS, *renamed)) == {}
    looking = ("require: x.state == 'back'", "require: x.ever.prolong.count < 1")
    found = stranded(world, process(library.PROCESS, *renamed, looking))
    assert Obstacle("transition", "loan", "extend") in found["B-001-L1"]


def test_a_fact_is_missed_only_where_rules_look_for_it() -> None:
    needed = ("remark: {type: text, title", "remark: {type: text, required: true, title")
    has = (("require: has(case.remark)", "require: case.remark != ''"),)
    assert stranded(library.library(), process(library.PROCESS, needed, *has)) == {}
    looking = ("require: x.state == 'back'", "require: x.remark != ''")
    found = stranded(library.library(), process(library.PROCESS, needed, *has, looking))
    assert found == {"B-001-L1": {Obstacle("required", "loan", "remark")}}


def ordered() -> World:
    world = World(process(works.PROCESS))
    world.give_all({
        "P-1": {"workflow": "person", "fields": {"id": "P-1"}},
        "O-1": {"workflow": "order", "state": "small", "fields": {"what": "x", "size": "1"}},
        "O-1-J1": {
            "workflow": "job", "parent": "O-1", "fields": {"worker": "P-1", "task": "x"},
        },
    })  # fmt: skip
    return world


def test_what_follows_from_an_act_knows_the_states_of_both() -> None:
    away = (
        ("  dropped: {title", "  off: {title"),
        ("j.state != 'dropped'", "j.state != 'off'"),
        ("    to: dropped\n    by: []\n", "    to: off\n    by: []\n"),
    )
    found = stranded(ordered(), process(works.PROCESS, *away))
    assert found["O-1"] == {Obstacle("effect", "job", "drop", "dropped")}
    assert found["O-1-J1"] == {Obstacle("effect", "job", "drop", "off")}
    along = stranded(ordered(), process(works.PROCESS, *away), order={}, job={})
    assert along == {}


def test_what_is_computed_on_another_case_is_read_there() -> None:
    text = works.PROCESS.replace("policies: [J-01]", "policies: [J-01, O-09]") + (
        "---\npolicy: O-09\ntitle: {en: Not busy, ja: 忙しくない}\nlevel: block\n"
        "require: case.parent.waiting || case.parent.busy < 9\n"
        "message: {en: Busy., ja: 忙しい。}\nremedy: {en: Wait., ja: 待つ。}\n"
    )
    found = reads(process(text))
    assert Read("job", "order", "busy", fresh=False) in found
    assert Read("job", "order", "jobs", fresh=False) in found
    assert Read("job", "job", "state", fresh=True) in found
