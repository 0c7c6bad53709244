"""Cases as guards read them, in the plainest way: every list is looked for among all cases.

Written a second time so that nothing of the engine's gathering decides what a guard sees.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, cast

from tadasu.core.case import Case, Done
from tadasu.core.events import Facts
from tadasu.core.records import ParamsRecord
from tadasu.rules.field import FieldSpec
from tadasu.rules.process import Process
from tests.world import ZONE

Value = Any


@dataclass
class View:
    """All cases at one moment, one of them perhaps not there yet."""

    process: Process
    held: Mapping[str, Case]
    now: datetime
    coming: Case | None = None

    def supposing(self, case: Case) -> "View":
        """With `case` as it would be."""
        return replace(self, held={**self.held, case.key: case})

    def case(self, key: str) -> Case:
        """It must be there."""
        if self.coming is not None and self.coming.key == key:
            return self.coming
        return self.held[key]

    def names(self, key: str, actor: str) -> dict[str, object]:
        """What rules may read."""
        return {
            "case": CaseView(self, key),
            "actor": CaseView(self, actor),
            "params": ParamsRecord(self.process),
            "all": Rows(
                None,
                {"requirement": tuple(map(self._requirement, self._requirements()))},
                lambda name: self.of(lambda case: case.workflow == name),
            ),
            "now": self.now,
            "today": self.now.astimezone(ZONE).date(),
        }

    def of(self, wanted: Callable[[Case], bool]) -> tuple["CaseView", ...]:
        """Those cases."""
        return tuple(CaseView(self, case.key) for case in self.held.values() if wanted(case))

    def read(self, spec: FieldSpec, value: Value) -> object:
        """A stored value as guards see it."""
        if spec.many:
            return tuple(self._one(spec, each) for each in value or ())
        return None if value is None else self._one(spec, value)

    def _one(self, spec: FieldSpec, value: Value) -> object:
        match spec.type:
            case "text" | "int" | "bool" | "enum":
                return cast(object, value)
            case "date":
                return date.fromisoformat(value)
            case "timestamp":
                return datetime.fromisoformat(value)
            case "requirement":
                return self._requirement(value)
            case "record":
                return self.row(spec.fields or {}, value)
        return CaseView(self, value)

    def _requirements(self) -> list[str]:
        standards = self.process.standards
        return [f"{name}:{clause}" for name in standards for clause in standards[name].clauses]

    def _requirement(self, key: str) -> "Rows":
        standard, clause = key.split(":")
        kind = self.process.standards[standard].clauses[clause].kind
        return Rows(key, {"key": key, "standard": standard, "clause": clause, "kind": kind})

    def row(self, specs: Mapping[str, FieldSpec], values: Facts) -> "Rows":
        """Some fields with their values."""
        return Rows(
            None, {name: self.read(spec, values.get(name)) for name, spec in specs.items()}
        )


@dataclass(eq=False)
class Rows:
    """A record that is no case."""

    key: str | None
    values: Mapping[str, object]
    other: Callable[[str], object] = lambda _: None
    shown: str = ""

    def get(self, name: str) -> object:
        return self.values[name] if name in self.values else self.other(name)


@dataclass(eq=False)
class CaseView:
    """A case in a view."""

    view: View
    key: str
    kept: Case | None = None
    shown: str = field(default="", init=False)

    def get(self, name: str) -> object:
        view, process = self.view, self.view.process
        case = self.kept or view.case(self.key)
        workflow = process.workflows[case.workflow]
        if name in workflow.facts:
            return view.read(workflow.facts[name], case.fields.get(name))
        if name in workflow.fields:
            return process.guards.derived(workflow.name, name).value(self._scope(), zone=ZONE)
        if name in workflow.conditions:
            guard = process.guards.condition(workflow.name, name)
            states = workflow.conditions[name].states
            return case.state in states and guard.value(self._scope(), zone=ZONE)
        return self._listed(case, name) if name not in BUILTIN else BUILTIN[name](view, case)

    def _scope(self) -> dict[str, object]:
        names = self.view.names(self.key, self.key)
        return {**names, "case": self}

    def _listed(self, case: Case, name: str) -> object:
        for each in self.view.process.workflows.values():
            if each.parent == case.workflow and each.plural == name:
                return self.view.of(_child(each.name, case.key))
            for path, spec in each.paths:
                if spec.type == case.workflow and spec.inverse == name:
                    return self.view.of(_referrer(each.name, path, case.key))
        raise AssertionError(name)


def _child(workflow: str, parent: str) -> Callable[[Case], bool]:
    return lambda case: case.workflow == workflow and case.parent == parent


def _referrer(workflow: str, path: str, key: str) -> Callable[[Case], bool]:
    return lambda case: case.workflow == workflow and key in _named(case, path)


def _named(case: Case, path: str) -> list[object]:
    """What a case names at a path."""
    name, _, column = path.partition(".")
    held = case.fields.get(name)
    rows = held if isinstance(held, list | tuple) else [held]
    if not column:
        return list(rows)
    found = [row.get(column) for row in cast(Sequence[Mapping[str, object]], rows) if row]
    return [x for each in found for x in (each if isinstance(each, list | tuple) else [each])]


def _history(view: View, case: Case, done: Mapping[str, Done]) -> Rows:
    transitions = view.process.workflows[case.workflow].transitions
    return Rows(None, {name: _done(view, done.get(name)) for name in transitions})


def _done(view: View, done: Done | None) -> Rows:
    if done is None:
        return Rows(None, {"count": 0, "by": (), "voices": (), "actor": None, "at": None})
    people = {
        name: tuple(CaseView(view, k) for k in getattr(done, name)) for name in ("by", "voices")
    }
    at = datetime.fromisoformat(done.at)
    return Rows(
        None, {"count": done.count, "actor": CaseView(view, done.actor), "at": at, **people}
    )


def _evidence(view: View, case: Case) -> object:
    rule = view.process.workflows[case.workflow].evidence
    return tuple(
        Rows(
            each.key,
            {
                **{n: getattr(each, n) for n in ("key", "sha256", "size", "name", "media_type")},
                "attached_at": datetime.fromisoformat(each.attached_at),
                "collector": CaseView(view, each.collector),
                **view.row(rule.fields if rule else {}, each.fields).values,
            },
        )
        for each in case.evidence
    )


def _rounds(view: View, case: Case) -> object:
    facts = view.process.workflows[case.workflow].facts
    return tuple(
        Rows(
            None,
            {
                **view.row(facts, each.fields).values,
                "number": each.number,
                "ended_at": datetime.fromisoformat(each.ended_at),
                "did": _history(view, case, each.did),
            },
        )
        for each in case.rounds
    )


def _waivers(view: View, case: Case) -> object:
    return tuple(
        Rows(
            each.key,
            {
                **{n: getattr(each, n) for n in ("key", "policy", "act", "reason", "measure")},
                "until": date.fromisoformat(each.until),
                "grantor": CaseView(view, each.grantor),
                "granted_at": datetime.fromisoformat(each.granted_at),
            },
        )
        for each in case.waivers
    )


def _days_late(view: View, case: Case) -> int:
    ended = view.process.workflows[case.workflow].states[case.state].final
    if case.due is None or ended:
        return 0
    return max(0, (view.now.astimezone(ZONE).date() - date.fromisoformat(case.due)).days)


BUILTIN: Mapping[str, Callable[[View, Case], object]] = {
    "key": lambda _, case: case.key,
    "state": lambda _, case: case.state,
    "round": lambda _, case: case.round,
    "days_late": _days_late,
    "refused": lambda _, case: case.refused,
    "warned": lambda _, case: case.warned,
    "opened_at": lambda _, case: datetime.fromisoformat(case.opened_at),
    "entered_at": lambda _, case: datetime.fromisoformat(case.entered_at),
    "due": lambda _, case: date.fromisoformat(case.due) if case.due else None,
    "opened_by": lambda view, case: CaseView(view, case.opened_by),
    "openers": lambda view, case: tuple(
        CaseView(view, key) for key in (case.opened_by, case.opened_for) if key
    ),
    "parent": lambda view, case: CaseView(view, case.parent) if case.parent else None,
    "did": lambda view, case: _history(view, case, case.did),
    "ever": lambda view, case: _history(view, case, case.ever),
    "evidence": _evidence,
    "rounds": _rounds,
    "waivers": _waivers,
}
