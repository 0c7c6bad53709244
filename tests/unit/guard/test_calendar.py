"""Calendar days: months of different length, leap years, the zone of a moment's day."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from tadasu.guard.guard import GuardError
from tests.unit.guard.world import TOKYO, guard, names, value


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ("2025-01-31", 1, "2025-02-28"),
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-29", 13, "2024-02-29"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("1899-02-28", 12, "1900-02-28"),
        ("1900-01-31", 1, "1900-02-28"),
        ("2000-01-31", 1, "2000-02-29"),
        ("2025-03-31", -1, "2025-02-28"),
        ("2025-01-15", -1, "2024-12-15"),
        ("2025-01-15", -13, "2023-12-15"),
        ("2025-05-31", 1, "2025-06-30"),
        ("2025-12-31", 2, "2026-02-28"),
        ("2025-04-01", 0, "2025-04-01"),
        ("2025-04-01", 1200, "2125-04-01"),
        ("0001-01-01", 0, "0001-01-01"),
        ("9999-11-30", 1, "9999-12-30"),
    ],
)
def test_months(day: str, months: int, expected: str) -> None:
    assert value(f"date('{day}').addMonths({months})") == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("day", "first", "expected"),
    [
        ("2026-03-31", 4, 2025),
        ("2026-04-01", 4, 2026),
        ("2026-12-31", 4, 2026),
        ("2027-01-01", 4, 2026),
        ("2026-01-01", 1, 2026),
        ("2026-12-31", 1, 2026),
        ("2026-11-30", 12, 2025),
        ("2026-12-01", 12, 2026),
        ("0001-01-01", 4, 0),
    ],
)
def test_fiscal_years(day: str, first: int, expected: int) -> None:
    assert value(f"date('{day}').fiscalYear({first})") == expected


@pytest.mark.parametrize("first", [0, 13, -4])
def test_a_fiscal_year_begins_in_a_month(first: int) -> None:
    with pytest.raises(GuardError, match="1 to 12"):
        value(f"today.fiscalYear({first})")


@pytest.mark.parametrize(
    ("day", "days", "expected"),
    [
        ("2024-02-28", 1, "2024-02-29"),
        ("2025-02-28", 1, "2025-03-01"),
        ("2025-01-01", -1, "2024-12-31"),
        ("2025-01-01", 365, "2026-01-01"),
    ],
)
def test_days(day: str, days: int, expected: str) -> None:
    assert value(f"date('{day}').addDays({days})") == date.fromisoformat(expected)
    assert value(f"date('{day}').daysUntil(date('{expected}'))") == days


@pytest.mark.parametrize(("count", "expected"), [(90, "10:30"), (-60, "08:00"), (0, "09:00")])
def test_minutes(count: int, expected: str) -> None:
    moment = datetime.fromisoformat(f"2025-04-01T{expected}:00+09:00")
    assert value(f"timestamp('2025-04-01T09:00:00+09:00').addMinutes({count})") == moment


@pytest.mark.parametrize("count", ["9223372036854775807", "-9223372036854775807"])
def test_minutes_beyond_the_years(count: str) -> None:
    with pytest.raises(GuardError, match="overflow"):
        value(f"now.addMinutes({count})")


def test_clipping_is_not_undone() -> None:
    assert value("date('2025-01-31').addMonths(1).addMonths(1)") == date(2025, 3, 28)
    assert value("date('2025-01-31').addMonths(2)") == date(2025, 3, 31)


@pytest.mark.parametrize(
    ("zone", "expected"),
    [("Asia/Tokyo", "2025-04-01"), ("UTC", "2025-03-31"), ("America/New_York", "2025-03-31")],
)
def test_the_day_of_a_moment_is_the_zones(zone: str, expected: str) -> None:
    moment = datetime(2025, 3, 31, 15, 30, tzinfo=UTC)
    found = guard("date(now)").value(names(now=moment), zone=ZoneInfo(zone))
    assert found == date.fromisoformat(expected)


def test_the_day_of_a_literal_moment() -> None:
    assert value("date(timestamp('2025-03-31T15:00:00Z'))") == date(2025, 4, 1)
    assert value("date(timestamp('2025-03-31T14:59:59.999999Z'))") == date(2025, 3, 31)


def test_days_are_ordered_and_counted() -> None:
    assert value("case.opened_on < today && today >= case.opened_on.addMonths(2)") is True
    assert value("case.opened_on.daysUntil(today)") == 60
    assert value("today.daysUntil(case.opened_on)") == -60
    assert value("today in [date('2025-04-01'), case.opened_on]") is True


def test_a_year_of_independence() -> None:
    left = guard("date('2024-04-01').addMonths(params.months) <= today")
    assert left.value(names(), zone=TOKYO) is True
    assert left.value(names(today=date(2025, 3, 31)), zone=TOKYO) is False
