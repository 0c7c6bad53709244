"""What the literals of CEL mean: texts with escapes, whole numbers, times, durations and dates."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Final

INT_MIN: Final = -(2**63)
"""The smallest int (langdef, "Numeric Values")."""
INT_MAX: Final = 2**63 - 1
"""The largest int."""

DURATION_MAX: Final = timedelta(microseconds=INT_MAX // 1000)
"""About 292 years: CEL counts the nanoseconds of a duration in an int (langdef, "Overflow")."""

_SIMPLE: Final = {
    "a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v",
    "\\": "\\", "?": "?", '"': '"', "'": "'", "`": "`",
}  # fmt: skip
_ESCAPE: Final = re.compile(
    r"\\(?:([abfnrtv\\?\"'`])|[xX]([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})"
    r"|([0-3][0-7][0-7])|)"
)
_TIMESTAMP: Final = re.compile(
    r"(\d{4}-\d\d-\d\d)[Tt](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?"
    r"([Zz]|[+-](?:[01]\d|2[0-3]):[0-5]\d)",
    re.ASCII,
)
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_DURATION: Final = re.compile(
    r"[+-]?(?:0|(?:(?:\d{1,18}(?:\.\d{0,18})?|\.\d{1,18})(?:h|ms|us|ns|m|s))+)", re.ASCII
)
_DURATION_PART: Final = re.compile(r"(\d*)(?:\.(\d*))?(h|ms|us|ns|m|s)", re.ASCII)
_NANOSECONDS: Final = {
    "h": 3_600_000_000_000, "m": 60_000_000_000, "s": 1_000_000_000, "ms": 1_000_000,
    "us": 1_000, "ns": 1,
}  # fmt: skip


class LiteralError(ValueError):
    """A literal means nothing; `at` is the offset within it."""

    def __init__(self, at: int) -> None:
        super().__init__(at)
        self.at = at


def unescape(text: str) -> str:
    """The text that escapes stand for (langdef, "String and Bytes Values").

    LiteralError where a backslash begins no escape, or an escape names no character.
    """

    def replace(match: re.Match[str]) -> str:
        simple, *numbers = match.groups()
        if simple is not None:
            return _SIMPLE[simple]
        bases = (16, 16, 16, 8)
        codes = [int(n, base) for n, base in zip(numbers, bases, strict=True) if n is not None]
        try:
            char = chr(codes[0])
            char.encode()  # half of a surrogate pair is no character
        except (IndexError, ValueError) as error:
            raise LiteralError(match.start()) from error
        return char

    return _ESCAPE.sub(replace, text)


def read_timestamp(text: str) -> datetime:
    """A time as in RFC 3339, from year 1 to 9999, in UTC; at most six digits below the second.

    LiteralError elsewhere. CEL counts nanoseconds; Python, and so this engine, microseconds.
    """
    match = _TIMESTAMP.fullmatch(text)
    if match is None:
        raise LiteralError(0)
    day, time, fraction, zone = match.groups()
    nanos = (fraction or "").ljust(9, "0")
    if not nanos.endswith("000"):
        raise LiteralError(match.start(3))
    try:
        local = datetime.fromisoformat(f"{day}T{time}.{nanos[:6]}{zone.upper()}")
        return local.astimezone(UTC)
    except (ValueError, OverflowError) as error:
        raise LiteralError(0) from error


def read_duration(text: str) -> timedelta:
    """A length of time such as `36h`, `1h30m` or `1.5s`, in whole microseconds.

    LiteralError elsewhere and beyond DURATION_MAX.
    """
    if not _DURATION.fullmatch(text):
        raise LiteralError(0)
    nanos = 0
    for whole, fraction, unit in _DURATION_PART.findall(text):
        scale = 10 ** len(fraction)
        part, rest = divmod(int((whole or "0") + fraction) * _NANOSECONDS[unit], scale)
        if rest:
            raise LiteralError(0)
        nanos += part
    micros, rest = divmod(nanos, 1000)
    if rest or micros > DURATION_MAX // timedelta(microseconds=1):
        raise LiteralError(0)
    length = timedelta(microseconds=micros)
    return -length if text.startswith("-") else length


def read_date(text: str) -> date:
    """A calendar day `YYYY-MM-DD` (ISO 8601, extended). LiteralError elsewhere."""
    if not _DATE.fullmatch(text):
        raise LiteralError(0)
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise LiteralError(0) from error
