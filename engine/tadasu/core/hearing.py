"""One act of one person, heard: roles and rules are asked, reasons and warnings collected.

The order is fixed. Roles are asked about the case as it is, so that nobody states a fact that
makes him or her entitled; rules are asked about the case as it would be.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from typing import cast

from tadasu.core.case import Case
from tadasu.core.judge import Court, Verdict, reason, verdict_data
from tadasu.core.reasons import gone, missing, no_such_case, not_entitled, unknown_name
from tadasu.core.records import CaseRecord, Path, fields_record
from tadasu.core.scene import Scene
from tadasu.core.values import Reader, references
from tadasu.errors import Fragment, NotFoundError, Reason, RefusalError, Text
from tadasu.guard.guard import GuardError
from tadasu.rules.process import Process
from tadasu.rules.workflow import FieldSpec, Workflow

FOUNDER = "founder"
"""The role under which the log's first person is opened."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Who acts, when, under which process, seeing which cases."""

    process: Process
    scene: Scene
    actor: str
    now: datetime
    zone: tzinfo

    @property
    def today(self) -> date:
        """The day in the project's time zone."""
        return self.now.astimezone(self.zone).date()

    def names(self, record: CaseRecord) -> dict[str, object]:
        """What every expression about a case may read."""
        return {
            "case": record,
            "now": self.now,
            "today": self.today,
            "params": self.scene.params,
        }

    @property
    def reader(self) -> Reader:
        """Reads stated values."""
        return Reader(self.process, self.zone)


@dataclass(slots=True)
class Hearing:
    """What was found about one act on one case so far."""

    setting: Setting
    workflow: Workflow
    case: CaseRecord
    act: str
    """open, change, evidence or a transition."""
    attempt: Text
    waivers_of: Case | None = None
    input: Mapping[str, object] = field(default_factory=dict)
    input_specs: Mapping[str, FieldSpec] = field(default_factory=dict)
    old: CaseRecord | None = None
    probing: bool = False
    """Only asking what is possible: what the actor has yet to state is no reason."""
    reasons: list[Reason] = field(default_factory=list)
    verdicts: tuple[Verdict, ...] = ()
    role: str = ""

    def court(self) -> Court:
        """The judgement's view of this act."""
        setting = self.setting
        scene = setting.scene
        names = setting.names(self.case)
        names["actor"] = scene.record(setting.actor)
        names["input"] = fields_record(None, self.input_specs, self.input, scene)
        if self.old is not None:
            names["old"] = self.old
        return Court(
            names=names,
            zone=setting.zone,
            today=setting.today,
            waivers=self.waivers_of.waivers if self.waivers_of is not None else (),
            act=self.act,
            subject=self.case.key,
        )

    def gather(self, paths: Iterable[Path]) -> Court:
        """The court, with everything present that `paths` read."""
        court = self.court()
        self.setting.scene.gather(paths, court.names)
        return court

    def ask_roles(self, by: Sequence[str]) -> None:
        """Find a role of `by` that the actor holds on this case, or note who may."""
        actor = present(self.setting, self.setting.actor)
        if self.setting.process.workflows[actor.workflow].states[actor.state].final:
            self.reasons.append(gone(actor))
            return
        guards = self.setting.process.guards
        held = {name: guards.role(self.workflow.name, name) for name in by}
        court = self.gather({path for guard in held.values() for path in guard.footprint})
        because: list[Fragment] = []
        for name, guard in held.items():
            try:
                if guard.value(court.names, zone=court.zone):
                    self.role = name
                    return
                because += guard.explain(court.names, zone=court.zone, holds=False)
            except GuardError as wrong:
                because.append(Fragment(guard.source, ((wrong.code, str(wrong)),)))
        titles = [self.workflow.roles[name].title.text for name in by]
        self.reasons.append(not_entitled(actor.key, titles, tuple(because)))

    def ask_rules(self) -> None:
        """Judge every policy that binds this act."""
        bound = self.setting.process.guards.bound(self.workflow.name, self.act)
        court = self.gather({path for rule in bound for path in rule.footprint})
        self.verdicts = court.judge(bound)

    def add(self, reasons: Iterable[Reason]) -> None:
        """Note more reasons."""
        self.reasons.extend(reasons)

    def close(self) -> tuple[Reason, ...]:
        """Return the warnings, or raise RefusalError with every reason at once."""
        court = self.court()
        for verdict in self.verdicts:
            if self.probing and verdict.error is not None and verdict.error.startswith("absent"):
                continue
            if verdict.blocks:
                self.reasons.append(reason(verdict, court, self.waivable_by(verdict)))
        if self.reasons:
            raise RefusalError(self.attempt, self.reasons)
        return tuple(reason(v, court) for v in self.verdicts if v.warns)

    def waivable_by(self, verdict: Verdict) -> tuple[Text, ...]:
        """Titles of the roles that may set the rule of `verdict` aside here."""
        waiver = verdict.bound.policy.waiver
        if waiver is None or verdict.bound.level != "waiver":
            return ()
        roles = self.workflow.roles
        return tuple(roles[name].title.text for name in waiver.by if name in roles)

    def verdict_data(self) -> tuple[dict[str, object], ...]:
        """Every verdict as the log keeps it."""
        return tuple(map(verdict_data, self.verdicts))

    def read(
        self, specs: Mapping[str, FieldSpec], given: Mapping[str, object]
    ) -> dict[str, object]:
        """The values stated, with a reason noted for each that is unknown or unreadable."""
        known = {name: raw for name, raw in given.items() if name in specs}
        self.add(unknown_name(name, specs) for name in given if name not in specs)
        values, reasons = self.setting.reader.read_all(specs, known)
        self.add(reasons)
        self._check_references(specs, values)
        return values

    def need(self, specs: Mapping[str, FieldSpec], names: Iterable[str], held: object) -> None:
        """Note a reason for each of `names` that `held` does not hold."""
        values = cast(Mapping[str, object], held)
        if not self.probing:
            self.add(missing(name, specs[name]) for name in names if values.get(name) is None)

    def _check_references(
        self, specs: Mapping[str, FieldSpec], values: Mapping[str, object]
    ) -> None:
        scene = self.setting.scene
        found = list(references(specs, values, self.setting.process))
        scene.fetch(key for _, _, key in found)
        for name, workflow, key in found:
            case = scene.case(key)
            if case is None or case.workflow != workflow:
                self.reasons.append(no_such_case(name, workflow, key))


def present(setting: Setting, key: str) -> Case:
    """The case of `key`, or raise NotFoundError."""
    setting.scene.fetch([key])
    case = setting.scene.case(key)
    if case is None:
        raise NotFoundError(Text(en=f"There is no case {key}.", ja=f"案件 {key} はありません。"))
    return case


def due_on(setting: Setting, workflow: Workflow, state: str, record: CaseRecord) -> str | None:
    """The last day for leaving `state`, as an ISO date, where the workflow sets one."""
    guard = setting.process.guards.due(workflow.name, state)
    if guard is None:
        return None
    names = setting.names(record)
    setting.scene.gather(guard.footprint, names)
    days = cast(int, guard.value(names, zone=setting.zone))
    return (setting.today + timedelta(days=days)).isoformat()
