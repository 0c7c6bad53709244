"""Entries, the leaves of the log: a statement that its actor stands for, and when it came.

    entry     = JCS {"statement": "<JCS text>", "recorded_at": "…Z",
                     "sigs": [{"key": "SHA256:…", "sshsig": "…"}]}
    statement = JCS {"v": 1, "log", "id", "case", "version", "kind", "process", "occurred_at",
                     "actor": {"id", "role", "auth", "for"?}, "seen": {"size", "root"} | null,
                     "request", "cause": id | null, "data", "sealed", "attachments"}

Every member is always there, save that `for` is there only for who acts in another's name. Nothing
that the log assigns stands in the statement, so that it can be signed before it is recorded.
docs/record-format.md tells the whole, with an example.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import cast

from tadasu.ledger.canonical import NotCanonicalError, canonical_bytes, parse_canonical
from tadasu.ledger.shape import ENTRY_SHAPE, STATEMENT_SHAPE, Json, fault

VERSION = 1
MAX_ENTRY = 65_535
"""Bytes of an entry at most: C2SP tlog-tiles writes lengths in 16 bits."""


class EntryError(ValueError):
    """What is no entry or statement, or would make one too large."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What an actor says happened."""

    log: str
    id: str
    """A UUID, lower case; of the first statement of a request, the request's own."""
    case: str
    """The case's key; empty for the log's own events."""
    version: int
    """Counts the statements of the case, or of the log's own, from 1."""
    kind: str
    process: str
    """SHA-256 of the process document under which it happened, in hex."""
    occurred_at: str
    """RFC 3339, UTC, with a Z; whole seconds or microseconds."""
    actor: Json
    """id, role and auth: who, as what, and how that was known; `for`: in whose name, if not in
    his or her own."""
    seen: Json | None
    """Size and root (hex) of the log as the actor saw it."""
    request: str
    """SHA-256 of what was asked, in hex."""
    cause: str | None
    """The id of the request's first statement; None in that one."""
    data: Json
    """The event."""
    sealed: Json = field(default_factory=dict)
    attachments: Sequence[Json] = ()


_MEMBERS = tuple(f.name for f in fields(Statement))


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement as recorded."""

    statement: Statement
    text: str
    """The statement's exact text, which signatures are over."""
    recorded_at: str
    """As `occurred_at`, by the clock of whoever keeps the log."""
    sigs: Sequence[Json]


def format_statement(statement: Statement) -> str:
    """The statement's text, or raise EntryError for what `parse_statement` would refuse."""
    members: dict[str, object] = {name: getattr(statement, name) for name in _MEMBERS}
    _refuse(fault(members, STATEMENT_SHAPE))
    return _bytes({"v": VERSION, **members}).decode()


def parse_statement(text: str) -> Statement:
    """The statement that `format_statement` wrote, or raise EntryError."""
    try:
        members = _object(text.encode())
    except UnicodeEncodeError as wrong:
        raise EntryError("a statement with a lone surrogate") from wrong
    if members.pop("v", None) != VERSION:
        raise EntryError("a statement of another version")
    _refuse(fault(members, STATEMENT_SHAPE))
    return Statement(**members)  # type: ignore[arg-type]


def format_entry(text: str, recorded_at: str, sigs: Sequence[Json] = ()) -> bytes:
    """The entry's bytes, or raise EntryError where they are too many or the time is no time."""
    members: dict[str, object] = {
        "statement": text,
        "recorded_at": recorded_at,
        "sigs": list(sigs),
    }
    _refuse(fault(members, ENTRY_SHAPE))
    entry = _bytes(members)
    if len(entry) > MAX_ENTRY:
        raise EntryError(f"an entry of {len(entry)} bytes; {MAX_ENTRY} are the most")
    return entry


def parse_entry(entry: bytes) -> Entry:
    """The entry that `format_entry` wrote, or raise EntryError; other spellings are refused."""
    if len(entry) > MAX_ENTRY:
        raise EntryError(f"an entry of {len(entry)} bytes; {MAX_ENTRY} are the most")
    members = _object(entry)
    _refuse(fault(members, ENTRY_SHAPE))
    text = cast(str, members["statement"])
    return Entry(
        statement=parse_statement(text),
        text=text,
        recorded_at=cast(str, members["recorded_at"]),
        sigs=cast(Sequence[Json], members["sigs"]),
    )


def _bytes(members: Json) -> bytes:
    try:
        return canonical_bytes(members)
    except NotCanonicalError as wrong:
        raise EntryError(str(wrong)) from wrong


def _object(text: bytes) -> dict[str, object]:
    try:
        value = parse_canonical(text)
    except NotCanonicalError as wrong:
        raise EntryError(str(wrong)) from wrong
    if not isinstance(value, dict):
        raise EntryError("not a JSON object")
    return value


def _refuse(wrong: str | None) -> None:
    if wrong is not None:
        raise EntryError(wrong)
