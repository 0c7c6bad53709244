"""Attacks by whoever owns the database: triggers off, hands in, triggers on. Each is named.

The steps are those of `tadasu.ledger.check`; "views" is the comparison that follows them.
"""

from collections.abc import Iterator

import pytest

from tadasu.errors import TamperError
from tadasu.ledger.tree import Frontier, leaf_hash
from tadasu.store.journal import Journal
from tests.unit.store.pen import (
    LATER,
    adopted,
    amended,
    attached,
    begun,
    moved,
    opened,
    verified,
    write,
)
from tests.unit.store.places import Database


@pytest.fixture
def journal(database: Database) -> Iterator[Journal]:
    """A log of nine entries."""
    journal = begun(database.url)
    write(journal, opened("B-1"), opened("B-2"), opened("B-1-L1", "loan", "B-1"))
    write(journal, amended("B-1", 2), amended("B-2", 2), attached("B-1", 3, "ef" * 32))
    write(journal, moved("B-1", 4), adopted(2, clock=""), at=LATER)
    assert verified(journal).size == 9
    yield journal
    journal.close()


def blob(database: Database, value: bytes) -> str:
    """Bytes as the database writes them."""
    return f"x'{value.hex()}'" if database.kind == "sqlite" else f"'\\x{value.hex()}'::bytea"


def entry_at(journal: Journal, position: int) -> bytes:
    """The exact bytes of an entry."""
    with journal.reading() as shelf:
        return next(shelf.rows(position)).entry


def found(journal: Journal) -> TamperError:
    """What verification finds."""
    with pytest.raises(TamperError) as caught:
        verified(journal)
    return caught.value


STATEMENTS: dict[str, tuple[str, str, tuple[str, ...]]] = {
    "first-deleted": ("1", "position 0 is due", ("DELETE FROM entry WHERE position = 0",)),
    "middle-deleted": ("1", "position 4 is due", ("DELETE FROM entry WHERE position = 4",)),
    "tail-deleted": ("8", "are 7 /", ("DELETE FROM entry WHERE position >= 7",)),
    "all-deleted": ("8", "are 0 /", ("DELETE FROM entry",)),
    "middle-deleted-and-renumbered": (
        "5",
        "position 4:",
        (
            "DELETE FROM entry WHERE position = 4",
            "UPDATE entry SET position = -position WHERE position > 4",
            "UPDATE entry SET position = -position - 1 WHERE position < 0",
        ),
    ),
    "two-swapped": (
        "8",
        "do not make the whole",
        (
            "UPDATE entry SET position = 99 WHERE position = 2",
            "UPDATE entry SET position = 2 WHERE position = 3",
            "UPDATE entry SET position = 3 WHERE position = 99",
        ),
    ),
    "swapped-with-an-older-time": (
        "6",
        "position 7:",
        (
            "UPDATE entry SET position = 99 WHERE position = 6",
            "UPDATE entry SET position = 6 WHERE position = 8",
            "UPDATE entry SET position = 8 WHERE position = 99",
            "UPDATE entry SET position = 99 WHERE position = 7",
            "UPDATE entry SET position = 7 WHERE position = 8",
            "UPDATE entry SET position = 8 WHERE position = 99",
        ),
    ),
    "leaf": ("2", "position 4:", ("UPDATE entry SET leaf = entry WHERE position = 4",)),
    "column-id": ("4", "its id", ("UPDATE entry SET id = 'x' WHERE position = 4",)),
    "column-case": ("4", "its case", ("UPDATE entry SET case_key = 'B-9' WHERE position = 4",)),
    "column-version": ("4", "its version", ("UPDATE entry SET version = 9 WHERE position = 4",)),
    "column-kind": ("4", "its kind", ("UPDATE entry SET kind = 'x' WHERE position = 4",)),
    "column-time": (
        "4",
        "its recorded_at",
        ("UPDATE entry SET recorded_at = 'x' WHERE position = 4",),
    ),
    "head-size": (
        "8",
        "head says 8 /",
        ("UPDATE head SET size = 8, frontier = (SELECT leaf FROM entry WHERE position = 1)",),
    ),
    "head-time": ("8", "head says 9", ("UPDATE head SET recorded_at = 'x'",)),
    "head-process": ("8", "head says 9", ("UPDATE head SET process = 'x'",)),
    "head-frontier": ("head", "no frontier", ("UPDATE head SET size = 7",)),
    "view-state": (
        "views",
        "B-2: the state",
        ("UPDATE case_view SET state = 'x' WHERE key = 'B-2'",),
    ),
    "view-body": (
        "views",
        "B-2: the body",
        ("UPDATE case_view SET body = replace(body, 'shelved', 'gone') WHERE key = 'B-2'",),
    ),
    "view-version": ("views", "the version", ("UPDATE case_view SET version = version + 1",)),
    "view-ordinal": ("views", "the ordinal", ("UPDATE case_view SET ordinal = ordinal + 1",)),
    "view-parent": ("views", "the parent", ("UPDATE case_view SET parent = 'B-9'",)),
    "view-workflow": ("views", "the workflow", ("UPDATE case_view SET workflow = 'x'",)),
    "view-due": ("views", "the due", ("UPDATE case_view SET due = '2030-01-01'",)),
    "view-deleted": ("views", "B-2: its view", ("DELETE FROM case_view WHERE key = 'B-2'",)),
    "view-made-up": (
        "views",
        "B-3: no entry",
        (
            "INSERT INTO case_view SELECT 'B-3', workflow, parent, 9, state, due, version, body "
            "FROM case_view WHERE key = 'B-2'",
        ),
    ),
}


