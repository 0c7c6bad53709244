"""Business days: weekends, holidays, and the ends of what the calendar knows."""

from datetime import date, timedelta

import pytest

from tadasu.guard.calendar import Calendar
from tadasu.guard.guard import GuardError, GuardProblems, compile_guard
from tadasu.guard.template import compile_template
from tadasu.guard.types import Scalar
from tests.unit.guard.world import CALENDAR, NAMES, SCHEMA, TOKYO, guard, marked, names, value


@pytest.mark.parametrize(
    ("day", "count", "expected"),
    [
        ("2025-04-28", 1, "2025-04-30"),
        ("2025-05-02", 1, "2025-05-07"),
        ("2025-05-03", 1, "2025-05-07"),
        ("2025-05-06", 1, "2025-05-07"),
        ("2025-05-07", -1, "2025-05-02"),
        ("2025-05-06", -1, "2025-05-02"),
        ("2025-05-05", 0, "2025-05-05"),
        ("2025-05-02", 3, "2025-05-09"),
        ("2025-01-01", 1, "2025-01-02"),
        ("2025-01-02", 245, "2025-12-31"),
        ("2025-12-31", -245, "2025-01-02"),
    ],
)
def test_the_days_later(day: str, count: int, expected: str) -> None:
    source = f"date('{day}').addBusinessDays({count})"
    assert value(source) == date.fromisoformat(expected)


@pytest.mark.parametrize(
    ("day", "other", "count"),
    [
        ("2025-05-02", "2025-05-02", 0),
        ("2025-05-02", "2025-05-06", 0),
        ("2025-05-02", "2025-05-07", 1),
        ("2025-05-03", "2025-05-07", 1),
        ("2025-05-07", "2025-05-02", -1),
        ("2025-05-06", "2025-05-03", 0),
        ("2025-01-01", "2025-12-31", 246),
    ],
)
def test_the_days_between(day: str, other: str, count: int) -> None:
    assert value(f"date('{day}').businessDaysUntil(date('{other}'))") == count


@pytest.mark.parametrize(
    ("last", "moved"),
    [
        ("2025-05-02", "2025-05-02"),
        ("2025-05-03", "2025-05-07"),
        ("2025-05-06", "2025-05-07"),
        ("2025-05-07", "2025-05-07"),
        ("2025-05-10", "2025-05-12"),
    ],
)
def test_a_deadline_that_moves_on_from_a_holiday(last: str, moved: str) -> None:
    source = f"date('{last}').addDays(-1).addBusinessDays(1)"
    assert value(source) == date.fromisoformat(moved)


def test_business_days() -> None:
    assert value("today.isBusinessDay()") is True
    assert value("date('2025-04-05').isBusinessDay()") is False
    assert value("date('2025-04-29').isBusinessDay()") is False


@pytest.mark.parametrize(
    "source",
    [
        "date('2024-12-31').isBusinessDay()",
        "date('2026-01-01').isBusinessDay()",
        "date('2026-01-01').addBusinessDays(0) == today",
        "date('2025-12-31').addBusinessDays(1) == today",
        "date('2025-01-01').addBusinessDays(-1) == today",
        "date('2025-01-02').addBusinessDays(-1) == today",
        "today.addBusinessDays(9223372036854775807) == today",
        "today.addBusinessDays(-9223372036854775808) == today",
        "today.businessDaysUntil(date('2026-01-01')) == 1",
        "date('2024-12-31').businessDaysUntil(today) == 1",
        "today.businessDaysUntil(date('2026-01-01')) == 1 || false",
    ],
)
def test_days_that_the_calendar_does_not_know_have_no_answer(source: str) -> None:
    with pytest.raises(GuardError) as caught:
        value(source)
    assert caught.value.code == "calendar"
    assert "2025-01-01 to 2025-12-31" in caught.value.detail


def test_such_an_error_is_absorbed_where_another_part_decides() -> None:
    assert value("date('2026-01-01').isBusinessDay() || case.budget == 10") is True
    assert value("date('2026-01-01').isBusinessDay() && case.budget != 10") is False


def test_a_week_without_business_has_no_next_day() -> None:
    day = date(2025, 4, 1)
    never = Calendar(frozenset(range(1, 8)), frozenset(), day, day + timedelta(days=30))
    assert not never.is_business(day)
    assert never.until(day, day + timedelta(days=30)) == 0
    with pytest.raises(GuardError, match="calendar"):
        never.add(day, 1)


def test_calendars_of_the_same_days_are_equal() -> None:
    same = Calendar(CALENDAR.weekend, CALENDAR.holidays, CALENDAR.first, CALENDAR.last)
    assert same == CALENDAR
    assert hash(same) == hash(CALENDAR)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("today.addBusinessDays('1') == today", ("type", "'1'")),
        ("today.addBusinessDays() == today", ("type", "addBusinessDays")),
        ("now.addBusinessDays(1) == now", ("type", "now")),
        ("today.businessDaysUntil(now) == 1", ("type", "now")),
        ("today.isBusinessDay(1)", ("type", "isBusinessDay")),
        ("now.isBusinessDay()", ("type", "now")),
        ("isBusinessDay(today)", ("name", "isBusinessDay")),
        ("today.isBusinesDay()", ("name", "isBusinesDay")),
    ],
)
def test_each_problem_at_its_place(source: str, expected: tuple[str, str]) -> None:
    assert expected in marked(source, Scalar.BOOL)


@pytest.mark.parametrize(
    "call", ["addBusinessDays(1) == today", "businessDaysUntil(today) == 1", "isBusinessDay()"]
)
def test_without_a_calendar_they_are_refused(call: str) -> None:
    source = f"case.reported || today.{call}"
    (problem,) = without_calendar(source)
    assert problem == ("calendar", call.partition("(")[0])


def without_calendar(source: str) -> list[tuple[str, str]]:
    with pytest.raises(GuardProblems) as caught:
        compile_guard(source, NAMES, SCHEMA)
    return [(p.code, source[p.offset : p.offset + p.length]) for p in caught.value.problems]


def test_explanation() -> None:
    compiled = guard("case.opened_on.addBusinessDays(params.months) >= today")
    (fragment,) = compiled.explain(names(), zone=TOKYO, holds=False)
    assert dict(fragment.values) == {
        "case.opened_on.addBusinessDays(params.months)": "2025-02-19",
        "today": "2025-04-01",
        "case.opened_on": "2025-01-31",
        "params.months": "12",
    }
    (day,) = guard("today.isBusinessDay()").explain(names(), zone=TOKYO, holds=True)
    assert day.values == (("today", "2025-04-01"),)


def test_in_messages_and_behind_names() -> None:
    until = guard("today.addBusinessDays(3)")
    template = compile_template(
        "{until}, {today.isBusinessDay()}",
        NAMES,
        SCHEMA,
        calendar=CALENDAR,
        defines={"until": until},
    )
    assert template.text(names(), zone=TOKYO) == "2025-04-04, yes"
