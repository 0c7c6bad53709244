"""Each step of the verification finds what it is there to find, and names it."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from tadasu.errors import TamperError
from tadasu.ledger.check import Checked, Row, check_entries
from tadasu.ledger.tree import EMPTY_ROOT, leaf_hash, root_of
from tests.unit.ledger.rows import ADOPTION, PROCESS, claim, log, row, time


def refused(rows: list[Row], **head: object) -> TamperError:
    """The error that verification ends with."""
    with pytest.raises(TamperError) as caught:
        check_entries(rows, claim(rows, **head))
    return caught.value


def test_an_honest_log_adds_up() -> None:
    rows = log()
    seen: list[tuple[int, int]] = []
    checked = check_entries(iter(rows), claim(rows), lambda done, of: seen.append((done, of)))
    assert checked == Checked(9, root_of(row.leaf for row in rows))
    assert seen == [(n, 9) for n in range(1, 10)]


def test_an_empty_log_adds_up() -> None:
    assert check_entries([], claim([])) == Checked(0, EMPTY_ROOT)


def changed(place: int, **changes: Any) -> Callable[[list[Row]], list[Row]]:
    """The log with columns of one row changed."""
    return lambda rows: [*rows[:place], replace(rows[place], **changes), *rows[place + 1 :]]


def put(place: int, other: Row) -> Callable[[list[Row]], list[Row]]:
    """The log with one row replaced."""
    return lambda rows: [*rows[:place], other, *rows[place + 1 :]]


def rehashed(place: int, entry: bytes) -> Callable[[list[Row]], list[Row]]:
    """The log with other bytes in one row, hashed anew."""
    return changed(place, entry=entry, leaf=leaf_hash(entry))


FAULTS: dict[str, tuple[str, str, Callable[[list[Row]], list[Row]]]] = {
    "begins-late": ("1", "position 1 ", lambda rows: rows[1:]),
    "gap": ("1", "position 4 is due", lambda rows: rows[:4] + rows[5:]),
    "twice": ("1", "position 4 is due", lambda rows: [*rows[:4], *rows[3:]]),
    "swapped": ("1", "position 4 ", lambda rows: [*rows[:4], rows[5], rows[4], *rows[6:]]),
    "negative": ("1", "position -1", changed(0, position=-1)),
    "bytes": ("2", "position 4:", changed(4, entry=b"{}")),
    "leaf": ("2", "position 4:", changed(4, leaf=bytes(32))),
    "no-entry": ("3", "position 4:", rehashed(4, b"{}")),
    "spelling": ("3", "position 4:", rehashed(4, log()[4].entry + b"\n")),
    "other-log": ("3", "example.org/other", put(4, row(4, "B-0", 2, log="example.org/other"))),
    "column-id": ("4", "position 4: its id", changed(4, id="x")),
    "column-case": ("4", "position 4: its case", changed(4, case="B-7")),
    "column-version": ("4", "position 4: its version", changed(4, version=7)),
    "column-kind": ("4", "position 4: its kind", changed(4, kind="case.moved/1")),
    "column-time": ("4", "position 4: its recorded_at", changed(4, recorded_at=time(3))),
    "version-again": ("5", "position 4: it is number 1", put(4, row(4, "B-0", 1))),
    "version-ahead": ("5", "where 2 is due", put(4, row(4, "B-0", 3))),
    "version-late": ("5", "of 'B-9' where 1 is due", put(4, row(4, "B-9", 2))),
    "own-version": ("5", "of '' where 2 is due", put(8, row(8, "", 3))),
    "time-back": ("6", "position 5:", put(5, row(5, "B-1", 3, recorded_at=time(2)))),
    "no-adoption": ("7", "position 0:", put(0, row(0, "B-9", 1))),
    "no-clock": ("7", "position 0:", put(0, row(0, "", 1, {**ADOPTION, "clock": ""}))),
    "odd-clock": ("7", "position 0:", put(0, row(0, "", 1, {**ADOPTION, "clock": "none"}))),
    "other-clock": (
        "7",
        "position 8:",
        put(8, row(8, "", 2, {**ADOPTION, "clock": "simulated"})),
    ),
}


@pytest.mark.parametrize(("step", "words", "attack"), FAULTS.values(), ids=FAULTS.keys())
def test_each_step_finds_its_fault(
    step: str, words: str, attack: Callable[[list[Row]], list[Row]]
) -> None:
    error = refused(attack(log()))
    assert error.step == step
    assert words in error.text.en
    assert error.text.en.startswith(f"Step {step}: ")
    assert error.text.ja.startswith(f"手順 {step}: ")


HEADS: dict[str, dict[str, object]] = {
    "size": {"size": 10},
    "root": {"root": bytes(32)},
    "time": {"recorded_at": time(9)},
    "process": {"process": "ef" * 32},
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS.keys())
def test_the_head_tells_of_the_whole(head: dict[str, object]) -> None:
    assert refused(log(), **head).step == "8"


def test_a_tail_that_was_cut_off_does_not_fit_the_head() -> None:
    rows = log()
    with pytest.raises(TamperError) as caught:
        check_entries(rows[:-1], claim(rows))
    assert caught.value.step == "8"
    assert "8 / " in caught.value.text.en
    with pytest.raises(TamperError) as emptied:
        check_entries([], claim(rows))
    assert emptied.value.step == "8"


def test_a_head_that_was_cut_with_its_tail_is_not_found_here() -> None:
    # Only a size and root kept elsewhere tell: the module says so, and so does this.
    rows = log()[:-1]
    assert check_entries(rows, claim(rows)).size == 8


def test_the_first_fault_wins() -> None:
    rows = changed(2, leaf=bytes(32))(changed(6, id="x")(log()))
    assert refused(rows).step == "2"


def test_whole_seconds_and_microseconds_are_compared_as_moments() -> None:
    # As texts, "…00Z" sorts after "…00.500000Z".
    rows = [
        row(0, "", 1, recorded_at="2026-06-01T09:00:00Z"),
        row(1, "B-1", 1, recorded_at="2026-06-01T09:00:00.500000Z"),
        row(2, "B-1", 2, recorded_at="2026-06-01T09:00:00.500000Z"),
        row(3, "B-1", 3, recorded_at="2026-06-01T09:00:01Z"),
    ]
    assert check_entries(rows, claim(rows)).size == 4
    assert refused([rows[0], rows[1], row(2, "B-1", 2, recorded_at=time(0))]).step == "6"


def test_the_process_in_force_is_the_last_one_adopted() -> None:
    later = row(9, "", 3, {"digest": "12" * 32, "size": 1, "clock": "real"})
    rows = [*log(), later]
    assert check_entries(rows, claim(rows, process="12" * 32)).size == 10
    assert refused(rows, process=PROCESS).step == "8"
