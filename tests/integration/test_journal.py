"""What a journal promises, the same on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tadasu.core.events import CaseRefused, ProcessAdopted
from tadasu.errors import ConflictError, TamperError, UnavailableError
from tadasu.ledger.check import check_entries
from tadasu.ledger.entry import MAX_ENTRY
from tadasu.ledger.tree import EMPTY_ROOT, leaf_hash, root_of
from tadasu.store.journal import Journal
from tadasu.store.questions import COMPLETIONS, PAGE
from tadasu.store.views import compare_views
from tests.unit.store.writing import (
    ADOPTED,
    LOG,
    PROCESS,
    amended,
    append,
    at,
    journals,
    moved,
    new_id,
    opened,
    statement,
    write,
)


@pytest.fixture
def journal(url: str) -> Iterator[Journal]:
    """A log with one adoption."""
    yield from journals(url)


def adds_up(journal: Journal) -> int:
    """How many entries there are, after all of them were verified and the views compared."""
    with journal.reading() as shelf:
        checked = check_entries(shelf.rows(), shelf.claim())
        compare_views(shelf)
    return checked.size


def test_a_new_log_is_empty(url: str) -> None:
    journal = Journal.create(url, LOG)
    with journal.reading() as shelf:
        assert shelf.head.log == LOG
        assert (shelf.head.size, shelf.head.root) == (0, EMPTY_ROOT.hex())
        assert (shelf.head.recorded_at, shelf.head.process) == ("", "")
        assert list(shelf.entries()) == []
        assert shelf.case("B-1") is None
    assert adds_up(journal) == 0
    journal.close()


def test_what_was_written_is_there_after_opening_again(url: str, journal: Journal) -> None:
    assert write(journal, "B-1", opened(title="坊っちゃん"), moved()) == (1, 2)
    journal.close()
    again = Journal.open(url, LOG)
    with again.reading() as shelf:
        case = shelf.case("B-1")
        assert case is not None
        assert (case.state, case.version, case.fields) == ("out", 2, {"title": "坊っちゃん"})
        entries = list(shelf.entries())
        assert [stored.position for stored in entries] == [0, 1, 2]
        assert entries[1].entry.statement.data["fields"] == {"title": "坊っちゃん"}
        assert shelf.head.size == 3
        assert shelf.head.root == root_of(leaf_hash(row.entry) for row in shelf.rows()).hex()
        assert shelf.head.process == PROCESS
    assert adds_up(again) == 3
    again.close()


def test_a_desk_sees_what_it_has_written(journal: Journal) -> None:
    with journal.writing() as desk:
        assert append(desk, "B-1", opened(), moved()) == (1, 2)
        assert append(desk, "B-1", moved("out", "in")) == (3,)
        assert append(desk, "B-2", opened("S-1")) == (4,)
        case = desk.case("B-1")
        assert case is not None
        assert (case.state, case.version) == ("in", 3)
        assert [child.key for child in desk.children(["S-1"], "book")] == ["B-2"]
        assert desk.count("book", "S-1") == desk.count("book", None) == 1
        assert [case.key for case in desk.select("book")] == ["B-1", "B-2"]
        assert desk.head.size == 5
    assert adds_up(journal) == 5


def test_an_exception_undoes_everything(journal: Journal) -> None:
    with pytest.raises(KeyboardInterrupt), journal.writing() as desk:
        append(desk, "B-1", opened())
        raise KeyboardInterrupt
    with journal.reading() as shelf:
        assert shelf.head.size == 1
        assert shelf.case("B-1") is None
    assert write(journal, "B-1", opened()) == (1,)


def test_an_append_that_failed_cannot_be_committed(journal: Journal) -> None:
    used = new_id()
    write(journal, "B-1", opened(), id=used)
    with pytest.raises(UnavailableError, match="undone"), journal.writing() as desk:
        append(desk, "B-2", opened())
        with pytest.raises(ConflictError):
            append(desk, "B-3", opened(), id=used)
    assert adds_up(journal) == 2


def test_a_stale_version_is_a_conflict(journal: Journal) -> None:
    write(journal, "B-1", opened())
    with journal.reading() as shelf:
        stale = statement(shelf.head, moved(), "B-1", 2)
    write(journal, "B-1", amended(shelf=4))
    with journal.writing() as desk:
        with pytest.raises(ConflictError, match="B-1 has changed"):
            desk.append([(stale, moved())], at(0))
        with pytest.raises(ConflictError):
            desk.append([(replace(stale, version=4), moved())], at(0))
        with pytest.raises(ConflictError):
            desk.append([(statement(desk.head, opened(), "B-1", 1), opened())], at(0))
        with pytest.raises(ConflictError, match=LOG):
            desk.append([(statement(desk.head, ADOPTED), ADOPTED)], at(0))
    assert adds_up(journal) == 3


def test_an_id_is_used_once(journal: Journal) -> None:
    used = new_id()
    write(journal, "B-1", opened(), id=used)
    with pytest.raises(ConflictError, match="recorded before"):
        write(journal, "B-2", opened(), id=used)
    assert adds_up(journal) == 2


def test_a_request_is_found_with_all_it_wrote(journal: Journal) -> None:
    request = new_id()
    write(journal, "B-1", opened(), moved(), moved("out", "in"), id=request)
    write(journal, "B-2", opened())
    with journal.reading() as shelf:
        assert [stored.position for stored in shelf.request(request)] == [1, 2, 3]
        assert shelf.request(new_id()) == ()
        assert shelf.request("\udc80") == shelf.request("a\0b") == ()


def test_the_log_has_events_of_its_own(journal: Journal) -> None:
    refused = CaseRefused(act="open", asked={"text": "{}"}, reasons=({"code": "role"},))
    later = ProcessAdopted(digest="12" * 32, size=1, clock="")
    assert write(journal, "", refused, later) == (1, 2)
    with journal.reading() as shelf:
        assert shelf.version("") == 3
        assert shelf.head.process == "12" * 32
        assert [stored.position for stored in shelf.entries(case="")] == [0, 1, 2]
    assert adds_up(journal) == 3


def test_a_clock_that_went_back_stops_writing(journal: Journal) -> None:
    with journal.writing() as desk:
        event = opened()
        desk.append([(statement(desk.head, event, "B-1"), event)], at(9))
        with pytest.raises(UnavailableError, match="clock"):
            desk.append([(statement(desk.head, event, "B-2"), event)], at(8))
    assert adds_up(journal) == 2


def test_what_could_never_be_verified_is_not_written(url: str) -> None:
    journal = Journal.create(url, LOG)
    with journal.writing() as desk:
        with pytest.raises(ValueError, match="begins with an adoption"):
            append(desk, "B-1", opened())
        append(desk, "", ADOPTED)
        book = statement(desk.head, opened(), "B-1")
        with pytest.raises(ValueError, match="other"):
            desk.append([(replace(book, log="example.org/other"), opened())], at(0))
        with pytest.raises(ValueError, match="moved"):
            desk.append([(replace(book, kind="case.moved/1"), opened())], at(0))
        with pytest.raises(ValueError, match="not about"):
            desk.append([(replace(book, case="", version=2), opened())], at(0))
        refused = CaseRefused(act="open", asked={"text": "{}"}, reasons=({"code": "role"},))
        with pytest.raises(ValueError, match="not about"):
            append(desk, "B-1", refused)
        with pytest.raises(TamperError):
            append(desk, "B-1", moved())
    assert adds_up(journal) == 1
    journal.close()


def test_what_is_too_large_is_not_written(journal: Journal) -> None:
    with journal.writing() as desk:
        with pytest.raises(UnavailableError, match="can't be recorded"):
            append(desk, "B-1", opened(note="x" * MAX_ENTRY))
        with pytest.raises(UnavailableError, match="NFC"):
            append(desk, "B-1", opened(note="か\u3099"))
        append(desk, "B-1", opened(note="x" * (MAX_ENTRY - 2_000)))
    assert adds_up(journal) == 2


def test_a_large_batch_of_large_entries(journal: Journal) -> None:
    # More than a driver's buffers hold, in one transaction.
    with journal.writing() as desk:
        for n in range(3):
            append(desk, f"B-{n}", opened(), *[amended(note="x" * 60_000)] * 100)
    assert adds_up(journal) == 304


def test_more_than_a_page(journal: Journal) -> None:
    number = PAGE + 3
    with journal.writing() as desk:
        event = opened("S-1")
        keys = [f"B-{n:04}" for n in range(number)]
        desk.append([(statement(desk.head, event, key), event) for key in keys], at(0))
        append(desk, "L-1", opened(), *[amended(n=n) for n in range(number)])
    with journal.reading() as shelf:
        assert [case.key for case in shelf.children(["S-1"], "book")] == keys
        assert [case.key for case in shelf.select("book", "in")] == ["L-1", *keys]
        assert len(shelf.cases([*keys, "B-9999"])) == number
        assert len(list(shelf.entries())) == 2 + 2 * number
        assert [stored.position for stored in shelf.entries(number)][:2] == [number, number + 1]
        of_one = [s.entry.statement.version for s in shelf.entries(case="L-1")]
        assert of_one == list(range(1, number + 2))
        assert len(list(shelf.entries(2 * number, "L-1"))) == 2
        assert shelf.keys("B-") == tuple(keys[:COMPLETIONS])
    assert adds_up(journal) == 2 + 2 * number


def test_siblings_are_in_the_order_of_their_opening(journal: Journal) -> None:
    for key in ("B-9", "い", "B-10", "あ"):
        write(journal, key, opened("S-2"))
    write(journal, "B-0", opened("S-1"))
    write(journal, "V-1", opened("S-1", "video"), moved())
    with journal.reading() as shelf:
        found = shelf.children(["S-2", "S-1", "S-0"], "book")
        assert [case.key for case in found] == ["B-0", "B-9", "い", "B-10", "あ"]
        assert [case.key for case in shelf.select("video", "in")] == []
        assert [case.key for case in shelf.select("video", "out")] == ["V-1"]
        assert shelf.count("book", "S-2") == 4
        assert shelf.count("book", "S-3") == 0
        assert shelf.children([], "book") == []
        assert shelf.keys("") == ("B-0", "B-10", "B-9", "V-1", "あ", "い")
        assert shelf.keys("あ") == ("あ",)
        assert shelf.keys("\udc80") == ()


def test_names_that_no_database_takes_belong_to_nobody(journal: Journal) -> None:
    with journal.reading() as shelf:
        assert shelf.cases(["B-1\0", "\udc80", "'; DROP TABLE entry; --"]) == {}
        assert shelf.children(["\udc80"], "book") == []


def test_a_reader_sees_one_moment(journal: Journal) -> None:
    write(journal, "B-1", opened())
    with journal.reading() as shelf:
        before = shelf.head
        write(journal, "B-2", opened())
        assert shelf.case("B-2") is None
        assert len(list(shelf.rows())) == before.size == 2
    with journal.reading() as shelf:
        assert shelf.case("B-2") is not None


def test_a_log_is_made_once(url: str, journal: Journal) -> None:
    with pytest.raises(ConflictError):
        Journal.create(url, LOG)
    assert adds_up(journal) == 1


def test_a_log_is_opened_by_its_name(url: str, journal: Journal) -> None:
    with pytest.raises(UnavailableError, match="holds the log example.org/library"):
        Journal.open(url, "example.org/other")
    assert adds_up(journal) == 1
