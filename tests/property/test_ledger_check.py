"""Whatever is done to a log, verification does not call it whole."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tadasu.errors import TamperError
from tadasu.ledger.check import Row, check_entries
from tadasu.ledger.tree import leaf_hash
from tests.unit.ledger.rows import claim, log

# A busy machine is no fault.
unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

ROWS = log()
CLAIM = claim(ROWS)

places = st.integers(0, len(ROWS) - 1)


def finds(rows: list[Row]) -> None:
    """Verification against the honest head must refuse."""
    with pytest.raises(TamperError):
        check_entries(rows, CLAIM)


def test_nothing_was_done() -> None:
    assert check_entries(ROWS, CLAIM).size == len(ROWS)


@unhurried
@given(places, st.data(), st.booleans())
def test_any_flipped_bit(place: int, data: st.DataObject, hashed_anew: bool) -> None:
    entry = bytearray(ROWS[place].entry)
    bit = data.draw(st.integers(0, len(entry) * 8 - 1))
    entry[bit // 8] ^= 1 << bit % 8
    leaf = leaf_hash(bytes(entry)) if hashed_anew else ROWS[place].leaf
    finds([*ROWS[:place], replace(ROWS[place], entry=bytes(entry), leaf=leaf), *ROWS[place + 1 :]])


@unhurried
@given(st.permutations(ROWS), st.booleans())
def test_any_other_order(rows: list[Row], renumbered: bool) -> None:
    if renumbered:
        rows = [replace(row, position=n) for n, row in enumerate(rows)]
    if rows != ROWS:
        finds(rows)


@unhurried
@given(st.sets(places, min_size=1), st.booleans())
def test_any_rows_removed(gone: set[int], renumbered: bool) -> None:
    rows = [row for row in ROWS if row.position not in gone]
    if renumbered:
        rows = [replace(row, position=n) for n, row in enumerate(rows)]
    finds(rows)


COLUMNS: dict[str, st.SearchStrategy[Any]] = {
    "position": st.integers(-1, 20),
    "id": st.sampled_from(["", "x", ROWS[1].id]),
    "case": st.sampled_from(["", "B-0", "B-1", "B-2"]),
    "version": st.integers(0, 9),
    "kind": st.sampled_from(["case.moved/1", "process.adopted/1", "case.amended/1"]),
    "recorded_at": st.sampled_from(["", "x", ROWS[1].recorded_at]),
    "leaf": st.binary(min_size=32, max_size=32),
}


@unhurried
@given(places, st.sampled_from(sorted(COLUMNS)), st.data())
def test_any_other_column(place: int, column: str, data: st.DataObject) -> None:
    changes: dict[str, Any] = {column: data.draw(COLUMNS[column])}
    rows = [*ROWS[:place], replace(ROWS[place], **changes), *ROWS[place + 1 :]]
    if rows != ROWS:
        finds(rows)
