"""Sums, extremes, latest, chains and business days are what plain Python says they are."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadasu.guard.calendar import Calendar
from tadasu.guard.guard import GuardError, compile_guard
from tadasu.guard.literals import DURATION_MAX, INT_MAX, INT_MIN
from tadasu.guard.types import ListOf, Member, RecordOf, Scalar, Schema, Type
from tests.property.guard_terms import Row

SCHEMA: Schema = {"r": {"n": Member(Scalar.INT), "up": Member(RecordOf("r"), optional=True)}}
NUMBERS = st.integers(INT_MIN, INT_MAX) | st.integers(-9, 9)
LENGTHS = st.timedeltas(-DURATION_MAX, DURATION_MAX) | st.timedeltas(
    timedelta(hours=-9), timedelta(hours=9)
)
ZONES = st.sampled_from([UTC, timezone(timedelta(hours=9)), timezone(timedelta(hours=-5))])
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2040, 1, 1), timezones=ZONES)  # noqa: DTZ001
OF: dict[Scalar, st.SearchStrategy[Any]] = {
    Scalar.INT: NUMBERS,
    Scalar.DURATION: LENGTHS,
    Scalar.TIMESTAMP: MOMENTS,
    Scalar.DATE: st.dates(),
}


def run(source: str, names: dict[str, Type], values: dict[str, object]) -> Any:
    """The value, or the code of the error."""
    guard = compile_guard(source, names, SCHEMA, None)
    try:
        return guard.value(values, zone=UTC)
    except GuardError as error:
        return error.code


@given(st.lists(NUMBERS))
def test_sums_of_ints(items: list[int]) -> None:
    expected = sum(items) if INT_MIN <= sum(items) <= INT_MAX else "overflow"
    assert run("sum(xs)", {"xs": ListOf(Scalar.INT)}, {"xs": tuple(items)}) == expected


@given(st.lists(LENGTHS, max_size=50))
def test_sums_of_durations(items: list[timedelta]) -> None:
    total = sum(items, timedelta())
    expected = total if -DURATION_MAX <= total <= DURATION_MAX else "overflow"
    assert run("sum(xs)", {"xs": ListOf(Scalar.DURATION)}, {"xs": tuple(items)}) == expected


@pytest.mark.parametrize(("name", "pick"), [("min", min), ("max", max)])
@given(data=st.data())
def test_extremes(name: str, pick: Callable[..., Any], data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(sorted(OF, key=str)))
    items, other = data.draw(st.lists(OF[kind], max_size=8)), data.draw(OF[kind])
    names: dict[str, Type] = {"xs": ListOf(kind), "d": kind}
    found = run(f"{name}(xs, d)", names, {"xs": tuple(items), "d": other})
    assert found == pick(items, default=other)


@given(st.lists(st.integers(-4, 4)))
def test_latest_is_the_last_of_the_greatest(keys: list[int]) -> None:
    rows = tuple(Row(f"R{at}", {"n": key}) for at, key in enumerate(keys))
    expected = [at for at, key in enumerate(keys) if key == max(keys)][-1:]
    found = run("rs.latest(r, r.n)", {"rs": ListOf(RecordOf("r"))}, {"rs": rows})
    assert [rows.index(row) for row in found] == expected


@given(NUMBERS, st.integers(INT_MIN, INT_MAX).filter(bool) | st.sampled_from([-1, 1, 2, -3]))
def test_quotient_and_remainder_make_the_number(number: int, by: int) -> None:
    names: dict[str, Type] = {"n": Scalar.INT}
    if (number, by) == (INT_MIN, -1):
        assert run(f"n / {by}", names, {"n": number}) == "overflow"
        return
    quotient = run(f"n / {by}", names, {"n": number})
    rest = run(f"n % {by}", names, {"n": number})
    assert quotient * by + rest == number
    assert abs(rest) < abs(by)
    assert rest == 0 or (rest < 0) == (number < 0)


class Linked(Row):
    """A record whose `up` is looked up among all, so that chains may close."""

    def __init__(self, at: int, ups: list[int | None]) -> None:
        super().__init__(f"R{at}", {})
        object.__setattr__(self, "ups", ups)

    def get(self, name: str) -> object | None:
        ups: list[int | None] = getattr(self, "ups")  # noqa: B009  (the class is frozen)
        up = ups[int(self.key[1:])]
        return None if name != "up" or up is None else Linked(up, ups)


@given(st.data())
def test_chains_end_and_hold_each_record_once(data: st.DataObject) -> None:
    size = data.draw(st.integers(1, 8))
    ups = data.draw(st.lists(st.none() | st.integers(0, size - 1), min_size=size, max_size=size))
    expected: list[str] = []
    here = ups[0]
    while here not in (None, 0) and f"R{here}" not in expected:
        expected.append(f"R{here}")
        here = ups[here]
    found = run("r.ancestors('up')", {"r": RecordOf("r")}, {"r": Linked(0, ups)})
    assert [record.key for record in found] == expected


FIRST, LAST = date(2024, 12, 20), date(2026, 1, 10)
DAYS = st.dates(FIRST, LAST)
CALENDARS = st.builds(
    Calendar,
    weekend=st.frozensets(st.integers(1, 7)),
    holidays=st.frozensets(st.dates(date(2024, 12, 1), date(2026, 2, 1)), max_size=40),
    first=st.just(FIRST),
    last=st.just(LAST),
)


def stepped(calendar: Calendar, day: date, count: int) -> date | None:
    """The day by going from one to the next; None where that leaves the calendar."""
    step = timedelta(days=1 if count > 0 else -1)
    while count:
        day += step
        if not FIRST <= day <= LAST:
            return None
        if calendar.is_business(day):
            count += -1 if count > 0 else 1
    return day


@given(CALENDARS, DAYS)
def test_a_business_day_is_neither_a_weekend_nor_a_holiday(calendar: Calendar, day: date) -> None:
    free = day.isoweekday() in calendar.weekend or day in calendar.holidays
    assert calendar.is_business(day) is not free


@given(CALENDARS, DAYS, st.integers(-300, 300))
def test_adding_goes_from_day_to_day_and_counting_back_gives_the_count(
    calendar: Calendar, day: date, count: int
) -> None:
    expected = stepped(calendar, day, count)
    if expected is None:
        with pytest.raises(GuardError, match="calendar"):
            calendar.add(day, count)
        return
    assert calendar.add(day, count) == expected
    assert calendar.until(day, expected) == count


@given(CALENDARS, DAYS, DAYS)
def test_the_days_between_are_counted(calendar: Calendar, one: date, other: date) -> None:
    low, high = min(one, other), max(one, other)
    between = [low + timedelta(days=n) for n in range((high - low).days)]
    counted = [*between[1:], high] if one < other else between
    business = sum(map(calendar.is_business, counted)) if one != other else 0
    assert calendar.until(one, other) == (business if one < other else -business)
