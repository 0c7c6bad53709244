"""Databases opened with care: nothing is made by opening, and nothing foreign is touched."""

import os
import sqlite3
from collections.abc import Generator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from tadasu.errors import ConflictError, Text, UnavailableError
from tadasu.store.complaints import translated

APPLICATION_ID = 0x7461_6461
"""Marks our SQLite files ("tada")."""

WAIT_SECONDS = 10
"""How long a writer waits for another, and a connection for a server."""

IDLE_SECONDS = 60
"""After which PostgreSQL gives up on a writer that has fallen silent with the lock in its hand."""

_FILE = "sqlite:///"

_SQLITE = (
    f"PRAGMA busy_timeout={WAIT_SECONDS * 1000}",
    # NORMAL may lose the last commits when power fails, which looks like a tail cut off.
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA recursive_triggers=ON",
    "PRAGMA trusted_schema=OFF",
    # What is deleted is overwritten, too: it may be about a person.
    "PRAGMA secure_delete=ON",
)

_POSTGRESQL = f"""
SELECT set_config('lock_timeout', '{WAIT_SECONDS}s', false),
       set_config('idle_in_transaction_session_timeout', '{IDLE_SECONDS}s', false),
       set_config('synchronous_commit', CASE current_setting('synchronous_commit')
           WHEN 'off' THEN 'on' ELSE current_setting('synchronous_commit') END, false)
"""


def open_engine(url: str, *, reading: bool = False) -> Engine:
    """An engine for `sqlite:///PATH` or `postgresql+psycopg://…`, not yet connected.

    For `reading`, SQLite itself refuses to write (query_only). Connecting raises UnavailableError
    where a SQLite file is not ours. Raises UnavailableError for any other URL.
    """
    path = sqlite_file(url)
    try:
        if path is not None:
            return create_engine(url, creator=lambda: _open_file(path, reading=reading))
        engine = _server(make_url(url))
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as wrong:
        raise UnavailableError(
            Text(
                en="The database can't be used: it must be a file, or a URL that begins with "
                "postgresql+psycopg:// (with the extra `postgres` installed).",
                ja="データベースを使えません。ファイルか、postgresql+psycopg:// で始まる URL を"
                "指定してください(extra `postgres` が必要です)。",
            )
        ) from wrong
    event.listen(engine, "connect", _prepare_postgresql)
    return engine


def _server(url: URL) -> Engine:
    if url.get_backend_name() != "postgresql":
        raise ArgumentError(url.get_backend_name())
    limits = {} if "connect_timeout" in url.query else {"connect_timeout": WAIT_SECONDS}
    # A connection may have died in the pool, with its server.
    return create_engine(url, pool_pre_ping=True, connect_args=limits)


@contextmanager
def transaction(engine: Engine, *, writing: bool) -> Generator[Connection]:
    """A connection in a transaction: committed at the end, undone by any exception.

    A writer in SQLite is alone from the start; a reader sees one moment throughout.
    """
    with engine.connect() as connection:
        server = connection.dialect.name == "postgresql"
        if server and not writing:
            connection.execution_options(
                isolation_level="REPEATABLE READ", postgresql_readonly=True
            )
        with connection.begin():
            if not server:
                # Not by an event of the engine: those make every statement slower.
                connection.connection.cursor().execute("BEGIN IMMEDIATE" if writing else "BEGIN")
            yield connection


def sqlite_file(url: str) -> Path | None:
    """The file that a SQLite URL names, None for a server's URL."""
    return Path(url.removeprefix(_FILE)).absolute() if url.startswith(_FILE) else None


def make_file(path: Path, mode: int = 0o644) -> None:
    """An empty SQLite file that is marked as ours and keeps a write-ahead log.

    Raises ConflictError where anything has that name, UnavailableError where it can't be made.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, mode))
    except FileExistsError as wrong:
        raise ConflictError(
            Text(en=f"{path} exists already.", ja=f"{path} はすでにあります。")
        ) from wrong
    except OSError as wrong:
        raise UnavailableError(
            Text(
                en=f"{path} can't be made: {wrong.strerror}.",
                ja=f"{path} を作れません: {wrong.strerror}。",
            )
        ) from wrong
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode=WAL")
            connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    except sqlite3.Error as wrong:
        remove_file(path)
        raise translated(wrong) from wrong


def remove_file(path: Path) -> None:
    """Take back what `make_file` made."""
    for ending in ("", "-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)


def _open_file(path: Path, *, reading: bool) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.as_uri()}?mode=rw",
        uri=True,
        timeout=WAIT_SECONDS,
        isolation_level=None,
        check_same_thread=False,
    )
    try:
        # Before anything else: a pragma could already change a foreign file.
        _refuse_foreign(connection, path)
        for pragma in (*_SQLITE, f"PRAGMA query_only={'ON' if reading else 'OFF'}"):
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def _refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    (mark,) = connection.execute("PRAGMA application_id").fetchone()
    if mark != APPLICATION_ID:
        raise UnavailableError(
            Text(
                en=f"{path.name} is a database, but not one of tadasu.",
                ja=f"{path.name} は tadasu のデータベースではありません。",
            )
        )


def _prepare_postgresql(connection: Any, _record: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_POSTGRESQL)
    connection.commit()
