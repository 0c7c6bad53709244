"""Rows as high as their texts need: neither Excel nor its readers do that for merged cells."""

from collections.abc import Iterable, Mapping
from math import ceil

from tadasu.office.letters import wide
from tadasu.office.paper.stencil.book import Book, S, Sheet
from tadasu.office.paper.stencil.cells import rows, text
from tadasu.office.paper.stencil.references import Area, area_of, cell_of
from tadasu.office.paper.stencil.xml import Element

_HIGHEST = 409.0
"""Points; more than this Excel can't."""
_LINE = 1.35
"""The height of a line to that of its letters."""
_USUAL_WIDTH, _USUAL_HEIGHT, _USUAL_LETTERS = 8.43, 15.0, 11.0


def fit(book: Book, sheet: Sheet, changed: Iterable[Element]) -> None:
    """Make rows higher where a wrapped text in `changed` needs it; none becomes lower."""
    held = rows(sheet)
    merged = {area.first: area for area in _merged(sheet)}
    widths = _widths(sheet)
    for cell in changed:
        style = book.style(int(cell.get("s", "0")))
        said = text(book, cell)
        if style is None or not said or not _wraps(style):
            continue
        at = cell_of(cell.get("r"))
        area = merged.get(at, Area(at, at))
        columns = range(area.first.column, area.last.column + 1)
        space = sum(widths.get(one, widths[0]) for one in columns) - 1
        lines = sum(max(1, ceil(wide(line) / max(space, 1))) for line in said.split("\n"))
        needed = lines * _letters(book, style) * _LINE + 3
        numbers = range(area.first.row, min(area.last.row, area.first.row + 99) + 1)
        there = sum(_height(sheet, held.get(one)) for one in numbers)
        if needed > there:
            last = held.get(numbers[-1])
            if last is not None:
                _raise(last, _height(sheet, last) + needed - there)


def _merged(sheet: Sheet) -> list[Area]:
    found = sheet.root.iterfind(f"{S}mergeCells/{S}mergeCell")
    return [area_of(str(one.get("ref"))) for one in found]


def _widths(sheet: Sheet) -> Mapping[int, float]:
    usual = sheet.root.find(f"{S}sheetFormatPr")
    said = usual.get("defaultColWidth") if usual is not None else None
    widths = {0: float(said or _USUAL_WIDTH)}
    for one in sheet.root.iterfind(f"{S}cols/{S}col"):
        last = min(int(one.get("max")), int(one.get("min")) + 255)
        for column in range(int(one.get("min")), last + 1):
            widths[column] = float(one.get("width") or widths[0])
    return widths


def _height(sheet: Sheet, row: Element | None) -> float:
    if row is not None and row.get("ht"):
        return float(row.get("ht"))
    usual = sheet.root.find(f"{S}sheetFormatPr")
    said = usual.get("defaultRowHeight") if usual is not None else None
    return float(said or _USUAL_HEIGHT)


def _raise(row: Element, height: float) -> None:
    row.set("ht", f"{min(height, _HIGHEST):.2f}")
    row.set("customHeight", "1")


def _wraps(style: Element) -> bool:
    alignment = style.find(f"{S}alignment")
    return alignment is not None and alignment.get("wrapText") in {"1", "true"}


def _letters(book: Book, style: Element) -> float:
    fonts = book.tree("xl/styles.xml").find(f"{S}fonts")
    number = int(style.get("fontId", "0"))
    if fonts is None or number >= len(fonts):
        return _USUAL_LETTERS
    size = fonts[number].find(f"{S}sz")
    return float(size.get("val")) if size is not None else _USUAL_LETTERS
