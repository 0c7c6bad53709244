"""Lint of what is defined and never used."""

from collections.abc import Iterator
from itertools import pairwise

from tadasu.errors import Text
from tadasu.rules.process import Process
from tadasu.rules.remarks.notes import Notes
from tadasu.rules.report import At
from tadasu.rules.workflow import Workflow

_REMEDY = Text(en="Use it, or remove it.", ja="使うか、削除してください。")
_BIND = Text(
    en="Name it under `policies` of an opening, a change, a transition or evidence, or remove it.",
    ja="open、change、遷移、evidence のいずれかの `policies` に書くか、削除してください。",
)


def check_strays(process: Process, notes: Notes) -> None:
    """Note policies bound nowhere, and parameters, roles and checklists that nothing uses."""
    bound = _bound(process)
    for name in process.policies:
        if name not in bound:
            text = Text(
                en=f"The policy {name} is bound nowhere, so it is never judged.",
                ja=f"ポリシー {name} はどこにも適用されていないため、判定されません。",
            )
            notes.add("T109", At("policy", name), text, _BIND)
    paths = set(_paths(process))
    read = {path[1] for path in paths if path[0] == "params" and len(path) > 1}
    for name in process.declared:
        if name not in read:
            text = Text(
                en=f"No rule reads the parameter `{name}`.",
                ja=f"パラメータ `{name}` を参照する規則がありません。",
            )
            notes.add("T110", At("parameter", name), text, _REMEDY, key=True)
    for workflow in process.workflows.values():
        used = _used_roles(process, workflow)
        for name in workflow.roles:
            if name not in used:
                at = At("workflow", workflow.name, ("roles", name))
                text = Text(
                    en=f"The role `{name}` may do nothing here.",
                    ja=f"役割 `{name}` に許された行為がありません。",
                )
                notes.add("T111", at, text, _REMEDY, key=True)
    _check_approvals(process, paths, notes)
    for name, checklist in process.checklists.items():
        if not process.workflows[checklist.workflow].open.by:
            text = Text(
                en=f"Nobody may open a case of `{checklist.workflow}`.",
                ja=f"`{checklist.workflow}` の案件を起こせる人がいません。",
            )
            notes.add("T112", At("checklist", name), text, _REMEDY)


def _check_approvals(process: Process, paths: set[tuple[str, ...]], notes: Notes) -> None:
    """Note approvals of which no expression ever asks whether they were given (T141)."""
    asked = {pair[1] for path in paths for pair in pairwise(path) if pair[0] in ("did", "ever")}
    for workflow in process.workflows.values():
        for name, act in workflow.transitions.items():
            stays = any(source == end for source, end in act.edges)
            if act.covers and stays and name not in asked:
                at = At("workflow", workflow.name, ("transitions", name))
                notes.add("T141", at, *_UNASKED, key=True)


_UNASKED = (
    Text(
        en="No expression asks whether this approval was given, so that nothing waits for it.",
        ja="この承認の有無を調べる式がないため、承認がなくても何も妨げられません。",
    ),
    Text(
        en="Require it where it matters: `case.did.NAME.count > 0`.",
        ja="必要な箇所で `case.did.名前.count > 0` を条件にしてください。",
    ),
)


def _bound(process: Process) -> set[str]:
    return {
        binding.policy
        for workflow in process.workflows.values()
        for act in workflow.acts
        for binding in workflow.bindings(act)
    }


def _paths(process: Process) -> Iterator[tuple[str, ...]]:
    guards = process.guards
    acts_for = guards.acts_for()
    yield from acts_for.footprint if acts_for else ()
    for name, listed in process.checklists.items():
        choice = guards.choice(name)
        yield from choice.footprint if choice else ()
        for number in range(len(listed.items)):
            item = guards.item(name, number)
            yield from item.footprint if item else ()
    for name, workflow in process.workflows.items():
        single = [guards.role(name, role) for role in workflow.roles]
        single += [guards.derived(name, field) for field in workflow.derived]
        single += [guards.condition(name, each) for each in workflow.conditions]
        single += guards.rungs(name)
        single += [one for field in workflow.fields if (one := guards.candidates(name, field))]
        dues = [guards.due(name, state) for state in workflow.states]
        single += [due for due in dues if due]
        for act in workflow.transitions:
            automatic = guards.automatic(name, act)
            single += [automatic] if automatic else []
            single += [guard for _, guard in guards.targets(name, act) if guard]
        for guard in single:
            yield from guard.footprint
        suggestion = guards.suggestion(name)
        yield from suggestion.footprint if suggestion else ()
        for act in workflow.acts:
            for bound in guards.bound(name, act):
                yield from bound.footprint
        for act in ("open", *workflow.transitions):
            for effect in guards.effects(name, act):
                yield from effect.footprint


def _used_roles(process: Process, workflow: Workflow) -> set[str]:
    used = {*workflow.open.by, *workflow.adopt, *workflow.keys}
    used.update(workflow.evidence.by if workflow.evidence else ())
    for rung in workflow.escalation:
        used.update(rung.to)
    for state in workflow.states.values():
        used.update(state.writable)
    for transition in workflow.transitions.values():
        used.update(transition.by, transition.cosign)
    for act in workflow.acts:
        for binding in workflow.bindings(act):
            waiver = process.policies[binding.policy].waiver
            used.update(waiver.by if waiver else ())
    return used
