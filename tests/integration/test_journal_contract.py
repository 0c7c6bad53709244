"""What the journal promises, on either database."""

from collections.abc import Iterator

import pytest

from tadasu.core.events import CaseAmended
from tadasu.errors import ConflictError, TamperError, UnavailableError
from tadasu.ledger.check import Row
from tadasu.ledger.tree import Frontier, leaf_hash, root_of
from tadasu.store.journal import Journal
from tadasu.store.rebuild import rebuild_views
from tests.unit.store import places
from tests.unit.store.pen import (
    AT,
    LATER,
    LOG,
    PROCESS,
    adopted,
    amended,
    attached,
    begun,
    cases,
    moved,
    new_id,
    opened,
    refused,
    said,
    verified,
    write,
)
from tests.unit.store.places import Database

database = places.database


@pytest.fixture
def journal(database: Database) -> Iterator[Journal]:
    journal = begun(database.url)
    yield journal
    journal.close()


def test_an_empty_log_is_the_tree_of_nothing(database: Database) -> None:
    journal = Journal.create(database.url, LOG)
    with journal.reading() as shelf:
        head = shelf.head
        assert (head.log, head.size, head.recorded_at, head.process) == (LOG, 0, "", "")
        assert head.root == Frontier().root.hex()
        assert shelf.at(0) is None
        assert list(shelf.entries()) == []
    journal.close()


def test_positions_follow_one_another_and_the_head_is_the_tree(journal: Journal) -> None:
    assert write(journal, opened("B-1"), amended("B-1", 2)) == (1, 2)
    assert write(journal, opened("B-2"), at=LATER) == (3,)
    with journal.reading() as shelf:
        rows = list(shelf.rows())
        head = shelf.head
        claim = shelf.claim()
    assert [row.position for row in rows] == [0, 1, 2, 3]
    root = root_of(leaf_hash(row.entry) for row in rows)
    assert (head.size, head.root) == (4, root.hex())
    assert (head.recorded_at, head.process) == (LATER, PROCESS)
    assert (claim.size, claim.root) == (4, root)
    assert verified(journal).root == root


def test_many_entries_are_written_and_read_in_pages(journal: Journal) -> None:
    count = 2_345
    write(journal, *(opened(f"B-{n:04}") for n in range(count)))
    write(journal, *(amended("B-0000", n) for n in range(2, 1_300)))
    with journal.reading() as shelf:
        assert [stored.position for stored in shelf.entries()] == list(range(count + 1_299))
        assert next(stored.position for stored in shelf.entries(3_000)) == 3_000
        versions = [s.entry.statement.version for s in shelf.entries(case="B-0000")]
        assert versions == list(range(1, 1_300))
        assert [case.key for case in shelf.select("book")][::1000] == [
            "B-0000",
            "B-1000",
            "B-2000",
        ]
        assert shelf.count("book", None) == count
    assert verified(journal).size == count + 1_299


def test_a_version_that_does_not_follow_is_a_conflict(journal: Journal) -> None:
    write(journal, opened("B-1"))
    for version in (1, 3, 17):
        with pytest.raises(ConflictError):
            write(journal, amended("B-1", version))
    with pytest.raises(ConflictError):
        write(journal, opened("B-1"))
    with pytest.raises(ConflictError):
        write(journal, amended("B-2", 2))
    with pytest.raises(ConflictError):
        write(journal, adopted(1))
    assert verified(journal).size == 2


def test_an_id_stands_in_the_log_once(journal: Journal) -> None:
    request = new_id()
    write(journal, opened("B-1", request=request))
    with pytest.raises(ConflictError):
        write(journal, amended("B-1", 2, request))
    with pytest.raises(ConflictError):
        write(journal, opened("B-2"), amended("B-1", 2, request))
    assert verified(journal).size == 2


def test_an_append_is_kept_whole_or_not_at_all(journal: Journal) -> None:
    with pytest.raises(ConflictError):
        write(journal, opened("B-1"), amended("B-1", 2), amended("B-1", 4))
    with journal.reading() as shelf:
        assert shelf.case("B-1") is None
        assert shelf.head.size == 1


