"""Lint of a project against the process that it is laid over: its floors still hold.

A floor is compared word by word, not by meaning: whoever wants another rule writes another one.
Where it binds is compared by states, not by names of transitions, so that renaming an act is free
and leaving a floor behind is not.
"""

from collections.abc import Collection

from tadasu.errors import Text
from tadasu.rules.policy import Policy
from tadasu.rules.process import Process
from tadasu.rules.remarks.notes import Notes
from tadasu.rules.report import At
from tadasu.rules.workflow import Workflow

Edge = tuple[str, str]


def check_floors(process: Process, base: Process, notes: Notes) -> None:
    """Note each floor of `base` that the process lacks, changes, or no longer binds."""
    floors = {name: each for name, each in base.policies.items() if each.level == "floor"}
    for name, policy in floors.items():
        _check_policy(process, name, policy, notes)
    for name, shipped in base.workflows.items():
        local = process.workflows.get(name)
        for floor in floors:
            if local is not None:
                _check_workflow(shipped, local, floor, notes)
            elif any(_binds(shipped, act, floor) for act in shipped.acts):
                message = Text(
                    en=f"The workflow `{name}`, guarded by the floor {floor}, is gone.",
                    ja=f"floor の {floor} が適用されるワークフロー `{name}` がありません。",
                )
                notes.add("T115", At("policy", floor), message, _RESTORE)


def _check_policy(process: Process, name: str, floor: Policy, notes: Notes) -> None:
    local = process.policies.get(name)
    if local is None:
        gone = Text(en=f"The floor {name} is gone.", ja=f"floor の {name} がありません。")
        notes.add("T114", At("policy", name), gone, _RESTORE)
        return
    for part in ("level", "each", "when", "empty", "require"):
        if getattr(local, part) != getattr(floor, part):
            changed = Text(
                en=f"{name} is a floor; its `{part}` may not be changed.",
                ja=f"{name} は floor なので、`{part}` を変更できません。",
            )
            notes.add("T114", At("policy", name, (part,)), changed, _RESTORE)


def _check_workflow(shipped: Workflow, local: Workflow, floor: str, notes: Notes) -> None:
    for act in ("open", "change", "evidence"):
        if _binds(shipped, act, floor) and act in local.acts and not _binds(local, act, floor):
            notes.add("T115", At("workflow", local.name, (act,)), *_left_out(floor), key=True)
    states, edges = _guarded(shipped, floor)
    for state in sorted(states - set(local.states)):
        message = Text(
            en=f"The state `{state}`, guarded by the floor {floor}, is gone.",
            ja=f"floor の {floor} が守る状態 `{state}` がありません。",
        )
        notes.add("T115", At("workflow", local.name, ("states",)), message, _RESTORE, key=True)
    if local.initial in states - {shipped.initial}:
        message = Text(
            en=f"A case may not begin in a state that the floor {floor} guards.",
            ja=f"floor の {floor} が守る状態から案件を始めることはできません。",
        )
        at = At("workflow", local.name, ("states", local.initial))
        notes.add("T115", at, message, _RESTORE, key=True)
    for name, transition in local.transitions.items():
        ways = set(transition.edges)
        into = any(source != end and end in states for source, end in ways)
        if (into or ways & edges) and not _binds(local, name, floor):
            at = At("workflow", local.name, ("transitions", name))
            notes.add("T115", at, *_left_out(floor), key=True)


def _guarded(shipped: Workflow, floor: str) -> tuple[set[str], set[Edge]]:
    """The states that only a judgement by the floor leads into, and such ways between states."""
    free: set[Edge] = set()
    guarded: set[Edge] = set()
    for name, transition in shipped.transitions.items():
        ways = set(transition.edges)
        if _binds(shipped, name, floor):
            guarded |= ways
        else:
            free |= ways
    into = {target for source, target in guarded if source != target}
    return into - _targets(free), guarded - free


def _targets(ways: Collection[Edge]) -> set[str]:
    return {target for source, target in ways if source != target}


def _binds(workflow: Workflow, act: str, policy: str) -> bool:
    return act in workflow.acts and any(one.policy == policy for one in workflow.bindings(act))


_RESTORE = Text(
    en="Restore it as shipped; put your own, stricter rules beside it.",
    ja="出荷時の内容に戻し、より厳しい規則は別に追加してください。",
)


def _left_out(floor: str) -> tuple[Text, Text]:
    return (
        Text(
            en=f"The floor {floor} must be judged here, and is not bound.",
            ja=f"ここでは floor の {floor} の判定が必要ですが、適用されていません。",
        ),
        Text(en=f"Add {floor} to `policies`.", ja=f"`policies` に {floor} を追加してください。"),
    )
