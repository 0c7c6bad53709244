"""A workbook whose placeholders were all checked, filled in.

(1) The package is opened with care; cells and formulas get their own numbers and texts.
(2) Every placeholder and every defined name is checked, and all faults are told at once.
(3) Single texts are put into their cells.
(4) Rows of groups are repeated, from the lowest up, and each copy is filled.
(5) Rows are made high enough; a played record says so; the parts are packed the same way always.
"""

import re
from collections.abc import Callable, Sequence

from tadasu.office.paper.stencil.blocks import blocks
from tadasu.office.paper.stencil.book import Book, S, Sheet, read_book
from tadasu.office.paper.stencil.cells import LONGEST, cell_at, cells, formula, settle, text, write
from tadasu.office.paper.stencil.dated import dated
from tadasu.office.paper.stencil.faults import refused, unfit
from tadasu.office.paper.stencil.heights import fit
from tadasu.office.paper.stencil.hostile import check_package
from tadasu.office.paper.stencil.insertion import insert
from tadasu.office.paper.stencil.margins import fill_margins
from tadasu.office.paper.stencil.marks import COLUMN, MARK, Block, column_in, find_marks, place
from tadasu.office.paper.stencil.package import read_package, write_package
from tadasu.office.paper.stencil.references import Cell, Insertion, cell_of
from tadasu.office.paper.stencil.words import NUMBER, Group, Words
from tadasu.office.paper.stencil.xml import Element
from tadasu.office.paper.tree import Paper
from tadasu.office.paper.words import SIMULATED

_DONE = "done"
"""Marks filled cells: a text from the record that looks like a placeholder is none."""
_MOST_CELLS = 500_000
_BROKEN = (ValueError, TypeError, KeyError, AttributeError, IndexError, OverflowError)
"""What reading a workbook that isn't as Excel writes it comes to."""


def filled(template: bytes, words: Words, paper: Paper) -> bytes:
    """The workbook; see `excel.fill`."""
    # (1)
    parts = read_package(template)
    check_package(parts, "xlsx")
    try:
        book = read_book(parts)
        for sheet in book.sheets:
            settle(sheet)
        _fill(book, words, simulated=paper.simulated)
    except _BROKEN as wrong:
        raise refused(
            "It isn't built as Excel builds workbooks, and can't be filled "
            f"({type(wrong).__name__}).",
            f"Excel が作るブックと構造が異なるため、記入できません({type(wrong).__name__})。",
        ) from wrong
    return write_package(dated(book.save(), paper.day))


def _fill(book: Book, words: Words, *, simulated: bool) -> None:
    # (2)
    marks = find_marks(book, words)
    found, overlaps = blocks(marks)
    faults = [*marks.faults, *overlaps, *fill_margins(book, words, marks.used)]
    words.said.update(marks.used)
    if faults:
        raise unfit(list(dict.fromkeys(faults)))
    _check_size(found)
    # (3)
    changed: dict[str, list[Element]] = {sheet.part: [] for sheet in book.sheets}
    for sheet, cell, said in marks.singles:
        write(book, cell, said, alone=True)
        cell.set(_DONE, "1")
        changed[sheet.part].append(cell)
    for sheet in book.sheets:
        repeated = [block for block in found if block.sheet is sheet]
        for cell in cells(sheet):
            at = cell_of(cell.get("r"))
            if _open(book, cell) and not any(block.holds(at) for block in repeated):
                _put(book, sheet, cell, MARK, words.text)
                changed[sheet.part].append(cell)
    # (4)
    for block in found:
        changed[block.sheet.part] += _repeat(book, block, words)
    for sheet in book.sheets:
        for cell in cells(sheet):
            cell.attrib.pop(_DONE, None)
    # (5)
    for sheet in book.sheets:
        fit(book, sheet, changed[sheet.part])
        if simulated and "simulated" not in marks.used:
            _say_simulated(book, sheet, SIMULATED)


