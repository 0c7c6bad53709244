"""What people do to a sheet on its way: told by cell."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from tadasu.errors import Text
from tadasu.office.roundtrip.slip import HEADER, PAGE
from tadasu.office.workspace import Workspace
from tests.unit.office.rounds import (
    FIRST,
    cell,
    filled,
    remark,
    saved,
    table,
    taken,
    told,
)

NOON = datetime(2026, 6, 1, 12, 0)  # noqa: DTZ001 (as a spreadsheet has it)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("remark", "=1+1", "formula"),
        ("question", "=1+1", "formula"),
        ("grade", "=UPPER(A1)", "formula"),
        ("remark", "#N/A", "error (#N/A)"),
        ("grade", "great", "“great” can't be read: expected one of Good, Bad"),
        ("grade", 1, "can't be read"),
        ("grade", "Good, Bad", "can't be read"),
        ("since", "May", "can't be read"),
        ("since", "5/1", "can't be read"),
        ("since", NOON, "time of day"),
        ("since", "2026-02-30", "can't be read"),
        ("size", "about 5", "can't be read"),
        ("size", 2.5, "fraction"),
        ("size", "1-2", "can't be read"),
        ("lit", "perhaps", "can't be read"),
        ("lit", NOON, "expected: write it as text"),
        ("keeper", "nobody", "can't be read"),
        ("keeper", "M-2 﨑山", "can't be read"),
        ("kinds", "Door, Lamp", "can't be read"),
        ("kinds", "Door\nRoof", "can't be read"),
        ("remark", NOON, "write it as text"),
        ("remark", 1.5, "fraction"),
        ("remark", True, "write it as text"),
        ("remark", "長" * 20_001, "too long"),
        ("question", "Is it?", "was changed"),
        ("key", "R-001-P09", "was changed"),
        ("question", None, "was changed"),
    ],
    ids=map(str, range(27)),
)
def test_a_cell_that_is_unclear_is_named(
    workspace: Workspace, sheet: bytes, name: str, value: object, words: str
) -> None:
    found = told(workspace, filled(sheet, {cell(name): value, cell("remark", 2): "fine"}))
    assert len(found) == 1
    place, message = found[0]
    assert place.startswith(f"Cell {cell(name)} (R-001-P01, ")
    assert words.replace("expected: ", "") in message


def test_a_number_is_no_date_where_it_is_not_shown_as_one(
    workspace: Workspace, sheet: bytes
) -> None:
    book, page = table(sheet)
    page[cell("since")].number_format = "General"
    page[cell("since")].value = 46143
    assert "a number, and not a date" in told(workspace, saved(book))[0][1]


def swap(page: Any, one: int, other: int) -> None:
    for at in range(1, page.max_column + 1):
        first, second = page.cell(FIRST - 1 + one, at), page.cell(FIRST - 1 + other, at)
        values = first.value, second.value
        kinds = first.data_type, second.data_type
        second.value, first.value = values
        second.data_type, first.data_type = kinds


def test_rows_are_found_again_wherever_they_stand(workspace: Workspace, sheet: bytes) -> None:
    book, page = table(sheet)
    page[cell("remark", 1)].value = "of one"
    swap(page, 1, 4)
    found = taken(workspace, saved(book))
    assert [(row.key, row.row) for row in found.rows] == [("R-001-P01", FIRST + 3)]
    assert "another order" in found.notes[0].en
    assert remark(workspace) == "of one"


def test_rows_that_are_gone_are_told_and_left(workspace: Workspace, sheet: bytes) -> None:
    book, page = table(sheet)
    page[cell("remark", 3)].value = "灯"
    page.delete_rows(FIRST)
    page[f"Q{FIRST}"].value = "beside"
    found = taken(workspace, saved(book))
    assert [(row.key, row.row) for row in found.rows] == [("R-001-P03", FIRST + 1)]
    assert [note.en.partition(":")[2] for note in found.notes] == [" R-001-P01.", f" Q{FIRST}."]


def inserted(page: Any) -> None:
    page[f"C{FIRST + 4}"].value = "And this?"


def doubled(page: Any) -> None:
    page[f"A{FIRST + 1}"].value = "R-001-P01"


def strange(page: Any) -> None:
    page[f"A{FIRST}"].value = "R-002-P01"


@pytest.mark.parametrize(
    ("change", "place", "words"),
    [
        (inserted, f"Row {FIRST + 4}, from cell C{FIRST + 4} on", "was added"),
        (doubled, f"Cell B{FIRST + 1} (R-001-P01)", f"in row {FIRST}"),
        (strange, f"Cell B{FIRST} (R-002-P01)", "not written with"),
    ],
)
def test_rows_of_no_case_or_two_are_told(
    workspace: Workspace, sheet: bytes, change: Callable[[Any], None], place: str, words: str
) -> None:
    book, page = table(sheet)
    change(page)
    page[cell("remark", 4)].value = "fine"
    content = saved(book)
    ((where, message),) = told(workspace, content)
    assert (where, words in message) == (place, True)
    kept = taken(workspace, content, keep=True)
    assert [row.key for row in kept.rows] == ["R-001-P04"]
    assert len(kept.wrong) == 1


def headless(book: Any, page: Any) -> None:  # noqa: ARG001 (as the others)
    page[f"A{FIRST - 1}"].value = None


def two_headed(book: Any, page: Any) -> None:  # noqa: ARG001 (as the others)
    page[f"A{FIRST + 9}"].value = HEADER


def moved(book: Any, page: Any) -> None:  # noqa: ARG001 (as the others)
    page[f"L{FIRST - 1}"].value, page[f"M{FIRST - 1}"].value = "What was seen", "Grade"


def stripped(book: Any, page: Any) -> None:  # noqa: ARG001 (as the others)
    del book[PAGE]


def altered(book: Any, page: Any) -> None:
    page = book[PAGE]
    spot = next(c for row in page.iter_rows() for c in row if c.value == "7")
    spot.value = "8"


def emptied(book: Any, page: Any) -> None:  # noqa: ARG001 (as the others)
    for row in book[PAGE].iter_rows():
        for each in row:
            each.value = None


def copied(book: Any, page: Any) -> None:
    book.copy_worksheet(page)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (headless, "row with the titles"),
        (two_headed, "row with the titles"),
        (moved, "Columns mustn't be moved"),
        (stripped, "hidden pages are gone"),
        (altered, "was altered"),
        (emptied, "was altered"),
        (copied, "row with the titles"),
    ],
)
def test_a_sheet_that_lost_its_shape_is_refused_whole(
    workspace: Workspace, sheet: bytes, change: Callable[[Any, Any], None], words: str
) -> None:
    book, page = table(sheet)
    change(book, page)
    page[cell("remark", 4)].value = "fine"
    assert words in told(workspace, saved(book))[0][1]


def test_numbers_where_text_is_asked_for_are_told(workspace: Workspace, sheet: bytes) -> None:
    found = taken(workspace, filled(sheet, {cell("remark"): 5}))
    assert "was read as 5" in found.notes[0].en
    assert remark(workspace) == "5"


def test_both_languages_are_said() -> None:
    from tadasu.office.roundtrip import faults  # noqa: PLC0415 (looked through)

    texts = [each for each in vars(faults).values() if isinstance(each, Text)]
    assert len(texts) > 10
    assert all(each.en != each.ja for each in texts)
