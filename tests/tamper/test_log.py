"""Attacks by whoever owns the database: triggers off, hands in, triggers on. Each is named.

The steps are those of `tadasu.ledger.check`; "views" is the comparison that follows them.
"""

from collections.abc import Iterator

import pytest

from tadasu.errors import TamperError
from tadasu.ledger.tree import Frontier, leaf_hash
from tadasu.store.journal import Journal
from tadasu.store.rebuild import rebuild_views
from tests.unit.store.pen import (
    AT,
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


def alter(database: Database, position: int, **columns: bytes) -> None:
    """Put other bytes into columns of an entry."""
    changes = ", ".join(f"{name} = {blob(database, value)}" for name, value in columns.items())
    database.tamper(f"UPDATE entry SET {changes} WHERE position = {position}")  # noqa: S608


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
        "position 5:",
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
            (
                "INSERT INTO case_view SELECT 'B-3', workflow, parent, 9, state, due, version, "
                "body FROM case_view WHERE key = 'B-2'"
            ),
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
    alter(database, 4, entry=entry)
    error = found(journal)
    assert (error.step, "position 4" in error.text.en) == ("2", True)


def test_one_flipped_byte_hashed_anew(database: Database, journal: Journal) -> None:
    entry = entry_at(journal, 4).replace(b'\\"pages\\":1', b'\\"pages\\":2')
    alter(database, 4, entry=entry, leaf=leaf_hash(entry))
    assert found(journal).step == "8"


def test_an_entry_of_another_log(database: Database, journal: Journal) -> None:
    entry = entry_at(journal, 4).replace(b"library.example.jp/loans", b"library.example.jp/other")
    alter(database, 4, entry=entry, leaf=leaf_hash(entry))
    error = found(journal)
    assert error.step == "3"
    assert "library.example.jp/other" in error.text.en


def test_what_was_never_an_entry(database: Database, journal: Journal) -> None:
    alter(database, 4, entry=b"{}", leaf=leaf_hash(b"{}"))
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
        f"UPDATE head SET size = 6, frontier = {nodes}, recorded_at = '{AT}'",  # noqa: S608
    )
    assert found(journal).step == "views"
    rebuild_views(journal)
    assert verified(journal).size == 6
    with journal.reading() as shelf:
        assert (shelf.head.size, shelf.head.root) != kept


@pytest.mark.parametrize("position", [3, 8])
def test_nothing_is_written_onto_a_log_that_lost_entries(
    database: Database, journal: Journal, position: int
) -> None:
    database.tamper(f"DELETE FROM entry WHERE position >= {position}")  # noqa: S608
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
