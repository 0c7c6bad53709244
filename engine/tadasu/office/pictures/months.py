"""A span of days, month by month: where a day stands, and what its month is called."""

import calendar
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tadasu.errors import Language

APRIL = 4
_NAMES = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


@dataclass(frozen=True, slots=True)
class Span:
    """Days from the first to the last, both of them in it."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many they are, at least one."""
        return max(1, (self.last - self.first).days + 1)

    def share(self, day: date) -> float:
        """Where the morning of a day stands, 0 for the first; beyond the edges, on the edge."""
        return min(max((day - self.first).days / self.days, 0.0), 1.0)

    def months(self) -> Iterator[date]:
        """The first day of each month, from that of the first day on."""
        at = self.first.replace(day=1)
        while at <= self.last:
            yield at
            if (at.year, at.month) == (date.max.year, 12):
                return
            at = _after(at)


def year_of(days: Iterable[date], starts: int = APRIL) -> Span:
    """The years, each from the first of the month `starts`, that hold all of these days.

    ValueError where there is no day.
    """
    known = sorted(days)
    if not known:
        raise ValueError("no days")
    first = _begun(known[0], starts)
    last = _begun(known[-1], starts)
    end = (
        date(last.year + 1, last.month, 1) - timedelta(days=1)
        if last.year < date.max.year
        else date.max
    )
    return Span(first, end)


def named(month: date, language: Language) -> str:
    """A month in a few letters."""
    return f"{month.month}月" if language == "ja" else _NAMES[month.month - 1]


def _begun(day: date, starts: int) -> date:
    year = day.year if day.month >= starts else day.year - 1
    return date(max(year, date.min.year), starts if year >= date.min.year else 1, 1)


def _after(month: date) -> date:
    days = calendar.monthrange(month.year, month.month)[1]
    return month + timedelta(days=days)
