"""A file is imported whole or not at all, whatever happens meanwhile; on either database."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tadasu.errors import TadasuError
from tadasu.office.importing.counter import Importing
from tadasu.office.workspace import DATABASE_VARIABLE, Workspace
from tests.unit.office import privacy
from tests.unit.office.desk import library
from tests.unit.office.signers import sound
from tests.unit.store.places import Database

ROWS = 40
FILE = "id,name\n" + "".join(f"M-{n},{n} 番の人\n" for n in range(10, 10 + ROWS))


@pytest.fixture
def workspace(
    tmp_path: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Workspace]:
    """A library of three."""
    monkeypatch.setenv(DATABASE_VARIABLE, database.url)
    privacy.found(tmp_path / "project")
    with library(tmp_path / "project") as workspace:
        privacy.people(workspace)
        yield workspace


def size(workspace: Workspace) -> int:
    """How long the log is."""
    with workspace.journal.reading() as shelf:
        return shelf.head.size


def test_all_rows_are_recorded_and_read_again(workspace: Workspace) -> None:
    before = size(workspace)
    Importing(workspace, "M-1").run("member", FILE.encode())
    assert size(workspace) == before + ROWS
    again = Importing(workspace, "M-2").run("member", FILE.encode())
    assert [one.changes for one in again.differences] == [()] * ROWS
    assert sound(workspace).size == before + ROWS


def test_a_database_that_breaks_down_in_the_middle_keeps_nothing(
    workspace: Workspace, database: Database
) -> None:
    before = size(workspace)
    when = "NEW.position > 20"
    if database.place is not None:
        database.ask(
            f"CREATE TRIGGER broken AFTER INSERT ON entry WHEN {when} "
            "BEGIN SELECT RAISE(ABORT, 'broken'); END"
        )
    else:
        database.break_down("AFTER INSERT ON entry")
    with pytest.raises(TadasuError):
        Importing(workspace, "M-1").run("member", FILE.encode())
    assert size(workspace) == before
    database.mend("AFTER INSERT ON entry")
    Importing(workspace, "M-1").run("member", FILE.encode())
    assert sound(workspace).size == before + ROWS


def test_an_import_that_is_interrupted_keeps_nothing(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = size(workspace)

    def stop(*_: object) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("tadasu.office.enacting.is_milestone", stop)
        with pytest.raises(KeyboardInterrupt):
            Importing(workspace, "M-1").run("member", FILE.encode())
    assert size(workspace) == before


def test_a_dry_run_writes_and_needs_no_key(workspace: Workspace) -> None:
    before = size(workspace)
    told = Importing(workspace, "M-1").run("member", FILE.encode(), dry_run=True)
    assert len(told.differences) == ROWS
    assert size(workspace) == before
