"""Numbers, moments and durations: CEL's arithmetic, with its ranges (langdef, "Overflow")."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, Final

from tadasu.guard.literals import DURATION_MAX, INT_MAX, INT_MIN
from tadasu.guard.problem import GuardError
from tadasu.guard.types import Scalar, Type

Operation = Callable[[Any, Any], Any]
"""From two values, of types that the checker has let pass, to one."""

MICROSECOND: Final = timedelta(microseconds=1)
"""The shortest duration but none."""
_PRODUCT_BITS: Final = 130
"""What two numbers of 64 bits can need, and some."""


def int_of(value: int) -> int:
    """The number; GuardError overflow beyond 64 bits."""
    if INT_MIN <= value <= INT_MAX:
        return value
    raise GuardError("overflow", "an int left its 64 bits")


def add_ints(one: int, other: int) -> int:
    """The sum; GuardError overflow beyond 64 bits (langdef, "Overflow")."""
    return int_of(one + other)


def subtract_ints(one: int, other: int) -> int:
    """The difference; GuardError overflow beyond 64 bits."""
    return int_of(one - other)


def multiply_ints(one: int, other: int) -> int:
    """The product; GuardError overflow beyond 64 bits, and before it is computed for huge data."""
    if one.bit_length() + other.bit_length() > _PRODUCT_BITS:
        raise GuardError("overflow", "an int left its 64 bits")
    return int_of(one * other)


def divide_ints(one: int, other: int) -> int:
    """The quotient without its fraction (langdef, "Arithmetic"); GuardError overflow as above."""
    quotient = abs(one) // abs(other)
    return int_of(quotient if (one < 0) == (other < 0) else -quotient)


def remainder_of_ints(one: int, other: int) -> int:
    """What the division leaves, with the sign of `one`; GuardError overflow where it overflows."""
    return one - divide_ints(one, other) * other


def negate(value: int) -> int:
    """The number below zero; GuardError overflow for the smallest int."""
    return int_of(-value)


def in_range(function: Operation, what: str) -> Operation:
    """`function`, with Python's OverflowError turned into GuardError overflow."""

    def checked(one: Any, other: Any) -> Any:
        try:
            return function(one, other)
        except OverflowError as error:
            raise GuardError("overflow", f"a {what} left its range") from error

    return checked


def utc(value: datetime) -> datetime:
    """The moment in UTC: Python's own arithmetic within a zone follows its wall clock."""
    return value if value.tzinfo is UTC else to_zone(value, UTC)


def duration_of(microseconds: int) -> timedelta:
    """The length of time; GuardError overflow beyond DURATION_MAX."""
    if abs(microseconds) > DURATION_MAX // MICROSECOND:
        raise GuardError("overflow", "a duration left its range")
    return timedelta(microseconds=microseconds)


def _duration(value: timedelta) -> timedelta:
    if -DURATION_MAX <= value <= DURATION_MAX:
        return value
    raise GuardError("overflow", "a duration left its range")


to_zone: Final = in_range(lambda moment, zone: moment.astimezone(zone), "timestamp")
"""The moment by the clock of a zone."""

_later: Final = in_range(lambda moment, length: utc(moment) + length, "timestamp")

ARITHMETIC: Final[dict[tuple[str, Type, Type], Operation]] = {
    ("+", Scalar.INT, Scalar.INT): add_ints,
    ("-", Scalar.INT, Scalar.INT): subtract_ints,
    ("*", Scalar.INT, Scalar.INT): multiply_ints,
    ("/", Scalar.INT, Scalar.INT): divide_ints,
    ("%", Scalar.INT, Scalar.INT): remainder_of_ints,
    ("+", Scalar.TIMESTAMP, Scalar.DURATION): _later,
    ("+", Scalar.DURATION, Scalar.TIMESTAMP): lambda length, moment: _later(moment, length),
    ("-", Scalar.TIMESTAMP, Scalar.DURATION): in_range(
        lambda moment, length: utc(moment) - length, "timestamp"
    ),
    ("-", Scalar.TIMESTAMP, Scalar.TIMESTAMP): lambda one, other: _duration(utc(one) - utc(other)),
    ("+", Scalar.DURATION, Scalar.DURATION): in_range(
        lambda one, other: _duration(one + other), "duration"
    ),
    ("-", Scalar.DURATION, Scalar.DURATION): in_range(
        lambda one, other: _duration(one - other), "duration"
    ),
}
"""Arithmetic by operator and types of the operands; errors are GuardError overflow."""
