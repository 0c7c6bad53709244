"""Records that are no cases: rows, evidence, what was done, waivers, earlier rounds."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from typing import Protocol, cast

from tadasu.core.case import Case, Done, Evidence, Round, Waiver
from tadasu.core.sealed import is_sealed
from tadasu.guard.guard import GuardError
from tadasu.guard.values import SEALED, Record
from tadasu.rules.field import FieldSpec
from tadasu.rules.parameters import Entry, Row
from tadasu.rules.process import Process
from tadasu.rules.workflow import Workflow


class Stage(Protocol):
    """What parts need of a scene."""

    @property
    def process(self) -> Process:
        """The process that says what there can be."""

    def record(self, key: str) -> Record:
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
        return _shown(tuple(self._members.values()))

    def get(self, name: str) -> object | None:
        """The member, or None where it is absent."""
        value = self._members.get(name)
        return None if value is None else self._read(name, value)

    def stated(self, name: str) -> object | None:
        """The member as the log keeps it, for whoever shows it to people; guards never do."""
        return self._members.get(name)


def _shown(value: object) -> str:
    """The same text for the same data: it is recorded where it explains a refusal."""
    if isinstance(value, tuple | list):
        return ", ".join(_shown(each) for each in value if each is not None)
    if isinstance(value, Mapping):
        return _shown(tuple(value.values()))
    return str(getattr(value, "shown", value))


class ParamsRecord(Part):
    """What the organisation set: values, and tables as lists of rows."""

    __slots__ = ()

    def __init__(self, process: Process) -> None:
        declared, rows = process.declared, dict[str, object]()

        def read(name: str, value: object) -> object:
            if declared[name].fields is None:
                return _read_cell(declared[name], value)
            if name not in rows:
                rows[name] = _read_rows(declared[name].fields or {}, cast(Sequence[Row], value))
            return rows[name]

        super().__init__("params", process.parameters, read)


def _read_rows(columns: Mapping[str, Entry], rows: Sequence[Row]) -> tuple[Part, ...]:
    return tuple(
        Part(
            None,
            {name: row.get(name) for name in columns},
            lambda name, value: _read_cell(columns[name], value),
        )
        for row in rows
    )


def _read_cell(entry: Entry, value: object) -> object:
    return date.fromisoformat(cast(str, value)) if entry.type == "date" else value


def read_field(spec: FieldSpec, value: object, stage: Stage) -> object | None:
    """A field's JSON value as guards see it; a list that was never stated is empty."""
    if spec.many:
        return tuple(_read_one(spec, each, stage) for each in cast(Sequence[object], value or ()))
    return None if value is None else _read_one(spec, value, stage)


def _read_one(spec: FieldSpec, value: object, stage: Stage) -> object:
    if spec.personal:
        return SEALED
    if is_sealed(value):
        raise GuardError("absent", "the value was sealed under another process")
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


def requirements(process: Process) -> tuple[Part, ...]:
    """Every clause and control of the process's standards, as they stand in them."""
    return tuple(
        requirement(f"{standard}:{clause}", process)
        for standard, entry in process.standards.items()
        for clause in entry.clauses
    )


def evidence_of(case: Case, stage: Stage) -> tuple[Part, ...]:
    """The evidence of a case, with what was stated about each piece."""
    rule = stage.process.workflows[case.workflow].evidence
    if rule is None:
        return ()
    specs = rule.fields
    return tuple(_evidence_record(item, specs, stage) for item in case.evidence)


def _evidence_record(item: Evidence, specs: Mapping[str, FieldSpec], stage: Stage) -> Part:
    builtin: dict[str, object] = {
        "key": item.key,
        "sha256": item.sha256,
        "size": item.size,
        "name": item.name,
        "media_type": item.media_type,
        "attached_at": datetime.fromisoformat(item.attached_at),
        "collector": stage.record(item.collector),
        "collectors": both(item.collector, item.collected_for, stage),
    }
    stated = {n: item.fields.get(n, () if spec.many else None) for n, spec in specs.items()}

    def read(name: str, value: object) -> object:
        return read_field(specs[name], value, stage) if name in specs else value

    return Part(item.key, {**builtin, **stated}, read)


def both(actor: str, behalf: str | None, stage: Stage) -> tuple[object, ...]:
    """Who did something, and the one in whose name, if that is another."""
    return tuple(stage.record(person) for person in (actor, behalf) if person is not None)


def rounds_of(case: Case, stage: Stage) -> tuple[Part, ...]:
    """The rounds that have ended, oldest first, with the facts as they were."""
    workflow = stage.process.workflows[case.workflow]
    return tuple(_round(each, workflow, stage) for each in case.rounds)


def _round(item: Round, workflow: Workflow, stage: Stage) -> Part:
    specs = workflow.facts
    facts = fields_record(None, specs, item.fields, stage)
    builtin: dict[str, object] = {
        "round": item.number,
        "ended_at": datetime.fromisoformat(item.ended_at),
        "did": history(item.did, workflow, stage),
    }
    return Part(None, {**{name: facts.get(name) for name in specs}, **builtin})


_NEVER = Done(by=(), voices=(), actor="", at="", count=0)


def history(done: Mapping[str, Done], workflow: Workflow, stage: Stage) -> Part:
    """What was done, by transition; of one that never was, a count of 0."""
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


def waiver(item: Waiver, stage: Stage) -> Part:
    """A waiver of a case."""
    members: dict[str, object] = {
        "key": item.key,
        "policy": item.policy,
        "act": item.act,
        "reason": item.reason,
        "measure": item.measure,
        "until": date.fromisoformat(item.until),
        "grantor": stage.record(item.grantor),
        "grantors": both(item.grantor, item.granted_for, stage),
        "granted_at": datetime.fromisoformat(item.granted_at),
    }
    return Part(item.key, members)
