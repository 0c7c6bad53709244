"""Conditions as formulas over variables with few values, for proofs about guards.

Whatever a guard reads becomes a variable: a field that is compared with constants takes the
values that tell its comparisons apart, two fields that are compared with each other are less,
equal or greater, and all else is true or false. Terms that read alike are one variable, since
guards have no effects.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from tadasu.guard.equality import ORDER


@dataclass(frozen=True, slots=True)
class Is:
    """The variable compares with a constant, or is one of several, as `op` says."""

    variable: str
    op: str
    """== < <= > >= or in; != is written with `Deny`."""
    constant: Any

    def holds(self, value: Any) -> bool:
        """Whether it is so where the variable has `value`."""
        if self.op == "==":
            return bool(value == self.constant)
        if self.op == "in":
            return value in self.constant
        return bool(ORDER[self.op](value, self.constant))


@dataclass(frozen=True, slots=True)
class All:
    """Every part holds."""

    parts: tuple["Formula", ...]


@dataclass(frozen=True, slots=True)
class Some:
    """Some part holds."""

    parts: tuple["Formula", ...]


@dataclass(frozen=True, slots=True)
class Deny:
    """The part does not hold."""

    part: "Formula"


Formula = bool | Is | All | Some | Deny

Values = Sequence[Any]
"""What a variable may be, so far as it matters."""


def all_of(parts: Iterable[Formula]) -> Formula:
    """The conjunction, simplified where parts are true or false."""
    kept = [part for part in parts if part is not True]
    if any(part is False for part in kept):
        return False
    return All(tuple(kept)) if kept else True


def any_of(parts: Iterable[Formula]) -> Formula:
    """The disjunction, simplified where parts are true or false."""
    return deny(all_of(deny(part) for part in parts))


def deny(part: Formula) -> Formula:
    """The opposite, with no denial before another and none before a conjunction."""
    if isinstance(part, bool):
        return not part
    if isinstance(part, Deny):
        return part.part
    if isinstance(part, All):
        return Some(tuple(deny(each) for each in part.parts))
    if isinstance(part, Some):
        return All(tuple(deny(each) for each in part.parts))
    return Deny(part)


def same(one: Formula, other: Formula) -> Formula:
    """Both hold or neither."""
    return any_of([all_of([one, other]), all_of([deny(one), deny(other)])])


def atoms(formula: Formula) -> Iterator[Is]:
    """The comparisons in a formula, from left to right."""
    match formula:
        case Is():
            yield formula
        case Deny(part=part):
            yield from atoms(part)
        case All(parts=parts) | Some(parts=parts):
            for part in parts:
                yield from atoms(part)


def where(formula: Formula, variable: str, value: Any) -> Formula:
    """What is left of it where the variable has that value."""
    match formula:
        case Is():
            return formula.holds(value) if formula.variable == variable else formula
        case Deny(part=part):
            return deny(where(part, variable, value))
        case All(parts=parts):
            return all_of(where(part, variable, value) for part in parts)
        case Some(parts=parts):
            return any_of(where(part, variable, value) for part in parts)
    return formula


def telling(constants: Iterable[Any]) -> Values:
    """Values of which every value compares with all the constants as one of them does."""
    found: dict[Any, None] = {}
    for constant in constants:
        for each in (constant, *_neighbours(constant)):
            found.setdefault(each)
    return tuple(found)


def distinct(values: Values, comparisons: Sequence[Is]) -> Values:
    """One of those values that the comparisons can't tell apart."""
    found: dict[tuple[bool, ...], Any] = {}
    for value in values:
        found.setdefault(tuple(each.holds(value) for each in comparisons), value)
    return tuple(found.values())


_STEPS: Final[Mapping[type, object]] = {
    int: 1,
    date: timedelta(days=1),
    datetime: timedelta(microseconds=1),
    timedelta: timedelta(microseconds=1),
}
"""From one value of a type to the next."""


def _neighbours(constant: Any) -> Iterator[Any]:
    if isinstance(constant, str):
        yield from ("", constant + "\0")
        return
    step: Any = _STEPS[type(constant)]
    moves: tuple[Callable[[Any], Any], ...] = (lambda c: c - step, lambda c: c + step)
    for move in moves:
        try:
            yield move(constant)
        except OverflowError:
            continue
