"""Whole lists at once: sums, the smallest and the greatest, and records behind one another."""

from typing import Any, Final

from tadasu.guard.arithmetic import MICROSECOND, duration_of, int_of, utc
from tadasu.guard.problem import GuardError
from tadasu.guard.steps import Closure, Frame, spend
from tadasu.guard.types import Scalar, Type

_PICK: Final = {"min": min, "max": max}


def total(items: Closure, kind: Type) -> Closure:
    """The sum of ints or durations, zero for none.

    GuardError overflow where the sum leaves its range, whatever the order: nothing in between is
    looked at.
    """

    def add(frame: Frame) -> Any:
        found = items(frame)
        spend(frame, len(found))
        if kind is Scalar.DURATION:
            return duration_of(sum(item // MICROSECOND for item in found))
        return int_of(sum(found))

    return add


def extreme(name: str, items: Closure, default: Closure, kind: Type) -> Closure:
    """The smallest or the greatest element, `default` where there is none."""
    pick, key = _PICK[name], utc if kind is Scalar.TIMESTAMP else None

    def choose(frame: Frame) -> Any:
        found, other = items(frame), default(frame)
        spend(frame, len(found))
        return pick(found, key=key, default=other)

    return choose


def ancestors(record: Closure, field: str, *, required: bool) -> Closure:
    """The records reached by following `field`, nearest first, up to the first that comes again.

    GuardError absent where a `required` field is not there.
    """

    def follow(frame: Frame) -> Any:
        here = record(frame)
        found: list[object] = []
        met = {_identity(here)}
        while (here := here.get(field)) is not None:
            spend(frame, 1)
            if _identity(here) in met:
                return tuple(found)
            met.add(_identity(here))
            found.append(here)
        if required:
            raise GuardError("absent", f"the field {field} is not there")
        return tuple(found)

    return follow


def _identity(record: Any) -> str | int:
    """What two values of one record have in common."""
    return id(record) if record.key is None else str(record.key)
