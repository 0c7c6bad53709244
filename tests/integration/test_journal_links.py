"""Who names whom: links are kept with their cases, in the same transaction, on either database."""

from collections.abc import Iterator

import pytest

from tadasu.core.events import CaseMoved
from tadasu.errors import ConflictError, TamperError
from tadasu.store.journal import Journal, Shelf
from tadasu.store.questions import PAGE
from tadasu.store.rebuild import rebuild_views
from tests.unit.store import places
from tests.unit.store.pen import (
    AT,
    amended,
    begun,
    linked,
    opened,
    restated,
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


def naming(shelf: Shelf, *targets: str, path: str = "reader") -> list[tuple[str, str]]:
    return [(target, case.key) for target, case in shelf.referrers(targets, "loan", path)]


def test_a_reference_is_found_from_what_it_names(journal: Journal) -> None:
    write(journal, opened("M-1", "person"), opened("M-2", "person"))
    for key, reader in (("L-1", "M-1"), ("L-2", "M-2"), ("L-10", "M-1")):
        write(journal, linked(key, "loan", ["reader"], {"reader": reader}))
    write(journal, linked("X-1", "note", ["reader"], {"reader": "M-1"}))
    write(journal, linked("L-3", "loan", [], {"reader": "M-1"}))
    with journal.reading() as shelf:
        assert naming(shelf, "M-1") == [("M-1", "L-1"), ("M-1", "L-10")]
        assert naming(shelf, "M-2", "M-1") == [("M-1", "L-1"), ("M-2", "L-2"), ("M-1", "L-10")]
        assert naming(shelf, "M-3") == naming(shelf) == naming(shelf, "M-1", path="lender") == []
        ((_, found),) = shelf.referrers(["M-2"], "loan", "reader")
        assert found is shelf.case("L-2")
    assert verified(journal).size == 8


def test_many_name_many_and_rows_name_too(journal: Journal) -> None:
    refs = ["readers", "copies.owner"]
    rows = [{"owner": "M-1", "n": 1}, {"owner": "M-2"}, {"owner": "M-1"}, {"n": 2}]
    write(
        journal,
        linked("L-1", "loan", refs, {"readers": ["M-1", "M-2"], "copies": rows}),
        linked("L-2", "loan", refs, {"readers": ["M-2"], "copies": [{"owner": ["M-3", "M-1"]}]}),
    )
    with journal.reading() as shelf:
        both = [("M-2", "L-1"), ("M-2", "L-2")]
        assert naming(shelf, "M-1", "M-2", path="readers") == [("M-1", "L-1"), *both]
        assert naming(shelf, "M-2", path="readers") == both
        assert naming(shelf, "M-1", path="copies.owner") == [("M-1", "L-1"), ("M-1", "L-2")]
        assert naming(shelf, "M-3", path="copies.owner") == [("M-3", "L-2")]
    assert verified(journal).size == 3


def test_links_follow_the_facts(journal: Journal) -> None:
    write(journal, linked("L-1", "loan", ["reader"], {}))
    for version, reader, found in (
        (2, "M-1", [("M-1", "L-1")]),
        (3, "M-2", [("M-2", "L-1")]),
        (4, "M-2", [("M-2", "L-1")]),
        (5, None, []),
        (6, "M-1", [("M-1", "L-1")]),
    ):
        write(journal, restated("L-1", version, {"reader": reader}))
        with journal.reading() as shelf:
            assert naming(shelf, "M-1", "M-2") == found
        assert verified(journal).size == version + 1
    fields = {"reader": "M-3"}
    write(journal, said("L-1", 7, CaseMoved("discard", "shelved", "gone", fields=fields)))
    with journal.reading() as shelf:
        assert naming(shelf, "M-1", "M-3") == [("M-3", "L-1")]
    assert verified(journal).size == 8


def test_changes_of_one_append_leave_the_last(journal: Journal) -> None:
    write(
        journal,
        linked("L-1", "loan", ["reader"], {"reader": "M-1"}),
        restated("L-1", 2, {"reader": "M-2"}),
        restated("L-1", 3, {"reader": "M-1"}),
    )
    with journal.writing() as desk:
        assert naming(desk, "M-1", "M-2") == [("M-1", "L-1")]
        desk.append([restated("L-1", 4, {"reader": "M-2"})], AT)
        assert naming(desk, "M-1", "M-2") == [("M-2", "L-1")]
        ((_, case),) = desk.referrers(["M-2"], "loan", "reader")
        assert case.version == 4
    assert verified(journal).size == 5


def test_a_refused_append_changes_no_link(journal: Journal) -> None:
    write(journal, linked("L-1", "loan", ["reader"], {"reader": "M-1"}))
    with pytest.raises(ConflictError):
        write(journal, restated("L-1", 2, {"reader": "M-2"}), amended("L-1", 2))
    with journal.reading() as shelf:
        assert naming(shelf, "M-1", "M-2") == [("M-1", "L-1")]


def test_every_case_of_a_workflow_is_there_in_order(journal: Journal) -> None:
    count = PAGE + 3
    write(journal, *(opened(f"B-{n}") for n in range(count)), opened("N-1", "note"))
    write(journal, opened("B-1-L2", "loan", "B-1"), opened("B-1-L1", "loan", "B-1"))
    with journal.reading() as shelf:
        early = shelf.case("B-7")
        assert [case.key for case in shelf.every("book")] == [f"B-{n}" for n in range(count)]
        assert shelf.every("book")[7] is early
        assert [case.key for case in shelf.every("loan")] == ["B-1-L2", "B-1-L1"]
        assert shelf.every("film") == []


@pytest.mark.parametrize("name", ["a\0b", "a\ud800", "'; DROP TABLE case_link; --", "%s", ":x"])
def test_names_that_nobody_has_are_named_by_nobody(journal: Journal, name: str) -> None:
    with journal.reading() as shelf:
        assert shelf.referrers([name], "loan", "reader") == []
        assert shelf.referrers(["M-1"], name, name) == []
        assert shelf.every(name) == []


def test_more_links_than_a_page_are_compared(journal: Journal) -> None:
    keys = [f"M-{n}" for n in range(PAGE + 5)]
    write(journal, linked("L-1", "loan", ["readers"], {"readers": keys}))
    assert verified(journal).size == 2
    with journal.reading() as shelf:
        assert len(list(shelf.links())) == len(keys)
        assert len(shelf.referrers(keys, "loan", "readers")) == len(keys)


ATTACKS = {
    "removed": ("L-1: its link to M-1 (reader)", "DELETE FROM case_link WHERE source = 'L-1'"),
    "added": (
        "L-1: no entry tells of its link to M-9",
        "INSERT INTO case_link VALUES ('M-9', 'loan', 'reader', 'L-1')",
    ),
    "of nobody": (
        "L-9: no entry tells of its link to M-1",
        "INSERT INTO case_link VALUES ('M-1', 'loan', 'reader', 'L-9')",
    ),
    "turned": (
        "L-1: no entry tells of its link to M-0",
        "UPDATE case_link SET target = 'M-0' WHERE source = 'L-1'",
    ),
    "renamed": ("(lender)", "UPDATE case_link SET path = 'lender'"),
    "of another kind": ("link", "UPDATE case_link SET workflow = 'note'"),
}


@pytest.mark.parametrize("name", ATTACKS)
def test_a_link_that_entries_do_not_tell_is_found_and_mended(
    journal: Journal, database: Database, name: str
) -> None:
    words, statement = ATTACKS[name]
    write(
        journal,
        linked("L-1", "loan", ["reader"], {"reader": "M-1"}),
        linked("L-2", "loan", ["reader"], {"reader": "M-2"}),
    )
    before = database.ask("SELECT * FROM case_link ORDER BY target, source")
    database.ask(statement)
    with pytest.raises(TamperError) as told:
        verified(journal)
    assert told.value.step == "views"
    assert words in told.value.text.en
    assert rebuild_views(journal) == 2
    assert database.ask("SELECT * FROM case_link ORDER BY target, source") == before
    assert verified(journal).size == 3
