"""Where a log may lie, and what only an administrator can do to it there."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.databases import Server, postgresql

__all__ = ["Database", "database", "postgresql"]

_TRIGGERS = "SELECT tgrelid::regclass::text, tgname FROM pg_trigger WHERE NOT tgisinternal"


@dataclass(frozen=True, slots=True)
class Database:
    """An empty place for one test's log."""

    kind: str
    url: str
    place: Path | None = None
    """The file of a SQLite database."""
    server: Server | None = None
    schema: str = ""

    def ask(self, *statements: str) -> list[Any]:
        """Do statements past our own code; the rows of the last."""
        if self.place is not None:
            with closing(sqlite3.connect(self.place, isolation_level=None)) as connection:
                return [connection.execute(each).fetchall() for each in statements][-1]
        assert self.server is not None
        return self.server.sql(f"SET search_path TO {self.schema}", *statements)

    def blob(self, value: bytes) -> str:
        """Bytes as the database's SQL writes them."""
        return f"x'{value.hex()}'" if self.place is not None else f"'\\x{value.hex()}'::bytea"

    def tamper(self, *statements: str) -> None:
        """Do what the triggers forbid, as whoever owns the database: off, statements, on."""
        if self.place is not None:
            triggers = self.ask("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
            drops = [f"DROP TRIGGER {name}" for name, _ in triggers]
            makes = [sql for _, sql in triggers]
            self.ask("BEGIN IMMEDIATE", *drops, *statements, *makes, "COMMIT")
            return
        triggers = self.ask(f"{_TRIGGERS} AND tgrelid::regclass::text IN ('entry', 'head')")
        offs = [f"ALTER TABLE {table} DISABLE TRIGGER {name}" for table, name in triggers]
        ons = [f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}" for table, name in triggers]
        self.ask("BEGIN", *offs, *statements, *ons, "COMMIT")

    def break_down(self, moment: str, code: str = "XX000") -> None:
        """Make the database fail from now on at, say, `AFTER UPDATE ON head`."""
        if self.place is not None:
            self.ask(f"CREATE TRIGGER broken {moment} BEGIN SELECT RAISE(ABORT, 'broken'); END")
            return
        self.ask(
            "CREATE OR REPLACE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION 'broken down' USING ERRCODE = '{code}'; END $$",
            f"CREATE TRIGGER broken {moment} FOR EACH ROW EXECUTE FUNCTION broken()",
        )

    def mend(self, moment: str) -> None:
        """Take back what `break_down` did."""
        on = "" if self.place is not None else f" ON {moment.rpartition(' ')[2]}"
        self.ask(f"DROP TRIGGER broken{on}")


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Database:
    """An empty place: each test runs once on either database."""
    if request.param == "sqlite":
        place = tmp_path / "log.db"
        return Database("sqlite", f"sqlite:///{place}", place)
    return served(request.getfixturevalue("postgresql"))


def served(server: Server) -> Database:
    """An empty place on a server."""
    schema = server.new_schema()
    return Database("postgresql", server.url(schema), server=server, schema=schema)
