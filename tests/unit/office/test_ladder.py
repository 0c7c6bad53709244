"""Overdue cases climb the ladder of their workflow; whoever they reach sees them."""

from datetime import date
from pathlib import Path

import pytest

from tadasu.errors import DefinitionError
from tadasu.office.acts import Acts
from tadasu.office.looks import Looks
from tadasu.office.past import past_sheet
from tadasu.store.line import Line
from tests.unit.core.library import PROCESS
from tests.unit.office.desk import found, library, stocked

LOAN = "B-001-L1"
LADDER = """escalation:
  - {after: "0", to: [reader]}
  - {after: params.days - 7, to: [chief]}
open: {by: [staff], policies: [L-01]}
"""
CHIEF = """  chief: {title: {en: Chief, ja: 館長}, guard: "actor.key == 'M-3'"}
"""
OPEN = "open: {by: [staff], policies: [L-01]}\n"
CLIMBING = PROCESS.replace(OPEN, CHIEF + LADDER)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A book lent to M-2 on 1 June, due on the 15th; M-3 only watches."""
    stocked(tmp_path, CLIMBING)
    with library(tmp_path) as workspace:
        Acts(workspace, "M-1").new("member", None, {"id": "M-3", "name": "山﨑"})
    return tmp_path


@pytest.mark.parametrize(
    ("day", "left", "climbed", "watching"),
    [
        ("2026-06-14", 1, [], False),
        ("2026-06-15", 0, [], False),
        ("2026-06-16", -1, ["reader"], False),
        ("2026-06-22", -7, ["reader"], False),
        ("2026-06-23", -8, ["reader", "chief"], True),
    ],
)
def test_a_case_climbs_day_by_day(
    root: Path, day: str, left: int, climbed: list[str], *, watching: bool
) -> None:
    with library(root, f"{day}T10:00:00+09:00") as workspace:
        looks = Looks(workspace)
        row = next(row for row in looks.todo("M-2") if row.key == LOAN)
        assert row.due == "2026-06-15"
        assert row.days_left == left
        assert [role.id for role in row.climbed] == climbed
        assert [role.id for role in looks.show(LOAN).climbed] == climbed
        mine = [row for row in looks.todo("M-3") if row.key == LOAN]
        assert bool(mine) is watching
        assert not any(row.acts for row in mine)


@pytest.mark.parametrize(
    ("day", "late"), [("2026-06-14", 0), ("2026-06-15", 0), ("2026-06-16", 1), ("2026-06-23", 8)]
)
def test_a_list_may_ask_how_late(root: Path, day: str, late: int) -> None:
    with library(root, f"{day}T10:00:00+09:00") as workspace:
        looks = Looks(workspace)
        asked = f"case.days_late == {late} && case.due.fiscalYear(4) == 2026"
        assert [row.key for row in looks.list("loan", f"has(case.due) && {asked}")] == [LOAN]
        step = [row.key for row in looks.list("loan", "case.days_late > params.days - 7")]
        assert bool(step) is (late > 7)


def test_what_has_no_day_due_or_has_ended_is_not_late(root: Path) -> None:
    with library(root, "2026-06-30T10:00:00+09:00") as workspace:
        looks = Looks(workspace)
        assert {row.key for row in looks.list("member", "case.days_late == 0")} >= {"M-1", "M-2"}
        assert [row.key for row in looks.list("loan", "case.days_late > 0")] == [LOAN]
        Acts(workspace, "M-1").do(LOAN, "return", {"condition": "good", "counter": "1"})
        assert looks.list("loan", "case.days_late > 0") == ()


def test_how_far_it_had_climbed_then(root: Path) -> None:
    with library(root, "2026-06-30T10:00:00+09:00") as workspace:
        Acts(workspace, "M-1").set(LOAN, {"condition": "bad"})
        for day, count in ((15, 0), (16, 1), (23, 2)):
            assert len(past_sheet(workspace, LOAN, date(2026, 6, day)).climbed) == count


def test_a_case_that_has_ended_climbs_no_further(root: Path) -> None:
    with library(root, "2026-06-30T10:00:00+09:00") as workspace:
        Acts(workspace, "M-1").do(LOAN, "return", {"condition": "good", "counter": "1"})
        assert Looks(workspace).show(LOAN).climbed == ()
        assert LOAN not in {row.key for row in Looks(workspace).todo()}


def test_a_ladder_asks_for_all_cases_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    do = Line.do

    def counting(line: Line, *what: object) -> None:
        asked.append(what)
        do(line, *what)  # type: ignore[arg-type]

    stocked(tmp_path, CLIMBING.replace("params.days - 7", "size(case.parent.loans)"))
    costs = []
    for books in (2, 8):
        with library(tmp_path) as workspace:
            acts = Acts(workspace, "M-1")
            for _ in range(books):
                key = acts.new("book", None, {"title": "草枕"}).case
                acts.new("loan", key, {"reader": "M-2"})
        with (
            library(tmp_path, "2026-06-30T10:00:00+09:00") as workspace,
            monkeypatch.context() as m,
        ):
            m.setattr(Line, "do", counting)
            asked.clear()
            rows = Looks(workspace).todo("M-2")
            costs.append(len(asked))
            assert all(len(row.climbed) == 2 for row in rows if "-L" in row.key)
    assert costs[0] == costs[1]


@pytest.mark.parametrize(
    ("right", "wrong", "code"),
    [("to: [chief]", "to: [cheif]", "T020"), ("params.days - 7", "\"'7'\"", "T034")],
)
def test_a_wrong_ladder_is_refused(tmp_path: Path, right: str, wrong: str, code: str) -> None:
    with pytest.raises(DefinitionError) as told:
        found(tmp_path, process=CLIMBING.replace(right, wrong))
    assert [each.code for each in told.value.problems] == [code]
