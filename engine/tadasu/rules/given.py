"""What a test file may say of a case as it is when the test begins."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from tadasu.errors import Text
from tadasu.rules.words import Id, NonBlank, Part, Whole, wrong

LONG_AGO = "2020-01-01T00:00:00Z"
"""When a case was opened, and a transition made, that says nothing of it."""


def several(value: Any) -> Any:
    """One thing that stands without brackets, as a list of it."""
    return [value] if isinstance(value, str | Mapping) else value


def _past(value: Any) -> Any:
    return {"by": value} if isinstance(value, str | list | tuple) else value


def _moment(value: str) -> str:
    try:
        datetime.fromisoformat(value)
    except ValueError:
        raise wrong(
            Text(en="This is no time.", ja="日時として読み取れません。"),
            remedy=Text(
                en="Write it like 2026-04-01T09:30.",
                ja="2026-04-01T09:30 のように書いてください。",
            ),
        ) from None
    return value


def _day(value: str) -> str:
    try:
        date.fromisoformat(value)
    except ValueError:
        raise wrong(
            Text(en="This is no day.", ja="日付として読み取れません。"),
            remedy=Text(en="Write it like 2026-04-01.", ja="2026-04-01 のように書いてください。"),
        ) from None
    return value


Moment = Annotated[str, AfterValidator(_moment)]
"""A day, or a day and a time; without an offset, in the project's time zone."""

Day = Annotated[str, AfterValidator(_day)]
"""A calendar day, YYYY-MM-DD."""

Keys = Annotated[
    tuple[NonBlank, ...],
    BeforeValidator(several, json_schema_input_type=NonBlank | tuple[NonBlank, ...]),
]
"""Keys of cases or ids of rules; one may stand without brackets."""


class Past(Part):
    """That a transition was made before: by whom in order, when last, how often."""

    by: Keys
    """Who did it, in order."""
    voices: Keys | None = None
    """In whose name; where nothing is said, everyone in his or her own."""
    at: Moment = LONG_AGO
    """When it was done last."""
    count: Whole | None = None
    """As often as there are people, where nothing is said."""


Pasts = dict[
    Id,
    Annotated[
        Past | None,
        BeforeValidator(_past, json_schema_input_type=Keys | Past | None),
    ],
]
"""Transitions made before; `plan: P-1` is short for `plan: {by: [P-1]}`."""


class GivenRound(Part):
    """A round that has ended, with what was stated and done in it."""

    ended_at: Moment = LONG_AGO
    """When it ended."""
    fields: dict[Id, Any] = {}
    """What was stated in it."""
    did: Pasts = {}
    """What was done in it."""


class GivenWaiver(Part):
    """A waiver that was granted before."""

    policy: NonBlank
    """The rule that is set aside."""
    act: Id
    """The act for which it is set aside."""
    items: Keys
    """The keys for which it counts."""
    until: Day
    """The last day on which it counts."""
    reason: NonBlank = "given"
    """Why."""
    measure: NonBlank = "given"
    """What is done in the rule's place."""
    grantor: NonBlank | None = None
    """Who granted it."""
    granted_for: NonBlank | None = None
    """In whose name, if not in the own."""
    granted_at: Moment = LONG_AGO
    """When it was granted."""


class Given(Part):
    """A case as it is when the test begins; what `given` says is laid over what `world` says."""

    workflow: Id | None = None
    """The workflow of the case."""
    parent: NonBlank | None = None
    """The key of its parent."""
    state: Id | None = None
    """Where nothing is said, the first one."""
    fields: dict[Id, Any] | None = None
    """What is stated of it."""
    opened_at: Moment | None = None
    """When it was opened."""
    opened_by: NonBlank | None = None
    """Who opened it."""
    opened_for: NonBlank | None = None
    """In whose name, if not in the own."""
    entered_at: Moment | None = None
    """When the state was entered; where nothing is said, when the case was opened."""
    due: Day | None = None
    """The day by which it should leave its state."""
    round: Whole | None = None
    """The number of its round."""
    rounds: tuple[GivenRound, ...] | None = None
    """Those that have ended, oldest first; then `round` is the one after them."""
    did: Pasts | None = None
    """Transitions of this round."""
    ever: Pasts | None = None
    """Transitions of earlier rounds, or approvals that have fallen since."""
    evidence: tuple[dict[Id, Any], ...] | None = None
    """Facts of each file; `collector`, `collected_for`, `attached_at`, `name`, `media_type`."""
    waivers: tuple[GivenWaiver, ...] | None = None
    """The waivers granted on it."""
    refused: Whole | None = None
    """How often an act on it was refused."""
    warned: Whole | None = None
    """How often an act on it was warned of."""


def overlaid(under: Any, over: Any) -> Any:
    """`over` laid over `under`: mappings are merged, null takes away, all else replaces."""
    if not isinstance(under, Mapping) or not isinstance(over, Mapping):
        return over
    merged = dict(under)
    for key, value in over.items():
        if value is None:
            merged.pop(key, None)
        else:
            merged[key] = overlaid(under.get(key), value)
    return merged
