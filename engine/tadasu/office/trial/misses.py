"""What is not as a test says: what was expected beside what happened, in both languages."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from tadasu.core.records import CaseRecord
from tadasu.core.values import stamp
from tadasu.errors import Place, Reason, Text


@dataclass(frozen=True, slots=True)
class Miss:
    """Something that is not as the test says."""

    place: Place
    expected: Text
    happened: Text
    reasons: tuple[Reason, ...] = ()
    """Why the act was refused, where it was."""


NOTHING = Text(en="nothing", ja="なし")
ACCEPTED = Text(en="the act is accepted", ja="受け付けられる")
_RESULTS: Mapping[str, Text] = {
    "pass": Text(en="holds", ja="満たされる"),
    "fail": Text(en="fails", ja="満たされない"),
    "waived": Text(en="is waived", ja="免除される"),
    "not_applicable": Text(en="is not applicable", ja="該当しない"),
    "error": Text(en="can't be evaluated", ja="評価できない"),
    "unbound": Text(en="is not asked here", ja="ここでは問われない"),
}


def refusal(rules: Sequence[str]) -> Text:
    """That rules refuse."""
    listed_ = listed(rules)
    return Text(en=f"refused by {listed_.en}", ja=f"{listed_.ja} による拒否")


def listed(keys: Sequence[str]) -> Text:
    """Keys or ids side by side, or that there are none."""
    return Text(en=", ".join(keys) or NOTHING.en, ja="、".join(keys) or NOTHING.ja)


def verdict(rule: str, result: str) -> Text:
    """What a rule says."""
    said = _RESULTS[result]
    return Text(en=f"{rule} {said.en}", ja=f"{rule} が{said.ja}")


def member(key: str, name: str, value: object) -> Text:
    """That a member of a case has a value."""
    shown = plain(value)
    return Text(en=f"{key}.{name} = {shown.en}", ja=f"{key}.{name} = {shown.ja}")


def plain(value: object) -> Text:
    """A value by itself."""
    if value is None or value in ((), []):
        return NOTHING
    if isinstance(value, bool):
        return Text(en=str(value).lower(), ja=str(value).lower())
    if isinstance(value, list):
        return listed([plain(each).en for each in value])
    return Text(en=str(value), ja=str(value))


def stated(value: object) -> object:
    """What a guard sees, as the JSON value that a person would have stated."""
    match value:
        case CaseRecord():
            return value.key
        case datetime():
            return stamp(value)
        case date():
            return value.isoformat()
        case tuple():
            return [stated(each) for each in cast(tuple[object, ...], value)] or None
        case _:
            return value
