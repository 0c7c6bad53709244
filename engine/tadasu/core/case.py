"""A case as its events tell it: one immutable value, folded from the beginning.

`evolve` is the only way a case changes. It knows events and nothing else: no process, no clock,
so that a record of ten years ago folds today as it did then.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import assert_never

from tadasu.core.events import (
    CaseAmended,
    CaseMoved,
    CaseOpened,
    CaseRefused,
    Event,
    EvidenceAttached,
    Facts,
    ProcessAdopted,
    WaiverGranted,
)
from tadasu.errors import TamperError, Text


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the log knows about an event besides the event: whose, when, under which process."""

    case: str
    version: int
    process: str
    at: str
    """RFC 3339, UTC, with a Z."""
    actor: str
    behalf: str | None = None
    """In whose name the actor acted; None for his or her own."""


@dataclass(frozen=True, slots=True)
class Done:
    """That a transition was made: by whom (distinct, in order), last by whom and when."""

    by: tuple[str, ...]
    """Whoever acted, and those in whose name."""
    voices: tuple[str, ...]
    """Those in whose name it was made: whoever acted in no other's name counts for himself."""
    actor: str
    at: str
    count: int
    covers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A file that supports a case."""

    key: str
    sha256: str
    size: int
    name: str
    media_type: str
    collector: str
    attached_at: str
    fields: Facts


@dataclass(frozen=True, slots=True)
class Waiver:
    """A rule set aside for `items` in one act, up to and including the day `until`."""

    key: str
    policy: str
    act: str
    items: tuple[str, ...]
    reason: str
    measure: str
    until: str
    grantor: str
    granted_at: str


@dataclass(frozen=True, slots=True)
class Round:
    """A round that has ended, with the facts and the transitions as they were."""

    number: int
    ended_at: str
    fields: Facts
    did: Mapping[str, Done]


@dataclass(frozen=True, slots=True)
class Case:
    """Anything that has a lifecycle: an audit, a finding, a person, a loan."""

    key: str
    workflow: str
    process: str
    """Digest of the process that the case was opened under."""
    parent: str | None
    state: str
    version: int
    """How many events the case has."""
    opened_at: str
    opened_by: str
    entered_at: str
    """When the present state was entered."""
    opened_for: str | None = None
    """In whose name it was opened, if it wasn't the opener's own."""
    due: str | None = None
    refs: tuple[str, ...] = ()
    """The references by which others find the case: FIELD, or LIST.FIELD in each row of a list."""
    round: int = 1
    rounds: tuple[Round, ...] = ()
    """Those that have ended, oldest first."""
    fields: Facts = field(default_factory=dict)
    did: Mapping[str, Done] = field(default_factory=dict)
    """Transitions made in this round; an approval leaves when a field that it covers changes."""
    ever: Mapping[str, Done] = field(default_factory=dict)
    evidence: tuple[Evidence, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    refused: int = 0
    """Attempts that a rule refused."""
    warned: int = 0
    """Acts that a rule warned of."""


def evolve(case: Case | None, event: Event, stamp: Stamp) -> Case | None:
    """The case after `event`; None stays None for the log's own events.

    Raises TamperError where the events cannot follow one another: a gap in the versions, a move
    from another state, a second opening.
    """
    if isinstance(event, ProcessAdopted):
        return case
    if isinstance(event, CaseOpened):
        named = all(isinstance(path, str) for path in event.refs)
        _expect(case is None and stamp.version == 1 and named, stamp)
        return _opened(event, stamp)
    if case is None:
        # A refused opening belongs to the log, not to a case.
        _expect(isinstance(event, CaseRefused), stamp)
        return None
    _expect(stamp.version == case.version + 1, stamp)
    warned = case.warned + _warns(event)
    return _next(replace(case, version=stamp.version, warned=warned), event, stamp)


def _opened(event: CaseOpened, stamp: Stamp) -> Case:
    return Case(
        key=stamp.case,
        workflow=event.workflow,
        process=stamp.process,
        parent=event.parent,
        state=event.state,
        version=1,
        opened_at=stamp.at,
        opened_by=stamp.actor,
        entered_at=stamp.at,
        due=event.due,
        opened_for=stamp.behalf,
        refs=tuple(event.refs),
        fields=_merged({}, event.fields),
        warned=_warns(event),
    )


def _warns(event: Event) -> bool:
    """Whether an accepted event failed a rule: then the rule only warned."""
    return any(verdict["result"] == "fail" for verdict in getattr(event, "verdicts", ()))


def _next(
    case: Case,
    event: CaseAmended | CaseMoved | CaseRefused | EvidenceAttached | WaiverGranted,
    stamp: Stamp,
) -> Case:
    match event:
        case CaseRefused():
            return replace(case, refused=case.refused + 1)
        case CaseAmended():
            return stated(case, event.fields)
        case CaseMoved():
            _expect(case.state == event.source, stamp)
            return _moved(case, event, stamp)
        case EvidenceAttached():
            return supported(case, event, stamp)
        case WaiverGranted():
            return replace(case, waivers=(*case.waivers, _waiver(event, stamp)))
        case _:
            assert_never(event)


def _moved(case: Case, event: CaseMoved, stamp: Stamp) -> Case:
    after = _in_round(case, event.round, stamp)
    after = stated(after, event.fields)
    covers = tuple(event.covers)
    return replace(
        after,
        state=event.target,
        entered_at=stamp.at if event.target != event.source else case.entered_at,
        due=event.due,
        did={**after.did, event.transition: _done(after.did.get(event.transition), stamp, covers)},
        ever={**case.ever, event.transition: _done(case.ever.get(event.transition), stamp, ())},
    )


def _in_round(case: Case, number: int, stamp: Stamp) -> Case:
    """The case in its round `number`: the same, or a new one in which nothing was done yet."""
    if number == case.round:
        return case
    _expect(number == case.round + 1, stamp)
    ended = Round(case.round, stamp.at, case.fields, case.did)
    return replace(case, round=number, rounds=(*case.rounds, ended), did={})


def _done(before: Done | None, stamp: Stamp, covers: tuple[str, ...]) -> Done:
    behalf = stamp.behalf or stamp.actor
    return Done(
        by=_with(before.by if before else (), stamp.actor, behalf),
        voices=_with(before.voices if before else (), behalf),
        actor=stamp.actor,
        at=stamp.at,
        count=before.count + 1 if before else 1,
        covers=covers,
    )


def _with(people: tuple[str, ...], *more: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*people, *more)))


def stated(case: Case, facts: Facts) -> Case:
    """The case with `facts` stated, and without the approvals that covered a changed one."""
    changed = {name for name, value in facts.items() if case.fields.get(name) != value}
    if not changed:
        return case
    did = {name: done for name, done in case.did.items() if changed.isdisjoint(done.covers)}
    return replace(case, fields=_merged(case.fields, facts), did=did)


def _merged(before: Facts, facts: Facts) -> Facts:
    return {name: value for name, value in {**before, **facts}.items() if value is not None}


def supported(case: Case, event: EvidenceAttached, stamp: Stamp) -> Case:
    """The case with one more piece of evidence."""
    item = Evidence(
        key=event.evidence,
        sha256=event.sha256,
        size=event.size,
        name=event.name,
        media_type=event.media_type,
        collector=stamp.actor,
        attached_at=stamp.at,
        fields=event.fields,
    )
    return replace(case, evidence=(*case.evidence, item))


def _waiver(event: WaiverGranted, stamp: Stamp) -> Waiver:
    return Waiver(
        key=event.waiver,
        policy=event.policy,
        act=event.act,
        items=tuple(event.items),
        reason=event.reason,
        measure=event.measure,
        until=event.until,
        grantor=stamp.actor,
        granted_at=stamp.at,
    )


def _expect(holds: bool, stamp: Stamp) -> None:
    if not holds:
        raise TamperError(
            "fold",
            Text(
                en=f"Event {stamp.version} of {stamp.case} cannot follow the one before it.",
                ja=f"{stamp.case} の {stamp.version} 番目の出来事は、直前の出来事に続きません。",
            ),
        )