def test_what_the_writer_sees_is_what_it_wrote(journal: Journal) -> None:
    with journal.writing() as desk:
        assert desk.case("B-1") is None
        assert desk.count("loan", "B-1") == 0
        desk.append([opened("B-1"), opened("B-1-L1", "loan", "B-1")], AT)
        case = desk.case("B-1")
        assert case is not None
        assert case.version == 1
        assert desk.count("loan", "B-1") == 1
        assert [c.key for c in desk.children(["B-1"], "loan")] == ["B-1-L1"]
        desk.append([amended("B-1", 2, pages=400), opened("B-1-L2", "loan", "B-1")], AT)
        case = desk.case("B-1")
        assert case is not None
        assert case.fields["pages"] == 400
        assert [c.key for c in desk.children(["B-1"], "loan")] == ["B-1-L1", "B-1-L2"]
        assert [c.version for c in desk.select("book")] == [2]
        assert desk.head.size == 5
    assert verified(journal).size == 5


def test_a_reader_sees_one_moment(journal: Journal) -> None:
    write(journal, opened("B-1"))
    with journal.reading() as shelf:
        assert shelf.head.size == 2
        write(journal, amended("B-1", 2), opened("B-2"))
        assert len(list(shelf.entries())) == 2
        assert [case.key for case in shelf.select("book")] == ["B-1"]
        case = shelf.case("B-1")
        assert case is not None
        assert case.version == 1
        assert shelf.case("B-2") is None
    assert cases(journal, "B-1", "B-2") == {"B-1": 2, "B-2": 1}


def test_children_keep_the_order_of_their_opening(journal: Journal) -> None:
    write(journal, opened("B-1"), opened("B-2"))
    # The keys would sort otherwise.
    for key in ("B-1-L9", "B-1-L10", "B-1-L1"):
        write(journal, opened(key, "loan", "B-1"))
    write(journal, opened("B-2-L1", "loan", "B-2"), opened("B-1-N1", "note", "B-1"))
    with journal.reading() as shelf:
        under = [case.key for case in shelf.children(["B-1"], "loan")]
        assert under == ["B-1-L9", "B-1-L10", "B-1-L1"]
        both = [case.key for case in shelf.children(["B-2", "B-1"], "loan")]
        assert sorted(both) == ["B-1-L1", "B-1-L10", "B-1-L9", "B-2-L1"]
        assert [key for key in both if key.startswith("B-1")] == under
        assert list(shelf.children([], "loan")) == []
        assert list(shelf.children(["B-9"], "loan")) == []
        assert shelf.count("loan", "B-1") == 3
        assert shelf.count("loan", "B-9") == 0
        assert shelf.count("loan", None) == 0
        assert shelf.count("book", None) == 2


def test_cases_are_selected_by_workflow_and_state(journal: Journal) -> None:
    write(journal, opened("B-1"), opened("B-2"), opened("B-3"), moved("B-2", 2))
    with journal.reading() as shelf:
        assert [c.key for c in shelf.select("book")] == ["B-1", "B-2", "B-3"]
        assert [c.key for c in shelf.select("book", "shelved")] == ["B-1", "B-3"]
        assert [c.key for c in shelf.select("book", "gone")] == ["B-2"]
        assert list(shelf.select("book", "lost")) == []
        assert list(shelf.select("film")) == []


def test_keys_are_found_by_their_beginning(journal: Journal) -> None:
    write(journal, opened("B-1"), opened("B-10"), opened("b-1"), opened("B_1"), opened("本-1"))
    write(journal, opened("B%1"), opened("𠮷-1"))
    with journal.reading() as shelf:
        assert shelf.keys("B-") == ("B-1", "B-10")
        assert shelf.keys("B-1") == ("B-1", "B-10")
        assert shelf.keys("本") == ("本-1",)
        assert shelf.keys("𠮷") == ("𠮷-1",)
        assert shelf.keys("B_") == ("B_1",)
        assert shelf.keys("B%") == ("B%1",)
        assert shelf.keys("Z") == ()
        assert shelf.keys("") == ("B%1", "B-1", "B-10", "B_1", "b-1", "本-1", "𠮷-1")


