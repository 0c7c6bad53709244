"""Reading: the record as of one moment, from a snapshot or inside a writer's transaction."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tadasu.core.case import Case
from tadasu.core.keeping import parse_case
from tadasu.errors import TamperError, Text
from tadasu.ledger.check import Claim, Row
from tadasu.ledger.entry import Entry, EntryError, parse_entry
from tadasu.ledger.tree import Frontier
from tadasu.store import questions as ask
from tadasu.store.line import Line
from tadasu.store.tables import CASE, LINK


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


@dataclass(frozen=True, slots=True)
class Box:
    """What a commitment says, locked with the key of the person whom it is about."""

    subject: str
    box: bytes


class Shelf:
    """The record as of one moment; cases that were read once are kept.

    Every method may raise TamperError where what it meets is no entry or no head.
    """

    def __init__(self, line: Line, *, lock: bool = False) -> None:
        self._line = line
        found = line.ask_one(ask.LOCK_HEAD if lock else ask.READ_HEAD, {})
        log, size, frontier, recorded_at, process = found or ("", 0, b"", "", "")
        self._frontier = _frontier(size, frontier)
        self.head = Head(log, size, self._frontier.root.hex(), recorded_at, process)
        self._kept: dict[str, Case | None] = {}

    def case(self, key: str) -> Case | None:
        """The case of `key`, if there is one."""
        return self.cases((key,)).get(key)

    def cases(self, keys: Collection[str]) -> dict[str, Case]:
        """Those of `keys` that exist, in one question."""
        missing = [key for key in keys if key not in self._kept]
        if missing:
            asked = self._line.texts([key for key in missing if _askable(key)])
            found = dict(self._line.ask(ask.BODIES, {"keys": asked}))
            for key in missing:
                body = found.get(key)
                self._kept[key] = None if body is None else parse_case(body)
        return {key: case for key in keys if (case := self._kept[key]) is not None}

    def children(self, parents: Collection[str], workflow: str) -> list[Case]:
        """The cases of `workflow` under any of `parents`; siblings in the order of opening."""
        if not _askable(workflow):
            return []
        asked = self._line.texts([parent for parent in parents if _askable(parent)])
        rows = self._line.ask(ask.CHILDREN, {"workflow": workflow, "parents": asked})
        return [self._keep_read(key, body) for key, body in rows]

    def referrers(
        self, targets: Collection[str], workflow: str, path: str
    ) -> Sequence[tuple[str, Case]]:
        """The cases of `workflow` that name any of `targets` in `path`, each with what it names.

        By parent, siblings in the order of opening.
        """
        if not _askable(workflow, path):
            return []
        asked = self._line.texts([target for target in targets if _askable(target)])
        params = {"workflow": workflow, "path": path, "targets": asked}
        # Sorted here: in the database no index holds this order.
        rows = sorted(self._line.ask(ask.REFERRERS, params), key=lambda row: row[:3])
        return [(target, self._keep_read(key, body)) for _, _, target, key, body in rows]

    def every(self, workflow: str) -> Sequence[Case]:
        """All cases of `workflow`, by parent, siblings in the order of opening."""
        if not _askable(workflow):
            return []
        params = {"workflow": workflow, "parent": "", "ordinal": 0}
        rows = self._line.pages(ask.OF_WORKFLOW, params, ask.PAGE, "parent", "ordinal")
        return [self._keep_read(key, body) for _, _, key, body in rows]

    def _keep_read(self, key: str, body: str) -> Case:
        case = self._kept.get(key) or parse_case(body)
        self._kept[key] = case
        return case

    def count(self, workflow: str, parent: str | None) -> int:
        """How many cases of `workflow` were ever opened under `parent`."""
        params = {"workflow": workflow, "parent": parent or ""}
        return int(self._line.ask_one(ask.COUNT, params)[0]) if _askable(*params.values()) else 0

    def total(self, workflow: str) -> int:
        """How many cases of `workflow` were ever opened."""
        return int(self._line.ask_one(ask.TOTAL, {"workflow": workflow})[0])

    def select(self, workflow: str, state: str | None = None) -> Iterator[Case]:
        """The cases of `workflow`, in `state` if it is given; siblings in the order of opening."""
        if not _askable(workflow, state or ""):
            return
        question = ask.OF_WORKFLOW if state is None else ask.IN_STATE
        params: dict[str, object] = {"workflow": workflow, "parent": "", "ordinal": 0}
        if state is not None:
            params["state"] = state
        for row in self._line.pages(question, params, ask.PAGE, "parent", "ordinal"):
            yield parse_case(row[-1])

    def keys(self, prefix: str) -> tuple[str, ...]:
        """Keys that begin with `prefix`, the first few in order."""
        if not _askable(prefix):
            return ()
        params = {"prefix": prefix, "end": prefix + "\U0010ffff"}
        return tuple(key for (key,) in self._line.ask(ask.KEYS, params))

    def at(self, position: int) -> StoredEntry | None:
        """The entry at `position`, if there is one."""
        row = self._line.ask_one(ask.AT, {"position": position})
        return None if row is None else _stored(Row(*row))

    def entries(self, start: int = 0, case: str | None = None) -> Iterator[StoredEntry]:
        """The entries from position `start` on, or those of one case, in order."""
        if case is None:
            yield from map(_stored, self.rows(start))
            return
        if not _askable(case):
            return
        params = {"case_key": case, "after": 0}
        for _, *found in self._line.pages(ask.OF_CASE, params, ask.PAGE, "after"):
            row = Row(*found)
            if row.position >= start:
                yield _stored(row)

    def of_kind(self, kind: str) -> Iterator[StoredEntry]:
        """The entries of one kind, in order; every entry is looked at."""
        params = {"kind": kind, "position": -1}
        for row in self._line.pages(ask.OF_KIND, params, ask.PAGE, "position"):
            yield _stored(Row(*row))

    def request(self, request: str) -> tuple[StoredEntry, ...]:
        """The entries that a request wrote: the one with its id, and those that it caused."""
        row = self._line.ask_one(ask.BY_ID, {"id": request}) if _askable(request) else None
        if row is None:
            return ()
        found = [_stored(Row(*row))]
        for stored in self.entries(found[0].position + 1):
            if stored.entry.statement.cause != request:
                break
            found.append(stored)
        return tuple(found)

    def boxes(self, commitments: Collection[str]) -> dict[str, Box]:
        """What lies locked under those of `commitments` that something was kept of."""
        asked = self._line.texts([each for each in commitments if _askable(each)])
        rows = self._line.ask(ask.BOXES, {"commitments": asked}) if commitments else []
        return {committed: Box(subject, bytes(box)) for committed, subject, box in rows}

    def version(self, case: str) -> int:
        """How many entries a case has; the empty key counts the log's own."""
        if not _askable(case):
            return 0
        return int(self._line.ask_one(ask.VERSION, {"case_key": case})[0])

    def rows(self, start: int = 0) -> Iterator[Row]:
        """The entries from position `start` on as they lie in the table, columns and all."""
        params = {"position": start - 1}
        for row in self._line.pages(ask.ENTRIES, params, ask.PAGE, "position"):
            yield Row(*row)

    def claim(self) -> Claim:
        """What the head says, for verification."""
        head = self.head
        return Claim(head.log, head.size, self._frontier.root, head.recorded_at, head.process)

    def views(self) -> Iterator[Mapping[str, object]]:
        """Every case view as it lies in the table, by key."""
        for row in self._line.pages(ask.VIEWS, {"key": ""}, ask.PAGE, "key"):
            yield dict(zip(_VIEW_NAMES, row, strict=True))

    def links(self) -> Iterator[tuple[str, ...]]:
        """Every link as it lies in the table, in its columns' order: of target, then source."""
        first = dict.fromkeys(_LINK_NAMES, "")
        for row in self._line.pages(ask.LINKS, first, ask.PAGE, *_LINK_NAMES):
            yield tuple(row)


_VIEW_NAMES = tuple(column.name for column in CASE.c)
_LINK_NAMES = tuple(column.name for column in LINK.c)


def _askable(*texts: str) -> bool:
    """Whether a database can be asked for such texts; otherwise nothing is called so."""
    return all(map(_is_plain, texts))


def _is_plain(text: str) -> bool:
    if text.isascii() and text.isprintable():
        return True
    try:
        return "\0" not in text and text.encode() is not None
    except UnicodeEncodeError:
        return False


def _frontier(size: int, nodes: bytes) -> Frontier:
    try:
        return Frontier.from_bytes(size, nodes)
    except ValueError as wrong:
        raise TamperError(
            "head",
            Text(
                en=f"The head of the log is damaged: {wrong}.",
                ja=f"ログの先頭の控えが壊れています({wrong})。",
            ),
        ) from wrong


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
