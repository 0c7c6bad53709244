from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from tadasu.errors import NotFoundError
from tadasu.office.acts import Acts
from tadasu.office.past import When, past_sheet
from tadasu_cli.run import run
from tests.unit.office.desk import library, stocked, write_files
from tests.unit.office.renaming import ADOPTING, RENAMED, adopting, plan

LOAN = "B-001-L1"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A book lent on 1 June, torn on the 3rd, renewed on the 20th, after its day."""
    stocked(tmp_path)
    with library(tmp_path, "2026-06-03T10:00:00+09:00") as workspace:
        Acts(workspace, "M-1").set(LOAN, {"condition": "bad"})
    with library(tmp_path, "2026-06-20T10:00:00+09:00") as workspace:
        Acts(workspace, "M-1").do(LOAN, "renew", {})
    return tmp_path


@pytest.mark.parametrize(
    ("when", "position", "condition", "overdue"),
    [
        (5, 5, None, False),
        (6, 6, "bad", False),
        (date(2026, 6, 2), 5, None, False),
        (date(2026, 6, 3), 6, "bad", False),
        (datetime.fromisoformat("2026-06-03T09:59"), 5, None, False),
        (datetime(2026, 6, 3, 1, 0, tzinfo=UTC), 6, "bad", False),
        (date(2026, 6, 15), 6, "bad", False),
        (date(2026, 6, 16), 6, "bad", True),
        (date(2026, 6, 20), 7, "bad", True),
        (date(2026, 8, 1), 7, "bad", True),
        (7, 7, "bad", True),
    ],
    ids=str,
)
def test_a_case_as_it_was(
    root: Path, when: When, position: int, condition: str | None, overdue: bool
) -> None:
    with library(root) as workspace:
        sheet = past_sheet(workspace, LOAN, when)
    assert sheet.as_of is not None
    assert sheet.as_of.position == position
    assert {fact.name: fact.value for fact in sheet.facts}["condition"] == condition
    assert sheet.overdue is overdue


@pytest.mark.parametrize(
    ("key", "when", "told"),
    [
        (LOAN, 4, "no case B-001-L1 then, after position 4"),
        (LOAN, 8, "the record's last one is 7"),
        (LOAN, date(2026, 5, 31), "no record of that time"),
        (LOAN, date.min, "no record of that time"),
        (LOAN, date.max, "no record of that time"),
        (LOAN, datetime.fromisoformat("0001-01-01T00:00"), "no record of that time"),
        ("B-9", 7, "no case B-9"),
    ],
    ids=str,
)
def test_what_was_not_there(root: Path, key: str, when: When, told: str) -> None:
    with library(root) as workspace, pytest.raises(NotFoundError, match=told):
        past_sheet(workspace, key, when)


def test_a_case_is_shown_by_the_process_that_it_was_under(tmp_path: Path) -> None:
    stocked(tmp_path, ADOPTING)
    write_files(tmp_path, RENAMED)
    with library(tmp_path) as workspace:
        adopting(workspace).adopt(plan(tmp_path))
        before, after = (past_sheet(workspace, LOAN, position) for position in (5, 10))
    assert (before.workflow.id, before.state.id) == ("loan", "out")
    assert (after.workflow.id, after.state.id) == ("lending", "lent")
    assert before.as_of is not None
    assert after.as_of is not None
    assert before.as_of.process == before.process != after.as_of.process == after.process


def test_the_command_says_as_of_when(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    where = ["--project", str(root)]
    assert run([*where, "--lang", "en", "show", LOAN, "--at", "2026-06-02"]) == 0
    page = capsys.readouterr().out
    assert page.startswith("◷ As of 2026-06-02 23:59, after position 5; process ")
    assert run([*where, "--lang", "ja", "show", LOAN, "--at", "2026-06-03T12:00"]) == 0
    assert "2026-06-03 12:00 の時点(位置 6 まで)" in capsys.readouterr().out
    assert run([*where, "--json", "show", LOAN, "--at", "5"]) == 0
    assert '"as_of": {"position": 5' in " ".join(capsys.readouterr().out.split())
    assert run([*where, "--json", "show", LOAN]) == 0
    assert '"as_of": null' in capsys.readouterr().out
    assert run([*where, "show", LOAN, "--at", "yesterday"]) == 2
