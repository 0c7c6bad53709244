"""The reference says what the models say, in both languages."""

import pytest

from tadasu.guard.functions import FUNCTIONS
from tadasu.rules.attributes import notes
from tests.house.members import MEANINGS, NAMES, compiler, members
from tests.house.reference import DOCUMENTS, pages, parts
from tests.house.rooms import ROOT


def test_the_pages_are_up_to_date() -> None:
    stale = [name for name, text in pages().items() if (ROOT / name).read_text("utf-8") != text]

    assert stale == [], "run `make schemas`"


@pytest.mark.parametrize("begins", DOCUMENTS)
def test_every_key_tells_what_it_means(begins: str) -> None:
    for part in parts(DOCUMENTS[begins]):
        assert set(part.model_fields) - set(notes(part)) == set(), part.__name__


def test_nothing_is_missing() -> None:
    text = pages()["docs/reference.md"]

    for one in FUNCTIONS:
        assert f"`{one.signature}`" in text
    told = {(record, member) for record, member, *_ in members(compiler())}
    assert told == {(record, member) for record, found in MEANINGS.items() for member in found}


def test_every_name_in_scope_is_told() -> None:
    made = compiler()
    for scope in (made.acting("part", "act"), made.standing_in(), made.watching("part")):
        assert set(scope.names) - set(NAMES) == set()
