"""Values at run time: what a record must offer, and how values are shown to people.

| type | Python value |
| --- | --- |
| bool, int, string, enum | bool, int, str, str |
| timestamp | datetime with a time zone |
| duration | timedelta |
| date | date |
| list | tuple |
| sealed | `SEALED`, whatever the value is |
| record | an object that is a `Record` |
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta, tzinfo
from typing import Final, Protocol, cast

from tadasu.errors import Language

ABSENT: Final = "—"
"""Stands for a value that is not there."""

SEALED: Final = b""
"""Stands for every value that is there, but may not be read."""

HIDDEN: Final = "***"
"""How it is shown."""

_LONGEST_NUMBER: Final = 128
"""Bits of a number that is still written out."""

_UNITS: Final = (
    ("h", timedelta(hours=1)),
    ("m", timedelta(minutes=1)),
    ("s", timedelta(seconds=1)),
    ("ms", timedelta(milliseconds=1)),
    ("us", timedelta(microseconds=1)),
)


class Record(Protocol):
    """A case, a person, a row: fields by name.

    It may also have `because(name, *, holds, called) -> tuple[Fragment, ...]`: why its bool field
    `name` is `holds`, where that follows from other fields; explanations then go on with these.
    `called` is how the guard that reads the field calls the record.
    """

    @property
    def key(self) -> str | None:
        """What makes it equal to another record; without one it is equal to itself only."""

    @property
    def shown(self) -> str:
        """How people read it."""

    def get(self, name: str) -> object | None:
        """The field's value, None where it is absent."""


def show(value: object, zone: tzinfo) -> str:
    """A value for an explanation: ISO 8601 for days and moments, records by `shown`."""
    return _show(value, zone, lambda flag: "true" if flag else "false", ", ", "[{}]".format)


def tell(value: object, zone: tzinfo, language: Language) -> str:
    """A value within a sentence in `language`: lists without brackets, booleans as words."""
    yes, no, comma = ("はい", "いいえ", "、") if language == "ja" else ("yes", "no", ", ")
    return _show(value, zone, lambda flag: yes if flag else no, comma, str)


def _show(
    value: object,
    zone: tzinfo,
    flag: Callable[[bool], str],
    comma: str,
    framed: Callable[[str], str],
) -> str:
    match value:
        case None:
            return ABSENT
        case str():
            return value
        case bool():
            return flag(value)
        case int():
            return number(value)
        case tuple():
            return framed(comma.join(_show(item, zone, flag, comma, framed) for item in value))
        case datetime():
            return _moment(value, zone)
        case date():
            return value.isoformat()
        case timedelta():
            return _length(value)
        case bytes():
            return HIDDEN
    return cast("Record", value).shown


def number(value: int) -> str:
    """Decimal digits; of a number far beyond 64 bits, which only foreign data hold, its size."""
    bits = value.bit_length()
    return str(value) if bits <= _LONGEST_NUMBER else f"{'-' if value < 0 else ''}2^{bits}"


def _moment(value: datetime, zone: tzinfo) -> str:
    try:
        local = value.astimezone(zone)
    except OverflowError:
        local = value
    return local.isoformat(timespec="auto" if local.microsecond else "seconds")


def _length(value: timedelta) -> str:
    """In the notation of `duration('…')`, such as 1h30m."""
    if not value:
        return "0s"
    sign, rest = ("-", -value) if value < timedelta() else ("", value)
    words = []
    for unit, size in _UNITS:
        count, rest = divmod(rest, size)
        words.append(f"{count}{unit}" if count else "")
    return sign + "".join(words)
