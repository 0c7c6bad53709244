"""Cases and their parts as the guard language sees them: records with typed members.

A member that is not there is None; a member that nobody gathered is an error, never "no".
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol, cast

from tadasu.core.case import Case, Done, Evidence, Waiver
from tadasu.guard.guard import GuardError
from tadasu.rules.field import FieldSpec
from tadasu.rules.process import Process
from tadasu.rules.workflow import Workflow

Path = tuple[str, ...]


class Stage(Protocol):
    """What records need of a scene."""

    process: Process

    def case(self, key: str) -> Case | None:
        """The gathered case."""

    def child_keys(self, parent: str, workflow: str) -> tuple[str, ...] | None:
        """The gathered children."""

    def record(self, key: str) -> "CaseRecord":
        """The record of a case."""


class Part:
    """A record that is no case: evidence, history, a row of a list, inputs, a requirement."""

    __slots__ = ("_members", "_read", "key")

    def __init__(
        self,
        key: str | None,
        members: Mapping[str, object],
        read: Callable[[str, object], object] = lambda _, value: value,
    ) -> None:
        self.key = key
        self._members = members
        self._read = read

    @property
    def shown(self) -> str:
        """How an explanation names it."""
        if self.key is not None:
            return self.key
        return ", ".join(str(value) for value in self._members.values() if value is not None)

    def get(self, name: str) -> object | None:
        """The member, or None where it is absent."""
        value = self._members.get(name)
        return None if value is None else self._read(name, value)


class ParamsRecord(Part):
    """The numbers that the organisation set."""

    __slots__ = ()

    def __init__(self, parameters: Mapping[str, int]) -> None:
        super().__init__("params", parameters)


class CaseRecord:
    """A case: its built-in members, its fields, its children under their plural name."""

    __slots__ = ("_case", "_memo", "_stage", "key")

    def __init__(self, key: str, stage: Stage, case: Case | None = None) -> None:
        self.key = key
        self._stage = stage
        self._case = case
        self._memo: tuple[Case, dict[str, object]] | None = None

    @property
    def shown(self) -> str:
        """Its key: what is shown is also recorded, and a record holds no names of people."""
        return self.key

    @property
    def exists(self) -> bool:
        """Whether the case was gathered and is there."""
        return self._find() is not None

    def child_workflow(self, name: str) -> str | None:
        """The workflow whose cases stand under this one as `name`."""
        return self._stage.process.child_workflow(self._present().workflow, name)

    def get(self, name: str) -> object | None:
        """The member, or None where it is absent; GuardError where it was never gathered."""
        case = self._present()
        if self._memo is None or self._memo[0] is not case:
            self._memo = (case, {})
        memo = self._memo[1]
        if name not in memo:
            memo[name] = self._read(case, name)
        return memo[name]

    def _find(self) -> Case | None:
        return self._case if self._case is not None else self._stage.case(self.key)

    def _present(self) -> Case:
        case = self._find()
        if case is None:
            raise GuardError("absent", f"{self.key} is not present")
        return case

    def _read(self, case: Case, name: str) -> object | None:
        builtin = _BUILTINS.get(name)
        if builtin is not None:
            return builtin(case, self._stage)
        workflow = self._stage.process.workflows[case.workflow]
        spec = workflow.fields.get(name)
        if spec is not None:
            return read_field(spec, case.fields.get(name), self._stage)
        child = self._stage.process.child_workflow(case.workflow, name)
        if child is None:
            raise GuardError("absent", f"{self.key} has no {name}")
        keys = self._stage.child_keys(case.key, child)
        if keys is None:
            raise GuardError("absent", f"{self.key}.{name} was not gathered")
        return tuple(map(self._stage.record, keys))


def read_field(spec: FieldSpec, value: object, stage: Stage) -> object | None:
    """A field's JSON value as guards see it; a list that was never stated is empty."""
    if spec.many:
        return tuple(_read_one(spec, each, stage) for each in cast(Sequence[object], value or ()))
    return None if value is None else _read_one(spec, value, stage)


