"""The law of migrations: a case goes on under another process, or everything that stops it.

Pure: the case, the process it goes to, the plan's names, and where other cases belong. A
migration changes names, never what happened: the fold needs the event alone.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC
from typing import cast

from tadasu.core.case import Case, Done
from tadasu.core.events import CaseMigrated, Facts
from tadasu.core.obstacles import Obstacle
from tadasu.core.renames import Renames
from tadasu.core.values import Reader, UnreadableError, references
from tadasu.rules.catalogue import Given
from tadasu.rules.field import FieldSpec
from tadasu.rules.plan import WorkflowPlan
from tadasu.rules.process import Process
from tadasu.rules.words import Words
from tadasu.rules.workflow import STAGE, Workflow

Belongs = Callable[[str], str | None]
"""The workflow of a case by its key, as it will be called; None where there is no such case."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What becomes of one case: the event, if nothing is in the way."""

    event: CaseMigrated
    obstacles: tuple[Obstacle, ...]
    renames: bool
    """Whether it changes more than the process."""


def passage(case: Case, process: Process, plan: WorkflowPlan, belongs: Belongs) -> Passage:
    """The migration of `case` to `process` by `plan`, with all that stands in its way."""
    name = plan.to or case.workflow
    workflow = process.workflows[name]
    names = _touching(case, plan)
    target = plan.states.get(case.state, case.state)
    crossing = _Crossing(process, workflow, names, belongs)
    facts = names.facts(case.fields)
    stated = crossing.defaults(plan.defaults, facts)
    obstacles = (
        *(() if target in workflow.states else (Obstacle("state", name, case.state),)),
        *crossing.history(case),
        *crossing.parent(case),
        *(one for each in _facts(case) for one in crossing.facts(each, workflow.facts)),
        *crossing.unfit(plan.defaults, facts, stated),
        *crossing.lacking({**facts, **stated}, workflow.facts),
        *crossing.evidence(case),
        *crossing.stage({**facts, **stated}, target),
    )
    event = CaseMigrated(
        before=case.process,
        after=process.digest,
        workflow=name,
        source=case.state,
        target=target,
        transitions=names.transitions,
        fields=names.fields,
        values=names.values,
        roles=plan.roles,
        refs=workflow.indexed,
        stated=stated,
    )
    plain = replace(event, transitions={}, fields={}, values={}, stated={})
    renames = event != plain or (name, target) != (case.workflow, case.state)
    return Passage(event, tuple(dict.fromkeys(obstacles)), renames)


def _touching(case: Case, plan: WorkflowPlan) -> Renames:
    """The plan's renames as far as they concern this case."""
    done = {*case.ever, *(waiver.act for waiver in case.waivers)}
    said = {each for facts in _facts(case) for each in _said(facts)}
    for item in case.evidence:
        said |= {(f"evidence.{name}", value) for name, value in _said(item.fields)}
    words = {name for name, _ in said} | {f for done in _done(case) for f in done.covers}
    held = {
        name: {old: new for old, new in values.items() if (name, old) in said and old != new}
        for name, values in plan.values.items()
    }
    return Renames(
        transitions={k: v for k, v in plan.transitions.items() if k in done and k != v},
        fields={k: v for k, v in plan.fields.items() if k in words and k.split(".")[-1] != v},
        values={name: values for name, values in held.items() if values},
    )


def _facts(case: Case) -> list[Facts]:
    """What is stated now, and what was in the rounds that have ended."""
    return [case.fields, *(each.fields for each in case.rounds)]


def _done(case: Case) -> Iterator[Done]:
    for did in (case.did, *(each.did for each in case.rounds)):
        yield from did.values()


def _said(facts: Facts, within: str = "") -> Iterator[tuple[str, object]]:
    """Every name with every text that it holds; those in the rows of lists behind the list's."""
    for name, value in facts.items():
        yield f"{within}{name}", None
        for each in value if isinstance(value, list | tuple) else (value,):
            if isinstance(each, Mapping):
                yield from _said(each, f"{name}.")
            elif isinstance(each, str):
                yield f"{within}{name}", each


