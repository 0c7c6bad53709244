"""The cells of a sheet: what they say, and how they are made to say something else.

ECMA-376 part 1, 18.3.1.4. A text is written into its cell (`inlineStr`), so that strings that
several cells share stay as they are.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from tadasu.office.paper.stencil.book import Book, S, Sheet, string_text
from tadasu.office.paper.stencil.references import Cell, cell_of, column_letters, translated
from tadasu.office.paper.stencil.xml import Element, child

LONGEST = 32_767
"""Characters that a cell holds."""

_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,13})(?:\.\d{1,10})?")
_DATE = re.compile(r"((?:19[1-9]|[2-9]\d\d)\d-\d\d-\d\d)(?:\s?[((][^()()]*[))])?")
_DIGITS = re.compile(r"^[^%]*[0#][^%]*$")
_DAYS = re.compile(r"[ymdeg]", re.IGNORECASE)
_ASIDE = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_DATES = (*range(14, 18), 22, *range(27, 37), *range(50, 59))
_NUMBERS = (*range(1, 5), 11, *range(37, 41), 48)
_ZERO = date(1899, 12, 30)
_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_LIKE_FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def settle(sheet: Sheet) -> None:
    """Give every row and cell its number, and every formula its own text.

    Numbers may be left out where cells follow each other, and copies of a formula may refer to
    the first of them; both would mean something else once rows have moved.
    """
    masters: dict[str, tuple[Cell, str]] = {}
    last_row = 0
    for row in sheet.data.iterfind(f"{S}row"):
        last_row = int(row.get("r") or last_row + 1)
        row.set("r", str(last_row))
        column = 0
        for cell in row.iterfind(f"{S}c"):
            column = cell_of(cell.get("r")).column if cell.get("r") else column + 1
            cell.set("r", f"{column_letters(column)}{last_row}")
            _own_formula(cell, Cell(last_row, column), masters)


def cells(sheet: Sheet) -> Iterator[Element]:
    """All cells, row by row."""
    for row in sheet.data.iterfind(f"{S}row"):
        yield from row.iterfind(f"{S}c")


def rows(sheet: Sheet) -> dict[int, Element]:
    """Rows by their numbers."""
    return {int(row.get("r")): row for row in sheet.data.iterfind(f"{S}row")}


def formula(cell: Element) -> str | None:
    """The formula of a cell, or None."""
    found = cell.find(f"{S}f")
    return None if found is None else found.text or ""


def text(book: Book, cell: Element) -> str:
    """What a cell says, where that is a text; "" otherwise."""
    kind, value = cell.get("t"), cell.find(f"{S}v")
    if kind == "inlineStr":
        inline = cell.find(f"{S}is")
        return "" if inline is None else string_text(inline)
    if kind == "s" and value is not None and (value.text or "").isdecimal():
        number = int(value.text)
        return book.strings[number] if number < len(book.strings) else ""
    return ""


def write(book: Book, cell: Element, said: str, *, alone: bool = False) -> None:
    """Make a cell say a text; `alone` where it may be a number or a date by the cell's format."""
    for one in list(cell):
        cell.remove(one)
    cell.attrib.pop("t", None)
    style = int(cell.get("s", "0"))
    number = _as_number(book, style, said) if alone else None
    if number is not None:
        child(cell, f"{S}v").text = number
        return
    if not said:
        return
    if said.startswith(_LIKE_FORMULAS):
        cell.set("s", str(book.quoted(style)))
    cell.set("t", "inlineStr")
    inline = child(child(cell, f"{S}is"), f"{S}t")
    inline.text = _ESCAPED.sub("_x005F_", said)
    inline.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def cell_at(sheet: Sheet, place: Cell) -> Element:
    """The cell there, made where the sheet has none yet."""
    held = rows(sheet)
    row = held.get(place.row)
    if row is None:
        row = sheet.data.makeelement(f"{S}row", {"r": str(place.row)})
        after = [number for number in held if number < place.row]
        sheet.data.insert(len(after), row)
    name = f"{column_letters(place.column)}{place.row}"
    before = 0
    for one in row.iterfind(f"{S}c"):
        column = cell_of(one.get("r")).column
        if column == place.column:
            return one
        before += column < place.column
    cell = row.makeelement(f"{S}c", {"r": name})
    row.insert(before, cell)
    return cell


def _own_formula(cell: Element, place: Cell, masters: dict[str, tuple[Cell, str]]) -> None:
    found = cell.find(f"{S}f")
    if found is None:
        return
    value = cell.find(f"{S}v")
    if value is not None:
        cell.remove(value)
    cell.attrib.pop("t", None)
    if found.get("t") != "shared":
        return
    shared = str(found.get("si"))
    if found.text:
        masters[shared] = (place, found.text)
    elif shared in masters:
        first, said = masters[shared]
        found.text = translated(said, place.row - first.row, place.column - first.column)
    for name in ("t", "si", "ref"):
        found.attrib.pop(name, None)


def _as_number(book: Book, style: int, said: str) -> str | None:
    number, code = book.number_format(style)
    plain = _ASIDE.sub("", code)
    dated = number in _DATES or bool(_DAYS.search(plain))
    found = _DATE.fullmatch(said)
    if dated and found is not None:
        properties = book.workbook.find(f"{S}workbookPr")
        if properties is not None and properties.get("date1904") in {"1", "true"}:
            return None
        with suppress(ValueError):
            return str((date.fromisoformat(found[1]) - _ZERO).days)
    numeric = number in _NUMBERS or (not dated and bool(_DIGITS.search(plain)))
    return said if numeric and _NUMBER.fullmatch(said) else None
