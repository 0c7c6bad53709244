"""Cases as the guard language sees them: records with typed members.

A member that is not there is None; a member that nobody gathered is an error, never "no".
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, tzinfo
from typing import Protocol

from tadasu.core.case import Case
from tadasu.core.computed import computed, inverse
from tadasu.core.parts import (
    ParamsRecord,
    Part,
    both,
    evidence_of,
    fields_record,
    history,
    read_field,
    requirement,
    requirements,
    rounds_of,
    waiver,
)
from tadasu.errors import Fragment
from tadasu.guard.guard import Guard, GuardError
from tadasu.rules.process import Process
from tadasu.rules.workflow import Workflow

__all__ = [
    "AllRecord",
    "CaseRecord",
    "ParamsRecord",
    "Part",
    "Path",
    "Stage",
    "fields_record",
    "requirement",
]

Path = tuple[str, ...]


class Stage(Protocol):
    """What records need of a scene."""

    process: Process
    edition: int
    zone: tzinfo
    today: date

    def case(self, key: str) -> Case | None:
        """The gathered case."""

    def child_keys(self, parent: str, workflow: str) -> Sequence[str] | None:
        """The gathered children."""

    def every_key(self, workflow: str) -> Sequence[str] | None:
        """The gathered cases of a workflow."""

    def referrer_keys(self, target: str, workflow: str, path: str) -> Sequence[str] | None:
        """The gathered cases that name `target` in `path`."""

    def names(self, record: "CaseRecord") -> dict[str, object]:
        """What a computed member of `record` may read."""

    def compute(self, guard: Guard, record: "CaseRecord") -> object:
        """The value of a computed member of `record`."""

    def record(self, key: str) -> "CaseRecord":
        """The record of a case."""


class AllRecord:
    """Every case of the process, by workflow; and every clause and control of its standards."""

    __slots__ = ("_stage", "key")

    def __init__(self, stage: Stage) -> None:
        self.key = None
        self._stage = stage

    @property
    def shown(self) -> str:
        """How an explanation names it."""
        return "all"

    def get(self, name: str) -> object:
        """All cases of the workflow `name`, or all requirements of the standards.

        Raises GuardError for cases that were never gathered.
        """
        if name == "requirement":
            return requirements(self._stage.process)
        keys = self._stage.every_key(name)
        if keys is None:
            raise GuardError("absent", f"all.{name} was not gathered")
        return tuple(map(self._stage.record, keys))


class CaseRecord:
    """A case: its built-in members, fields and conditions, and its lists of other cases."""

    __slots__ = ("_case", "_memo", "_stage", "key")

    def __init__(self, key: str, stage: Stage, case: Case | None = None) -> None:
        self.key = key
        self._stage = stage
        self._case = case
        self._memo: tuple[Case, int, dict[str, object]] | None = None

    @property
    def shown(self) -> str:
        """Its key: what is shown is also recorded, and a record holds no names of people."""
        return self.key

    @property
    def case(self) -> Case | None:
        """The case, None where there is none or nobody gathered it."""
        return self._case if self._case is not None else self._stage.case(self.key)

    @property
    def state(self) -> str:
        """The state of the case; GuardError where it was not gathered."""
        return self._present().state

    def get(self, name: str) -> object | None:
        """The member, or None where it is absent; GuardError where it was never gathered."""
        case = self._present()
        edition = self._stage.edition
        if self._memo is None or self._memo[0] is not case or self._memo[1] != edition:
            self._memo = (case, edition, {})
        memo = self._memo[2]
        if name not in memo:
            memo[name] = self._read(case, name)
        return memo[name]

    def stated(self, name: str) -> object | None:
        """A field as the log keeps it, for whoever shows it to people; guards never do."""
        return self._present().fields.get(name)

    def because(self, name: str, *, holds: bool, called: str) -> tuple[Fragment, ...]:
        """Why the computed member `name` is `holds`; nothing where `name` is not computed.

        Its expression calls this case `case`: where the reader calls it otherwise, each fragment
        says whose it is.
        """
        case = self._present()
        made = computed(self._stage.process, case.workflow, name)
        if made is None:
            return ()
        told: tuple[Fragment, ...]
        if not made.applies(case.state):
            states = ", ".join(made.states or ())
            told = (Fragment(f"case.state in [{states}]", (("case.state", case.state),)),)
        else:
            names = self._stage.names(self)
            told = made.guard.explain(names, zone=self._stage.zone, holds=holds)
        if called == "case":
            return told
        return tuple(replace(each, about=each.about or self.key) for each in told)

    def _present(self) -> Case:
        case = self.case
        if case is None:
            raise GuardError("absent", f"{self.key} is not present")
        return case

    def _read(self, case: Case, name: str) -> object | None:
        builtin = _BUILTINS.get(name)
        if builtin is not None:
            return builtin(case, self._stage)
        process = self._stage.process
        spec = process.workflows[case.workflow].facts.get(name)
        if spec is not None:
            return read_field(spec, case.fields.get(name), self._stage)
        made = computed(process, case.workflow, name)
        if made is not None:
            return made.applies(case.state) and self._stage.compute(made.guard, self)
        return tuple(map(self._stage.record, self._listed(case, name)))

    def _listed(self, case: Case, name: str) -> Sequence[str]:
        process = self._stage.process
        child = process.child_workflow(case.workflow, name)
        named = inverse(process, case.workflow, name)
        if child is not None:
            keys = self._stage.child_keys(case.key, child)
        elif named is not None:
            keys = self._stage.referrer_keys(case.key, *named)
        else:
            raise GuardError("absent", f"{self.key} has no {name}")
        if keys is None:
            raise GuardError("absent", f"{self.key}.{name} was not gathered")
        return keys


def _workflow(case: Case, stage: Stage) -> Workflow:
    return stage.process.workflows[case.workflow]


def _days_late(case: Case, stage: Stage) -> int:
    """The days by which the case is overdue; 0 in a final state, as on the ladder."""
    if case.due is None or _workflow(case, stage).states[case.state].final:
        return 0
    return max(0, (stage.today - date.fromisoformat(case.due)).days)


_BUILTINS: Mapping[str, Callable[[Case, Stage], object | None]] = {
    "key": lambda case, _: case.key,
    "state": lambda case, _: case.state,
    "round": lambda case, _: case.round,
    "opened_at": lambda case, _: datetime.fromisoformat(case.opened_at),
    "opened_by": lambda case, stage: stage.record(case.opened_by),
    "openers": lambda case, stage: both(case.opened_by, case.opened_for, stage),
    "entered_at": lambda case, _: datetime.fromisoformat(case.entered_at),
    "due": lambda case, _: date.fromisoformat(case.due) if case.due else None,
    "days_late": _days_late,
    "refused": lambda case, _: case.refused,
    "warned": lambda case, _: case.warned,
    "waivers": lambda case, stage: tuple(waiver(item, stage) for item in case.waivers),
    "rounds": rounds_of,
    "parent": lambda case, stage: stage.record(case.parent) if case.parent else None,
    "evidence": evidence_of,
    "did": lambda case, stage: history(case.did, _workflow(case, stage), stage),
    "ever": lambda case, stage: history(case.ever, _workflow(case, stage), stage),
}
