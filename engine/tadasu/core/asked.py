"""What was asked, read back from what was recorded: the wishes that may lie behind an act.

A record keeps what was stated as it was read, without what was blank, and beside it what the
process itself set. Stating what is recorded states the same again. Where the record can't tell
two wishes apart, an act that either of them brings about is lawful.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import takewhile

from tadasu.core.decide import amend, attach, issue, move, open_case
from tadasu.core.deeds import Decision
from tadasu.core.events import (
    CaseAmended,
    CaseMoved,
    CaseOpened,
    Event,
    EvidenceAttached,
    Facts,
    WaiverGranted,
    cosigners,
)
from tadasu.core.issued import DocumentIssued
from tadasu.core.moving import transition_of
from tadasu.core.setting import Setting, present, workflow_of
from tadasu.core.told import Told, unlawful
from tadasu.core.values import File
from tadasu.core.waive import Grant
from tadasu.errors import Text
from tadasu.rules.workflow import STAGE, Transition

Decide = Callable[[Setting], Decision]


@dataclass(frozen=True, slots=True)
class Asked:
    """A wish, and in whose name alone it was to be granted, if it said so."""

    decide: Decide
    behalf: str | None


def main_of(request: Sequence[Told]) -> Told:
    """The act itself: the first entry that grants no waiver for it, or UnlawfulError."""
    grants = list(takewhile(lambda each: isinstance(each.event, WaiverGranted), request))
    main = request[len(grants)] if len(grants) < len(request) else None
    if main is None or (grants and not isinstance(main.event, CaseMoved)):
        unlawful(request[0], _ALONE)
    return main


def asked(request: Sequence[Told]) -> Iterator[Asked]:
    """The wishes that may lie behind the act with which `request` begins."""
    main = main_of(request)
    # Who names nobody may still act in another's name, and grant a waiver in his or her own.
    for behalf in dict.fromkeys((main.behalf, None)):
        for decide in _decides(main, request):
            yield Asked(decide, behalf)


def _decides(main: Told, request: Sequence[Told]) -> Iterator[Decide]:
    key = main.statement.case
    match main.event:
        case CaseOpened() as event:
            yield partial(_open, event)
        case CaseAmended(fields=fields):
            yield lambda setting: amend(setting, key, fields)
        case EvidenceAttached() as event:
            file = File(event.sha256, event.size, event.name, event.media_type)
            yield lambda setting: attach(setting, key, file, event.fields)
        case DocumentIssued() as document:
            yield partial(issue, key=key, document=document)
        case CaseMoved() as event:
            grants = [_grant(each, each.event) for each in request[: request.index(main)]]
            # The stage that is recorded may have been stated, or come with the state.
            yield partial(_move, key, event, grants, staged=False)
            if STAGE in event.fields:
                yield partial(_move, key, event, grants, staged=True)
        case _:
            unlawful(main, _NO_ACT)


def stated_at_first(event: CaseOpened) -> Facts:
    """What an opening states: all but the stage, which comes with the state."""
    return {name: value for name, value in event.fields.items() if name != STAGE}


def _open(event: CaseOpened, setting: Setting) -> Decision:
    return open_case(
        setting, workflow_of(setting, event.workflow), event.parent, stated_at_first(event)
    )


def _move(
    key: str, event: CaseMoved, grants: Sequence[Grant], setting: Setting, *, staged: bool
) -> Decision:
    workflow = workflow_of(setting, present(setting, key).workflow)
    transition = transition_of(workflow, event.transition)
    facts = _stated(event.fields, transition, staged=staged)
    given = {**facts, **event.input}
    return move(
        setting,
        key,
        event.transition,
        given,
        note=event.note,
        grants=grants,
        cosigner=next(iter(cosigners(event)), None),
    )


def _stated(facts: Facts, transition: Transition, *, staged: bool) -> Facts:
    """Facts without those that the transition clears by itself, and without the stage."""
    cleared = {name for name in transition.clear if name not in transition.facts}
    return {
        name: value
        for name, value in facts.items()
        if not (value is None and name in cleared) and (name != STAGE or staged)
    }


def _grant(each: Told, event: Event | None) -> Grant:
    if not isinstance(event, WaiverGranted):
        raise TypeError(event)
    try:
        until = date.fromisoformat(event.until)
    except ValueError:
        unlawful(each, Text(en="until is no day.", ja="until が日付ではありません。"))
    return Grant(event.policy, event.reason, event.measure, until)


_ALONE = Text(
    en="a waiver is granted in the act for which it is, and that does not follow.",
    ja="免除はそれを使う行為の中で認められるものですが、その行為が続いていません。",
)
_NO_ACT = Text(
    en="nothing by itself: it follows from another act, or was never written by this program.",
    ja="単独で記録されるものではありません。",
)
