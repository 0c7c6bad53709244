"""What SQLite itself refuses, from any program that opens the file, whatever its settings."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tadasu.errors import TamperError
from tadasu.store.journal import Journal
from tests.unit.store.pen import LOG, amended, begun, opened, verified, write

REST = "id, case_key, version, kind, recorded_at, entry, leaf FROM entry WHERE position = 2"
FORBIDDEN = {
    "update": "UPDATE entry SET entry = x'00' WHERE position = 1",
    "update nothing": "UPDATE entry SET entry = entry",
    "update or replace": "UPDATE OR REPLACE entry SET position = 0 WHERE position = 1",
    "update or ignore": "UPDATE OR IGNORE entry SET kind = 'x'",
    "delete": "DELETE FROM entry WHERE position = 2",
    "delete all": "DELETE FROM entry",
    "replace": "REPLACE INTO entry SELECT 1, " + REST,
    "insert or replace": "INSERT OR REPLACE INTO entry SELECT * FROM entry WHERE position = 2",
    "replace by id": "REPLACE INTO entry SELECT 3, " + REST,
    "replace by version": "REPLACE INTO entry SELECT 3, 'x', case_key, version, kind, "
    "recorded_at, entry, leaf FROM entry WHERE position = 2",
    "upsert": "INSERT INTO entry SELECT * FROM entry WHERE position = 1 "
    "ON CONFLICT DO UPDATE SET kind = 'x'",
    "gap": "INSERT INTO entry SELECT 4, 'x', case_key, version + 1, kind, recorded_at, entry, "
    "leaf FROM entry WHERE position = 2",
    "before the first": "INSERT INTO entry SELECT -1, 'x', case_key, version + 1, kind, "
    "recorded_at, entry, leaf FROM entry WHERE position = 2",
    "version gap": "INSERT INTO entry SELECT 3, 'x', case_key, version + 2, kind, recorded_at, "
    "entry, leaf FROM entry WHERE position = 2",
    "version zero": "INSERT INTO entry SELECT 3, 'x', 'new', 0, kind, recorded_at, entry, leaf "
    "FROM entry WHERE position = 2",
    "no position": "INSERT INTO entry SELECT NULL, 'x', case_key, version, kind, recorded_at, "
    "entry, leaf FROM entry WHERE position = 2",
    "text as bytes": "INSERT INTO entry SELECT 3, 'x', case_key, version + 1, kind, recorded_at, "
    "'text', leaf FROM entry WHERE position = 2",
    "delete head": "DELETE FROM head",
    "second head": "INSERT INTO head VALUES ('second', 1, 0, x'', '', '')",
    "replace head": "REPLACE INTO head VALUES ('library.example.jp/loans', 1, 0, x'', '', '')",
    "smaller head": "UPDATE head SET size = 1",
    "renamed log": "UPDATE head SET log = 'other'",
    "older schema": "UPDATE head SET schema = 0",
}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    place = tmp_path / "log.db"
    journal = begun(f"sqlite:///{place}", LOG, opened("B-1"), amended("B-1", 2))
    journal.close()
    return place


@pytest.mark.parametrize("recursive", ["ON", "OFF"])
@pytest.mark.parametrize("name", FORBIDDEN)
def test_the_file_refuses(place: Path, name: str, recursive: str) -> None:
    with closing(sqlite3.connect(place)) as connection:
        connection.execute(f"PRAGMA recursive_triggers={recursive}")
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(FORBIDDEN[name])
        connection.commit()
    journal = Journal.open(f"sqlite:///{place}", LOG)
    assert verified(journal).size == 3
    assert write(journal, amended("B-1", 3)) == (3,)
    journal.close()


def test_whoever_drops_a_trigger_is_found_out(place: Path) -> None:
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("DROP TRIGGER entry_no_update")
        connection.execute(FORBIDDEN["update"])
        connection.commit()
    journal = Journal.open(f"sqlite:///{place}", LOG)
    with pytest.raises(TamperError) as found:
        verified(journal)
    assert found.value.step == "2"
    journal.close()


def test_a_head_that_runs_ahead_of_its_entries_stops_writing(place: Path) -> None:
    with closing(sqlite3.connect(place)) as connection:
        connection.execute("UPDATE head SET size = 4, frontier = zeroblob(32)")
        connection.commit()
    journal = Journal.open(f"sqlite:///{place}", LOG)
    with pytest.raises(TamperError) as found:
        write(journal, amended("B-1", 3))
    assert found.value.step == "head"
    with pytest.raises(TamperError) as found:
        verified(journal)
    assert found.value.step == "8"
    journal.close()
