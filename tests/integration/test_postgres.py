"""PostgreSQL alone: writers that fall silent, power that goes."""

import signal

import pytest

from tadasu.errors import UnavailableError
from tadasu.store import database as opening
from tadasu.store.journal import Journal
from tests.databases import Server, running_server
from tests.unit.store.pen import (
    LOG,
    amended,
    begun,
    ids,
    new_id,
    opened,
    verified,
    write,
)
from tests.unit.store.places import served


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
