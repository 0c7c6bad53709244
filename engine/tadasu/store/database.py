"""Databases opened with care, and their drivers' complaints in our own words."""

import sqlite3
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError

from tadasu.errors import ConflictError, TadasuError, Text, UnavailableError

APPLICATION_ID = 0x7461_6461
"""Marks our SQLite files ("tada")."""

WAIT_MS = 10_000
"""How long a writer waits for another."""

_PRAGMAS = (
    "PRAGMA journal_mode=WAL",
    # NORMAL may lose the last commits when power fails, which looks like a tail cut off.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA trusted_schema=OFF",
)


def open_engine(url: str, *, create: bool = False) -> Engine:
    """An engine for `url`; a SQLite file is made only where `create` says so.

    Raises UnavailableError where there is nothing, or something that isn't ours.
    """
    try:
        engine = create_engine(url, **_options(url, create=create))
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as wrong:
        raise UnavailableError(
            Text(
                en=f"The database URL can't be used ({type(wrong).__name__}); for PostgreSQL "
                "install the extra `postgres` and write postgresql+psycopg://….",
                ja=f"データベースの URL を使えません({type(wrong).__name__})。PostgreSQL では "
                "extra `postgres` を入れ、postgresql+psycopg://… と書きます。",
            )
        ) from wrong
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare)
        event.listen(engine, "begin", _begin)
    return engine


def _options(url: str, *, create: bool) -> dict[str, Any]:
    if not url.startswith("sqlite:///"):
        return {"pool_pre_ping": True, "isolation_level": "READ COMMITTED"}
    path = Path(url.removeprefix("sqlite:///"))
    mode = "rwc" if create else "rw"
    uri = f"{path.absolute().as_uri()}?mode={mode}"

    def connect() -> sqlite3.Connection:
        return sqlite3.connect(
            uri, uri=True, timeout=WAIT_MS / 1000, isolation_level=None, check_same_thread=False
        )

    return {"creator": connect}


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    for pragma in _PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Any) -> None:
    word = "IMMEDIATE" if connection.get_execution_options().get("writing") else "DEFERRED"
    connection.exec_driver_sql(f"BEGIN {word}")


@contextmanager
def told_plainly() -> Generator[None]:
    """Turn a driver's complaint into an error of ours."""
    try:
        yield
    except TadasuError:
        raise
    except DBAPIError as wrong:
        raise translated(str(wrong.orig)) from wrong
    except SQLAlchemyError as wrong:
        raise translated(str(wrong)) from wrong
    except sqlite3.Error as wrong:
        raise translated(str(wrong)) from wrong


def translated(complaint: str) -> TadasuError:
    """The error of ours for what a driver says."""
    lower = complaint.lower()
    for words, error, text in _COMPLAINTS:
        if any(word in lower for word in words):
            return error(text)
    first = complaint.strip().splitlines()[0] if complaint.strip() else "?"
    return UnavailableError(
        Text(en=f"The database says: {first}.", ja=f"データベースの応答: {first}。")
    )


_COMPLAINTS: tuple[tuple[tuple[str, ...], type[TadasuError], Text], ...] = (
    (
        ("database is locked", "could not serialize", "deadlock detected", "lock timeout"),
        ConflictError,
        Text(
            en="Someone else is writing and did not finish in time. Run it again.",
            ja="ほかの人が書き込み中で、時間内に終わりませんでした。もう一度実行してください。",
        ),
    ),
    (
        ("unique constraint", "duplicate key", "follow one another", "stands in the log"),
        ConflictError,
        Text(
            en="Someone else wrote first. Run it again.",
            ja="ほかの人が先に書き込みました。もう一度実行してください。",
        ),
    ),
    (
        ("disk is full", "no space left", "disk full", "disk i/o error"),
        UnavailableError,
        Text(
            en="The disk is full or failing. Nothing was written.",
            ja="ディスクの空きがないか、故障しています。何も書き込んでいません。",
        ),
    ),
    (
        ("readonly database", "read-only", "permission denied", "access denied"),
        UnavailableError,
        Text(
            en="The database can't be written: it is read-only for this user. "
            "Nothing was written.",
            ja="このデータベースには書き込めません(読み取り専用)。何も書き込んでいません。",
        ),
    ),
    (
        ("unable to open", "no such file"),
        UnavailableError,
        Text(
            en="The database file is not there or can't be opened.",
            ja="データベースのファイルがないか、開けません。",
        ),
    ),
    (
        ("not a database", "malformed", "file is encrypted", "no such table", "does not exist"),
        UnavailableError,
        Text(
            en="This is no database of tadasu, or it is damaged.",
            ja="tadasu のデータベースではないか、壊れています。",
        ),
    ),
    (
        ("connection refused", "connection failed", "server closed", "could not connect",
         "terminating connection", "connection is lost", "consuming input failed"),
        UnavailableError,
        Text(
            en="The database server can't be reached. If you were writing, ask again with the "
            "same request id.",
            ja="データベースのサーバーにつながりません。書き込み中だったときは、同じ要求 ID で"
            "やり直してください。",
        ),
    ),
)

