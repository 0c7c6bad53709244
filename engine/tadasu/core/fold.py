"""The fold: what each event makes of a case.

`evolve` is the only way a case changes. It knows events and nothing else: no process, no clock,
so that a record of ten years ago folds today as it did then.
"""

from dataclasses import replace
from typing import assert_never

from tadasu.core.case import (
    Case,
    Done,
    Round,
    Stamp,
    Waiver,
    issued,
    joined,
    merged,
    stated,
    supported,
)
from tadasu.core.events import (
    OF_THE_LOG,
    CaseAmended,
    CaseMigrated,
    CaseMoved,
    CaseOpened,
    CaseRefused,
    Event,
    EvidenceAttached,
    KeyCompromised,
    KeyEnrolled,
    KeyRetired,
    SubjectErased,
    WaiverGranted,
)
from tadasu.core.issued import DocumentIssued
from tadasu.core.migrated import migrated
from tadasu.errors import TamperError, Text


def evolve(case: Case | None, event: Event, stamp: Stamp) -> Case | None:
    """The case after `event`; None stays None for the log's own events.

    Raises TamperError where the events cannot follow one another: a gap in the versions, a move
    from another state, a second opening.
    """
    if isinstance(event, OF_THE_LOG):
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
        fields=merged({}, event.fields),
        warned=_warns(event),
    )


def _warns(event: Event) -> bool:
    """Whether an accepted event failed a rule: then the rule only warned."""
    return any(verdict.get("result") == "fail" for verdict in getattr(event, "verdicts", ()))


def _next(
    case: Case,
    event: CaseAmended
    | CaseMoved
    | CaseRefused
    | EvidenceAttached
    | WaiverGranted
    | CaseMigrated
    | KeyEnrolled
    | KeyRetired
    | KeyCompromised
    | SubjectErased
    | DocumentIssued,
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
        case CaseMigrated():
            _expect((case.process, case.state) == (event.before, event.source), stamp)
            return migrated(case, event)
        case KeyEnrolled() | KeyRetired() | KeyCompromised():
            return case
        case SubjectErased():
            return replace(case, erased=stamp.at)
        case DocumentIssued():
            return issued(case, event, stamp)
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
        by=joined(before.by if before else (), stamp.actor, behalf),
        voices=joined(before.voices if before else (), behalf),
        actor=stamp.actor,
        at=stamp.at,
        count=before.count + 1 if before else 1,
        covers=covers,
    )


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
        granted_for=stamp.behalf,
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
