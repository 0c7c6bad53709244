"""What actors say to have seen, compared with the log as it was."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from tadasu.ledger.entry import Entry, format_entry, format_statement, parse_entry
from tadasu.ledger.past import Past
from tadasu.ledger.tree import leaf_hash, root_of
from tadasu.ledger.walk import WalkError
from tests.unit.ledger.rows import log

LOG = log()
LEAVES = [row.leaf for row in LOG]


def saying(seen: Mapping[str, object] | None) -> Entry:
    """The last entry, by an actor who saw this."""
    entry = parse_entry(LOG[-1].entry)
    text = format_statement(replace(entry.statement, seen=seen))
    return parse_entry(format_entry(text, entry.recorded_at, entry.sigs))


def seen(size: int, root: bytes | None = None) -> dict[str, object]:
    """So many entries, with the root that they have or another."""
    return {"size": size, "root": (root or root_of(LEAVES[:size])).hex()}


def past() -> Past:
    """All entries before the last."""
    found = Past()
    for leaf in LEAVES[:-1]:
        found.add(leaf)
    return found


@pytest.mark.parametrize("size", range(len(LEAVES)))
def test_every_earlier_state_may_have_been_seen(size: int) -> None:
    past().check(saying(seen(size)))


def test_null_says_nothing() -> None:
    past().check(saying(None))


@pytest.mark.parametrize("size", range(len(LEAVES)))
def test_another_root_is_named(size: int) -> None:
    for root in (leaf_hash(b"another"), root_of(LEAVES[: size + 1])):
        with pytest.raises(WalkError, match=f"saw {size} entries of another root") as no:
            past().check(saying(seen(size, root)))
        assert no.value.step == "10"
        assert no.value.text.ja


def test_nobody_saw_what_came_later() -> None:
    with pytest.raises(WalkError, match="there are"):
        past().check(saying(seen(len(LEAVES))))