def _open(book: Book, cell: Element) -> bool:
    return not cell.get(_DONE) and bool(MARK.search(text(book, cell)))


def _repeat(book: Book, block: Block, words: Words) -> list[Element]:
    group, sheet = block.group, block.sheet
    times = max(len(group.rows), 1)
    cell_at(sheet, Cell(block.first, 1))
    insertion = Insertion(sheet.name, block.first, block.last, times)
    insert(book, sheet, insertion)
    changed = []
    last = block.last + insertion.extra
    told = False
    for cell in [one for one in cells(sheet) if block.first <= cell_of(one.get("r")).row <= last]:
        at = cell_of(cell.get("r"))
        time, down = divmod(at.row - block.first, insertion.height)
        if not block.holds(Cell(block.first + down, at.column)):
            if time and formula(cell) is None:
                write(book, cell, "")
            continue
        said = text(book, cell)
        if formula(cell) is not None or cell.get(_DONE) or not _names(block, said):
            continue
        if group.rows:
            row = {NUMBER: str(time + 1), **group.rows[time]}
            _put(
                book, sheet, cell, COLUMN, _of_row(words, group, row), bare=block.named is not None
            )
        else:
            write(book, cell, "" if told else group.none)
            told = True
        changed.append(cell)
    return changed


def _names(block: Block, said: str) -> bool:
    if block.named is not None and column_in(block.group, said.strip()) is not None:
        return True
    return bool(said) and bool((COLUMN if block.named else MARK).search(said))


def _of_row(words: Words, group: Group, row: dict[str, str]) -> Callable[[str], str | None]:
    def told(name: str) -> str | None:
        column = column_in(group, name)
        return words.text(name) if column is None else row.get(column, "")

    return told


def _put(
    book: Book,
    sheet: Sheet,
    cell: Element,
    marks: re.Pattern[str],
    named: Callable[[str], str | None],
    *,
    bare: bool = False,
) -> None:
    said = text(book, cell)
    whole = named(said.strip()) if bare else None

    def replaced(found: re.Match[str]) -> str:
        told = named(next(one for one in found.groups() if one is not None).strip())
        return found[0] if told is None else told

    filled_in = marks.sub(replaced, said) if whole is None else whole
    if filled_in == said:
        return
    if len(filled_in) > LONGEST:
        raise refused(
            f"What comes there is longer than a cell can hold ({LONGEST:,} letters).",
            f"差し込む文がセルに入る長さ({LONGEST:,} 文字)を超えています。",
            place(sheet, str(cell.get("r"))),
        )
    alone = whole is not None or marks.fullmatch(said.strip()) is not None
    write(book, cell, filled_in, alone=alone)


def _check_size(found: Sequence[Block]) -> None:
    count = 0
    for block in found:
        inside = sum(
            block.first <= cell_of(one.get("r")).row <= block.last for one in cells(block.sheet)
        )
        count += inside * len(block.group.rows)
    if count > _MOST_CELLS:
        raise refused(
            f"Filled, it would have more than {_MOST_CELLS:,} cells: it repeats too much.",
            f"記入後のセルが {_MOST_CELLS:,} 個を超えます。繰り返しが多すぎます。",
        )


def _say_simulated(book: Book, sheet: Sheet, told: str) -> None:
    insert(book, sheet, Insertion(sheet.name, 1, 0, 2))
    write(book, cell_at(sheet, Cell(1, 1)), told)
    for pane in sheet.root.iter(f"{S}pane"):
        if pane.get("state") == "frozen" and pane.get("ySplit"):
            pane.set("ySplit", str(int(float(pane.get("ySplit"))) + 1))
    for name in book.names:
        if name.get("name") == "_xlnm.Print_Area" and name.text:
            name.text = re.sub(r"(!\$[A-Z]+\$)2(?=:)", r"\g<1>1", name.text)
