"""A small log as rows in memory, without a store."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import replace

from tadasu.ledger.check import Claim, Row
from tadasu.ledger.entry import Statement, format_entry, format_statement
from tadasu.ledger.tree import leaf_hash, root_of

LOG = "example.org/library"
PROCESS = "ab" * 32
ADOPTION = {"digest": PROCESS, "size": 10, "clock": "real"}


def time(second: int) -> str:
    """A time of the record."""
    return f"2026-06-01T{9 + second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}Z"


def row(
    position: int,
    case: str,
    version: int,
    data: Mapping[str, object] | None = None,
    **changes: str,
) -> Row:
    """An entry that is right in itself; `changes` may give it another log, kind or time."""
    kind = changes.get("kind") or ("case.amended/1" if case else "process.adopted/1")
    statement = Statement(
        log=changes.get("log", LOG),
        id=str(uuid.UUID(int=position + 1)),
        case=case,
        version=version,
        kind=kind,
        process=PROCESS,
        occurred_at=time(position),
        actor={"id": "P-1", "role": "librarian", "auth": "local"},
        seen=None,
        request="cd" * 32,
        cause=None,
        data=data if data is not None else {"fields": {}} if case else ADOPTION,
    )
    return recorded(position, statement, changes.get("recorded_at", time(position)))


def recorded(position: int, statement: Statement, recorded_at: str) -> Row:
    """The statement as a row."""
    entry = format_entry(format_statement(statement), recorded_at)
    return Row(
        position=position,
        id=statement.id,
        case=statement.case,
        version=statement.version,
        kind=statement.kind,
        recorded_at=recorded_at,
        entry=entry,
        leaf=leaf_hash(entry),
    )


def log() -> list[Row]:
    """Nine entries: an adoption, then two books in turn, then another adoption."""
    books = [row(n, f"B-{n % 2}", (n + 1) // 2) for n in range(1, 8)]
    return [row(0, "", 1), *books, row(8, "", 2, {**ADOPTION, "clock": ""})]


def claim(rows: Sequence[Row], **changes: object) -> Claim:
    """What an honest head says of `rows`, or what `changes` make of it."""
    honest = Claim(
        log=LOG,
        size=len(rows),
        root=root_of(row.leaf for row in rows),
        recorded_at=rows[-1].recorded_at if rows else "",
        process=PROCESS if rows else "",
    )
    return replace(honest, **changes)  # type: ignore[arg-type]
