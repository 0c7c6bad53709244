"""Durable: guarded transitions that are on the disk when they are answered.

tadasu          Acts.do as a command does it: lock the log, read case and people, judge a role and
                two rules, append a canonical entry, extend the tree, keep the view, commit
bare insert     entries of the same bytes, one INSERT in a transaction, nothing else: the floor
eventsourcing   the same transition on an aggregate, checked by an `if`, saved by its Application

All use SQLite with a write-ahead log and synchronous=FULL, in one folder.
"""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from benchmarks.lending import HOLDER, KEEPER, STEPS, founded, one_entry
from benchmarks.measure import Aim, Figure, MissingPeerError, Place, Ratio, peer, take_turns, timed
from tadasu.office.acts import Acts
from tadasu.office.workspace import Workspace

OURS, BARE = "tadasu", "bare insert"
REPLAYED, CACHED = "eventsourcing", "eventsourcing, cached"
FULL_SYNC = 2
CASES = 500
"""Each side goes round its cases, so that no history grows long."""


def measure(place: Place) -> Figure:
    """Seconds for one transition."""
    block = place.scale.block
    notes = []
    workspace, keys = founded(place.folder / "ours", min(CASES, block))
    with workspace, closing(_bare(place.folder / "bare.db")) as connection:
        sides = {OURS: _ours(workspace, keys, block)}
        sides[BARE] = _inserting(connection, one_entry(workspace), block)
        ratios = [Ratio(OURS, BARE, "speed", Aim(most=False, value=0.3))]
        try:
            for name, cache in ((REPLAYED, {}), (CACHED, CACHE)):
                path = place.folder / f"peer{len(sides)}.db"
                sides[name] = _eventsourcing(path, cache, len(keys), block)
                ratios.append(Ratio(OURS, name, "speed"))
        except MissingPeerError as missing:
            notes.append(str(missing))
        series = take_turns(sides, place.scale.rounds)
    return Figure("durable", __doc__.partition("\n")[0], "transition", series, ratios, notes)


def _ours(workspace: Workspace, keys: list[str], block: int) -> Callable[[], float]:
    steps = cycle((key, name, given) for key in keys for name, given in STEPS)
    acts = Acts(workspace, KEEPER)

    def work() -> None:
        for key, name, given in islice(steps, block):
            acts.do(key, name, given)

    return lambda: timed(work, block)


def _bare(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")
    connection.execute("CREATE TABLE entry (position INTEGER PRIMARY KEY, entry BLOB NOT NULL)")
    return connection


def _inserting(connection: sqlite3.Connection, entry: bytes, block: int) -> Callable[[], float]:
    def work() -> None:
        for _ in range(block):
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("INSERT INTO entry (entry) VALUES (?)", (entry,))
            connection.execute("COMMIT")

    return lambda: timed(work, block)


CACHE = {
    "AGGREGATE_CACHE_MAXSIZE": "10000",
    "AGGREGATE_CACHE_FASTFORWARD": "n",
    "DEEPCOPY_FROM_AGGREGATE_CACHE": "n",
}
"""The library's fastest settings: aggregates stay in memory and the database is not asked."""


def _eventsourcing(
    path: Path, cache: dict[str, str], cases: int, block: int
) -> Callable[[], float]:
    domain = peer("eventsourcing.domain")
    application = peer("eventsourcing.application")
    found = {"PERSISTENCE_MODULE": "eventsourcing.sqlite", "SQLITE_DBNAME": str(path)}
    app = application.Application(env={**found, **cache})
    _assert_durable(app)
    things = [_aggregate(domain)() for _ in range(cases)]
    for thing in things:
        app.save(thing)
    steps = cycle((thing.id, name) for thing in things for name, _ in STEPS)
    keeper, users = {"key": KEEPER, "keeper": True}, [{"state": "active"}] * 2

    def work() -> None:
        for key, name in islice(steps, block):
            thing = app.repository.get(key)
            assert thing.may(keeper, HOLDER, users)
            if name == "lend":
                thing.lend(KEEPER, HOLDER)
            else:
                thing.give_back(KEEPER)
            app.save(thing)

    return lambda: timed(work, block)


@cache
def _aggregate(domain: Any) -> Any:
    """The item as that library writes it: one event for each method."""

    class Item(domain.Aggregate):  # type: ignore[misc]
        def __init__(self) -> None:
            self.state = "available"
            self.holder: str | None = None

        def may(self, actor: dict[str, Any], holder: str, users: list[dict[str, Any]]) -> bool:
            active = all(user["state"] == "active" for user in users)
            return bool(actor["keeper"]) and holder != actor["key"] and active

        @domain.event("Lent")  # type: ignore[untyped-decorator]
        def lend(self, actor: str, holder: str) -> None:
            assert self.state == "available"
            assert actor
            self.state, self.holder = "lent", holder

        @domain.event("GivenBack")  # type: ignore[untyped-decorator]
        def give_back(self, actor: str) -> None:
            assert self.state == "lent"
            assert actor
            self.state = "available"

    return Item


def _assert_durable(app: Any) -> None:
    """That the peer's file is as durable as ours, whatever this machine's SQLite defaults to."""
    with app.recorder.datastore.transaction(commit=False) as cursor:
        cursor.execute("PRAGMA synchronous")
        assert cursor.fetchone()[0] == FULL_SYNC
        cursor.execute("PRAGMA journal_mode")
        assert cursor.fetchone()[0] == "wal"
