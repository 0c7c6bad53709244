"""A file that somebody holds, looked for in a record: as a document that was issued, or evidence.

By its SHA-256 alone: a file that was changed by one byte is not known.
"""

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from tadasu.bundle.archive import Bundle
from tadasu.bundle.given import sort_out
from tadasu.bundle.known import ATTACHED, ISSUED, Known, Recognised
from tadasu.bundle.reading import parsed, read_entries
from tadasu.ledger.entry import Entry, Statement

RootOf = Callable[[int], str | None]
"""The root of the first entries, in hex; None where they aren't at hand."""


def recognise(
    file: Path, entries: Iterable[tuple[int, Entry]], root_of: RootOf = lambda _: None
) -> Recognised:
    """Look for a file in entries that have been checked; OSError where it can't be read."""
    with file.open("rb") as stream:
        sha = hashlib.file_digest(stream, "sha256").hexdigest()
    found: list[tuple[int, Entry]] = []
    newest: dict[tuple[str, str], int] = {}
    for position, entry in entries:
        statement = entry.statement
        if statement.kind == ISSUED:
            newest[statement.case, str(statement.data.get("form"))] = position
        if statement.kind in (ISSUED, ATTACHED) and statement.data.get("sha256") == sha:
            found.append((position, entry))
    known = tuple(_known(at, entry.statement, newest, root_of) for at, entry in found)
    return Recognised(str(file), sha, known)


def recognise_in(bundle: Bundle, file: Path) -> Recognised:
    """Look for a file in a bundle that was checked."""
    given = sort_out(bundle)
    whole = read_entries(given).whole if given.whole else None

    def root_of(size: int) -> str | None:
        return whole.checkpoint(size).root.hex() if whole is not None else None

    return recognise(file, parsed(given), root_of)


def _known(
    position: int, statement: Statement, newest: dict[tuple[str, str], int], root_of: RootOf
) -> Known:
    data, record = statement.data, statement.data.get("record")
    told = record if isinstance(record, dict) else {}
    size, issued = told.get("size"), statement.kind == ISSUED
    form = str(data.get("form", ""))
    later = newest.get((statement.case, form)) if issued else None
    return Known(
        position=position,
        at=statement.occurred_at,
        kind=statement.kind,
        case=statement.case,
        person=str(statement.actor.get("id", "")),
        role=str(statement.actor.get("role", "")),
        name=str(data.get("name", "")),
        form=form,
        edition=str(data.get("edition", "")),
        entries=size if isinstance(size, int) else 0,
        fits=_fits(position, size, told.get("root"), root_of) if issued else None,
        later=later if later is not None and later > position else None,
    )


def _fits(position: int, size: object, root: object, root_of: RootOf) -> bool | None:
    """Whether the log of `size` entries, which were there at `position`, had that root."""
    if not isinstance(size, int) or not 0 < size <= position:
        return False
    found = root_of(size)
    return None if found is None else found == root
