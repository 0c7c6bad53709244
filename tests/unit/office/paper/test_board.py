"""The board: written as of now, drawn again when there is something newer, and never writing."""

from datetime import datetime
from pathlib import Path

import pytest

from tadasu.errors import NotFoundError, UnavailableError
from tadasu.office.acts import Acts
from tadasu.office.paper.board import Boards, Sight, write_board
from tadasu.office.workspace import Workspace
from tests.unit.office.desk import library, stocked
from tests.unit.office.paper.boarding import bought, shelved

BOARD = Sight("board", None)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A library with a board."""
    shelved(tmp_path / "library")
    return tmp_path / "library"


def test_a_board_is_a_page_of_what_the_record_says(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "board.html"
    with library(root) as workspace:
        handed = write_board(workspace, file, "ja", "board")
        size = handed.size
    content = file.read_text("utf-8")
    assert (handed.title, handed.case, handed.file) == ("図書室の状況", "", str(file))
    assert 'class="board"' in content
    assert '<td class="nothing">' not in content
    assert f"<td>{size}</td>" in content
    with library(root) as workspace:
        write_board(workspace, file, "ja", "board")
    assert file.read_text("utf-8") == content


def test_a_board_is_as_of_now(root: Path, tmp_path: Path) -> None:
    file = tmp_path / "board.html"
    for at, late in (("2026-06-02T09:00+09:00", False), ("2027-06-02T09:00+09:00", True)):
        with library(root, at) as workspace:
            write_board(workspace, file, "en", "board")
        assert ('<tr class="late">' in file.read_text("utf-8")) is late
        assert at[:10] in file.read_text("utf-8")


def test_a_board_is_a_form_about_all_cases_and_a_page(root: Path, tmp_path: Path) -> None:
    with library(root) as workspace:
        for name, form in (("board.pdf", "board"), ("b.html", "slip"), ("b.html", "none")):
            with pytest.raises(NotFoundError):
                write_board(workspace, tmp_path / name, "en", form)
    assert not list(tmp_path.glob("b*"))


def test_a_process_without_a_board_says_which_forms_it_has(tmp_path: Path) -> None:
    stocked(tmp_path / "plain")
    with (
        library(tmp_path / "plain") as workspace,
        pytest.raises(NotFoundError, match="no form board"),
    ):
        write_board(workspace, tmp_path / "b.html", "en", "board")


def test_a_page_is_drawn_again_when_the_record_has_grown(root: Path) -> None:
    boards = Boards(root, "ja", "board")
    tag, first = boards.page(BOARD)
    again, same = boards.page(BOARD)
    assert (again, same) == (tag, first)
    assert same is first
    bought(root, "草枕")
    newer, content = boards.page(BOARD)
    assert newer != tag
    assert content != first


def test_nothing_of_an_older_record_is_kept(root: Path) -> None:
    boards = Boards(root, "ja", "board")
    for sight in (BOARD, Sight("slip", "B-001-L1")):
        boards.page(sight)
    assert "貸出票".encode() in b"".join(boards._drawn.values())
    bought(root, "草枕")
    boards.page(BOARD)
    assert "貸出票".encode() not in b"".join(boards._drawn.values())


def test_a_page_is_drawn_again_on_another_day(root: Path) -> None:
    def tag(at: str) -> str:
        return Boards(root, "ja", "board", datetime.fromisoformat(at)).page(BOARD)[0]

    assert tag("2026-07-01T09:00+09:00") == tag("2026-07-01T23:00+09:00")
    assert tag("2026-07-01T09:00+09:00") != tag("2026-07-02T09:00+09:00")


def test_whoever_only_looks_can_write_nothing(root: Path) -> None:
    with Workspace.open(root, reading=True) as workspace:
        before = workspace.journal
        with pytest.raises(UnavailableError):
            Acts(workspace, "M-1").new("book", None, {"title": "草枕"})
        with before.reading() as shelf:
            assert shelf.case("B-002") is None
