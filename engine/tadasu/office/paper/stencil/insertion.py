"""Rows put into a sheet: everything below moves down, and all that refers to it goes along.

(1) Formulas and names of the whole workbook lead to where their cells will be.
(2) The repeated rows get their copies; rows below get their new numbers.
(3) Merged cells, conditional formats, lists, links, breaks and filters of the sheet follow.
(4) Its drawings, comments and tables follow.
"""

import copy
from collections.abc import Collection
from contextlib import suppress

from tadasu.errors import RefusalError
from tadasu.office.paper.stencil.book import Book, S, Sheet
from tadasu.office.paper.stencil.references import (
    Insertion,
    areas_shifted,
    cell_of,
    column_letters,
    copied,
    shifted,
)
from tadasu.office.paper.stencil.xml import Element, local

_FORMULAS = frozenset({"f", "formula", "formula1", "formula2"})
_AREAS = frozenset({"ref", "sqref"})
_IN_PARTS = frozenset({"table", "autoFilter", "sortState", "sortCondition", "location"})
_POINTS = frozenset({"comment", "threadedComment"})
_TOP_OF_ANCHOR, _BOTTOM_OF_ANCHOR = 2, 6
"""Among the eight numbers of a legacy anchor ([MS-OI29500], `x:Anchor`)."""


def insert(book: Book, sheet: Sheet, insertion: Insertion) -> None:
    """Repeat rows of a sheet, or put one in on top."""
    held = [(int(row.get("r")), row) for row in sheet.data.iterfind(f"{S}row")]
    repeated = [row for number, row in held if insertion.first <= number <= insertion.last]
    # (1)
    apart = {found for row in repeated for found in row.iter(f"{S}f")}
    for other in book.sheets:
        _formulas(other.root, other.name, insertion, apart)
    for name in book.names:
        name.text = shifted(name.text or "", "", insertion)
    for part in book.parts:
        if part.startswith("xl/charts/") and part.endswith(".xml"):
            _formulas(book.tree(part), "", insertion, ())
    # (2)
    for number, row in held:
        _renumber(row, insertion.row(number))
    _copy(sheet, repeated, insertion)
    # (3)
    for element in sheet.root.iterchildren():
        if element.tag != f"{S}sheetData":
            _follow(element, insertion)
    # (4)
    for part in sheet.others:
        if part.endswith(".xml"):
            _follow_all(book, part, insertion)
        elif part.endswith(".vml"):
            # Not always XML; then notes show up a little off, and nothing is lost.
            with suppress(RefusalError):
                _follow_all(book, part, insertion)


def _follow_all(book: Book, part: str, insertion: Insertion) -> None:
    for element in book.tree(part).iter():
        _follow_part(element, insertion)


def _copy(sheet: Sheet, repeated: Collection[Element], insertion: Insertion) -> None:
    made = []
    for time in range(insertion.times):
        down = time * insertion.height
        for row in repeated:
            twin = copy.deepcopy(row)
            _renumber(twin, int(row.get("r")) + down)
            for found in twin.iter(f"{S}f"):
                found.text = copied(found.text or "", sheet.name, insertion, down)
            made.append(twin)
    at = min((sheet.data.index(row) for row in repeated), default=0)
    for row in repeated:
        sheet.data.remove(row)
    sheet.data[at:at] = made


def _renumber(row: Element, number: int) -> None:
    row.set("r", str(number))
    for cell in row.iterfind(f"{S}c"):
        cell.set("r", f"{column_letters(cell_of(cell.get('r')).column)}{number}")


def _formulas(root: Element, own: str, insertion: Insertion, apart: Collection[Element]) -> None:
    for element in root.iter():
        if local(element) in _FORMULAS and element.text and element not in apart:
            element.text = shifted(element.text, own, insertion)
            if element.get("ref") and own.casefold() == insertion.sheet.casefold():
                element.set("ref", areas_shifted(element.get("ref"), insertion))


def _follow(top: Element, insertion: Insertion) -> None:
    for element in list(top.iter()):
        kind = local(element)
        if kind == "mergeCell":
            _merged(element, insertion)
        elif kind == "brk" and local(top) == "rowBreaks":
            number = int(element.get("id", "0"))
            element.set("id", str(insertion.row(number + 1) - 1))
        elif kind == "sqref":
            element.text = areas_shifted(element.text or "", insertion)
        else:
            for name in {"ref", "sqref", "topLeftCell", "activeCell"} & set(element.attrib):
                area = areas_shifted(element.get(name), insertion)
                element.set(name, area if name in _AREAS else area.partition(":")[0])


def _merged(element: Element, insertion: Insertion) -> None:
    said = str(element.get("ref"))
    low, high = (
        cell_of(end).row
        for end in (said.split(":", maxsplit=1)[0], said.rsplit(":", maxsplit=1)[-1])
    )
    if not (insertion.first <= low and high <= insertion.last):
        element.set("ref", areas_shifted(said, insertion))
        return
    for time in range(1, insertion.times):
        twin = copy.deepcopy(element)
        down = Insertion(insertion.sheet, 1, 0, time * insertion.height + 1)
        twin.set("ref", areas_shifted(said, down))
        element.getparent().append(twin)
    element.getparent().attrib.pop("count", None)


def _follow_part(element: Element, insertion: Insertion) -> None:
    kind = local(element)
    if kind in _POINTS and element.get("ref"):
        place = cell_of(element.get("ref"))
        letters = column_letters(place.column)
        element.set("ref", f"{letters}{insertion.row(place.row)}")
    elif kind in _IN_PARTS and element.get("ref"):
        element.set("ref", areas_shifted(element.get("ref"), insertion))
    elif kind in {"row", "Row"} and (element.text or "").strip().isdecimal():
        element.text = _moved(element.text, insertion)
    elif kind == "Anchor" and element.text:
        numbers = element.text.split(",")
        for at in (_TOP_OF_ANCHOR, _BOTTOM_OF_ANCHOR):
            if at < len(numbers) and numbers[at].strip().isdecimal():
                numbers[at] = f" {_moved(numbers[at], insertion)}"
        element.text = ",".join(numbers)


def _moved(said: str, insertion: Insertion) -> str:
    return str(insertion.row(int(said) + 1) - 1)
