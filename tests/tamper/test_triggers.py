"""What the database itself refuses, whoever asks: changing, removing, or inserting out of turn."""

from collections.abc import Iterator

import pytest

from tadasu.store.journal import Journal
from tests.unit.store.pen import amended, begun, opened, verified, write
from tests.unit.store.places import Database


@pytest.fixture
def journal(database: Database) -> Iterator[Journal]:
    """A log of nine entries, the sixth of them about B-2."""
    journal = begun(database.url)
    write(journal, opened("B-1"), *(amended("B-1", n) for n in range(2, 5)))
    write(journal, opened("B-2"), amended("B-2", 2))
    write(journal, *(amended("B-1", n) for n in range(5, 7)))
    assert verified(journal).size == 9
    yield journal
    journal.close()


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
