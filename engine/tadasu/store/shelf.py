"""Reading: the record as of one moment, from a snapshot or inside a writer's transaction."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection
from sqlalchemy.engine import Row as Found

from tadasu.core.case import Case
from tadasu.core.keeping import parse_case
from tadasu.errors import TamperError, Text
from tadasu.ledger.check import Claim, Row
from tadasu.ledger.entry import Entry, EntryError, parse_entry
from tadasu.ledger.tree import Frontier
from tadasu.store import questions as ask


@dataclass(frozen=True, slots=True)
class Head:
    """The log as a whole: what it is called, how large it is, and under which root."""

    log: str
    size: int
    root: str
    """Hex."""
    recorded_at: str
    """When the last entry came; empty before the first."""
    process: str
    """Digest of the process in force; empty before the first."""


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An entry and its place."""

    position: int
    entry: Entry
    leaf: bytes
    """The hash of its bytes, as stored."""


class Shelf:
    """The record as of one moment; cases that were read once are kept.

    Every method may raise what `told_plainly` knows, and TamperError where what it meets is no
    entry or no head.
    """

    def __init__(self, connection: Connection, *, lock: bool = False) -> None:
        self._connection = connection
        found = connection.execute(ask.LOCK_HEAD if lock else ask.HEAD).one()
        self._frontier = _frontier(found)
        self.head = Head(
            found.log, found.size, self._frontier.root.hex(), found.recorded_at, found.process
        )
        self._kept: dict[str, Case | None] = {}

    def case(self, key: str) -> Case | None:
        """The case of `key`, if there is one."""
        return self.cases((key,)).get(key)

    def cases(self, keys: Collection[str]) -> dict[str, Case]:
        """Those of `keys` that exist, in one question."""
        missing = [key for key in keys if key not in self._kept]
        if missing:
            asked = [key for key in missing if _askable(key)]
            rows = self._connection.execute(ask.BODIES, {"keys": asked}).all()
            found = {row.key: parse_case(row.body) for row in rows}
            self._kept.update({key: found.get(key) for key in missing})
        return {key: case for key in keys if (case := self._kept[key]) is not None}

    def children(self, parents: Collection[str], workflow: str) -> list[Case]:
        """The cases of `workflow` under any of `parents`; siblings in the order of opening."""
        params = {"workflow": workflow, "parents": list(parents)}
        found = []
        for row in self._connection.execute(ask.CHILDREN, params).all():
            case = self._kept.get(row.key) or parse_case(row.body)
            self._kept[row.key] = case
            found.append(case)
        return found

    def count(self, workflow: str, parent: str | None) -> int:
        """How many cases of `workflow` were ever opened under `parent`."""
        params = {"workflow": workflow, "parent": parent or ""}
        return self._connection.execute(ask.COUNT, params).scalar() or 0

    def select(self, workflow: str, state: str | None = None) -> Iterator[Case]:
        """The cases of `workflow`, in `state` if it is given; siblings in the order of opening."""
        question = ask.OF_WORKFLOW if state is None else ask.IN_STATE
        params: dict[str, object] = {"workflow": workflow, "parent": "", "ordinal": 0}
        if state is not None:
            params["state"] = state
        last = {"parent": lambda row: row.parent, "ordinal": lambda row: row.ordinal}
        for row in self._paged(question, params, last):
            yield parse_case(row.body)

    def keys(self, prefix: str) -> tuple[str, ...]:
        """Keys that begin with `prefix`, the first few in order."""
        if not _askable(prefix):
            return ()
        params = {"prefix": prefix, "end": prefix + "\U0010ffff"}
        return tuple(self._connection.execute(ask.KEYS, params).scalars())

    def entries(self, start: int = 0, case: str | None = None) -> Iterator[StoredEntry]:
        """The entries from position `start` on, or those of one case, in order."""
        if case is None:
            yield from map(_stored, self.rows(start))
            return
        params: dict[str, object] = {"case_key": case, "version": 0}
        for found in self._paged(ask.OF_CASE, params, {"version": lambda row: row.version}):
            if found.position >= start:
                yield _stored(_row(found))

    def first(self) -> StoredEntry | None:
        """The entry with which the log began."""
        found = self._connection.execute(ask.FIRST).one_or_none()
        return None if found is None else _stored(_row(found))

    def request(self, request: str) -> tuple[StoredEntry, ...]:
        """The entries that a request wrote: the one with its id, and those that it caused."""
        params = {"id": request if _askable(request) else ""}
        first = self._connection.execute(ask.BY_ID, params).one_or_none()
        if first is None:
            return ()
        found = [_stored(_row(first))]
        for stored in self.entries(first.position + 1):
            if stored.entry.statement.cause != request:
                break
            found.append(stored)
        return tuple(found)

    def version(self, case: str) -> int:
        """How many entries a case has; the empty key counts the log's own."""
        return self._connection.execute(ask.VERSION, {"case_key": case}).scalar() or 0

    def rows(self, start: int = 0) -> Iterator[Row]:
        """The entries from position `start` on as they lie in the table, columns and all."""
        params: dict[str, object] = {"position": start - 1}
        yield from map(
            _row, self._paged(ask.ENTRIES, params, {"position": lambda row: row.position})
        )

    def claim(self) -> Claim:
        """What the head says, for verification."""
        head = self.head
        return Claim(head.log, head.size, self._frontier.root, head.recorded_at, head.process)

    def views(self) -> Iterator[Mapping[str, object]]:
        """Every case view as it lies in the table, by key."""
        for row in self._paged(ask.VIEWS, {"key": ""}, {"key": lambda row: row.key}):
            yield row._mapping  # noqa: SLF001 (SQLAlchemy's public name for it)

    def _paged(
        self,
        question: Any,
        params: dict[str, object],
        last: Mapping[str, Callable[[Any], object]],
    ) -> Iterator[Any]:
        """The answers page by page: each page begins after the `last` of the one before."""
        while True:
            page: Sequence[Any] = self._connection.execute(question, params).all()
            yield from page
            if len(page) < ask.PAGE:
                return
            params = params | {name: of(page[-1]) for name, of in last.items()}


def _askable(text: str) -> bool:
    """Whether a database can be asked for such a text; otherwise nothing is called so."""
    return (text.isascii() and "\0" not in text) or _is_plain(text)


def _is_plain(text: str) -> bool:
    try:
        return b"\0" not in text.encode()
    except UnicodeEncodeError:
        return False


def _frontier(found: Found[Any]) -> Frontier:
    try:
        return Frontier.from_bytes(found.size, found.frontier)
    except ValueError as wrong:
        raise TamperError(
            "head",
            Text(
                en=f"The head of the log is damaged: {wrong}.",
                ja=f"ログの先頭の控えが壊れています({wrong})。",
            ),
        ) from wrong


def _row(found: Any) -> Row:
    return Row(
        position=found.position,
        id=found.id,
        case=found.case_key,
        version=found.version,
        kind=found.kind,
        recorded_at=found.recorded_at,
        entry=found.entry,
        leaf=found.leaf,
    )


def _stored(row: Row) -> StoredEntry:
    try:
        return StoredEntry(row.position, parse_entry(row.entry), row.leaf)
    except EntryError as wrong:
        raise TamperError(
            "3",
            Text(
                en=f"What lies at position {row.position} is no entry: {wrong}.",
                ja=f"位置 {row.position} にあるものは記録ではありません({wrong})。",
            ),
        ) from wrong
