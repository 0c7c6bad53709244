"""Entries, the leaves of the log: a statement that its actor stands for, and when it came.

    entry     = JCS {"statement": "<JCS text>", "recorded_at": "…Z", "sigs": []}
    statement = JCS {"v": 1, "log", "id", "case", "version", "kind", "process", "occurred_at",
                     "actor": {"id", "role", "auth"}, "seen": {"size", "root"} | null, "request",
                     "cause": id | null, "data", "sealed", "attachments"}

Every member is always there. Nothing that the log assigns stands in the statement, so that it can
be signed before it is recorded. docs/record-format.md has the whole and an example.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import cast

from tadasu.ledger.canonical import NotCanonicalError, canonical_bytes, parse_canonical

VERSION = 1
MAX_ENTRY = 65_535
"""Bytes of an entry at most: C2SP tlog-tiles writes lengths in 16 bits."""

Json = Mapping[str, object]


class EntryError(ValueError):
    """Bytes that are no entry, or an entry that would be too large."""


@dataclass(frozen=True, slots=True)
class Statement:
    """What an actor says happened."""

    log: str
    id: str
    """UUID; of the first statement of a request, the request's own."""
    case: str
    """The case's key; empty for the log's own events."""
    version: int
    """Counts the statements of the case from 1."""
    kind: str
    process: str
    """SHA-256 of the process document under which it happened."""
    occurred_at: str
    actor: Json
    seen: Json | None
    """Size and root of the log as the actor saw it."""
    request: str
    """SHA-256 of what was asked."""
    cause: str | None
    """The id of the request's first statement, for the others."""
    data: Json
    sealed: Json = field(default_factory=dict)
    attachments: Sequence[Json] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement as recorded."""

    statement: Statement
    text: str
    """The statement's exact text, which signatures are over."""
    recorded_at: str
    sigs: Sequence[Json]


_SHAPE: Mapping[str, type | tuple[type, ...]] = {
    "log": str,
    "id": str,
    "case": str,
    "version": int,
    "kind": str,
    "process": str,
    "occurred_at": str,
    "actor": dict,
    "seen": (dict, type(None)),
    "request": str,
    "cause": (str, type(None)),
    "data": dict,
    "sealed": dict,
    "attachments": list,
}


def format_statement(statement: Statement) -> str:
    """The statement's text, or raise NotCanonicalError for a value outside the profile."""
    members: dict[str, object] = {f.name: getattr(statement, f.name) for f in fields(statement)}
    return canonical_bytes({"v": VERSION, **members}).decode()


def parse_statement(text: str) -> Statement:
    """The statement that `format_statement` wrote, or raise EntryError."""
    members = _object(text)
    if members.pop("v", None) != VERSION:
        raise EntryError("a statement of another version")
    _check_shape(members, _SHAPE)
    return Statement(**members)  # type: ignore[arg-type]


def format_entry(text: str, recorded_at: str, sigs: Sequence[Json] = ()) -> bytes:
    """The entry's bytes, or raise EntryError where they are too many."""
    entry = canonical_bytes({"statement": text, "recorded_at": recorded_at, "sigs": list(sigs)})
    if len(entry) > MAX_ENTRY:
        raise EntryError(f"an entry of {len(entry)} bytes; {MAX_ENTRY} are the most")
    return entry


def parse_entry(entry: bytes) -> Entry:
    """The entry that `format_entry` wrote, or raise EntryError; other spellings are refused."""
    members = _object(entry)
    _check_shape(members, {"statement": str, "recorded_at": str, "sigs": list})
    text = cast(str, members["statement"])
    return Entry(
        statement=parse_statement(text),
        text=text,
        recorded_at=cast(str, members["recorded_at"]),
        sigs=cast(Sequence[Json], members["sigs"]),
    )


def _object(text: bytes | str) -> dict[str, object]:
    try:
        value = parse_canonical(text)
    except NotCanonicalError as wrong:
        raise EntryError(str(wrong)) from wrong
    if not isinstance(value, dict):
        raise EntryError("not a JSON object")
    return value


def _check_shape(members: Json, shape: Mapping[str, type | tuple[type, ...]]) -> None:
    if members.keys() != shape.keys():
        raise EntryError(f"members {sorted(members)} where {sorted(shape)} belong")
    for name, kind in shape.items():
        if not isinstance(members[name], kind) or (kind is int and members[name] is True):
            raise EntryError(f"the member {name} has the wrong type")
