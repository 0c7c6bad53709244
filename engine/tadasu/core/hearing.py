"""One act of one person, heard: roles and rules are asked, reasons and warnings collected.

The order is fixed. Roles are asked about the case as it is, so that nobody states a fact that
makes him or her entitled; rules are asked about the case as it would be. Who acts in another's
name is judged as both: a rule that keeps either of them out keeps the act out.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from tadasu.core.case import Case
from tadasu.core.erasing import Personal, unkept
from tadasu.core.judge import Court, Verdict, reason, verdict_data, worse
from tadasu.core.objections import unworkable
from tadasu.core.reasons import (
    gone,
    missing,
    no_such_case,
    not_entitled,
    several_names,
    unknown_name,
)
from tadasu.core.records import CaseRecord, Path, fields_record
from tadasu.core.setting import Setting, due_on, present
from tadasu.core.values import references
from tadasu.errors import Fragment, Reason, RefusalError, Text
from tadasu.guard.guard import GuardError
from tadasu.rules.field import FieldSpec
from tadasu.rules.workflow import Workflow


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
    lacking: bool = False
    """While probing: something has yet to be stated."""
    reasons: list[Reason] = field(default_factory=list)
    judged: tuple[tuple[Verdict, Court], ...] = ()
    """Each rule's verdict, and the view of the act in which it came out so."""
    role: str = ""
    behalf: str | None = None
    """The person in whose name the actor acts, if it isn't his or her own."""

    @property
    def verdicts(self) -> tuple[Verdict, ...]:
        """A verdict for each rule."""
        return tuple(verdict for verdict, _ in self.judged)

    def court(self, actor: str | None = None) -> Court:
        """The judgement's view of this act, as if `actor` (or who acts) did it."""
        setting = self.setting
        scene = setting.scene
        names = setting.names(self.case)
        names["actor"] = scene.record(actor or setting.actor)
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

    def gather(self, paths: Iterable[Path], actor: str | None = None) -> Court:
        """The court, with everything present that `paths` read."""
        court = self.court(actor)
        self.setting.scene.gather(paths, court.names)
        return court

    def ask_roles(self, *bys: Sequence[str]) -> None:
        """Find in each of `bys` a role that one person holds here: the actor, or a principal.

        One act is done in one name, so that rules are asked of all who stand behind it.
        """
        actor = present(self.setting, self.setting.actor)
        if not active(self.setting.process.workflows[actor.workflow], actor.state):
            self.reasons.append(gone(actor))
            return
        because: list[list[Fragment]] = [[] for _ in bys]
        if self.setting.behalf is None:
            own = [self.held(by, actor.key, why) for by, why in zip(bys, because, strict=True)]
        else:
            own = [None for _ in bys]
        if all(own):
            self.role = next(filter(None, own), "")
            return
        others = [self._others(by) for by in bys]
        for principal, role in others[0].items():
            if all(principal in names for names in others):
                self.role, self.behalf = role, principal
                return
        parts = zip(bys, own, others, because, strict=True)
        closed = [(by, why) for by, mine, theirs, why in parts if mine is None and not theirs]
        for by, why in closed:
            titles = [self.workflow.roles[name].title.text for name in by]
            behalf = self.setting.behalf
            self.reasons.append(not_entitled(actor.key, behalf, titles, tuple(why)))
        if not closed:
            self.reasons.append(several_names(actor.key))

    def held(self, by: Sequence[str], person: str, because: list[Fragment]) -> str | None:
        """The first role of `by` that `person` holds; else `because` learns why none."""
        return next((name for name in by if self._holds(name, person, because)), None)

    def ask_rules(self, only: Collection[str] | None = None) -> None:
        """Judge every policy that binds this act, once for each person who stands behind it.

        Of `only`, where it is given, those alone.
        """
        bound = self.setting.process.guards.bound(self.workflow.name, self.act)
        if only is not None:
            bound = tuple(rule for rule in bound if rule.policy.id in only)
        paths = {path for rule in bound for path in rule.footprint}
        people = (self.setting.actor, *([self.behalf] if self.behalf else ()))
        for person in people:
            court = self.gather(paths, person)
            found = tuple((verdict, court) for verdict in court.judge(bound))
            self.judged = (
                tuple(map(_worse, self.judged, found)) if person == self.behalf else found
            )

    def add(self, reasons: Iterable[Reason]) -> None:
        """Note more reasons."""
        self.reasons.extend(reasons)

    def close(self) -> tuple[Reason, ...]:
        """Return the warnings, or raise RefusalError with every reason at once."""
        for verdict, court in self.judged:
            if self.probing and verdict.error is not None and verdict.error.startswith("absent"):
                self.lacking = True
                continue
            if verdict.blocks:
                self.reasons.append(reason(verdict, court, self.waivable_by(verdict)))
        if self.reasons:
            raise RefusalError(self.attempt, self.reasons)
        return tuple(reason(v, court) for v, court in self.judged if v.warns)

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

    def due(self, state: str) -> str | None:
        """The last day for leaving `state`, as an ISO date; RefusalError where it has no value."""
        try:
            return due_on(self.setting, self.workflow, state, self.case)
        except GuardError as wrong:
            if self.probing and wrong.code == "absent":
                # What the actor has yet to state decides.
                self.lacking = True
                return None
            raise RefusalError(self.attempt, [unworkable(self.case.key, wrong)]) from wrong

    def read(
        self, specs: Mapping[str, FieldSpec], given: Mapping[str, object]
    ) -> dict[str, object]:
        """The values stated, with a reason noted for each that is unknown or unreadable."""
        known = {name: raw for name, raw in given.items() if name in specs}
        self.add(unknown_name(name, specs) for name in given if name not in specs)
        values, reasons = self.setting.reader.read_all(specs, known)
        self.add(reasons)
        self._check_references(specs, values)
        self.ask_subjects({name: spec.personal for name, spec in specs.items()}, values)
        return values

    def ask_subjects(self, personal: Personal, values: Mapping[str, object]) -> None:
        """Note a reason for each personal value that nobody can be asked to keep."""
        if any(personal.values()):
            case = self.case.case
            held = case.fields if case is not None else {}
            self.add(unkept(self.setting.scene, self.case.key, personal, values, held))

    def need(self, specs: Mapping[str, FieldSpec], names: Iterable[str], held: object) -> None:
        """Note a reason for each of `names` that `held` does not hold."""
        values = cast(Mapping[str, object], held)
        lacking = [name for name in names if values.get(name) is None]
        if self.probing:
            self.lacking = self.lacking or bool(lacking)
        else:
            self.add(missing(name, specs[name]) for name in lacking)

    def _others(self, by: Sequence[str]) -> dict[str, str]:
        """In whose names the actor may act in a role of `by`, and in which."""
        found: dict[str, str] = {}
        for name in by:
            for principal in self._principals(name):
                if principal not in found and self._holds(name, principal, []):
                    found[principal] = name
        return found

    def _holds(self, role: str, person: str, because: list[Fragment]) -> bool:
        guard = self.setting.process.guards.role(self.workflow.name, role)
        court = self.gather(guard.footprint, person)
        try:
            if guard.value(court.names, zone=court.zone):
                return True
            because += guard.explain(court.names, zone=court.zone, holds=False)
        except GuardError as wrong:
            because.append(Fragment(guard.source, ((wrong.code, str(wrong)),)))
        return False

    def _principals(self, role: str) -> Iterator[str]:
        """The people in whose name the actor may act in `role`; no further step is followed."""
        guard = self.setting.process.guards.acts_for()
        if guard is None or not self.workflow.roles[role].delegable:
            return
        scene = self.setting.scene
        actor = scene.record(self.setting.actor)
        names = {**self.setting.names(self.case), "actor": actor, "role": role}
        scene.gather(guard.footprint, names)
        try:
            people = cast(Sequence[CaseRecord], guard.value(names, zone=self.setting.zone))
        except GuardError:
            return
        wanted = self.setting.behalf
        keys = [person.key for person in people if person.key != self.setting.actor]
        scene.fetch(keys)
        lifecycle = self.setting.process.workflows[self.setting.process.people]
        for key in keys:
            person = scene.case(key)
            gone_too = person is None or not active(lifecycle, person.state)
            if wanted in (None, key) and not gone_too:
                yield key

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


def active(people: Workflow, state: str) -> bool:
    """Whether somebody in `state` may act; in a state of a later process nobody can tell."""
    known = people.states.get(state)
    return known is not None and not known.final


def _worse(one: tuple[Verdict, Court], other: tuple[Verdict, Court]) -> tuple[Verdict, Court]:
    return other if worse(other[0], one[0]) else one
