"""Calendar days: the operations that CEL has not."""

from calendar import monthrange
from datetime import MAXYEAR, MINYEAR, date, datetime, timedelta, tzinfo
from typing import Final

from tadasu.guard.arithmetic import in_range, to_zone, utc
from tadasu.guard.problem import GuardError

MONTHS: Final = 12


def local_date(moment: datetime, zone: tzinfo) -> date:
    """The calendar day of a moment in `zone`."""
    local: datetime = to_zone(moment, zone)
    return local.date()


add_days: Final = in_range(lambda day, count: day + timedelta(days=count), "date")
"""The day `count` days later; GuardError overflow beyond the years 1 to 9999."""


add_minutes: Final = in_range(
    lambda moment, count: utc(moment) + timedelta(minutes=count), "timestamp"
)
"""The moment `count` minutes later; GuardError overflow beyond the years 1 to 9999."""


add_hours: Final = in_range(
    lambda moment, count: utc(moment) + timedelta(hours=count), "timestamp"
)
"""The moment `count` hours later; GuardError overflow beyond the years 1 to 9999."""


def add_months(day: date, count: int) -> date:
    """The same day `count` months later, at most the last of its month."""
    year, month = divmod(day.year * 12 + day.month - 1 + count, 12)
    if not MINYEAR <= year <= MAXYEAR:
        raise GuardError("overflow", "a date left its range")
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def days_until(one: date, other: date) -> int:
    """The days from `one` to `other`."""
    return (other - one).days


def fiscal_year(day: date, first: int) -> int:
    """The year in which the fiscal year of `day` began, `first` being its first month.

    GuardError overflow for a month beyond 1 to 12.
    """
    if not 1 <= first <= MONTHS:
        raise GuardError("overflow", "a month left its range, 1 to 12")
    return day.year if day.month >= first else day.year - 1
