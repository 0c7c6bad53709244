"""The whole difference between two processes: nothing that changes is left out."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import fields, replace

from tadasu.errors import Text
from tadasu.rules.canonical import format_definitions
from tadasu.rules.catalogue import Checklist, Standard
from tadasu.rules.definitions import Definitions
from tadasu.rules.difference.both import Both
from tadasu.rules.difference.change import Change, Effect, Group, Whole, more, shown, together
from tadasu.rules.difference.leaves import leaves, rest
from tadasu.rules.difference.policies import policy_changes
from tadasu.rules.difference.workflows import workflow_groups
from tadasu.rules.form import Form
from tadasu.rules.sheet import Sheet
from tadasu.rules.workflow import Workflow

_LISTED = ("standards", "checklists", "forms", "sheets")
_KNOWN = ("workflows", "policies", *_LISTED, "declared", "parameters")


def difference(before: Definitions, after: Definitions) -> tuple[Group, ...]:
    """Every part of a process that changes, acts first; empty only for the same definitions."""
    if format_definitions(before) == format_definitions(after):
        return ()
    both = Both(before, after)
    names = dict.fromkeys((*before.workflows, *after.workflows))
    groups = [group for name in sorted(names) for group in workflow_groups(both, name)]
    groups += _policies(both)
    groups += _parameters(both)
    groups += _listed("standard", before.standards, after.standards)
    groups += _listed("checklist", before.checklists, after.checklists)
    groups += _listed("form", before.forms, after.forms)
    groups += _listed("sheet", before.sheets, after.sheets)
    around = [
        change
        for part in fields(Definitions)
        if part.name not in _KNOWN
        for change in leaves(getattr(before, part.name), getattr(after, part.name), part.name)
    ]
    if around or not groups:
        # Whatever the comparisons above may overlook, nothing passes without a word.
        groups.append(
            Group("", "process", _PROCESS, tuple(around) or (Change("changed", _PROCESS),))
        )
    return tuple(groups)


def _policies(both: Both) -> Iterator[Group]:
    before, after = both.before.policies, both.after.policies
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        if old is None or new is None:
            title = (old or new or before[name]).title.text
            sides = (name, None) if new is None else (None, name)
            # It tightens or widens the acts that it binds, and is told there.
            yield Group("", name, title, (Change("changed", _RULE, *sides),))
            continue
        found: dict[Change, None] = {}
        for workflow in _judging(both, name) or [""]:
            found |= dict.fromkeys(policy_changes(old, new, *both.readings(workflow)))
        if found:
            yield Group("", name, new.title.text, tuple(found))


def _judging(both: Both, policy: str) -> list[str]:
    """The workflows in which a rule binds an act."""
    return [
        name
        for name, workflow in both.after.workflows.items()
        if any(b.policy == policy for act in workflow.acts for b in workflow.bindings(act))
    ]


def _parameters(both: Both) -> Iterator[Group]:
    declared, now = both.before.declared, both.after.declared
    for name in sorted({*declared, *now}):
        old, new = declared.get(name), now.get(name)
        if old is None or new is None:
            title = (old or new or declared[name]).title.text
            sides = (name, None) if new is None else (None, name)
            yield Group("", name, title, (Change("changed", _PARAMETER, *sides),))
            continue
        # What is in force counts; the bounds only tell what an organisation may set.
        changes = [*rest(old, new, _BOUNDS)]
        changes += (replace(each, effect="words") for each in rest(old, new, _WORDS))
        was, value = both.before.parameters.get(name), both.after.parameters.get(name)
        if was != value:
            effect: Effect = "changed" if None in (was, value) else _direction(both, name)
            changes.insert(0, Change(effect, _VALUE, shown(was), shown(value)))
        if changes:
            yield Group("", name, new.title.text, tuple(changes))


def _direction(both: Both, name: str) -> Effect:
    """Which way one number moves what depends on it; "changed" where nothing shows it."""
    only = both.with_parameter(name)
    found: list[Effect | Whole] = []
    for workflow in only.before.workflows.values():
        if _elsewhere(workflow, name):
            return "changed"
        found += [only.role(workflow.name, role) for role in workflow.roles]
        bound = {b.policy for act in workflow.acts for b in workflow.bindings(act)}
        found += [only.policy(workflow.name, policy) for policy in bound]
        for state in workflow.states.values():
            if state.due is not None:
                found.append(only.days(workflow.name, state.due, state.due))
    whole = together(found)
    return whole if whole in ("tightened", "widened") else "changed"


def _elsewhere(workflow: Workflow, name: str) -> bool:
    """Whether a number is read where nothing tells which way it goes: computed, opened, set."""
    acts = [(t.targets, t.automatic, t.effects) for t in workflow.transitions.values()]
    parts = (
        (workflow.fields, workflow.conditions, workflow.escalation, workflow.acts_for),
        (workflow.open.effects, acts),
    )
    words = {rf"params\s*\.\s*{name}"}
    for _ in workflow.define:
        words |= {d for d, source in workflow.define.items() if _mentions(source, words)}
    return _mentions(repr(parts), words)


def _mentions(text: str, words: Collection[str]) -> bool:
    return re.search(rf"\b(?:{'|'.join(words)})\b", text) is not None


def _listed(
    part: str,
    before: Mapping[str, Standard]
    | Mapping[str, Checklist]
    | Mapping[str, Form]
    | Mapping[str, Sheet],
    after: Mapping[str, Standard]
    | Mapping[str, Checklist]
    | Mapping[str, Form]
    | Mapping[str, Sheet],
) -> Iterator[Group]:
    """Standards, checklists, forms and sheets, which are looked up and not run."""
    for name in sorted({*before, *after}):
        old, new = before.get(name), after.get(name)
        about = Text(en=part, ja=_PARTS[part])
        if old is None or new is None:
            title = (old or new or before[name]).title.text
            sides = (name, None) if new is None else (None, name)
            yield Group("", name, title, (Change("changed", about, *sides),))
            continue
        changes: list[Change] = []
        known: tuple[str, ...] = ()
        if isinstance(old, Standard) and isinstance(new, Standard):
            known = ("clauses",)
            changes += more(old.clauses, new.clauses, "tightened", "widened", _CLAUSE)
            same = {n: c for n, c in new.clauses.items() if n in old.clauses}
            kept = {n: c for n, c in old.clauses.items() if n in same}
            changes += leaves(kept, same, "clauses")
        changes += rest(old, new, known)
        if changes:
            yield Group("", name, new.title.text, tuple(changes))


_BOUNDS = ("default", "min", "max")
_WORDS = ("type", "title", "help")
_PROCESS = Text(en="The process", ja="プロセス")
_RULE = Text(en="rule", ja="規則")
_PARAMETER = Text(en="parameter", ja="パラメータ")
_VALUE = Text(en="value in force", ja="有効な値")
_CLAUSE = Text(en="clause", ja="箇条")
_PARTS = {"standard": "規格", "checklist": "チェックリスト", "form": "様式", "sheet": "シート"}
