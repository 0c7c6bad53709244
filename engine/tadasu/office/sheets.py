"""A case laid out for people: every value by its title, every reference by its label."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import cast

from tadasu.core.case import Case
from tadasu.core.effects import plain
from tadasu.core.scene import Scene, Source
from tadasu.core.sealed import SEALED, is_sealed
from tadasu.errors import Text
from tadasu.guard.guard import GuardError
from tadasu.office.answers import (
    Attached,
    Brood,
    Doer,
    Fact,
    Granted,
    Named,
    Sheet,
    Step,
)
from tadasu.office.documents import documents
from tadasu.office.doings import Doings
from tadasu.office.ladder import climbed, days_left, foresee
from tadasu.office.rows import Row
from tadasu.office.strongbox import Openings
from tadasu.rules.field import FieldSpec
from tadasu.rules.workflow import Workflow

CLOSED = Text(en="(sealed, no longer readable)", ja="(封印済み・閲覧できません)")
"""Stands for a personal value that was erased, or whose key lies elsewhere."""

TRUTH = {True: Text(en="yes", ja="はい"), False: Text(en="no", ja="いいえ")}


class Draughtsman:
    """Lays cases out; one for each look, since it keeps the labels that it found."""

    def __init__(self, source: Source, scene: Scene, openings: Openings) -> None:
        self._source = source
        self._openings = openings
        self._scene = scene
        self._process = scene.process
        self._today = scene.today.isoformat()
        self._zone = scene.zone
        self.day: Callable[[str], Text] = _same
        """How a day is told, by its ISO 8601 text."""
        self._labels: dict[str, str] = {}

    def sheet(self, case: Case, doings: Doings) -> Sheet:
        """Everything there is to see of a case, with what its entries tell of people."""
        workflow = self._process.workflows[case.workflow]
        row = self.row(case)
        return Sheet(
            key=case.key,
            label=row.label,
            workflow=Named(workflow.name, workflow.title.text),
            state=row.state,
            parent=case.parent,
            round=case.round,
            version=case.version,
            due=case.due,
            overdue=row.overdue,
            process=case.process,
            opened_by=self._doer(doings.opening),
            opened_at=case.opened_at,
            facts=self.facts(workflow.facts, case.fields) + self._derived(workflow, case),
            conditions=row.conditions,
            climbed=row.climbed,
            children=tuple(self._broods(case)),
            referring=tuple(self._referring(case)),
            evidence=tuple(self._evidence(workflow, case)),
            waivers=tuple(self._waiver(case)),
            steps=tuple(self._steps(workflow, case, doings)),
            documents=documents(case, self._process.forms, self._doer),
        )

    def prepare(self, cases: Sequence[Case]) -> None:
        """Ask for what the rows of `cases` need, for all of them at once."""
        self._scene.know(cases)
        by_workflow: dict[str, list[Case]] = {}
        labels = (_label_of(self._process.workflows[case.workflow], case) for case in cases)
        self._openings.find([value[SEALED] for value in labels if is_sealed(value)])
        for case in cases:
            by_workflow.setdefault(case.workflow, []).append(case)
        for name, same in by_workflow.items():
            foresee(self._scene, same)
            paths = [("case", each) for each in self._process.workflows[name].conditions]
            self._scene.gather(paths, {"case": tuple(self._scene.record(c.key) for c in same)})

    def row(self, case: Case, acts: Sequence[Named] = ()) -> Row:
        """A case in one line."""
        workflow = self._process.workflows[case.workflow]
        state = workflow.states[case.state]
        reached = climbed(self._scene, case)
        return Row(
            key=case.key,
            label=self._label(workflow, case),
            state=Named(case.state, state.title.text),
            parent=case.parent,
            due=case.due,
            overdue=case.due is not None and case.due < self._today and not state.final,
            conditions=tuple(self._conditions(workflow, case)),
            days_left=days_left(case, self._scene.today),
            climbed=tuple(
                Named(role, workflow.roles[role].title.text)
                for role in dict.fromkeys(one.role for one in reached)
            ),
            reached=reached,
            acts=tuple(acts),
        )

    def facts(
        self, specs: Mapping[str, FieldSpec], values: Mapping[str, object]
    ) -> tuple[Fact, ...]:
        """Every declared field in the order of its file, stated or not."""
        return tuple(
            Fact(
                name=name,
                title=spec.title.text,
                value=self._opened(values.get(name)),
                shown=self.told(spec, values.get(name)),
            )
            for name, spec in specs.items()
        )

    def told(self, spec: FieldSpec, value: object) -> Text | None:
        """A value, as the log keeps it, as people read it; None where there is none."""
        opened = self._opened(value)
        return None if opened is None else self._shown(spec, opened)

    def _opened(self, value: object) -> object:
        """A value, opened if it is sealed and can be."""
        text = self._openings.text(value[SEALED]) if is_sealed(value) else None
        return value if text is None else text

    def _conditions(self, workflow: Workflow, case: Case) -> Iterator[Named]:
        for name, condition in workflow.conditions.items():
            if case.state in condition.states and self._computed(case, name) is True:
                yield Named(name, condition.title.text)

    def _derived(self, workflow: Workflow, case: Case) -> tuple[Fact, ...]:
        values = {
            name: plain(workflow.fields[name], self._computed(case, name))
            for name in workflow.derived
        }
        return self.facts({name: workflow.fields[name] for name in workflow.derived}, values)

    def _computed(self, case: Case, name: str) -> object | None:
        """The value of a computed member, or None where it has none."""
        self._scene.know([case])
        record = self._scene.record(case.key)
        try:
            self._scene.gather([("case", name)], {"case": record})
            return record.get(name)
        except GuardError:
            return None

    def _doer(self, doer: Doer) -> Doer:
        """The same, people by their keys and labels."""
        behalf = doer.behalf and self._reference(doer.behalf)
        cosigned = tuple(map(self._reference, doer.cosigned))
        person = self._reference(doer.person)
        return replace(doer, person=person, behalf=behalf, cosigned=cosigned)

    def _shown(self, spec: FieldSpec, value: object) -> Text:
        if not spec.many:
            return self._one(spec, value)
        parts = [self._one(spec, each) for each in cast(Sequence[object], value)]
        return Text(en=", ".join(p.en for p in parts), ja="、".join(p.ja for p in parts))

    def _one(self, spec: FieldSpec, value: object) -> Text:
        if is_sealed(value):
            return CLOSED
        if spec.type == "enum" and spec.values is not None and value in spec.values:
            return spec.values[str(value)].text
        if spec.type == "bool":
            return TRUTH[bool(value)]
        if spec.type == "date":
            return self.day(str(value))
        if spec.type == "timestamp":
            moment = datetime.fromisoformat(str(value)).astimezone(self._zone)
            day = self.day(f"{moment:%Y-%m-%d}")
            return Text(en=f"{day.en} {moment:%H:%M}", ja=f"{day.ja} {moment:%H:%M}")
        if spec.type == "record":
            return self._record(spec.fields or {}, cast(Mapping[str, object], value))
        if spec.type == "requirement":
            return self._requirement(str(value))
        if spec.type in self._process.workflows:
            return _same(self._reference(str(value)))
        return _same(str(value))

    def _record(self, specs: Mapping[str, FieldSpec], row: Mapping[str, object]) -> Text:
        stated = [fact for fact in self.facts(specs, row) if fact.shown is not None]
        texts = [fact.shown for fact in stated if fact.shown is not None]
        return Text(en=" / ".join(t.en for t in texts), ja=" / ".join(t.ja for t in texts))

    def _requirement(self, key: str) -> Text:
        standard, _, clause = key.partition(":")
        known = self._process.standards.get(standard)
        if known is None or clause not in known.clauses:
            return _same(key)
        title = known.clauses[clause].title
        return Text(en=f"{clause} {title.en}", ja=f"{clause} {title.ja}")

    def label(self, key: str) -> str:
        """The text beside a key; empty where there is none, or none to be read any more."""
        if key not in self._labels:
            case = self._source.cases([key]).get(key)
            workflow = self._process.workflows.get(case.workflow) if case else None
            self._labels[key] = self._label(workflow, case) if case and workflow else ""
        return self._labels[key]

    def _reference(self, key: str) -> str:
        return f"{key} {self.label(key)}".strip()

    def _label(self, workflow: Workflow, case: Case) -> str:
        """The text beside the key; empty where it can't be read any more."""
        value = _label_of(workflow, case)
        return (self._openings.text(value[SEALED]) or "") if is_sealed(value) else str(value)

    def _broods(self, case: Case) -> list[Brood]:
        return [
            self._brood(name, name, self._source.children([case.key], name))
            for name in self._process.children[case.workflow].values()
        ]

    def _referring(self, case: Case) -> Iterator[Brood]:
        for listed, (name, path) in self._process.inverses[case.workflow].items():
            found = [each for _, each in self._source.referrers([case.key], name, path)]
            if found:
                yield self._brood(listed, name, found)

    def _brood(self, listed: str, workflow: str, cases: Sequence[Case]) -> Brood:
        kind = self._process.workflows[workflow]
        counts = Counter(each.state for each in cases)
        states = tuple(
            (Named(state, spec.title.text), counts[state])
            for state, spec in kind.states.items()
            if counts[state]
        )
        return Brood(Named(listed, kind.title.text), states)

    def _evidence(self, workflow: Workflow, case: Case) -> list[Attached]:
        specs = workflow.evidence.fields if workflow.evidence else {}
        return [
            Attached(
                key=item.key,
                name=item.name,
                sha256=item.sha256,
                size=item.size,
                collector=self._doer(Doer(item.collector, item.collected_for)),
                attached_at=item.attached_at,
                facts=self.facts(specs, item.fields),
            )
            for item in case.evidence
        ]

    def _waiver(self, case: Case) -> list[Granted]:
        return [
            Granted(
                key=waiver.key,
                policy=waiver.policy,
                items=waiver.items,
                reason=waiver.reason,
                measure=waiver.measure,
                until=waiver.until,
                grantor=self._doer(Doer(waiver.grantor, waiver.granted_for)),
            )
            for waiver in case.waivers
        ]

    def _steps(self, workflow: Workflow, case: Case, doings: Doings) -> list[Step]:
        done = sorted(case.ever.items(), key=lambda pair: pair[1].at)
        return [
            Step(
                act=Named(name, workflow.transitions[name].title.text),
                by=tuple(map(self._doer, doings.made.get(name, {}).values())),
                at=each.at,
                count=each.count,
            )
            for name, each in done
            if name in workflow.transitions
        ]


def _label_of(workflow: Workflow, case: Case) -> object:
    """The value that stands beside the key, where the workflow names one; it may be sealed."""
    return case.fields.get(workflow.label, "") if workflow.label else ""


def _same(text: str) -> Text:
    return Text(en=text, ja=text)
