"""Business days: an organisation's weekends and holidays, for the years that it has settled."""

from bisect import bisect_left
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from tadasu.guard.problem import GuardError

_WEEK: Final = 7
_EVERY_DAY: Final = frozenset(range(1, _WEEK + 1))


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are business days, from `first` to `last`, both included.

    Its methods raise GuardError calendar where they would need to know about any other day.
    """

    weekend: frozenset[int]
    """ISO weekdays without business, 1 (Monday) to 7 (Sunday)."""
    holidays: frozenset[date]
    """Days without business; those at a weekend change nothing."""
    first: date
    last: date
    _off: tuple[date, ...] = field(init=False, repr=False, compare=False)
    """The holidays that would be business days, in order."""

    def __post_init__(self) -> None:
        """Sort the holidays once; no other field is touched."""
        off = (day for day in self.holidays if day.isoweekday() not in self.weekend)
        object.__setattr__(self, "_off", tuple(sorted(off)))

    def is_business(self, day: date) -> bool:
        """Whether `day` is neither at a weekend nor a holiday."""
        self._known(day)
        return day.isoweekday() not in self.weekend and day not in self.holidays

    def add(self, day: date, count: int) -> date:
        """The business day number `count` after `day`, or before it where `count` is negative.

        Zero gives `day` itself, whether it is a business day or not.
        """
        self._known(day)
        if count == 0:
            return day
        wanted = self._through(day) + count if count > 0 else self._before(day) + count + 1
        low, high = self.first, self.last
        if not 0 < wanted <= self._through(high):
            raise self._unknown()
        while low < high:
            middle = low + (high - low) // 2
            if self._through(middle) < wanted:
                low = middle + timedelta(days=1)
            else:
                high = middle
        return low

    def until(self, day: date, other: date) -> int:
        """The business days after `day` up to `other`; so `until(day, add(day, n))` is `n`.

        Where `other` is earlier, the business days from it up to the eve of `day`, negative.
        """
        self._known(day)
        self._known(other)
        if other < day:
            return self._before(other) - self._before(day)
        return self._through(other) - self._through(day)

    def _through(self, day: date) -> int:
        """The business days from `first` to `day`."""
        return self._before(day) + (
            day.isoweekday() not in self.weekend and day not in self.holidays
        )

    def _before(self, day: date) -> int:
        """The business days from `first` to the eve of `day`."""
        weeks, rest = divmod((day - self.first).days, _WEEK)
        start = self.first.isoweekday()
        begun = {(start + n - 1) % _WEEK + 1 for n in range(rest)}
        worked = weeks * len(_EVERY_DAY - self.weekend) + len(begun - self.weekend)
        return worked - (bisect_left(self._off, day) - bisect_left(self._off, self.first))

    def _known(self, day: date) -> None:
        if not self.first <= day <= self.last:
            raise self._unknown()

    def _unknown(self) -> GuardError:
        known = f"{self.first.isoformat()} to {self.last.isoformat()}"
        return GuardError("calendar", f"the calendar knows the days from {known} only")
