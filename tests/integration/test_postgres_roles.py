"""Who may do what in PostgreSQL: the application, the owner, the server's superuser."""

from collections.abc import Iterator
from dataclasses import dataclass

import psycopg
import pytest
from psycopg.errors import InsufficientPrivilege, RaiseException, UniqueViolation

from tadasu.errors import TamperError, UnavailableError
from tadasu.store.journal import Journal
from tadasu.store.rebuild import rebuild_views
from tadasu.store.tables import META
from tests.databases import Server
from tests.unit.store.pen import LOG, adopted, amended, linked, opened, restated, verified, write

EDIT = "UPDATE entry SET kind = 'case.moved/1' WHERE position = 1"
FIRST = "case_key, version, kind, recorded_at, entry, leaf FROM entry WHERE position = 1"
NEVER = {
    "edit": EDIT,
    "delete all": "DELETE FROM entry",
    "delete one": "DELETE FROM entry WHERE position = 1",
    "truncate": "TRUNCATE entry",
    "truncate both": "TRUNCATE entry, head",
    "delete head": "DELETE FROM head",
    "truncate head": "TRUNCATE head",
    "smaller head": "UPDATE head SET size = size - 1",
    "renamed log": "UPDATE head SET log = 'other.example'",
    "older schema": "UPDATE head SET schema = 0",
    "second head": "INSERT INTO head SELECT 'second', 1, 0, '', '', ''",
    "gap": "INSERT INTO entry SELECT 8, 'x', " + FIRST,
    "before the first": "INSERT INTO entry SELECT -1, 'x', " + FIRST,
    "same version": "INSERT INTO entry SELECT 2, 'x', " + FIRST,
    "same id": "INSERT INTO entry SELECT 2, id, " + FIRST.replace("version,", "version + 1,"),
    "upsert": "INSERT INTO entry TABLE entry ON CONFLICT (position) DO UPDATE SET id = 'x'",
    "merge": "MERGE INTO entry e USING head h ON e.position = 1 WHEN MATCHED THEN DELETE",
    "with": "WITH gone AS (DELETE FROM entry RETURNING 1) SELECT count(*) FROM gone",
}
"""What nobody does while the triggers stand, whoever it is."""

OWNERS_ONLY = {
    "all triggers": "ALTER TABLE entry DISABLE TRIGGER ALL",
    "one trigger": "ALTER TABLE entry DISABLE TRIGGER entry_no_change",
    "drop trigger": "DROP TRIGGER entry_no_change ON entry",
    "drop table": "DROP TABLE case_view",
    "alter table": "ALTER TABLE entry ADD COLUMN note text",
    "function": "CREATE OR REPLACE FUNCTION tadasu_never() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RETURN NEW; END $$",
    "new table": "CREATE TABLE other (x int)",
    "name of the log": "UPDATE head SET log = log",
    "schema": "UPDATE head SET schema = schema",
}
SUPERUSERS_ONLY = {
    "replica": "SET session_replication_role = replica",
    "fsync": "ALTER SYSTEM SET fsync = off",
}


@dataclass(frozen=True, slots=True)
class Place:
    """A log that an owner made for an application."""

    server: Server
    schema: str
    application: str
    owner: str

    def url(self, user: str) -> str:
        return self.server.url(self.schema, user.replace(" ", "%20"))

    def do(self, user: str, *statements: str) -> None:
        """Do statements as one of the four."""
        if user in ("superuser", "replica"):
            mode = "replica" if user == "replica" else "origin"
            path = f"SET search_path TO {self.schema}"
            self.server.sql(path, f"SET session_replication_role = {mode}", *statements)
        else:
            self.as_user(getattr(self, user), *statements)

    def as_user(self, user: str, *statements: str) -> None:
        """Do statements in one session."""
        where = self.url(user).replace("+psycopg", "")
        with psycopg.connect(where, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())