def _read_one(spec: FieldSpec, value: object, stage: Stage) -> object:
    match spec.type:
        case "text" | "enum" | "int" | "bool":
            return value
        case "date":
            return date.fromisoformat(cast(str, value))
        case "timestamp":
            return datetime.fromisoformat(cast(str, value))
        case "requirement":
            return requirement(cast(str, value), stage.process)
        case "record":
            return fields_record(None, spec.fields or {}, cast(Mapping[str, object], value), stage)
        case _:
            return stage.record(cast(str, value))


def fields_record(
    key: str | None, specs: Mapping[str, FieldSpec], values: Mapping[str, object], stage: Stage
) -> Part:
    """A record of declared fields: inputs of a transition, a row of a list."""
    members = {name: values.get(name, () if spec.many else None) for name, spec in specs.items()}
    return Part(key, members, lambda name, value: read_field(specs[name], value, stage))


def requirement(key: str, process: Process) -> Part:
    """A clause or control of a standard, from its key such as iso27001-2022:9.2.2."""
    standard, _, clause = key.partition(":")
    entry = process.standards[standard].clauses[clause]
    return Part(key, {"key": key, "standard": standard, "clause": clause, "kind": entry.kind})


def _evidence(case: Case, stage: Stage) -> tuple[Part, ...]:
    rule = stage.process.workflows[case.workflow].evidence
    if rule is None:
        return ()
    specs = rule.fields
    return tuple(_evidence_record(item, specs, stage) for item in case.evidence)


def _evidence_record(item: Evidence, specs: Mapping[str, FieldSpec], stage: Stage) -> Part:
    stated = fields_record(item.key, specs, item.fields, stage)
    builtin: dict[str, object] = {
        "key": item.key,
        "sha256": item.sha256,
        "size": item.size,
        "name": item.name,
        "media_type": item.media_type,
        "attached_at": datetime.fromisoformat(item.attached_at),
        "collector": stage.record(item.collector),
    }
    members = {**builtin, **{name: stated.get(name) for name in specs}}
    return Part(item.key, members)


_NEVER = Done(by=(), voices=(), actor="", at="", count=0)


def _history(done: Mapping[str, Done], workflow: Workflow, stage: Stage) -> Part:
    return Part(
        None,
        dict.fromkeys(workflow.transitions, True),
        lambda name, _: _done(done.get(name, _NEVER), stage),
    )


def _done(done: Done, stage: Stage) -> Part:
    members: dict[str, object] = {
        "count": done.count,
        "by": tuple(map(stage.record, done.by)),
        "voices": tuple(map(stage.record, done.voices)),
        "actor": stage.record(done.actor) if done.actor else None,
        "at": datetime.fromisoformat(done.at) if done.at else None,
    }
    return Part(None, members)


def _waiver(item: Waiver, stage: Stage) -> Part:
    members: dict[str, object] = {
        "key": item.key,
        "policy": item.policy,
        "act": item.act,
        "reason": item.reason,
        "measure": item.measure,
        "until": date.fromisoformat(item.until),
        "grantor": stage.record(item.grantor),
        "granted_at": datetime.fromisoformat(item.granted_at),
    }
    return Part(item.key, members)


def _openers(case: Case, stage: Stage) -> tuple[CaseRecord, ...]:
    people = (case.opened_by, case.opened_for)
    return tuple(stage.record(person) for person in people if person is not None)


def _workflow(case: Case, stage: Stage) -> Workflow:
    return stage.process.workflows[case.workflow]


_BUILTINS: Mapping[str, Callable[[Case, Stage], object | None]] = {
    "key": lambda case, _: case.key,
    "state": lambda case, _: case.state,
    "round": lambda case, _: case.round,
    "opened_at": lambda case, _: datetime.fromisoformat(case.opened_at),
    "opened_by": lambda case, stage: stage.record(case.opened_by),
    "openers": _openers,
    "entered_at": lambda case, _: datetime.fromisoformat(case.entered_at),
    "due": lambda case, _: date.fromisoformat(case.due) if case.due else None,
    "refused": lambda case, _: case.refused,
    "warned": lambda case, _: case.warned,
    "waivers": lambda case, stage: tuple(_waiver(item, stage) for item in case.waivers),
    "parent": lambda case, stage: stage.record(case.parent) if case.parent else None,
    "evidence": _evidence,
    "did": lambda case, stage: _history(case.did, _workflow(case, stage), stage),
    "ever": lambda case, stage: _history(case.ever, _workflow(case, stage), stage),
}
