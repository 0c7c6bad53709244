"""Checkpoints of the verifier's own, held against whole bundles and against parts of a log."""

from dataclasses import replace

import pytest

from tadasu.bundle.check import check_bundle
from tadasu.bundle.report import Report
from tadasu.bundle.unproven import NO_CHECKPOINT, PART_CHECKPOINT
from tadasu.ledger.spoken import Spoken
from tadasu.ledger.tree import leaf_hash, root_of
from tests.tamper.crate import Crate, Files, Lying, contents_of, crate

OTHER = b"another place"


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Crate:
    """A signed project with its bundles; nothing here changes them."""
    return crate(tmp_path_factory.mktemp("kept"))


def report(place: Crate, files: Files, *kept: Spoken) -> Report:
    """The files, verified by somebody with these checkpoints."""
    return check_bundle(Lying(files), replace(place.trust, checkpoints=kept))


def spoken(place: Crate, size: int, prefix: bytes | None = None) -> Spoken:
    """The checkpoint of so many entries, or one that says otherwise."""
    entries = contents_of(place.files).entries
    return Spoken(size, (prefix or root_of(map(leaf_hash, entries[:size])))[:10])


def size(place: Crate) -> int:
    """How many entries there are."""
    return len(contents_of(place.files).entries)


def test_without_one_it_is_said_what_remains_open(place: Crate) -> None:
    for files in (place.files, place.part):
        found = report(place, files)
        assert found.steps[3].state == "unchecked"
        assert NO_CHECKPOINT in found.unproven


def test_a_part_is_compared_with_one_of_its_own_size(place: Crate) -> None:
    for files in (place.files, place.part):
        assert report(place, files, spoken(place, size(place))).steps[3].state == "verified"
        other = spoken(place, size(place), OTHER)
        assert report(place, files, other).steps[-1].number == 4


def test_a_later_one_is_not_reached(place: Crate) -> None:
    for files in (place.files, place.part):
        found = report(place, files, Spoken(size(place) + 1, OTHER[:10]))
        assert (found.state, found.steps[-1].number) == ("wrong", 4)


def test_an_earlier_one_asks_for_the_whole_log(place: Crate) -> None:
    for prefix in (None, OTHER):
        found = report(place, place.part, spoken(place, 4, prefix))
        assert found.steps[3].state == "unchecked"
        assert PART_CHECKPOINT in found.unproven
    assert report(place, place.files, spoken(place, 4)).steps[3].state == "verified"
    wrong = report(place, place.files, spoken(place, 4, OTHER))
    assert (wrong.state, wrong.steps[-1].number) == ("wrong", 4)
