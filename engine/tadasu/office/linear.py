"""A linear model in whole numbers: variables between bounds, rows between bounds."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

Terms = Mapping[int, int]
"""Variable → its coefficient."""


@dataclass(frozen=True, slots=True)
class Row:
    """That a sum lies between two bounds; None: no bound."""

    terms: Terms
    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Goal:
    """A sum that is to be least, and variables that then keep what they have."""

    terms: Terms
    settles: frozenset[int] = frozenset()


@dataclass(slots=True)
class Linear:
    """A model in the making."""

    bounds: list[tuple[int, int]] = field(default_factory=list)
    """The least and the greatest value of each variable."""
    rows: list[Row] = field(default_factory=list)

    def whole(self, low: int, high: int) -> int:
        """One more variable, by its number."""
        self.bounds.append((low, high))
        return len(self.bounds) - 1

    def yes(self) -> int:
        """A variable that is 0 or 1."""
        return self.whole(0, 1)

    def row(self, terms: Terms, low: int | None = None, high: int | None = None) -> None:
        """That a sum lies between bounds."""
        self.rows.append(Row(dict(terms), low, high))


def total(terms: Terms, values: Sequence[int]) -> int:
    """What a sum comes to."""
    return sum(each * values[variable] for variable, each in terms.items())
