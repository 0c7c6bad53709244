"""What waits for those who belong to a department: who names it, on the days that count."""

from pathlib import Path

import pytest

from tadasu.errors import NotFoundError
from tadasu.office.acts import Acts
from tadasu.office.looks import Looks
from tests.unit.office import desk
from tests.unit.office.desk import library
from tests.unit.office.post import PROCESS

DEPARTMENTS = (
    PROCESS.replace(
        "  boss: {type: bool",
        """  home: {type: place, title: {en: Home, ja: 本拠}}
  stays:
    type: record
    many: true
    title: {en: Stays, ja: 所属}
    fields:
      place: {type: place, required: true, title: {en: Place, ja: 場所}}
      from: {type: date, title: {en: From, ja: 開始}}
      until: {type: date, title: {en: Until, ja: 終了}}
  tours:
    type: record
    many: true
    title: {en: Tours, ja: 巡回}
    fields:
      places: {type: place, many: true, title: {en: Places, ja: 場所}}
      from: {type: text, title: {en: From where, ja: 出発地}}
  boss: {type: bool""",
    ).replace("staff: [mail, boss]", "staff: [mail, boss, home, stays, tours]")
    + """---
workflow: place
title: {en: Place, ja: 場所}
key: "{code}"
fields: {code: {type: text, required: true, title: {en: Code, ja: 符号}}}
roles: {staff: {title: {en: Staff, ja: 職員}, guard: has(actor.boss) && actor.boss}}
open: {by: [staff]}
states: {open: {title: {en: Open, ja: 開設}, settled: true}}
"""
)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two places, and three people with a task each."""
    monkeypatch.setattr(desk, "FOUNDER", {"id": "M-1", "name": "﨑山", "boss": "true"})
    desk.found(tmp_path, process=DEPARTMENTS)
    with library(tmp_path) as workspace:
        acts = Acts(workspace, "M-1")
        for code in ("A", "B"):
            acts.new("place", None, {"code": code})
        stays = [{"place": "A", "from": "2026-01-01", "until": "2026-06-10"}]
        acts.new("member", None, {"id": "M-2", "name": "甲", "home": "A"})
        acts.new("member", None, {"id": "M-3", "name": "乙", "stays": stays})
        acts.new("member", None, {"id": "M-4", "name": "丙", "stays": [{"place": "B"}]})
        for key in ("M-2", "M-3", "M-4"):
            acts.new("task", None, {"what": f"{key} の作業", "owner": key})
    return tmp_path


@pytest.mark.parametrize(
    ("day", "place", "waiting"),
    [
        ("2026-06-02", "A", ["T-1", "T-2"]),
        ("2026-06-10", "A", ["T-1", "T-2"]),
        ("2026-06-11", "A", ["T-1"]),
        ("2026-06-02", "B", ["T-3"]),
    ],
)
def test_those_who_name_the_case_on_that_day(
    root: Path, day: str, place: str, waiting: list[str]
) -> None:
    with library(root, f"{day}T09:00:00+09:00") as workspace:
        assert [row.key for row in Looks(workspace).todo_of(place)] == waiting


def test_a_case_that_several_can_do_stands_there_once(root: Path) -> None:
    with library(root, "2026-07-01T09:00:00+09:00") as workspace:
        Acts(workspace, "M-1").set("M-1", {"home": "A"})
        rows = Looks(workspace).todo_of("A")
    assert [row.key for row in rows] == ["T-1", "T-2", "T-3"]
    assert [len(row.mine) for row in rows] == [2, 1, 1]
    assert [bool(row.acts) for row in rows] == [True, False, False]


def test_an_unknown_case_is_told(root: Path) -> None:
    with library(root) as workspace, pytest.raises(NotFoundError):
        Looks(workspace).todo_of("C")


def test_a_row_may_name_several_and_what_is_no_date_is_none(root: Path) -> None:
    with library(root) as workspace:
        tours = [{"places": ["B", "A"], "from": "本社"}]
        Acts(workspace, "M-1").set("M-2", {"home": None, "tours": tours})
        assert [row.key for row in Looks(workspace).todo_of("A")] == ["T-1", "T-2"]


def test_a_case_that_nobody_can_belong_to_is_told(root: Path) -> None:
    with library(root) as workspace, pytest.raises(NotFoundError, match="no field of `member`"):
        Looks(workspace).todo_of("T-1")
