"""Connections are set so that what was committed stays, and what is foreign does nothing."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest

from tadasu.store.journal import Journal
from tests.databases import Server
from tests.unit.store.pen import LOG, begun
from tests.unit.store.places import served

FULL, ON, OFF = 2, 1, 0
PRAGMAS: Mapping[str, object] = {
    "journal_mode": "wal",
    "synchronous": FULL,
    "foreign_keys": ON,
    "recursive_triggers": ON,
    "trusted_schema": OFF,
    "busy_timeout": 10_000,
    "application_id": 0x74616461,
}


@pytest.mark.parametrize("name", PRAGMAS)
@pytest.mark.parametrize("again", [False, True], ids=["made", "opened"])
def test_sqlite_is_told_to_be_careful(tmp_path: Path, name: str, *, again: bool) -> None:
    url = f"sqlite:///{tmp_path / 'log.db'}"
    journal = begun(url)
    if again:
        journal.close()
        journal = Journal.open(url, LOG)
    with journal._engine.connect() as connection:
        found = connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
    journal.close()
    assert found == PRAGMAS[name]


def test_every_connection_of_the_pool_is(tmp_path: Path) -> None:
    journal = begun(f"sqlite:///{tmp_path / 'log.db'}")
    with journal._engine.connect() as one, journal._engine.connect() as two:
        for connection in (one, two):
            assert connection.exec_driver_sql("PRAGMA synchronous").scalar_one() == FULL
    journal.close()


@pytest.mark.parametrize("before", ["off", "local", "on"])
def test_postgresql_waits_for_the_disk_whatever_the_role_prefers(
    postgresql: Server, before: str
) -> None:
    database = served(postgresql)
    begun(database.url).close()
    separator = "%20-c" if "options=" in database.url else "&options=-c"
    journal = Journal.open(f"{database.url}{separator}synchronous_commit%3D{before}", LOG)
    with journal._engine.connect() as connection:
        found = connection.exec_driver_sql("SHOW synchronous_commit").scalar_one()
        patience = connection.exec_driver_sql("SHOW lock_timeout").scalar_one()
    journal.close()
    assert found == ("on" if before == "off" else before)
    assert patience == "10s"


def test_the_file_belongs_to_us_by_its_mark(tmp_path: Path) -> None:
    begun(f"sqlite:///{tmp_path / 'log.db'}").close()
    assert (tmp_path / "log.db").read_bytes()[68:72] == b"tada"
    assert [path.name for path in tmp_path.iterdir()] == ["log.db"]
    with closing(sqlite3.connect(tmp_path / "log.db")) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
