"""PostgreSQL alone: names that mislead, order, writers that fall silent, power that goes."""

import signal
from collections.abc import Iterator
from contextlib import closing

import psycopg
import pytest

from tadasu.errors import UnavailableError
from tadasu.store import database as opening
from tadasu.store.journal import Journal
from tests.databases import Server, running_server
from tests.unit.store.pen import (
    LOG,
    adopted,
    amended,
    begun,
    ids,
    moved,
    new_id,
    opened,
    verified,
    write,
)
from tests.unit.store.places import Database, served

ROLE = "clerk"


@pytest.fixture
def office(postgresql: Server) -> Iterator[tuple[Database, Journal]]:
    """A log that belongs to the superuser, opened by the application's own role."""
    if not postgresql.sql(f"SELECT 1 FROM pg_roles WHERE rolname = '{ROLE}'"):  # noqa: S608
        postgresql.sql(f"CREATE ROLE {ROLE} LOGIN")
    place = served(postgresql)
    with closing(Journal.create(place.url, LOG, application_role=ROLE)) as journal:
        write(journal, adopted(), opened("B-1"))
    with closing(Journal.open(postgresql.url(place.schema, ROLE), LOG)) as journal:
        yield place, journal


def test_the_application_does_its_work(office: tuple[Database, Journal]) -> None:
    _, journal = office
    write(journal, amended("B-1", 2), opened("B-2"), moved("B-2", 2))
    assert verified(journal).size == 5


def test_a_table_of_the_same_name_does_not_mislead_the_triggers(
    office: tuple[Database, Journal],
) -> None:
    place, journal = office
    address = place.url.replace("postgresql+psycopg", "postgresql").replace("keeper", ROLE)
    words = (
        "CREATE TEMP TABLE entry (position bigint, case_key text, version bigint); "
        "SET search_path = pg_temp, {schema}; INSERT INTO {schema}.entry SELECT 0, 'x', 'x', 1, "
        "kind, recorded_at, entry, leaf FROM {schema}.entry WHERE position = 1"
    ).replace("{schema}", place.schema)
    with psycopg.connect(address) as connection, pytest.raises(psycopg.Error, match="follow"):
        connection.execute(words.encode())
    assert verified(journal).size == 2


def test_a_writer_that_fell_silent_gives_up_the_lock(
    postgresql: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = served(postgresql)
    short = opening._POSTGRESQL.replace(f"{opening.IDLE_SECONDS}s", "200ms")
    monkeypatch.setattr(opening, "_POSTGRESQL", short)
    silent, journal = begun(place.url), Journal.open(place.url, LOG)
    with pytest.raises(UnavailableError), silent.writing() as desk:  # noqa: PT012 (its end raises)
        desk.append([opened("B-1")], "2026-06-01T00:00:00Z")
        assert write(journal, opened("B-1")) == (1,)
    assert verified(silent).size == 2
    silent.close()
    journal.close()


def test_a_server_that_lost_its_power_lost_nothing_that_was_told() -> None:
    with running_server() as server:
        journal = begun(server.url(server.new_schema()), LOG, opened("B-1"))
        told = []
        for round_ in range(3):
            for n in range(20):
                request = new_id()
                write(journal, amended("B-1", 2 + 20 * round_ + n, request))
                told.append(request)
            server.stop(signal.SIGQUIT)
            with pytest.raises(UnavailableError):
                write(journal, opened("B-2"))
            server.start()
            assert set(told) <= set(ids(journal))
            assert verified(journal).size == 2 + len(told)
        journal.close()
