"""A file that somebody holds, looked for in a record: as a document that was issued, or evidence.

By its SHA-256 alone: a file that was changed by one byte is not known.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from tadasu.bundle.archive import Bundle
from tadasu.bundle.given import sort_out
from tadasu.bundle.reading import parsed, read_entries
from tadasu.errors import Text
from tadasu.ledger.entry import Entry, Statement

ISSUED = "document.issued/1"
ATTACHED = "evidence.attached/1"

RootOf = Callable[[int], str | None]
"""The root of the first entries, in hex; None where they aren't at hand."""


@dataclass(frozen=True, slots=True)
class Known:
    """Where the record speaks of a file."""

    position: int
    at: str
    """RFC 3339, UTC."""
    kind: str
    """document.issued/1 or evidence.attached/1."""
    case: str
    person: str
    role: str
    name: str
    """What the file was called then."""
    form: str = ""
    """Of a document: its form, with `edition` and the size of the log that it was filled from."""
    edition: str = ""
    entries: int = 0
    fits: bool | None = None
    """The log then was what the document says; None: that can't be told here."""
    later: int | None = None
    """Where a later document of the same form and case was issued."""


@dataclass(frozen=True, slots=True)
class Recognised:
    """A file, and all that the record says of it; nothing where it is not known."""

    file: str
    sha256: str
    known: tuple[Known, ...]


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
    size = told.get("size")
    root = root_of(size) if isinstance(size, int) and 0 < size <= position else None
    form = str(data.get("form", ""))
    later = newest.get((statement.case, form)) if statement.kind == ISSUED else None
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
        fits=None if root is None else root == told.get("root"),
        later=later if later is not None and later > position else None,
    )


def told_of(known: Known) -> list[Text]:
    """What the record says of a file, in sentences."""
    by, day, at = f"{known.person} ({known.role})", known.at[:10], known.position
    if known.kind == ATTACHED:
        return [
            Text(
                en=f"Evidence of {known.case} (“{known.name}”), attached by {by} on {day}, "
                f"entry {at}.",
                ja=f"{known.case} の証跡(「{known.name}」)。{by} が {day} に添付、記録 {at} 番。",
            )
        ]
    lines = [
        Text(
            en=f"{known.form} of {known.case}, issued by {by} on {day}, entry {at}; filled from "
            f"{known.entries} entries.",
            ja=f"{known.case} の {known.form}。{by} が {day} に発行、記録 {at} 番。"
            f"{known.entries} 件の記録から作成。",
        )
    ]
    if known.fits is False:
        lines.append(
            Text(
                en="But the log of that size was another than the document says.",
                ja="ただし、その件数のログは文書の記載と一致しません。",
            )
        )
    if known.later is not None:
        lines.append(
            Text(
                en=f"A later one was issued: entry {known.later}.",
                ja=f"その後、新しいものが発行されています(記録 {known.later} 番)。",
            )
        )
    return lines


UNKNOWN = Text(
    en="The record does not know this file: it was never issued or attached, or changed since.",
    ja="この記録にないファイルです。発行・添付されていないか、その後に変更されています。",
)
