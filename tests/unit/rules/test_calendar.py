"""Calendars: what a file may say, and which one a process has."""

import datetime

import pytest

from tadasu.errors import DefinitionError
from tadasu.guard.guard import GuardError
from tadasu.rules.process import Process, assemble, process_from
from tests.unit.rules.library import FILES, PROJECT, documents, edited, made, refused, spot
from tests.world import shipped_process

CALENDAR = """\
calendar: library
title: {en: Closed days, ja: 休館日}
weekend: [monday]
from: "2026-01-01"
until: "2027-12-31"
holidays:
  "2026-12-31": {en: New Year's Eve, ja: 大晦日}
  "2026-01-02": {en: Second of January, ja: 正月二日}
"""


def process(text: str = CALENDAR) -> Process:
    return made({**FILES, "calendar.yaml": text})


def test_it_holds_what_the_file_says() -> None:
    calendar = process().calendar
    assert calendar is not None
    assert calendar.days.weekend == {1}
    assert calendar.days.first == datetime.date(2026, 1, 1)
    assert calendar.days.last == datetime.date(2027, 12, 31)
    assert datetime.date(2026, 12, 31) in calendar.days.holidays
    assert list(calendar.holidays) == ["2026-01-02", "2026-12-31"]


def test_the_document_keeps_it() -> None:
    found = process()
    again = process_from(found.document)
    assert (again, again.calendar, again.digest) == (found, found.calendar, found.digest)
    assert found.digest != made().digest


def test_a_process_without_one_is_written_as_it_always_was() -> None:
    assert made().calendar is None
    assert b'"calendar"' not in made().document


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("[monday]", "[mon]", "T013 calendar.yaml:3:11"),
        ("[monday]", "[monday, monday]", "T015 calendar.yaml:3:10"),
        (
            "[monday]",
            "[monday, tuesday, wednesday, thursday, friday, saturday, sunday]",
            "T015 calendar.yaml:3:10",
        ),
        ("2027-12-31", "2025-12-31", "T015 calendar.yaml:5:8"),
        ("2026-12-31", "2026-12-32", "T015 calendar.yaml:7:3"),
        ("2026-12-31", "2028-12-31", "T015 calendar.yaml:7:17"),
        ("2026-01-01", "2026/01/01", "T015 calendar.yaml:4:7"),
        ("weekend: [monday]\n", "", "T010 calendar.yaml:1:1"),
        (", ja: 大晦日", "", "T016 calendar.yaml:7:17"),
    ],
)
def test_what_is_wrong(old: str, new: str, expected: str) -> None:
    assert CALENDAR.count(old) == 1
    with pytest.raises(DefinitionError) as caught:
        process(CALENDAR.replace(old, new))
    assert [spot(one) for one in caught.value.problems] == [expected]


def test_there_is_one() -> None:
    two = {**FILES, "a.yaml": CALENDAR, "b.yaml": CALENDAR.replace(": library", ": other")}
    with pytest.raises(DefinitionError) as caught:
        made(two)
    (problem,) = caught.value.problems
    assert spot(problem) == "T017 b.yaml:1:11"
    assert (
        problem.message.en == "A process has one calendar; there is already `library` in a.yaml."
    )


@pytest.mark.parametrize("name", ["library", "other"])
def test_a_projects_takes_the_place_of_the_shipped_one(name: str) -> None:
    base = documents({**FILES, "base.yaml": CALENDAR})
    mine = documents(
        {"mine.yaml": CALENDAR.replace(": library", f": {name}").replace("mon", "sun")}
    )
    found = assemble(base, mine, PROJECT)
    assert found.calendar is not None
    assert (found.calendar.name, found.calendar.days.weekend) == (name, frozenset({7}))


def test_a_broken_one_does_not_bring_the_shipped_one_back() -> None:
    base = documents({**FILES, "base.yaml": CALENDAR})
    mine = documents({"mine.yaml": CALENDAR.replace(": library", ": other").replace("mon", "x")})
    with pytest.raises(DefinitionError) as caught:
        assemble(base, mine, PROJECT)
    assert {one.place.file for one in caught.value.problems} == {"mine.yaml"}


def test_the_shipped_process_knows_japans_holidays() -> None:
    calendar = shipped_process().calendar
    assert calendar is not None
    assert calendar.holidays["2026-09-22"].ja == "国民の休日"
    assert calendar.days.weekend == {6, 7}


DUE = ("loan.yaml", "due: params.loan_days", "due: today.daysUntil(today.addBusinessDays(9))")
RULE = (
    *("policies.yaml", "require: case.reader == old.reader"),
    "require: today.isBusinessDay() && today.businessDaysUntil(date('2027-01-05')) > 1",
)
TOLD = (
    *("policies.yaml", 'en: "Another reader."'),
    'en: "From {today.addBusinessDays(1)} on."',
)


def test_every_expression_can_ask_for_business_days() -> None:
    files = {**edited(DUE, RULE, TOLD), "calendar.yaml": CALENDAR}
    found = made(files)
    zone = datetime.UTC
    due = found.guards.due("loan", "lent")
    assert due is not None
    assert due.value({"today": datetime.date(2026, 12, 30)}, zone=zone) == 11
    (rule,) = found.guards.bound("loan", "change")
    assert rule.require.value({"today": datetime.date(2026, 12, 30)}, zone=zone) is True
    assert rule.require.value({"today": datetime.date(2026, 12, 31)}, zone=zone) is False
    with pytest.raises(GuardError, match="2026-01-01 to 2027-12-31"):
        rule.require.value({"today": datetime.date(2028, 1, 1)}, zone=zone)
    again = process_from(found.document).guards.due("loan", "lent")
    assert again is not None
    assert again.value({"today": datetime.date(2026, 12, 30)}, zone=zone) == 11


def test_without_a_calendar_nobody_can_ask() -> None:
    problems = refused(DUE, RULE, TOLD)
    assert [one.code for one in problems] == ["T039"] * 4