@pytest.mark.parametrize(
    ("step", "words", "statements"), STATEMENTS.values(), ids=STATEMENTS.keys()
)
def test_each_attack_is_named(
    database: Database, journal: Journal, step: str, words: str, statements: tuple[str, ...]
) -> None:
    database.tamper(*statements)
    error = found(journal)
    assert error.step == step
    assert words in error.text.en
    assert error.text.ja


def test_one_flipped_byte(database: Database, journal: Journal) -> None:
    entry = entry_at(journal, 4).replace(b'\\"pages\\":1', b'\\"pages\\":2')
    assert entry != entry_at(journal, 4)
    database.tamper(f"UPDATE entry SET entry = {blob(database, entry)} WHERE position = 4")
    error = found(journal)
    assert (error.step, "position 4" in error.text.en) == ("2", True)


def test_one_flipped_byte_hashed_anew(database: Database, journal: Journal) -> None:
    entry = entry_at(journal, 4).replace(b'\\"pages\\":1', b'\\"pages\\":2')
    leaf = blob(database, leaf_hash(entry))
    entry_bytes = blob(database, entry)
    database.tamper(f"UPDATE entry SET entry = {entry_bytes}, leaf = {leaf} WHERE position = 4")
    assert found(journal).step == "8"


def test_an_entry_of_another_log(database: Database, journal: Journal) -> None:
    entry = entry_at(journal, 4).replace(b"library.example.jp/loans", b"library.example.jp/other")
    leaf = blob(database, leaf_hash(entry))
    entry_bytes = blob(database, entry)
    database.tamper(f"UPDATE entry SET entry = {entry_bytes}, leaf = {leaf} WHERE position = 4")
    error = found(journal)
    assert error.step == "3"
    assert "library.example.jp/other" in error.text.en


def test_what_was_never_an_entry(database: Database, journal: Journal) -> None:
    leaf = blob(database, leaf_hash(b"{}"))
    database.tamper(f"UPDATE entry SET entry = {blob(database, b'{}')}, leaf = {leaf}")
    assert found(journal).step == "3"
    with pytest.raises(TamperError), journal.reading() as shelf:
        list(shelf.entries())


def test_a_tail_cut_off_with_its_head_is_not_found_from_inside(
    database: Database, journal: Journal
) -> None:
    # What only a size and root kept elsewhere find; the receipts print them.
    with journal.reading() as shelf:
        rows = list(shelf.rows())[:6]
        kept = (shelf.head.size, shelf.head.root)
    frontier = Frontier()
    for row in rows:
        frontier = frontier.append(row.leaf)
    nodes = blob(database, frontier.to_bytes())
    database.tamper(
        "DELETE FROM entry WHERE position >= 6",
        f"UPDATE head SET size = 6, frontier = {nodes}, recorded_at = '{rows[-1].recorded_at}'",
        "DELETE FROM case_view",
    )
    with pytest.raises(TamperError, match="view"):
        verified(journal)
    with journal.reading() as shelf:
        assert (shelf.head.size, shelf.head.root) != kept


