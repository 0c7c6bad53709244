"""What database drivers complain of, in our own words: one table, by code, never by their prose.

SQLite names its errors (SQLITE_FULL), PostgreSQL numbers them (SQLSTATE 53100); their sentences
depend on versions and on the server's language.
"""

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from tadasu.errors import ConflictError, TadasuError, TamperError, Text, UnavailableError


@dataclass(frozen=True, slots=True)
class Complaint:
    """Codes, by their beginnings, and what they mean to us."""

    codes: tuple[str, ...]
    error: Callable[[Text], TadasuError]
    text: Text


@contextmanager
def told_plainly(engine: Engine) -> Generator[None]:
    """Turn a complaint of the engine's driver into an error of ours."""
    try:
        yield
    except engine.dialect.loaded_dbapi.Error as wrong:
        raise translated(wrong) from wrong
    except DBAPIError as wrong:
        raise translated(wrong.orig or wrong) from wrong
    except SQLAlchemyError as wrong:
        raise _unknown(wrong) from wrong


def translated(wrong: BaseException) -> TadasuError:
    """The error of ours for a driver's."""
    code = getattr(wrong, "sqlite_errorname", None) or getattr(wrong, "sqlstate", None)
    if code is None and any(kind.__name__ == "OperationalError" for kind in type(wrong).mro()):
        code = _LOST
    told = f"{code or '?'} {wrong}"
    for complaint in _TABLE:
        if told.startswith(complaint.codes):
            return complaint.error(complaint.text)
    return _unknown(wrong)


def _unknown(wrong: BaseException) -> UnavailableError:
    first = next(iter(str(wrong).strip().splitlines()), type(wrong).__name__)
    return UnavailableError(
        Text(
            en=f"The database can't serve: {first}.",
            ja=f"データベースを使えません。応答: {first}。",
        )
    )


def _head_disagrees(text: Text) -> TamperError:
    return TamperError("head", text)


_LOST = "LOST"
"""psycopg knows no code where it reached no server, or lost it."""

_TABLE: tuple[Complaint, ...] = (
    Complaint(
        ("SQLITE_BUSY", "SQLITE_LOCKED", "40001", "40P01", "55P03"),
        ConflictError,
        Text(
            en="Someone else is writing and did not finish in time. Run it again.",
            ja="ほかの人が書き込み中で、時間内に終わりませんでした。もう一度実行してください。",
        ),
    ),
    Complaint(
        (
            "SQLITE_CONSTRAINT_TRIGGER this id",
            "SQLITE_CONSTRAINT_UNIQUE",
            "SQLITE_CONSTRAINT_PRIMARYKEY",
            "23505",
        ),
        ConflictError,
        Text(
            en="This was recorded before, or someone else wrote first. Run it again.",
            ja="すでに記録されているか、ほかの人が先に書き込みました。もう一度実行してください。",
        ),
    ),
    Complaint(
        ("SQLITE_CONSTRAINT_TRIGGER", "P0001"),
        _head_disagrees,
        Text(
            en="The database refuses the entry: its entries, its cases and its head do not agree "
            "about what comes next. Nothing was written. Run `tadasu verify`.",
            ja="データベースが記録を拒みました。記録と案件と先頭の控えが、次に来るものについて"
            "食い違っています。何も書き込んでいません。`tadasu verify` を実行してください。",
        ),
    ),
    Complaint(
        ("SQLITE_FULL", "53100"),
        UnavailableError,
        Text(
            en="The disk is full. Nothing was written.",
            ja="ディスクに空きがありません。何も書き込んでいません。",
        ),
    ),
    Complaint(
        ("SQLITE_IOERR", "58030"),
        UnavailableError,
        Text(
            en="The disk failed, or is full. If you were writing, look whether it was recorded, "
            "or ask again with the same request id.",
            ja="ディスクが故障しているか、空きがありません。書き込み中だったときは、記録されたか"
            "確かめるか、同じ要求 ID でやり直してください。",
        ),
    ),
    Complaint(
        ("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH", "42501", "25006"),
        UnavailableError,
        Text(
            en="The database can't be written by this user. Nothing was written.",
            ja="この利用者はデータベースに書き込めません。何も書き込んでいません。",
        ),
    ),
    Complaint(
        ("SQLITE_CANTOPEN",),
        UnavailableError,
        Text(
            en="The database file is not there, or can't be opened by this user.",
            ja="データベースのファイルがないか、この利用者には開けません。",
        ),
    ),
    Complaint(
        ("SQLITE_NOTADB", "SQLITE_CORRUPT", "42P01", "42703", "3F000"),
        UnavailableError,
        Text(
            en="This is no database of tadasu, or it is damaged.",
            ja="tadasu のデータベースではないか、壊れています。",
        ),
    ),
    Complaint(
        (_LOST, "08", "57P"),
        UnavailableError,
        Text(
            en="The database server can't be reached, or the connection was lost. If you were "
            "writing, look whether it was recorded, or ask again with the same request id.",
            ja="データベースのサーバーにつながらないか、接続が切れました。書き込み中だったときは、"
            "記録されたか確かめるか、同じ要求 ID でやり直してください。",
        ),
    ),
)
