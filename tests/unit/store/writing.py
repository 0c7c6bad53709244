"""A small library that keeps a log: books are opened, amended, lent and given back."""

import itertools
import os
import uuid
from collections.abc import Iterator, Sequence
from contextlib import closing

from tadasu.core.events import CaseAmended, CaseMoved, CaseOpened, Event, ProcessAdopted, to_data
from tadasu.ledger.entry import Statement
from tadasu.store.journal import Desk, Head, Journal

LOG = "example.org/library"
PROCESS = "ab" * 32
ASKED = "cd" * 32
NUMBERS = itertools.count(1)
ADOPTED = ProcessAdopted(digest=PROCESS, size=100, clock="real")


def at(second: int) -> str:
    """A time of the record."""
    return f"2026-06-01T{second // 3600:02}:{second // 60 % 60:02}:{second % 60:02}Z"


def new_id() -> str:
    """An id for a request."""
    return str(uuid.uuid5(uuid.NAMESPACE_OID, f"{os.getpid()}-{next(NUMBERS)}"))


def statement(
    head: Head,
    event: Event,
    case: str = "",
    version: int = 1,
    id: str | None = None,  # noqa: A002 (the statement's own name for it)
    cause: str | None = None,
) -> Statement:
    """A statement of `event` by the librarian."""
    return Statement(
        log=head.log,
        id=id or new_id(),
        case=case,
        version=version,
        kind=event.kind,
        process=PROCESS,
        occurred_at=head.recorded_at or at(0),
        actor={"id": "P-1", "role": "librarian", "auth": "local"},
        seen={"size": head.size, "root": head.root},
        request=ASKED,
        cause=cause,
        data=to_data(event),
    )


def opened(parent: str | None = None, workflow: str = "book", **fields: object) -> CaseOpened:
    """A book comes in."""
    return CaseOpened(workflow=workflow, parent=parent, state="in", fields=fields)


def moved(source: str = "in", target: str = "out") -> CaseMoved:
    """A book goes out, or comes back."""
    return CaseMoved(transition="lend", source=source, target=target)


def amended(**fields: object) -> CaseAmended:
    """Something about a book is put right."""
    return CaseAmended(fields=fields)


def append(
    desk: Desk,
    case: str,
    *events: Event,
    id: str | None = None,  # noqa: A002 (the statement's own name for it)
) -> tuple[int, ...]:
    """Record `events` of one case as one request, where its version stands now."""
    found = desk.case(case) if case else None
    version = found.version if found else desk.version("") if not case else 0
    first = id or new_id()
    written = [
        (
            statement(
                desk.head,
                event,
                case,
                version + n,
                first if n == 1 else None,
                None if n == 1 else first,
            ),
            event,
        )
        for n, event in enumerate(events, 1)
    ]
    return desk.append(written, desk.head.recorded_at or at(0))


def write(
    journal: Journal,
    case: str,
    *events: Event,
    id: str | None = None,  # noqa: A002 (the statement's own name for it)
) -> tuple[int, ...]:
    """The same in a transaction of its own."""
    with journal.writing() as desk:
        return append(desk, case, *events, id=id)


def new_journal(url: str, books: Sequence[str] = ()) -> Journal:
    """A journal with an adopted process and some books."""
    journal = Journal.create(url, LOG)
    write(journal, "", ADOPTED)
    for book in books:
        write(journal, book, opened())
    return journal


def journals(url: str, books: Sequence[str] = ()) -> Iterator[Journal]:
    """`new_journal`, for a fixture."""
    with closing(new_journal(url, books)) as journal:
        yield journal