@pytest.mark.parametrize("position", [3, 8])
def test_nothing_is_written_onto_a_log_that_lost_entries(
    database: Database, journal: Journal, position: int
) -> None:
    database.tamper(f"DELETE FROM entry WHERE position >= {position}")
    with pytest.raises(TamperError, match="do not agree"):
        write(journal, amended("B-2", 3), at=LATER)


def test_nothing_is_written_onto_a_case_that_was_wound_back(
    database: Database, journal: Journal
) -> None:
    # The view of B-1 says three entries, the log has four.
    with journal.reading() as shelf:
        case = shelf.case("B-1")
    assert case is not None
    database.tamper(
        "UPDATE case_view SET body = replace(body, '\"version\":4', '\"version\":3') "
        "WHERE key = 'B-1'"
    )
    with pytest.raises(TamperError, match="do not agree"):
        write(journal, amended("B-1", 4), at=LATER)


ORDINARY = {
    "update": "UPDATE entry SET kind = 'x' WHERE position = 4",
    "delete": "DELETE FROM entry WHERE position = 8",
    "delete-all": "DELETE FROM entry",
    "head-deleted": "DELETE FROM head",
    "head-shrunk": "UPDATE head SET size = 3",
    "head-renamed": "UPDATE head SET log = 'x'",
    "second-head": "INSERT INTO head SELECT 'x', schema, size, frontier, '', '' FROM head",
    "gap": "INSERT INTO entry SELECT 10, 'x', 'B-2', 3, kind, recorded_at, entry, leaf "
    "FROM entry WHERE position = 5",
    "again": "INSERT INTO entry SELECT 8, 'x', 'B-2', 3, kind, recorded_at, entry, leaf "
    "FROM entry WHERE position = 5",
    "version": "INSERT INTO entry SELECT 9, 'x', 'B-2', 4, kind, recorded_at, entry, leaf "
    "FROM entry WHERE position = 5",
    "id": "INSERT INTO entry SELECT 9, id, 'B-2', 3, kind, recorded_at, entry, leaf "
    "FROM entry WHERE position = 5",
}
OF_SQLITE = {
    "replace-by-position": "INSERT OR REPLACE INTO entry SELECT 4, 'x', 'B-2', 3, kind, "
    "recorded_at, entry, leaf FROM entry WHERE position = 5",
    "replace-by-id": "INSERT OR REPLACE INTO entry SELECT 9, id, 'B-2', 3, kind, recorded_at, "
    "entry, leaf FROM entry WHERE position = 5",
    "replace-by-version": "REPLACE INTO entry SELECT 9, 'x', 'B-2', 2, kind, recorded_at, "
    "entry, leaf FROM entry WHERE position = 5",
    "update-or-replace": "UPDATE OR REPLACE entry SET position = 4 WHERE position = 5",
    "upsert": "INSERT INTO entry SELECT 4, 'x', 'B-2', 3, kind, recorded_at, entry, leaf "
    "FROM entry WHERE position = 5 ON CONFLICT DO UPDATE SET kind = 'x'",
    "replace-head": "REPLACE INTO head VALUES ('library.example.jp/loans', 1, 0, x'', '', '')",
}
OF_POSTGRESQL = {
    "truncate": "TRUNCATE entry",
    "truncate-head": "TRUNCATE head",
    "truncate-both": "TRUNCATE entry, head, case_view",
    "replica": "SET session_replication_role = replica; DELETE FROM entry",
    "own-search-path": "CREATE TEMP TABLE entry (position bigint, case_key text, version bigint); "
    "INSERT INTO {schema}.entry SELECT 42, 'x', 'B-2', 3, kind, recorded_at, entry, leaf "
    "FROM {schema}.entry WHERE position = 5",
}


@pytest.mark.parametrize("kind", ["ordinary", "own"])
def test_the_database_itself_refuses(database: Database, journal: Journal, kind: str) -> None:
    own = OF_SQLITE if database.kind == "sqlite" else OF_POSTGRESQL
    for name, statement in (ORDINARY if kind == "ordinary" else own).items():
        words = statement.replace("{schema}", database.schema)
        with pytest.raises(Exception, match=r"never|follow|stands in|grows|one log|duplicate"):
            database.ask(words)
        assert verified(journal).size == 9, name
