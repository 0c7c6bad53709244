"""Reading: one consistent view of the record, from a database or inside a writing transaction."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, bindparam, func, or_, select
from sqlalchemy.engine import Row as SqlRow

from tadasu.core.case import Case
from tadasu.core.keeping import parse_case
from tadasu.errors import TamperError, Text
from tadasu.ledger.check import Claim, Row
from tadasu.ledger.entry import Entry, EntryError, parse_entry
from tadasu.ledger.tree import Frontier, parse_frontier
from tadasu.store.tables import CASE, ENTRY, HEAD

PAGE = 1_000
"""Entries fetched at a time."""

COMPLETIONS = 50

GET_HEAD = select(HEAD)
LOCK_HEAD = select(HEAD).with_for_update()
_BODIES = select(CASE.c.key, CASE.c.body).where(CASE.c.key.in_(bindparam("keys", expanding=True)))
_CHILDREN = (
    select(CASE.c.key, CASE.c.body)
    .where(
        CASE.c.workflow == bindparam("workflow"),
        CASE.c.parent.in_(bindparam("parents", expanding=True)),
    )
    .order_by(CASE.c.parent, CASE.c.ordinal)
)
_COUNT = select(func.max(CASE.c.ordinal)).where(
    CASE.c.workflow == bindparam("workflow"), CASE.c.parent == bindparam("parent")
)
_SELECT = (
    select(CASE.c.key, CASE.c.body)
    .where(
        CASE.c.workflow == bindparam("workflow"),
        or_(bindparam("state", type_=CASE.c.state.type).is_(None), CASE.c.state == bindparam("state")),
    )
    .order_by(CASE.c.parent, CASE.c.ordinal)
)
_KEYS = (
    select(CASE.c.key)
    .where(CASE.c.key >= bindparam("first"), CASE.c.key < bindparam("end"))
    .order_by(CASE.c.key)
    .limit(COMPLETIONS)
)
_ENTRIES = (
    select(ENTRY)
    .where(ENTRY.c.position >= bindparam("start"))
    .order_by(ENTRY.c.position)
    .limit(PAGE)
)
_OF_CASE = (
    select(ENTRY)
    .where(ENTRY.c.case_key == bindparam("case_key"), ENTRY.c.version > bindparam("after"))
    .order_by(ENTRY.c.version)
    .limit(PAGE)
)
_FIRST = select(ENTRY).where(ENTRY.c.position == 0)
_BY_ID = select(ENTRY).where(ENTRY.c.id == bindparam("id"))
_VERSION = select(func.max(ENTRY.c.version)).where(ENTRY.c.case_key == bindparam("case_key"))


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


class Shelf:
    """The record as of one moment; what was read once is kept."""

    def __init__(self, connection: Connection, *, lock: bool = False) -> None:
        self._connection = connection
        row = connection.execute(LOCK_HEAD if lock else GET_HEAD).one()
        self._frontier = _frontier(row)
        self.head = Head(row.log, row.size, self._frontier.root.hex(), row.recorded_at, row.process)
        self._kept: dict[str, Case | None] = {}

    def case(self, key: str) -> Case | None:
        """The case of `key`, if there is one."""
        return self.cases([key]).get(key)

    def cases(self, keys: Collection[str]) -> Mapping[str, Case]:
        """Those of `keys` that exist, in one question."""
        missing = [key for key in keys if key not in self._kept]
        if missing:
            found = dict(self._pairs(_BODIES, keys=missing))
            self._kept.update({key: found.get(key) for key in missing})
        return {key: case for key in keys if (case := self._kept[key]) is not None}

    def children(self, parents: Collection[str], workflow: str) -> Sequence[Case]:
        """The cases of `workflow` under any of `parents`; those of one parent oldest first."""
        pairs = self._pairs(_CHILDREN, workflow=workflow, parents=list(parents))
        return [case for _, case in pairs]

    def count(self, workflow: str, parent: str | None) -> int:
        """How many cases of `workflow` were ever opened under `parent`."""
        params = {"workflow": workflow, "parent": parent or ""}
        return self._connection.execute(_COUNT, params).scalar() or 0

    def select(self, workflow: str, state: str | None = None) -> Iterator[Case]:
        """The cases of `workflow`, in `state` if it is given; siblings oldest first."""
        for _, case in self._pairs(_SELECT, workflow=workflow, state=state):
            yield case

    def keys(self, prefix: str) -> tuple[str, ...]:
        """Some keys that begin with `prefix`."""
        params = {"first": prefix, "end": prefix + "\U0010ffff"}
        return tuple(self._connection.execute(_KEYS, params).scalars())

    def entries(self, start: int = 0, case: str | None = None) -> Iterator[StoredEntry]:
        """The entries from position `start` on, or those of one case, in order."""
        for row in self.rows(start) if case is None else self._rows_of(case):
            if row.position >= start:
                yield _stored(row)

    def first(self) -> StoredEntry | None:
        """The entry with which the log began."""
        row = self._connection.execute(_FIRST).one_or_none()
        return None if row is None else _stored(_row(row))

    def request(self, request: str) -> tuple[StoredEntry, ...]:
        """The entries that a request wrote: the one with its id, and those that it caused."""
        first = self._connection.execute(_BY_ID, {"id": request}).one_or_none()
        if first is None:
            return ()
        found = [_stored(_row(first))]
        for stored in self.entries(found[0].position + 1):
            if stored.entry.statement.cause != request:
                break
            found.append(stored)
        return tuple(found)

    def version(self, case: str) -> int:
        """How many entries a case has; the empty key counts the log's own."""
        return self._connection.execute(_VERSION, {"case_key": case}).scalar() or 0

    def rows(self, start: int = 0) -> Iterator[Row]:
        """The entries as they lie in the table, columns and all."""
        while True:
            page = self._connection.execute(_ENTRIES, {"start": start}).all()
            yield from map(_row, page)
            if len(page) < PAGE:
                return
            start = page[-1].position + 1

    def claim(self) -> Claim:
        """What the head says, for verification."""
        return Claim(self.head.log, self.head.size, bytes.fromhex(self.head.root))

    def bodies(self) -> Iterator[tuple[str, str]]:
        """Every case view as it lies in the table."""
        for row in self._connection.execute(select(CASE.c.key, CASE.c.body).order_by(CASE.c.key)):
            yield row.key, row.body

    def _rows_of(self, case: str) -> Iterator[Row]:
        after = 0
        while True:
            params = {"case_key": case, "after": after}
            page = self._connection.execute(_OF_CASE, params).all()
            yield from map(_row, page)
            if len(page) < PAGE:
                return
            after = page[-1].version

    def _pairs(self, statement: object, **params: object) -> Iterator[tuple[str, Case]]:
        for key, body in self._connection.execute(statement, params).all():  # type: ignore[call-overload]
            case = self._kept.get(key)
            if case is None:
                case = self._kept[key] = parse_case(body)
            yield key, case


def _frontier(row: SqlRow[tuple[object, ...]]) -> Frontier:
    try:
        return parse_frontier(row.size, row.frontier)
    except ValueError as wrong:
        raise TamperError(
            "head", Text(en=f"The head is damaged: {wrong}.", ja="先頭の控えが壊れています。")
        ) from wrong


def _row(row: SqlRow[tuple[object, ...]]) -> Row:
    return Row(
        position=row.position,
        id=row.id,
        case=row.case_key,
        version=row.version,
        kind=row.kind,
        recorded_at=row.recorded_at,
        entry=bytes(row.entry),
        leaf=bytes(row.leaf),
    )


def _stored(row: Row) -> StoredEntry:
    try:
        return StoredEntry(row.position, parse_entry(row.entry), row.leaf)
    except EntryError as wrong:
        raise TamperError(
            "3",
            Text(
                en=f"Entry {row.position} is malformed: {wrong}.",
                ja=f"位置 {row.position} の記録の形式が不正です。",
            ),
        ) from wrong
