"""Things to write: a log of books that are lent, straight into a journal, without a counter."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from uuid import UUID

from tadasu.core.events import (
    CaseAmended,
    CaseMoved,
    CaseOpened,
    CaseRefused,
    Event,
    EvidenceAttached,
    Facts,
    ProcessAdopted,
    to_data,
)
from tadasu.ledger.check import Checked, check_entries
from tadasu.ledger.entry import Statement
from tadasu.office.clock import request_id
from tadasu.store.journal import Desk, Journal
from tadasu.store.views import compare_views

LOG = "library.example.jp/loans"
PROCESS = sha256(b"process").hexdigest()
AT = "2026-06-01T00:00:00Z"
LATER = "2026-06-01T00:00:00.500000Z"

Written = tuple[Statement, Event]


def new_id(number: int | None = None) -> str:
    """An id of a request: a new one, or the same for the same number."""
    return request_id() if number is None else str(UUID(int=number))


def said(
    case: str,
    version: int,
    event: Event,
    *,
    request: str | None = None,
    cause: str | None = None,
    log: str = LOG,
    asked: str = "",
    at: str = AT,
) -> Written:
    """A statement with its event."""
    statement = Statement(
        log=log,
        id=request or new_id(),
        case=case,
        version=version,
        kind=event.kind,
        process=PROCESS,
        occurred_at=at,
        actor={"id": "M-1", "role": "staff", "auth": "local"},
        seen=None,
        request=sha256(asked.encode()).hexdigest(),
        cause=cause,
        data=to_data(event),
    )
    return statement, event


def adopted(version: int = 1, *, digest: str = PROCESS, clock: str = "real") -> Written:
    """The adoption of a process."""
    return said("", version, ProcessAdopted(digest=digest, size=7, clock=clock))


def opened(
    case: str, workflow: str = "book", parent: str | None = None, request: str | None = None
) -> Written:
    """A case that begins."""
    event = CaseOpened(workflow, "shelved", parent, {"title": f"坊っちゃん {case}"})
    return said(case, 1, event, request=request)


def linked(
    case: str, workflow: str, refs: Sequence[str], fields: Facts, parent: str | None = None
) -> Written:
    """A case that begins with references that others can list it by."""
    return said(case, 1, CaseOpened(workflow, "shelved", parent, fields, refs=tuple(refs)))


def restated(case: str, version: int, fields: Facts) -> Written:
    """Facts that change, as given."""
    return said(case, version, CaseAmended(fields))


def amended(case: str, version: int, request: str | None = None, pages: int = 1) -> Written:
    """Facts that change."""
    return said(case, version, CaseAmended({"pages": pages}), request=request)


def moved(case: str, version: int) -> Written:
    """A transition."""
    return said(case, version, CaseMoved("discard", "shelved", "gone", input={"why": "old"}))


def attached(case: str, version: int, digest: str) -> Written:
    """A file that becomes evidence."""
    event = EvidenceAttached(f"{case}-E1", digest, 3, "a.txt", "text/plain")
    return said(case, version, event)


def refused(case: str, version: int) -> Written:
    """An attempt that a rule forbade."""
    return said(case, version, CaseRefused("discard", {"text": "{}"}, ({"rule": "B-01"},)))


def write(journal: Journal, *written: Written, at: str = AT) -> tuple[int, ...]:
    """Record them in one transaction; their positions."""
    with journal.writing() as desk:
        return desk.append(written, at)


def begun(url: str, log: str = LOG, *more: Written) -> Journal:
    """A new log that has adopted a process."""
    journal = Journal.create(url, log)
    first = said("", 1, ProcessAdopted(digest=PROCESS, size=7, clock="real"), log=log)
    write(journal, first, *more)
    return journal


def verified(journal: Journal) -> Checked:
    """The log, its tree and its views checked; TamperError where they don't add up."""
    with journal.reading() as shelf:
        checked = check_entries(shelf.rows(), shelf.claim())
        compare_views(shelf)
        return checked


def append_next(desk: Desk, case: str, request: str) -> int:
    """The next fact of a case, whatever version that is; its position."""
    known = desk.case(case)
    assert known is not None
    (position,) = desk.append([amended(case, known.version + 1, request)], AT)
    return position


def ids(journal: Journal) -> Sequence[str]:
    """The ids of the log's entries, in their order."""
    with journal.reading() as shelf:
        return [stored.entry.statement.id for stored in shelf.entries()]


def cases(journal: Journal, *keys: str) -> Mapping[str, int]:
    """The versions of cases."""
    with journal.reading() as shelf:
        return {key: case.version for key, case in shelf.cases(keys).items()}
