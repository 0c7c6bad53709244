"""Decisions judged again, deed by deed, by somebody who never saw how they came about.

A second, naive reading of what rules, roles, targets, effects and automatic transitions mean.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import cast

from tadasu.core.case import Case, Stamp
from tadasu.core.deeds import Deed
from tadasu.core.events import CaseAmended, CaseMoved, CaseOpened, EvidenceAttached, WaiverGranted
from tadasu.core.fold import evolve
from tadasu.core.values import stamp
from tadasu.guard.guard import GuardError
from tadasu.rules.bound import Bound
from tadasu.rules.workflow import RANK, STAGE, Workflow
from tests.property.process_records import CaseView, View
from tests.property.process_sequel import Expected, Names, Sequel
from tests.world import ZONE


@dataclass
class Judge(Sequel):
    """Goes through one decision with the cases as they were before it."""

    at: int = 0
    seen: set[tuple[str, str]] = field(default_factory=set)
    """What happened by itself so far."""

    def hear(self) -> None:
        """Everything that happened was allowed, and all that follows happened."""
        self._take(None)
        while self.at < len(self.decision.deeds):
            deed = self.decision.deeds[self.at]
            assert deed.role == "automatic", deed
            self._take(None)
        self._nothing_is_left()

    def _take(self, wanted: Expected | None) -> None:
        pending: list[WaiverGranted] = []
        while isinstance(event := self.decision.deeds[self.at].event, WaiverGranted):
            pending.append(event)
            self.at += 1
        deed = self.decision.deeds[self.at]
        if wanted is not None:
            assert deed.role == "effect", (deed, wanted)
            self._is_what_follows(deed, wanted)
        self.at += 1
        before = self.held.get(deed.case)
        self._judge(deed, pending)
        for event in (*pending, deed.event):
            self._apply(replace(deed, event=event))
        if not isinstance(event := deed.event, CaseOpened | CaseMoved):
            return
        act = event.transition if isinstance(event, CaseMoved) else "open"
        workflow = self.process.workflows[self.held[deed.case].workflow]
        for bound in self.process.guards.effects(workflow.name, act):
            for wish in self._wishes(bound, deed, workflow, before):
                if wish[0] == "set" and not self._changes(wish):
                    continue
                self._take(wish)

    def _apply(self, deed: Deed) -> None:
        case = self.held.get(deed.case)
        mark = Stamp(
            deed.case,
            case.version + 1 if case else 1,
            self.process.digest,
            stamp(self.request.now),
            self.request.actor,
            self.decision.behalf,
        )
        after = evolve(case, deed.event, mark)
        assert after is not None
        self.held[deed.case] = after

    def _judge(self, deed: Deed, pending: Sequence[WaiverGranted]) -> None:
        match deed.event:
            case CaseOpened() as event:
                self._judge_opening(deed, event)
            case CaseMoved() as event:
                self._judge_move(deed, event, pending)
            case CaseAmended() as event:
                case = self.held[deed.case]
                workflow = self.process.workflows[case.workflow]
                for name in event.fields:
                    by = [r for r, f in workflow.states[case.state].writable.items() if name in f]
                    self._entitled(self.view, deed, workflow, by, case.key)
                view = self.view.supposing(_stated(case, event.fields))
                self._keeps(
                    view, workflow, "change", case, {"old": CaseView(view, case.key, case)}
                )
            case EvidenceAttached() as event:
                case = self.held[deed.case]
                workflow = self.process.workflows[case.workflow]
                assert workflow.evidence is not None
                assert case.state in workflow.evidence.states
                self._entitled(self.view, deed, workflow, workflow.evidence.by, case.key)
                mark = Stamp(
                    case.key, case.version + 1, "", stamp(self.request.now), self.request.actor
                )
                after = evolve(case, replace(event, verdicts=()), mark)
                assert after is not None
                view = self.view.supposing(replace(after, version=case.version))
                self._keeps(view, workflow, "evidence", case, {})
            case _:
                raise AssertionError(deed)

    def _judge_opening(self, deed: Deed, event: CaseOpened) -> None:
        workflow = self.process.workflows[event.workflow]
        assert deed.case not in self.held
        assert event.state == workflow.initial
        if event.parent is not None:
            above = self.held[event.parent]
            states = self.process.workflows[above.workflow].states
            assert above.workflow == workflow.parent
            assert not states[above.state].final
        now, actor = stamp(self.request.now), self.request.actor
        coming = Case(
            deed.case, workflow.name, self.process.digest, event.parent, event.state, 0, now,
            actor, now, opened_for=self.decision.behalf, fields=event.fields,
        )  # fmt: skip
        view = replace(self.view, coming=coming)
        if deed.role == "founder":
            return
        quiet = replace(view, coming=replace(coming, opened_for=None))
        self._entitled(quiet, deed, workflow, workflow.open.by, deed.case)
        self._keeps(view, workflow, "open", coming, {})

    def _judge_move(self, deed: Deed, event: CaseMoved, pending: Sequence[WaiverGranted]) -> None:
        case = self.held[deed.case]
        workflow = self.process.workflows[case.workflow]
        act = workflow.transitions[event.transition]
        assert case.state == event.source
        assert case.state in act.sources
        if deed.role == "automatic":
            guard = self.process.guards.automatic(workflow.name, event.transition)
            names = self.view.names(case.key, self.request.actor)
            assert guard is not None
            assert guard.value(names, zone=ZONE)
            assert (case.key, event.transition) not in self.seen
            self.seen.add((case.key, event.transition))
        else:
            self._entitled(self.view, deed, workflow, act.by, case.key)
        fields = {name: value for name, value in event.fields.items() if name != STAGE}
        assert set(fields) <= {*act.facts, *act.clear}
        view = self.view.supposing(_stated(case, fields))
        for name, need in act.facts.items():
            assert need == "optional" or view.case(case.key).fields.get(name) is not None
        old = CaseView(view, case.key, case)
        more = {"input": view.row(act.input, event.input), "old": old}
        self._keeps(view, workflow, event.transition, case, more, pending)
        names = {**view.names(case.key, self.request.actor), **more}
        targets = self.process.guards.targets(workflow.name, event.transition)
        ends = (state for state, g in targets if g is None or g.value(names, zone=ZONE))
        end = next(ends) if targets else case.state
        assert event.target == end, (deed, end)
        assert event.round == case.round + (act.round == "new")

    def _entitled(
        self, view: View, deed: Deed, workflow: Workflow, by: Sequence[str], key: str
    ) -> None:
        """The role on record is one of `by`, and whoever acted held it."""
        if deed.role in ("effect", "automatic"):
            return
        for person in (self.request.actor, self.decision.behalf):
            if person is not None:
                kept = view.case(person)
                states = self.process.workflows[kept.workflow].states
                assert not states[kept.state].final
        principal = self.decision.behalf or self.request.actor
        if isinstance(deed.event, CaseAmended):
            held = [role for role in by if self._holds(view, workflow, role, key, principal)]
            assert held, deed
            return
        assert deed.role in by
        assert self._holds(view, workflow, deed.role, key, principal)

    def _holds(self, view: View, workflow: Workflow, role: str, key: str, person: str) -> bool:
        guard = self.process.guards.role(workflow.name, role)
        if not guard.value(view.names(key, person), zone=ZONE):
            return False
        if person == self.request.actor:
            return True
        proxy = self.process.guards.acts_for()
        names = {**view.names(key, self.request.actor), "role": role}
        assert proxy is not None
        people = cast(Sequence[CaseView], proxy.value(names, zone=ZONE))
        return workflow.roles[role].delegable and person in [each.key for each in people]

    def _keeps(
        self,
        view: View,
        workflow: Workflow,
        act: str,
        before: Case,
        more: Names,
        pending: Sequence[WaiverGranted] = (),
    ) -> None:
        """Every rule but a warning holds, for each person behind the act."""
        bound = self.process.guards.bound(workflow.name, act)
        today = self.request.now.astimezone(ZONE).date().isoformat()
        for binding, rule in zip(workflow.bindings(act), bound, strict=True):
            own = self.process.policies[binding.policy].level
            level = max((own, binding.level or own), key=RANK.__getitem__)
            for person in filter(None, (self.request.actor, self.decision.behalf)):
                failing = self._failing(rule, {**view.names(before.key, person), **more})
                if level == "warn" or not failing:
                    continue
                assert level == "waiver", (rule.policy.id, level, act)
                held = [(w.policy, w.act, w.until, w.items) for w in before.waivers]
                held += [(w.policy, w.act, w.until, tuple(w.items)) for w in pending]
                good = (rule.policy.id, act)
                waived = {
                    k for p, a, u, keys in held if (p, a) == good and today <= u for k in keys
                }
                assert failing <= waived, (rule.policy.id, failing, waived)

    def _failing(self, rule: Bound, names: dict[str, object]) -> set[str]:
        """The keys of what fails the rule; a GuardError is never accepted."""
        subject = cast(CaseView, names["case"]).key
        scopes = [names]
        when = rule.when
        # Where a condition that speaks of no item is false, the rule is about nothing here.
        alone = when is not None and not re.search(rf"\b{rule.variable}\b", when.source)
        if when is not None and alone and not when.value(names, zone=ZONE):
            return set()
        if rule.each is not None:
            items = cast(Sequence[object], rule.each.value(names, zone=ZONE))
            scopes = [{**names, rule.variable or "": item} for item in items]
        if when is not None and not alone:
            scopes = [scope for scope in scopes if when.value(scope, zone=ZONE)]
        if not scopes:
            return {subject} if rule.each is not None and rule.empty == "refuse" else set()
        wrong = [scope for scope in scopes if not rule.require.value(scope, zone=ZONE)]
        if rule.each is None:
            return {subject} if wrong else set()
        items = [scope[rule.variable or ""] for scope in wrong]
        return {getattr(item, "key", None) or subject for item in items}

    def _nothing_is_left(self) -> None:
        """No automatic transition is ready that nothing holds up."""
        family = {key for deed in self.decision.deeds for key in self._family(deed.case)}
        for key in family:
            case = self.held[key]
            workflow = self.process.workflows[case.workflow]
            for name in self.process.automatic.get(workflow.name, ()):
                act = workflow.transitions[name]
                if case.state not in act.sources or (key, name) in self.seen:
                    continue
                if act.facts or act.clear or act.input or act.effects or act.targets[1:]:
                    continue
                assert self._is_held_up(case, workflow, name), (key, name)

    def _is_held_up(self, case: Case, workflow: Workflow, name: str) -> bool:
        guard = self.process.guards.automatic(workflow.name, name)
        assert guard is not None
        view = self.view
        try:
            if not guard.value(view.names(case.key, self.request.actor), zone=ZONE):
                return True
            if any(each.when for each in workflow.transitions[name].targets):
                return True
            due = self.process.guards.due(workflow.name, case.state)
            more = {"input": view.row({}, {}), "old": CaseView(view, case.key, case)}
            self._keeps(view, workflow, name, case, more)
        except (AssertionError, GuardError):
            return True
        return due is not None


def _stated(case: Case, facts: Mapping[str, object]) -> Case:
    """The case with facts stated, and without the approvals that covered what changed."""
    changed = {name for name, value in facts.items() if case.fields.get(name) != value}
    fields = {name: value for name, value in {**case.fields, **facts}.items() if value is not None}
    did = {name: done for name, done in case.did.items() if not changed & set(done.covers)}
    return replace(case, fields=fields, did=did)
