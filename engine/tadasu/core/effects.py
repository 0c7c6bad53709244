"""What follows from a transition: its effects, worked out one after the other.

Each is worked out when its turn comes, so that it sees what those before it did.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import cast

from tadasu.core.case import Case
from tadasu.core.events import CaseMoved, CaseOpened, Event
from tadasu.core.records import CaseRecord, Part, fields_record
from tadasu.core.setting import Setting
from tadasu.core.values import stamp
from tadasu.core.wishes import Amend, Erase, Move, Open, Wish
from tadasu.rules.bound import BoundEffect
from tadasu.rules.field import FieldSpec

Names = Mapping[str, object]


def bound_effects(setting: Setting, before: Case | None, event: Event) -> tuple[BoundEffect, ...]:
    """The effects of an opening or of a transition of `before`; nothing else has any."""
    guards = setting.process.guards
    match event:
        case CaseOpened(workflow=workflow):
            return guards.effects(workflow, "open")
        case CaseMoved(transition=transition) if before is not None:
            return guards.effects(before.workflow, transition)
    return ()


def sets_off(setting: Setting, before: Case | None, event: Event) -> bool:
    """Whether anything at all may follow from an event by itself."""
    return bool(bound_effects(setting, before, event)) or _erases(setting, before, event)


def _erases(setting: Setting, before: Case | None, event: Event) -> bool:
    if before is None or not isinstance(event, CaseMoved):
        return False
    return setting.process.workflows[before.workflow].transitions[event.transition].erase


def effects(setting: Setting, before: Case | None, case: Case, event: Event) -> Iterator[Wish]:
    """What `event`, which made `case` of `before`, sets off; GuardError where it has no value."""
    scene = setting.scene
    names: dict[str, object] = {
        **setting.names(scene.record(case.key)),
        "actor": scene.record(setting.actor),
    }
    if before is not None and isinstance(event, CaseMoved):
        inputs = setting.process.workflows[case.workflow].transitions[event.transition].input
        names["input"] = fields_record(None, inputs, event.input, scene)
        names["old"] = scene.aside(before)
    for bound in bound_effects(setting, before, event):
        scene.gather(bound.footprint, names)
        for scope in _scopes(setting, bound, names):
            yield from _wishes(setting, case, bound, scope)
    if isinstance(event, CaseMoved) and _erases(setting, before, event):
        yield Erase(case.key, event.transition)


def _scopes(setting: Setting, bound: BoundEffect, names: Names) -> list[Names]:
    scopes: list[Names] = [names]
    if bound.each is not None and bound.variable is not None:
        items = cast(Sequence[object], bound.each.value(names, zone=setting.zone))
        scopes = [{**names, bound.variable: item} for item in items]
    if bound.when is None:
        return scopes
    return [scope for scope in scopes if bound.when.value(scope, zone=setting.zone)]


def _wishes(setting: Setting, case: Case, bound: BoundEffect, names: Names) -> Iterator[Wish]:
    effect = bound.effect
    match effect.kind:
        case "open":
            parent = _parent(setting, case, bound, names)
            values = _values(setting, bound, names, bound.workflow)
            if not _is_there(setting, bound, parent, values):
                yield Open(bound.workflow, parent, values)
        case "do":
            for key in _on(setting, case, bound, names):
                values = _values(setting, bound, names, bound.workflow)
                yield Move(key, effect.do or "", values)
        case "set":
            for key in _on(setting, case, bound, names):
                values = _values(setting, bound, names, bound.workflow)
                yield Amend(key, {**dict.fromkeys(effect.clear), **values})


def _parent(setting: Setting, case: Case, bound: BoundEffect, names: Names) -> str | None:
    if bound.under is not None:
        return cast(CaseRecord, bound.under.value(names, zone=setting.zone)).key
    opened = setting.process.workflows[bound.workflow]
    return case.key if opened.parent == case.workflow else None


def _on(setting: Setting, case: Case, bound: BoundEffect, names: Names) -> list[str]:
    if bound.on is None:
        return [case.key]
    found = bound.on.value(names, zone=setting.zone)
    records = found if isinstance(found, tuple) else (found,)
    return list(dict.fromkeys(cast(CaseRecord, record).key for record in records))


def _values(
    setting: Setting, bound: BoundEffect, names: Names, workflow: str
) -> dict[str, object]:
    """What is to be stated, as the log keeps values; an absent fact is not stated."""
    about = setting.process.workflows[workflow]
    act = about.transitions.get(bound.effect.do or "")
    specs = {**about.facts, **(act.input if act else {})}
    values = {
        name: plain(specs[name], guard.value(names, zone=setting.zone))
        for name, guard in bound.values.items()
    }
    return {name: value for name, value in values.items() if value is not None}


def _is_there(
    setting: Setting, bound: BoundEffect, parent: str | None, values: Mapping[str, object]
) -> bool:
    """Whether a sibling has the value of the field `once` already."""
    once, scene = bound.effect.once, setting.scene
    if once is None:
        return False
    siblings = (scene.case(key) for key in scene.siblings(parent, bound.workflow))
    wanted = values.get(once)
    return any(each.fields.get(once) == wanted for each in siblings if each is not None)


def plain(spec: FieldSpec, value: object) -> object:
    """A guard's value as the log keeps it: dates and moments as texts, cases by their keys."""
    match value:
        case tuple():
            return [plain(spec, each) for each in value]
        case datetime():
            return stamp(value)
        case date():
            return value.isoformat()
        case CaseRecord():
            return value.key
        case Part() if spec.fields is not None:
            row = {name: value.get(name) for name in spec.fields}
            stated = {name: plain(spec.fields[name], each) for name, each in row.items()}
            return {name: each for name, each in stated.items() if each not in (None, [])}
        case Part():
            return value.key
    return value
