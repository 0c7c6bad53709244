"""Cases whose workflow is called otherwise: numbers and links follow, on either database."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tadasu.core.events import CaseMigrated
from tadasu.store.journal import Journal
from tadasu.store.rebuild import rebuild_views
from tests.unit.store import places
from tests.unit.store.pen import (
    PROCESS,
    Written,
    begun,
    linked,
    moved,
    opened,
    said,
    verified,
    write,
)
from tests.unit.store.places import Database

database = places.database
NEXT = "f" * 64


@pytest.fixture
def journal(database: Database) -> Iterator[Journal]:
    journal = begun(database.url)
    yield journal
    journal.close()


def migrated(case: str, version: int, workflow: str, **more: object) -> Written:
    event = CaseMigrated(PROCESS, NEXT, workflow, "shelved", "kept", refs=("holder",))
    return said(case, version, replace(event, **more))  # type: ignore[arg-type]


def numbers(journal: Journal) -> dict[str, tuple[object, object]]:
    with journal.reading() as shelf:
        return {str(v["key"]): (v["workflow"], v["ordinal"]) for v in shelf.views()}


def test_numbers_go_on_where_they_were(journal: Journal) -> None:
    keys = ["L-1", "L-2", "L-3"]
    write(journal, *(linked(key, "loan", ["reader"], {"reader": "M-1"}) for key in keys))
    write(journal, opened("M-1", "member"), opened("G-1", "lending"))
    fields = {"fields": {"reader": "holder"}}
    write(
        journal, migrated("L-2", 2, "lending", **fields), migrated("L-1", 2, "lending", **fields)
    )
    assert numbers(journal) == {
        "G-1": ("lending", 1),
        "L-1": ("lending", 3),
        "L-2": ("lending", 2),
        "L-3": ("loan", 3),
        "M-1": ("member", 1),
    }
    write(journal, opened("G-2", "lending"), opened("L-4", "loan"))
    assert numbers(journal)["G-2"] == ("lending", 4)
    assert numbers(journal)["L-4"] == ("loan", 4)
    with journal.reading() as shelf:
        assert [c.key for c in shelf.select("lending")] == ["G-1", "L-2", "L-1", "G-2"]
        assert [c.key for c in shelf.select("loan")] == ["L-3", "L-4"]
        assert [c.key for c in shelf.select("lending", "kept")] == ["L-2", "L-1"]
        found = [case.key for _, case in shelf.referrers(["M-1"], "lending", "holder")]
        assert sorted(found) == ["L-1", "L-2"]
        left = [case.key for _, case in shelf.referrers(["M-1"], "loan", "reader")]
        assert left == ["L-3"]
    again(journal)


def test_a_number_that_is_free_is_given_again(journal: Journal) -> None:
    write(journal, opened("L-1", "loan"), opened("L-2", "loan"))
    write(journal, migrated("L-2", 2, "lending"))
    write(journal, opened("L-3", "loan"))
    assert numbers(journal)["L-3"] == ("loan", 2)
    write(journal, migrated("L-1", 2, "lending"), migrated("L-3", 2, "lending"))
    write(journal, opened("L-4", "loan"))
    assert numbers(journal)["L-4"] == ("loan", 1)
    again(journal)


def test_a_case_may_be_opened_moved_and_migrated_at_once(journal: Journal) -> None:
    event = CaseMigrated(PROCESS, NEXT, "lending", "gone", "over")
    write(journal, opened("L-1", "loan"), moved("L-1", 2), said("L-1", 3, event))
    assert numbers(journal) == {"L-1": ("lending", 1)}
    again(journal)


def again(journal: Journal) -> None:
    """Views made anew are the views that there were."""
    before = numbers(journal)
    size = verified(journal).size
    rebuild_views(journal)
    assert numbers(journal) == before
    assert verified(journal).size == size
