"""What stands in the way of a case on its way into a workflow of another process."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import cast

from tadasu.core.case import Case
from tadasu.core.events import Facts
from tadasu.core.obstacles import Obstacle
from tadasu.core.renames import Renames
from tadasu.core.values import Reader, UnreadableError, references
from tadasu.rules.catalogue import Given
from tadasu.rules.field import FieldSpec
from tadasu.rules.process import Process
from tadasu.rules.words import Words
from tadasu.rules.workflow import STAGE, Workflow

Belongs = Callable[[str], str | None]
"""The workflow of a case by its key, as it will be called; None where there is no such case."""


@dataclass(frozen=True, slots=True)
class Crossing:
    """One workflow of the process to which cases go."""

    process: Process
    workflow: Workflow
    names: Renames
    belongs: Belongs

    @property
    def _reader(self) -> Reader:
        return Reader(self.process, UTC)

    def history(self, case: Case) -> Iterator[Obstacle]:
        """What was done has a transition."""
        for name in case.ever:
            new = self.names.transition(name)
            if new is not None and new not in self.workflow.transitions:
                yield self._at("transition", name)

    def parent(self, case: Case) -> Iterator[Obstacle]:
        """The case lies under what cases of the workflow lie under."""
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
        """What is required is stated."""
        for name, spec in specs.items():
            if spec.required and facts.get(name) is None:
                yield self._at("required", name)

    def evidence(self, case: Case) -> Iterator[Obstacle]:
        """What is stated of each piece of evidence has a place, fits it, and lacks nothing."""
        rule = self.workflow.evidence
        specs = rule.fields if rule is not None else {}
        inner = Crossing(self.process, self.workflow, self.names.below("evidence"), self.belongs)
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
        """What the plan would state, and cannot: no such field, or the value does not fit."""
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
