"""Where a journal begins and where it stops: sizes, names, and what must never be written."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from tadasu.core.events import CaseAmended
from tadasu.errors import ConflictError, TamperError, UnavailableError
from tadasu.ledger.entry import MAX_ENTRY
from tadasu.store.journal import Journal
from tadasu.store.questions import COMPLETIONS
from tests.unit.store.pen import (
    AT,
    LOG,
    Written,
    adopted,
    amended,
    begun,
    moved,
    new_id,
    opened,
    refused,
    said,
    verified,
    write,
)
from tests.unit.store.places import Database


@pytest.fixture
def journal(database: Database) -> Iterator[Journal]:
    """A log that has adopted a process."""
    journal = begun(database.url)
    yield journal
    journal.close()


def test_a_log_is_there_again_when_it_is_opened_again(
    database: Database, journal: Journal
) -> None:
    write(journal, opened("B-1"))
    journal.close()
    again = Journal.open(database.url, LOG)
    assert verified(again).size == 2
    assert write(again, amended("B-1", 2)) == (2,)
    again.close()


def test_a_log_that_is_opened_for_reading_takes_nothing(
    database: Database, journal: Journal
) -> None:
    write(journal, opened("B-1"))
    reader = Journal.open(database.url, LOG, reading=True)
    assert verified(reader).size == 2
    with pytest.raises(UnavailableError):
        write(reader, amended("B-1", 2))
    reader.close()
    assert write(journal, amended("B-1", 2)) == (2,)


def test_a_log_is_made_once(database: Database, journal: Journal) -> None:
    with pytest.raises(ConflictError):
        Journal.create(database.url, LOG)
    assert verified(journal).size == 1


def test_a_log_is_opened_by_its_name(database: Database) -> None:
    begun(database.url).close()
    with pytest.raises(UnavailableError, match=f"holds the log {LOG}, not library"):
        Journal.open(database.url, "library")


def test_a_description_keeps_the_password_to_itself(journal: Journal) -> None:
    assert ":secret@" not in journal.describe()
    assert "keeper@" in journal.describe() or journal.describe().startswith("sqlite:///")


def test_an_append_of_nothing(journal: Journal) -> None:
    assert write(journal) == ()
    assert verified(journal).size == 1


MISPLACED: dict[str, Written] = {
    "of-another-log": (replace(opened("B-1")[0], log="another"), opened("B-1")[1]),
    "of-another-kind": (replace(opened("B-1")[0], kind="case.moved/1"), opened("B-1")[1]),
    "case-without-a-key": (replace(opened("B-1")[0], case="", version=2), opened("B-1")[1]),
    "adoption-of-a-case": (replace(adopted()[0], case="B-1"), adopted()[1]),
    "refusal-without-a-case": refused("B-1", 1),
}


@pytest.mark.parametrize("written", MISPLACED.values(), ids=MISPLACED.keys())
def test_what_could_never_be_verified_is_not_written(journal: Journal, written: Written) -> None:
    with pytest.raises(ValueError, match=r"for|not about"):
        write(journal, written)
    assert verified(journal).size == 1


def test_a_log_begins_with_an_adoption(database: Database) -> None:
    journal = Journal.create(database.url, LOG)
    with pytest.raises(ValueError, match="begins with an adoption"):
        write(journal, opened("B-1"))
    assert verified(journal).size == 0
    journal.close()


def test_events_follow_one_another(journal: Journal) -> None:
    write(journal, opened("B-1"), moved("B-1", 2))
    with pytest.raises(TamperError):
        write(journal, moved("B-1", 3))
    assert verified(journal).size == 3


UNWRITABLE: dict[str, dict[str, Any]] = {
    "not-nfc": {"data": {"fields": {"title": "か\u3099"}}},
    "surrogate": {"data": {"fields": {"title": "\ud800"}}},
    "float": {"data": {"fields": {"pages": 1.5}}},
    "no-uuid": {"id": "7"},
    "no-time": {"occurred_at": "today"},
}


@pytest.mark.parametrize("change", UNWRITABLE.values(), ids=UNWRITABLE.keys())
def test_what_cannot_be_read_again_is_not_written(
    journal: Journal, change: dict[str, Any]
) -> None:
    statement, event = opened("B-1")
    with pytest.raises(UnavailableError, match="can't be recorded"):
        write(journal, (replace(statement, **change), event))
    assert verified(journal).size == 1


def test_large_entries_in_a_large_batch(journal: Journal) -> None:
    # More than the drivers' and the sockets' buffers hold, in one transaction.
    event = CaseAmended({"note": "x" * 60_000})
    write(journal, opened("B-1"), *(said("B-1", n, event) for n in range(2, 202)))
    assert verified(journal).size == 202


def test_the_largest_entry(journal: Journal) -> None:
    text = "x" * (MAX_ENTRY - 1_000)
    with pytest.raises(UnavailableError, match="can't be recorded"):
        write(journal, opened("B-1"), said("B-1", 2, CaseAmended({"note": text + "x" * 1_000})))
    write(journal, opened("B-1"), said("B-1", 2, CaseAmended({"note": text})))
    with journal.reading() as shelf:
        case = shelf.case("B-1")
    assert case is not None
    assert case.fields["note"] == text


def test_completion_offers_a_few(journal: Journal) -> None:
    write(journal, *(opened(f"B-{n:03}") for n in range(COMPLETIONS + 9)))
    with journal.reading() as shelf:
        assert shelf.keys("B-") == tuple(f"B-{n:03}" for n in range(COMPLETIONS))


def test_a_desk_does_not_outlive_its_transaction(journal: Journal) -> None:
    with journal.writing() as desk:
        desk.append([opened("B-1")], AT)
    with pytest.raises(UnavailableError):
        desk.append([opened("B-2")], AT)
    assert verified(journal).size == 2


def test_nor_the_transaction_that_a_failed_append_undid(journal: Journal) -> None:
    request = new_id()
    write(journal, opened("B-1", request=request))
    with pytest.raises(UnavailableError), journal.writing() as desk:  # noqa: PT012 (at the end)
        with pytest.raises(ConflictError):
            desk.append([amended("B-1", 2, request)], AT)
        # SQLite would take this outside any transaction, and keep it.
        with pytest.raises(UnavailableError):
            desk.append([opened("B-2")], AT)
    assert verified(journal).size == 2
