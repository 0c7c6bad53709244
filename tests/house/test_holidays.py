"""The shipped calendar says what the law says."""

from datetime import date

import pytest

from tests.house.holidays import calendar_files, holidays
from tests.house.rooms import shown

SUBSTITUTE, BETWEEN = "振替休日", "国民の休日"

ANNOUNCED = {
    2020: "01-01 01-13 02-11 02-23 02-24 03-20 04-29 05-03 05-04 05-05 05-06 07-23 07-24 08-10 "
    "09-21 09-22 11-03 11-23",
    2021: "01-01 01-11 02-11 02-23 03-20 04-29 05-03 05-04 05-05 07-22 07-23 08-08 08-09 09-20 "
    "09-23 11-03 11-23",
    2024: "01-01 01-08 02-11 02-12 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-15 08-11 08-12 "
    "09-16 09-22 09-23 10-14 11-03 11-04 11-23",
    2025: "01-01 01-13 02-11 02-23 02-24 03-20 04-29 05-03 05-04 05-05 05-06 07-21 08-11 09-15 "
    "09-23 10-13 11-03 11-23 11-24",
    2026: "01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 "
    "09-23 10-12 11-03 11-23",
}
"""As the authority announced them, with all substitutes."""


def test_the_calendar_is_up_to_date() -> None:
    stale = [
        shown(path)
        for path, text in calendar_files().items()
        if not path.is_file() or path.read_text("utf-8") != text
    ]
    assert stale == [], "run `make calendars`"


@pytest.mark.parametrize("year", ANNOUNCED)
def test_the_days_are_those_that_were_announced(year: int) -> None:
    assert " ".join(f"{day:%m-%d}" for day in holidays(year)) == ANNOUNCED[year]


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 9, 22), BETWEEN),
        (date(2032, 9, 21), BETWEEN),
        (date(2026, 5, 6), SUBSTITUTE),
        (date(2033, 3, 21), SUBSTITUTE),
    ],
)
def test_days_that_are_holidays_because_of_others(day: date, name: str) -> None:
    assert holidays(day.year)[day][1] == name


def test_a_day_between_two_holidays_that_is_a_sunday_moves_nothing() -> None:
    assert all(
        day.isoweekday() != 7 or names[1] not in (SUBSTITUTE, BETWEEN)
        for year in range(2020, 2036)
        for day, names in holidays(year).items()
    )
