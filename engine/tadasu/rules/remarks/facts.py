"""Remarks on facts that no act can ever state."""

from tadasu.errors import Text
from tadasu.rules.remarks.bench import Bench
from tadasu.rules.remarks.notes import Notes
from tadasu.rules.workflow import STAGE


def check_facts(bench: Bench, notes: Notes) -> None:
    """Note each field that stays empty for ever (T125)."""
    if not (bench.workflow.open.by or "open" in bench.caused):
        return
    stated = _stated(bench)
    for name in bench.workflow.facts:
        if name != STAGE and name not in stated:
            notes.add("T125", bench.at.to("fields", name), *_unstated(name), key=True)
    for name, state in bench.workflow.states.items():
        if len(state.stages or ()) > 1 and not _sets_stage(bench, name):
            notes.add("T125", bench.at.to("states", name, "stages"), *_STAGE, key=True)


def _stated(bench: Bench) -> set[str]:
    workflow, guards = bench.workflow, bench.process.guards
    opening = workflow.open
    found: set[str] = set(workflow.facts if opening.facts is None else opening.facts)
    for state in workflow.states.values():
        found.update(name for names in state.writable.values() for name in names)
    for act in workflow.transitions.values():
        found.update(act.facts)
    for name, other in bench.process.workflows.items():
        for each in ("open", *other.transitions):
            for effect in guards.effects(name, each):
                if effect.workflow == workflow.name:
                    found.update(effect.values)
    return found


def _sets_stage(bench: Bench, state: str) -> bool:
    """Whether somebody may set the stage in a state, or some effect does."""
    if any(STAGE in names for names in bench.workflow.states[state].writable.values()):
        return True
    acts = bench.workflow.transitions.values()
    if any(STAGE in act.facts for act in acts if state in act.sources):
        return True
    return any(
        effect.workflow == bench.workflow.name and STAGE in effect.values
        for name, other in bench.process.workflows.items()
        for act in ("open", *other.transitions)
        for effect in bench.process.guards.effects(name, act)
    )


_STAGE = (
    Text(
        en="A case stays at the first of these stages: nobody may set the stage here.",
        ja="ここで stage を変えられる人がいないため、最初の段階から動きません。",
    ),
    Text(
        en="Name `stage` in `writable`, or leave one stage only.",
        ja="`writable` に `stage` を書くか、段階を一つにしてください。",
    ),
)


def _unstated(name: str) -> tuple[Text, Text]:
    return (
        Text(
            en=f"Nothing can ever state `{name}`: no opening, no state and no act takes it.",
            ja=f"起票、状態、遷移のいずれでも `{name}` を記入できません。",
        ),
        Text(
            en="Name it in `facts` or `writable`, or remove the field.",
            ja="`facts` か `writable` に書くか、項目を削除してください。",
        ),
    )