@dataclass(frozen=True, slots=True)
class _Crossing:
    """One workflow of the process to which cases go."""

    process: Process
    workflow: Workflow
    names: Renames
    belongs: Belongs

    @property
    def _reader(self) -> Reader:
        return Reader(self.process, UTC)

    def history(self, case: Case) -> Iterator[Obstacle]:
        for name in case.ever:
            new = self.names.transition(name)
            if new is not None and new not in self.workflow.transitions:
                yield self._at("transition", name)

    def parent(self, case: Case) -> Iterator[Obstacle]:
        above = self.belongs(case.parent) if case.parent is not None else None
        if above != self.workflow.parent:
            yield self._at("parent", self.workflow.parent or "", above or "")

    def facts(self, facts: Facts, specs: Mapping[str, FieldSpec]) -> Iterator[Obstacle]:
        """What is stated has a place, and fits it."""
        new = [self.names.field(name) for name in facts]
        yield from (self._at("twice", n) for n in set(new) if n is not None and new.count(n) > 1)
        for name, value in self.names.facts(facts).items():
            if name not in specs:
                yield self._at("field", name)
            elif not self._fits(name, specs[name], value):
                yield self._at("value", name, _shown(value))

    def lacking(self, facts: Facts, specs: Mapping[str, FieldSpec]) -> Iterator[Obstacle]:
        for name, spec in specs.items():
            if spec.required and facts.get(name) is None:
                yield self._at("required", name)

    def evidence(self, case: Case) -> Iterator[Obstacle]:
        rule = self.workflow.evidence
        specs = rule.fields if rule is not None else {}
        inner = _Crossing(self.process, self.workflow, self.names.below("evidence"), self.belongs)
        for item in case.evidence:
            found = [*inner.facts(item.fields, specs)]
            found += inner.lacking(inner.names.facts(item.fields), specs) if rule else ()
            for one in found:
                yield self._at(one.kind, f"evidence.{one.name}", one.other)

    def stage(self, facts: Facts, state: str) -> Iterator[Obstacle]:
        """A stage belongs to one state."""
        here = self.workflow.states.get(state)
        stage = facts.get(STAGE)
        if here is not None and stage is not None and stage not in (here.stages or {}):
            yield self._at("value", STAGE, f"{state}: {stage}")

    def defaults(self, given: Mapping[str, Given], facts: Facts) -> dict[str, object]:
        """What the plan states where the case states nothing; what can't be read is left out."""
        specs = self.workflow.facts
        read = {
            name: self._read(specs[name], raw)
            for name, raw in given.items()
            if name in specs and facts.get(name) is None
        }
        return {
            name: value
            for name, value in read.items()
            if value is not None and self._fits(name, specs[name], value)
        }

    def unfit(self, given: Mapping[str, Given], facts: Facts, stated: Facts) -> Iterator[Obstacle]:
        for name, raw in given.items():
            if facts.get(name) is None and name not in stated:
                yield self._at("value", name, _shown(raw))

    def _read(self, spec: FieldSpec, raw: Given) -> object | None:
        said = raw.text.to(self.process.language) if isinstance(raw, Words) else raw
        try:
            return self._reader.read(spec, said)
        except UnreadableError:
            return None

    def _fits(self, name: str, spec: FieldSpec, value: object) -> bool:
        """Whether the field could have been stated so; a value of another type never could."""
        try:
            same = self._reader.read(spec, value) == _listed(value)
        except UnreadableError:
            return False
        links = references({name: spec}, {name: value}, self.process) if same else ()
        return same and all(self.belongs(key) == workflow for _, workflow, key in links)

    def _at(self, kind: str, name: str, other: str = "") -> Obstacle:
        return Obstacle(kind, self.workflow.name, name, other)  # type: ignore[arg-type]


def _listed(value: object) -> object:
    return list(cast(Sequence[object], value)) if isinstance(value, tuple) else value


LONGEST = 40
"""Characters of a value that an obstacle shows."""


def _shown(value: object) -> str:
    text = str(value)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