@pytest.mark.parametrize("name", ["a\0b", "a\ud800", "'; DROP TABLE entry; --", "%s", "{}", ":x"])
def test_names_that_nobody_has_are_just_not_found(journal: Journal, name: str) -> None:
    with journal.reading() as shelf:
        assert shelf.case(name) is None
        assert shelf.keys(name) == ()
        assert shelf.request(name) == ()
        assert list(shelf.entries(case=name)) == []
        assert list(shelf.children([name], name)) == []
        assert list(shelf.select(name, name)) == []
        assert shelf.count(name, name) == 0
        assert shelf.version(name) == 0


def test_a_request_is_found_with_all_that_it_caused(journal: Journal) -> None:
    request, other = new_id(), new_id()
    caused = [said("B-1", n, CaseAmended({"pages": n}), cause=request) for n in (2, 3)]
    write(journal, opened("B-1", request=request), *caused)
    write(journal, opened("B-2", request=other))
    with journal.reading() as shelf:
        assert [stored.position for stored in shelf.request(request)] == [1, 2, 3]
        assert [stored.position for stored in shelf.request(other)] == [4]
        assert shelf.request(caused[0][0].id)[0].position == 2
        assert shelf.request(new_id()) == ()


def test_the_log_has_events_of_its_own(journal: Journal) -> None:
    write(journal, refused("", 2))
    write(journal, opened("B-1"), refused("B-1", 2), adopted(3, digest="ab" * 32, clock=""))
    with journal.reading() as shelf:
        assert [s.position for s in shelf.entries(case="")] == [0, 1, 4]
        assert (shelf.version(""), shelf.version("B-1")) == (3, 2)
        assert shelf.head.process == "ab" * 32
        first = shelf.at(0)
    assert first is not None
    assert first.position == 0
    assert verified(journal).size == 5


def test_cases_come_back_as_they_went_in(journal: Journal) -> None:
    write(
        journal, opened("B-1"), amended("B-1", 2, pages=2**53 - 1), attached("B-1", 3, "ef" * 32)
    )
    write(journal, moved("B-1", 4))
    with journal.reading() as shelf:
        case = shelf.case("B-1")
        entries = list(shelf.entries(case="B-1"))
    assert case is not None
    assert (case.state, case.version, case.fields["pages"]) == ("gone", 4, 2**53 - 1)
    assert case.evidence[0].sha256 == "ef" * 32
    assert case.did["discard"].actor == "M-1"
    assert [stored.leaf for stored in entries] == [leaf_hash(r.entry) for r in _rows(journal)[1:]]


def test_an_entry_that_would_be_too_large_is_refused(journal: Journal) -> None:
    write(journal, opened("B-1"))
    with pytest.raises(UnavailableError, match="65535"):
        write(journal, said("B-1", 2, CaseAmended({"title": "x" * 66_000})))
    assert verified(journal).size == 2


def test_a_key_that_no_database_can_hold_is_refused(journal: Journal) -> None:
    with pytest.raises(UnavailableError, match="member case"):
        write(journal, opened("B-1\0"))
    assert verified(journal).size == 1


def test_a_clock_that_went_back_stops_writing(journal: Journal) -> None:
    write(journal, opened("B-1"), at=LATER)
    with pytest.raises(UnavailableError):
        write(journal, amended("B-1", 2), at=AT)
    assert verified(journal).size == 2


def test_views_can_be_made_anew(journal: Journal, database: Database) -> None:
    write(journal, opened("B-1"), opened("B-2"), opened("B-2-L1", "loan", "B-2"), moved("B-1", 2))
    before = database.ask("SELECT * FROM case_view ORDER BY key")
    assert len(before) == 3
    database.tamper(
        "DELETE FROM case_view WHERE key = 'B-2'", "UPDATE case_view SET state = 'lost'"
    )
    with pytest.raises(TamperError):
        verified(journal)
    assert rebuild_views(journal) == 3
    assert database.ask("SELECT * FROM case_view ORDER BY key") == before
    assert verified(journal).size == 5


def _rows(journal: Journal) -> list[Row]:
    with journal.reading() as shelf:
        return list(shelf.rows())
