"""Documents issued by several at once, on any database."""

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tadasu.core.issued import DocumentIssued
from tadasu.errors import ConflictError, TadasuError
from tadasu.office.acts import Acts
from tadasu.office.inspection import verify
from tadasu.office.knowing import known
from tadasu.office.paper.handing import Handed, hand
from tadasu.office.workspace import DATABASE_VARIABLE
from tests.unit.office.desk import library
from tests.unit.office.paper.slips import LOAN, issue, lent, size
from tests.unit.store.pen import new_id
from tests.unit.store.places import Database

SECONDS = 60


@pytest.fixture
def root(tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A book lent, with slips, on a SQLite file or PostgreSQL."""
    monkeypatch.setenv(DATABASE_VARIABLE, database.url)
    with lent(tmp_path / "project"):
        return tmp_path / "project"


def quiet(_done: int, _of: int) -> None:
    """Nobody watches."""


def at_once(*what: Callable[[], Handed]) -> list[Handed | TadasuError]:
    """What came of each, all of them under way at one time."""
    found: dict[int, Handed | TadasuError] = {}

    def run(number: int, do: Callable[[], Handed]) -> None:
        try:
            found[number] = do()
        except TadasuError as no:
            found[number] = no

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(what)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(SECONDS)
    return [found[number] for number in range(len(what))]


def by(
    root: Path, file: Path, actor: str, together: threading.Barrier, request: str | None = None
) -> Callable[[], Handed]:
    """Fill the slip of the loan, wait for the others, then issue it."""

    def do() -> Handed:
        with library(root) as workspace:

            def late(*made: Any) -> Any:
                together.wait(SECONDS)
                return Acts(workspace, actor, request).issue(*made)

            return hand(workspace, "slip", LOAN, file, "ja", late)

    return do


def test_of_two_people_at_once_one_issues_it_and_the_other_is_told(
    root: Path, tmp_path: Path
) -> None:
    together = threading.Barrier(2)
    files = [tmp_path / "one.html", tmp_path / "other.html"]
    found = at_once(by(root, files[0], "M-1", together), by(root, files[1], "M-2", together))

    (issued,) = [each for each in found if isinstance(each, Handed)]
    (told,) = [each for each in found if not isinstance(each, Handed)]
    assert isinstance(told, ConflictError)
    assert "has changed since the document was filled" in told.text.en
    assert [str(file) for file in files if file.exists()] == [issued.file]
    with library(root) as workspace:
        assert [one.fits for one in known(workspace, Path(issued.file)).known] == [True]
        kinds = [line.entry.statement.kind for line in stored(workspace)]
        assert kinds.count(DocumentIssued.kind) == 1
        verify(workspace, quiet, law=quiet)
        # Who was told asks again.
        issue(workspace, tmp_path / "again.html", "M-2")


def test_one_request_twice_at_once_is_issued_once(root: Path, tmp_path: Path) -> None:
    together, request = threading.Barrier(2), new_id()
    files = [tmp_path / "one.html", tmp_path / "other.html"]
    found = at_once(*(by(root, file, "M-2", together, request) for file in files))

    assert all(isinstance(each, Handed) for each in found), found
    assert files[0].read_bytes() == files[1].read_bytes()
    with library(root) as workspace:
        kinds = [line.entry.statement.kind for line in stored(workspace)]
        assert kinds.count(DocumentIssued.kind) == 1
        verify(workspace, quiet, law=quiet)


def test_what_is_issued_lies_there_after_the_database_was_opened_anew(
    root: Path, tmp_path: Path
) -> None:
    file = tmp_path / "slip.html"
    with library(root) as workspace:
        made, before = issue(workspace, file), size(workspace)
    with library(root) as workspace, workspace.journal.reading() as shelf:
        case = shelf.case(LOAN)
        assert case is not None
        assert [one.sha256 for one in case.documents] == [made.sha256]
        assert shelf.head.size == before


def test_where_the_database_fails_nothing_is_issued_and_no_file_written(
    root: Path, tmp_path: Path, database: Database
) -> None:
    file = tmp_path / "slip.html"
    with library(root) as workspace:
        before = size(workspace)
        database.break_down("AFTER UPDATE ON head")
        with pytest.raises(TadasuError):
            issue(workspace, file)
        assert size(workspace) == before
    assert not file.exists()


def stored(workspace: Any) -> list[Any]:
    """Every entry."""
    with workspace.journal.reading() as shelf:
        return list(shelf.entries())
