"""Waivers: a rule set aside for named items, by someone who does not profit, until a day.

Only rules of level `waiver` can be set aside, and only for items that fail them now. The grant is
an event of its own, with the reason and the measure that takes the rule's place.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import cast

from tadasu.core.case import Case
from tadasu.core.events import Event, WaiverGranted
from tadasu.core.hearing import Hearing
from tadasu.core.judge import Court, Named, Verdict
from tadasu.core.reasons import said
from tadasu.core.values import blank
from tadasu.errors import Reason, Text
from tadasu.guard.guard import GuardError
from tadasu.rules.bound import Bound


@dataclass(frozen=True, slots=True)
class Grant:
    """A wish to set a rule aside."""

    policy: str
    reason: str
    measure: str
    """What is done in the rule's place."""
    until: date
    """The last day, inclusive."""


def grant(hearing: Hearing, case: Case, wishes: Sequence[Grant]) -> tuple[Event, ...]:
    """The waivers that the actor may grant, as events; a reason in the hearing for each other."""
    events: list[Event] = []
    for wish in wishes:
        verdict = next((v for v in hearing.verdicts if v.bound.policy.id == wish.policy), None)
        problem = _objection(hearing, verdict, wish)
        if verdict is None or problem is not None:
            hearing.add([problem] if problem is not None else [])
            continue
        key = f"{case.key}-W{len(case.waivers) + len(events) + 1}"
        events.append(
            WaiverGranted(
                waiver=key,
                policy=wish.policy,
                act=hearing.act,
                items=tuple(item.key for item in verdict.items),
                reason=wish.reason,
                measure=wish.measure,
                until=wish.until.isoformat(),
            )
        )
        waived = replace(verdict, result="waived", waivers=(key,))
        hearing.judged = tuple(
            (waived if v is verdict else v, court) for v, court in hearing.judged
        )
    return tuple(events)


def _objection(hearing: Hearing, verdict: Verdict | None, wish: Grant) -> Reason | None:
    if verdict is None:
        return _no(
            wish,
            Text(en="The rule does not bind this act.", ja="この行為にその規則は適用されません。"),
            Text(en="See `tadasu why`.", ja="`tadasu why` で確かめてください。"),
        )
    waiver = verdict.bound.policy.waiver
    if verdict.bound.level != "waiver" or waiver is None:
        return _no(
            wish,
            Text(
                en=f"A rule of level {verdict.bound.level} is never waived.",
                ja=f"水準が {verdict.bound.level} の規則は免除できません。",
            ),
            Text(en="Meet the rule.", ja="規則を満たしてください。"),
        )
    if verdict.result != "fail":
        return _no(
            wish,
            Text(en="Nothing fails the rule here.", ja="ここでは何も規則に反していません。"),
            Text(en="Go on without a waiver.", ja="免除なしで進めてください。"),
        )
    if blank(wish.reason) or blank(wish.measure):
        return _no(
            wish,
            Text(
                en="A waiver needs a reason and a compensating measure.",
                ja="免除には理由と代替策が必要です。",
            ),
            Text(en="Add --reason and --measure.", ja="--reason と --measure を加えてください。"),
        )
    return _not_entitled(hearing, waiver.by, wish) or _too_long_or_partial(
        hearing, verdict.bound, wish
    )


def _not_entitled(hearing: Hearing, by: Sequence[str], wish: Grant) -> Reason | None:
    asked = Hearing(hearing.setting, hearing.workflow, hearing.case, hearing.act, hearing.attempt)
    asked.ask_roles([name for name in by if name in hearing.workflow.roles])
    if not asked.reasons:
        return None
    refused = asked.reasons[0]
    return _no(wish, refused.message, refused.remedy)


def _too_long_or_partial(hearing: Hearing, bound: Bound, wish: Grant) -> Reason | None:
    """Who profits does not grant; the term has a limit."""
    parts = [guard for guard in (bound.beneficiaries, bound.longest) if guard is not None]
    court = hearing.gather({path for guard in parts for path in guard.footprint})
    try:
        profiting = {
            key for scope in court.failing(bound) for key in _beneficiaries(bound, court, scope)
        }
        longest = bound.longest
        days = 0 if longest is None else cast(int, longest.value(court.names, zone=court.zone))
    except GuardError as wrong:
        text = Text(
            en=f"The rule could not be evaluated ({wrong}).", ja=f"規則を評価できません({wrong})。"
        )
        return _no(wish, text, text)
    actor = hearing.setting.actor
    if {actor, hearing.behalf} & profiting:
        return _no(
            wish,
            Text(
                en=f"{actor} profits from the waiver and so can't grant it.",
                ja=f"{actor} は免除で利益を受けるので、自ら免除できません。",
            ),
            Text(en="Ask someone else.", ja="利害のない人に依頼してください。"),
        )
    today = hearing.setting.today
    last = today + timedelta(days=max(-1, min(days, (date.max - today).days)))
    if not today <= wish.until <= last:
        return _no(
            wish,
            Text(
                en=f"A waiver of this rule ends between {today} and {last}.",
                ja=f"この規則の免除期限は {today} から {last} までです。",
            ),
            Text(en="Choose another --until.", ja="--until を選び直してください。"),
        )
    return None


def _beneficiaries(
    bound: Bound, court: Court, scope: Mapping[str, object]
) -> Sequence[str | None]:
    if bound.beneficiaries is None:
        return ()
    value = bound.beneficiaries.value(scope, zone=court.zone)
    people = value if isinstance(value, tuple) else (value,)
    return [cast(Named, person).key for person in people]


def _no(wish: Grant, message: Text, remedy: Text) -> Reason:
    return said(
        "waiver",
        title=Text(en=f"Waiver of {wish.policy}", ja=f"{wish.policy} の免除"),
        message=message,
        remedy=remedy,
    )
