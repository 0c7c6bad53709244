"""Drivers' complaints are known by their codes, whatever their sentences say."""

import sqlite3

import psycopg
import psycopg.errors
import pytest
from sqlalchemy import create_engine
from sqlalchemy.exc import InvalidRequestError

from tadasu.errors import ConflictError, TadasuError, TamperError, UnavailableError
from tadasu.store.complaints import told_plainly, translated


def of_sqlite(code: str, sentence: str = "es ist etwas passiert") -> sqlite3.Error:
    """What Python's driver raises for a code of SQLite."""
    wrong = sqlite3.OperationalError(sentence)
    wrong.sqlite_errorname = code
    return wrong


def of_postgresql(state: str) -> psycopg.Error:
    """What psycopg raises for a SQLSTATE."""
    return psycopg.errors.lookup(state)("etwas ist passiert")


KNOWN: dict[str, tuple[BaseException, type[TadasuError], str]] = {
    "busy": (of_sqlite("SQLITE_BUSY"), ConflictError, "in time"),
    "busy-snapshot": (of_sqlite("SQLITE_BUSY_SNAPSHOT"), ConflictError, "in time"),
    "locked": (of_sqlite("SQLITE_LOCKED_SHAREDCACHE"), ConflictError, "in time"),
    "serialisation": (of_postgresql("40001"), ConflictError, "in time"),
    "deadlock": (of_postgresql("40P01"), ConflictError, "in time"),
    "lock-timeout": (of_postgresql("55P03"), ConflictError, "in time"),
    "unique": (of_sqlite("SQLITE_CONSTRAINT_UNIQUE"), ConflictError, "before"),
    "key": (of_sqlite("SQLITE_CONSTRAINT_PRIMARYKEY"), ConflictError, "before"),
    "id": (
        of_sqlite("SQLITE_CONSTRAINT_TRIGGER", "this id stands in the log"),
        ConflictError,
        "before",
    ),
    "unique-postgresql": (of_postgresql("23505"), ConflictError, "before"),
    "trigger": (of_sqlite("SQLITE_CONSTRAINT_TRIGGER"), TamperError, "verify"),
    "trigger-postgresql": (of_postgresql("P0001"), TamperError, "verify"),
    "full": (of_sqlite("SQLITE_FULL"), UnavailableError, "full. Nothing was written"),
    "full-postgresql": (of_postgresql("53100"), UnavailableError, "full. Nothing was written"),
    "disk": (of_sqlite("SQLITE_IOERR_FSYNC"), UnavailableError, "same request id"),
    "disk-postgresql": (of_postgresql("58030"), UnavailableError, "same request id"),
    "read-only": (of_sqlite("SQLITE_READONLY_DBMOVED"), UnavailableError, "by this user"),
    "rights": (of_postgresql("42501"), UnavailableError, "by this user"),
    "standby": (of_postgresql("25006"), UnavailableError, "by this user"),
    "missing": (of_sqlite("SQLITE_CANTOPEN"), UnavailableError, "not there"),
    "no-database": (of_sqlite("SQLITE_NOTADB"), UnavailableError, "no database of tadasu"),
    "damaged": (of_sqlite("SQLITE_CORRUPT_INDEX"), UnavailableError, "damaged"),
    "no-table": (of_postgresql("42P01"), UnavailableError, "no database of tadasu"),
    "no-schema": (of_postgresql("3F000"), UnavailableError, "no database of tadasu"),
    "shutdown": (of_postgresql("57P01"), UnavailableError, "same request id"),
    "connection": (of_postgresql("08006"), UnavailableError, "same request id"),
    "lost": (psycopg.OperationalError("weg"), UnavailableError, "same request id"),
    "timeout": (psycopg.errors.ConnectionTimeout("weg"), UnavailableError, "same request id"),
    "unknown": (of_sqlite("SQLITE_NOMEM", "kein Platz\nmehr"), UnavailableError, "kein Platz."),
    "silent": (sqlite3.ProgrammingError(""), UnavailableError, "ProgrammingError"),
}


@pytest.mark.parametrize(("wrong", "kind", "words"), KNOWN.values(), ids=KNOWN.keys())
def test_codes_decide(wrong: BaseException, kind: type[TadasuError], words: str) -> None:
    error = translated(wrong)
    assert type(error) is kind
    assert words in error.text.en
    assert error.text.ja != error.text.en


def test_what_the_driver_raises_becomes_ours_and_nothing_else_does() -> None:
    engine = create_engine("sqlite://")
    with pytest.raises(UnavailableError) as caught, told_plainly(engine):
        raise of_sqlite("SQLITE_FULL")
    assert isinstance(caught.value.__cause__, sqlite3.Error)
    with pytest.raises(UnavailableError), told_plainly(engine):
        raise InvalidRequestError("closed")
    with pytest.raises(UnavailableError), told_plainly(engine), engine.connect() as connection:
        connection.exec_driver_sql("nonsense")
    with pytest.raises(KeyError), told_plainly(engine):
        raise KeyError
    with pytest.raises(ConflictError), told_plainly(engine):
        raise translated(of_sqlite("SQLITE_BUSY"))
    engine.dispose()
