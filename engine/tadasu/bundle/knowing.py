"""A file that somebody holds, looked for in a record: as a document that was issued, or evidence.

By its SHA-256 alone: a file that was changed by one byte is not known.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from tadasu.bundle.archive import Bundle
from tadasu.bundle.given import sort_out
from tadasu.bundle.known import ATTACHED, ISSUED, Known, Recognised
from tadasu.bundle.reading import parsed, read_entries
from tadasu.ledger.entry import Entry, Statement

RootOf = Callable[[int], str | None]
"""The root of the first entries, in hex; None where they aren't at hand."""

Latest = Mapping[tuple[str, str], tuple[int, str]]
"""By case and form: where its latest document was issued, and in which language."""


def recognise(
    file: Path, entries: Iterable[tuple[int, Entry]], root_of: RootOf = lambda _: None
) -> Recognised:
    """Look for a file in entries that have been checked; OSError where it can't be read."""
    with file.open("rb") as stream:
        sha = hashlib.file_digest(stream, "sha256").hexdigest()
    found: list[tuple[int, Statement]] = []
    latest: dict[tuple[str, str], tuple[int, str]] = {}
    for position, entry in entries:
        statement, data = entry.statement, entry.statement.data
        if statement.kind == ISSUED:
            form, language = str(data.get("form")), str(data.get("language"))
            latest[statement.case, form] = (position, language)
        if statement.kind in (ISSUED, ATTACHED) and data.get("sha256") == sha:
            found.append((position, statement))
    known = tuple(_known(at, statement, latest, root_of) for at, statement in found)
    return Recognised(str(file), sha, known)


def recognise_in(bundle: Bundle, file: Path) -> Recognised:
    """Look for a file in a bundle that was checked."""
    given = sort_out(bundle)
    whole = read_entries(given).whole if given.whole else None

    def root_of(size: int) -> str | None:
        return whole.checkpoint(size).root.hex() if whole is not None else None

    return recognise(file, parsed(given), root_of)


def _known(position: int, statement: Statement, latest: Latest, root_of: RootOf) -> Known:
    data, actor = statement.data, statement.actor
    issued = statement.kind == ISSUED
    form = str(data.get("form", ""))
    later, language = latest.get((statement.case, form), (position, ""))
    behalf, record = actor.get("for"), data.get("record")
    size = record.get("size") if isinstance(record, dict) else None
    return Known(
        position=position,
        at=statement.occurred_at,
        kind=statement.kind,
        case=statement.case,
        person=str(actor.get("id", "")),
        role=str(actor.get("role", "")),
        name=str(data.get("name", "")),
        behalf=None if behalf is None else str(behalf),
        form=form,
        edition=str(data.get("edition", "")),
        entries=size if isinstance(size, int) else 0,
        fits=_fits(position, record, root_of) if issued else None,
        later=later if issued and later > position else None,
        later_language=language if issued and later > position else "",
    )


def _fits(position: int, record: object, root_of: RootOf) -> bool | None:
    """Whether a document names the log as it was, at a size that came before it was issued."""
    if not isinstance(record, dict):
        return False
    size = record.get("size")
    if type(size) is not int or not 0 < size <= position:
        return False
    root = root_of(size)
    return None if root is None else root == record.get("root")
