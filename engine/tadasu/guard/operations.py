"""What the operators and functions do to values: CEL's semantics, with its ranges and errors."""

import operator
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any, Final

from tadasu.guard.literals import DURATION_MAX, INT_MAX, INT_MIN
from tadasu.guard.problem import GuardError
from tadasu.guard.types import EnumOf, ListOf, RecordOf, Scalar, Type

Operation = Callable[[Any, Any], Any]
"""Two values of types that the checker has let pass, to one."""


def _int(value: int) -> int:
    if INT_MIN <= value <= INT_MAX:
        return value
    raise GuardError("overflow", "an int left its 64 bits")


def add_ints(one: int, other: int) -> int:
    """The sum; GuardError overflow beyond 64 bits (langdef, "Overflow")."""
    return _int(one + other)


def subtract_ints(one: int, other: int) -> int:
    """The difference; GuardError overflow beyond 64 bits."""
    return _int(one - other)


def multiply_ints(one: int, other: int) -> int:
    """The product; GuardError overflow beyond 64 bits, and before it is computed for huge data."""
    if one.bit_length() + other.bit_length() > 130:  # noqa: PLR2004  (twice 64 bits, and some)
        raise GuardError("overflow", "an int left its 64 bits")
    return _int(one * other)


def negate(value: int) -> int:
    """The number below zero; GuardError overflow for the smallest int."""
    return _int(-value)


def _in_range(function: Operation, what: str) -> Operation:
    """`function`, with Python's OverflowError turned into GuardError overflow."""

    def checked(one: Any, other: Any) -> Any:
        try:
            return function(one, other)
        except OverflowError as error:
            raise GuardError("overflow", f"a {what} left its range") from error

    return checked


def utc(value: datetime) -> datetime:
    """The moment in UTC: Python's own arithmetic within a zone follows its wall clock."""
    return value if value.tzinfo is UTC else _to_zone(value, UTC)


def _duration(value: timedelta) -> timedelta:
    if -DURATION_MAX <= value <= DURATION_MAX:
        return value
    raise GuardError("overflow", "a duration left its range")


_to_zone: Final = _in_range(lambda moment, zone: moment.astimezone(zone), "timestamp")
_later: Final = _in_range(lambda moment, length: utc(moment) + length, "timestamp")

ARITHMETIC: Final[dict[tuple[str, Type, Type], Operation]] = {
    ("+", Scalar.INT, Scalar.INT): add_ints,
    ("-", Scalar.INT, Scalar.INT): subtract_ints,
    ("*", Scalar.INT, Scalar.INT): multiply_ints,
    ("+", Scalar.TIMESTAMP, Scalar.DURATION): _later,
    ("+", Scalar.DURATION, Scalar.TIMESTAMP): lambda length, moment: _later(moment, length),
    ("-", Scalar.TIMESTAMP, Scalar.DURATION): _in_range(
        lambda moment, length: utc(moment) - length, "timestamp"
    ),
    ("-", Scalar.TIMESTAMP, Scalar.TIMESTAMP): lambda one, other: _duration(utc(one) - utc(other)),
    ("+", Scalar.DURATION, Scalar.DURATION): _in_range(
        lambda one, other: _duration(one + other), "duration"
    ),
    ("-", Scalar.DURATION, Scalar.DURATION): _in_range(
        lambda one, other: _duration(one - other), "duration"
    ),
}
"""Arithmetic by operator and types of the operands; errors are GuardError overflow."""

ORDER: Final[dict[str, Operation]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
"""Order comparisons of values whose Python order is CEL's; texts compare by code point."""


def order(op: str, kind: Type) -> Operation:
    """The order comparison `op` for values of type `kind`."""
    compare = ORDER[op]
    if kind is Scalar.TIMESTAMP:
        return lambda one, other: compare(utc(one), utc(other))
    return compare


def same_record(one: Any, other: Any) -> bool:
    """Whether two records are one: the same object, or the same key."""
    return one is other or (one.key is not None and one.key == other.key)


def is_plain(kind: Type) -> bool:
    """Whether Python's own `==` decides equality for the type, also within lists."""
    if isinstance(kind, ListOf):
        return is_plain(kind.item)
    return isinstance(kind, EnumOf) or (isinstance(kind, Scalar) and kind is not Scalar.TIMESTAMP)


def equality(kind: Type) -> Operation:
    """The test for equal values of type `kind` (langdef, "Equality")."""
    if is_plain(kind):
        return operator.eq
    if isinstance(kind, RecordOf):
        return same_record
    if not isinstance(kind, ListOf):
        return lambda one, other: utc(one) == utc(other)
    same = equality(kind.item)
    return lambda one, other: len(one) == len(other) and all(map(same, one, other))


def membership(item: Type) -> Operation:
    """The test whether a list, given first, holds a value."""
    if is_plain(item):
        return operator.contains
    same = equality(item)
    return lambda items, value: any(same(value, element) for element in items)


def local_date(moment: datetime, zone: tzinfo) -> date:
    """The calendar day of a moment in `zone`."""
    local: datetime = _to_zone(moment, zone)
    return local.date()


add_days: Final = _in_range(lambda day, count: day + timedelta(days=count), "date")
"""The day `count` days later; GuardError overflow beyond the years 1 to 9999."""


def add_months(day: date, count: int) -> date:
    """The same day `count` months later, at most the last of its month."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not 1 <= year <= 9999:  # noqa: PLR2004  (the years of CEL's timestamps)
        raise GuardError("overflow", "a date left its range")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def days_until(one: date, other: date) -> int:
    """The days from `one` to `other`."""
    return (other - one).days


def bare(text: str) -> str:
    """The text without what `sameAs` overlooks: width, case, white space, punctuation.

    NFKC makes half-width kana and full-width letters plain, casefold (Unicode 3.13) undoes case,
    and NFKC again composes what it took apart. Then all characters of the categories P (marks),
    Z (spaces), Cc and Cf (controls, invisible ones) go.
    """
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(
        char
        for char in folded
        if (category := unicodedata.category(char))[0] not in "PZ" and category not in ("Cc", "Cf")
    )


def same_text(one: str, other: str) -> bool:
    """Whether two texts are the same when width, case, white space and punctuation don't count."""
    return bare(one) == bare(other)


METHODS: Final[dict[str, Operation]] = {
    "startsWith": str.startswith,
    "endsWith": str.endswith,
    "contains": operator.contains,
    "sameAs": same_text,
    "addDays": add_days,
    "addMonths": add_months,
    "daysUntil": days_until,
}
"""What each method does with its target and its argument."""