@pytest.fixture
def place(postgresql: Server) -> Iterator[Place]:
    schema = postgresql.new_schema()
    application, owner = f"{schema} application", f"{schema}_owner"
    postgresql.sql(
        f'CREATE ROLE "{application}" LOGIN',
        f"CREATE ROLE {owner} LOGIN",
        f"ALTER SCHEMA {schema} OWNER TO {owner}",
    )
    # The name needs quoting: nobody's name may become SQL.
    Journal.create(postgresql.url(schema, owner), LOG, application_role=application).close()
    made = Place(postgresql, schema, application, owner)
    journal = _journal(made, application)
    write(journal, adopted(), opened("B-1"))
    journal.close()
    yield made
    postgresql.sql(
        f"DROP SCHEMA {schema} CASCADE",
        f'DROP OWNED BY "{application}", {owner}',
        f'DROP ROLE "{application}", {owner}',
    )


def _journal(place: Place, user: str) -> Journal:
    return Journal.open(place.url(user), LOG)


def test_the_application_can_do_its_work(place: Place) -> None:
    journal = _journal(place, place.application)
    loan = linked("L-1", "loan", ["reader"], {"reader": "M-1"})
    write(journal, amended("B-1", 2), opened("B-2"), loan, restated("L-1", 2, {"reader": "M-2"}))
    assert verified(journal).size == 6
    assert rebuild_views(journal) == 3
    assert verified(journal).size == 6
    journal.close()


@pytest.mark.parametrize("name", NEVER)
@pytest.mark.parametrize("user", ["application", "owner", "superuser", "replica"])
def test_nobody_changes_the_record_while_the_triggers_stand(
    place: Place, user: str, name: str
) -> None:
    with pytest.raises((RaiseException, InsufficientPrivilege, UniqueViolation)):
        place.do(user, NEVER[name])
    journal = _journal(place, place.application)
    assert verified(journal).size == 2
    write(journal, amended("B-1", 2))
    journal.close()


@pytest.mark.parametrize("name", [*OWNERS_ONLY, *SUPERUSERS_ONLY])
def test_the_application_has_no_way_around(place: Place, name: str) -> None:
    with pytest.raises(InsufficientPrivilege):
        place.do("application", {**OWNERS_ONLY, **SUPERUSERS_ONLY}[name])


@pytest.mark.parametrize("name", SUPERUSERS_ONLY)
def test_the_owner_is_no_superuser(place: Place, name: str) -> None:
    with pytest.raises(InsufficientPrivilege):
        place.do("owner", SUPERUSERS_ONLY[name])


def test_a_table_of_the_same_name_does_not_deceive_the_triggers(place: Place) -> None:
    gap = f"INSERT INTO {place.schema}.entry SELECT 41, 'x', " + FIRST.replace(
        "version,", "version + 1,"
    ).replace("FROM entry", "FROM pg_temp.entry")
    with pytest.raises(RaiseException):
        place.do(
            "application",
            "CREATE TEMP TABLE entry AS TABLE entry",
            "INSERT INTO pg_temp.entry SELECT 40, 'y', " + FIRST,
            gap,
        )


@pytest.mark.parametrize("user", ["owner", "superuser"])
def test_whoever_takes_the_triggers_away_is_found_out(place: Place, user: str) -> None:
    # The owner may switch off what it made, the superuser everything.
    which = "USER" if user == "owner" else "ALL"
    place.do(
        user,
        f"ALTER TABLE entry DISABLE TRIGGER {which}",
        EDIT,
        f"ALTER TABLE entry ENABLE TRIGGER {which}",
    )
    journal = _journal(place, place.application)
    with pytest.raises(TamperError) as found:
        verified(journal)
    assert found.value.step == "4"
    journal.close()


def test_rights_taken_away_are_told_plainly(place: Place) -> None:
    journal = _journal(place, place.application)
    place.as_user(place.owner, f'REVOKE INSERT ON entry FROM "{place.application}"')
    with pytest.raises(UnavailableError, match="Nothing was written"):
        write(journal, amended("B-1", 2))
    assert verified(journal).size == 2
    journal.close()


def test_text_sorts_by_code_point_whatever_the_server_thinks(place: Place) -> None:
    tables = ", ".join(f"'{place.schema}.{name}'::regclass" for name in META.tables)
    collations = "pg_attribute JOIN pg_collation c ON c.oid = attcollation AND attnum > 0"
    rows = place.server.sql(
        f"SELECT DISTINCT collname FROM {collations} WHERE attrelid IN ({tables})"  # noqa: S608
    )
    assert rows == [("C",)]
