"""A workbook that came back: unpacked within limits, its hidden page read, its rows found."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tadasu.errors import Reason, RefusalError, Text
from tadasu.office.paper.stencil.package import read_package
from tadasu.office.roundtrip import faults as told
from tadasu.office.roundtrip.faults import at_cell, fault, unfit
from tadasu.office.roundtrip.layout import Column
from tadasu.office.roundtrip.slip import HEADER, PAGE, Line, Slip, read_slip
from tadasu.office.workbook.pages import Found, Grid, letter
from tadasu.office.workbook.reading import opened

Cells = Mapping[int, Found]
"""By column, from 1."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table, found again by its hidden key."""

    number: int
    line: Line
    """What it was when it was written."""
    cells: Cells

    @property
    def key(self) -> str:
        """Of its case."""
        return self.line.key


@dataclass(slots=True)
class Table:
    """The rows of a sheet that came back, and what there is to say of them."""

    rows: list[Row] = field(default_factory=list)
    wrong: list[Reason] = field(default_factory=list)
    notes: list[Text] = field(default_factory=list)


def read_workbook(content: bytes) -> tuple[Slip, Grid]:
    """What a workbook says of itself, and the page with its table; RefusalError."""
    try:
        parts = read_package(content)
    except RefusalError as no:
        raise RefusalError(
            told.ATTEMPT, [fault(None, each.message) for each in no.reasons]
        ) from no
    if any(name.lower().endswith("vbaproject.bin") for name in parts):
        raise unfit(fault(None, told.MACROS))
    try:
        pages = opened(content, parts)
    except ValueError as wrong:
        raise unfit(fault(None, _with(told.UNREADABLE, str(wrong)[:200]))) from wrong
    if PAGE not in pages:
        raise unfit(fault(None, told.FOREIGN))
    try:
        slip = read_slip(pages[PAGE])
    except (ValueError, IndexError) as wrong:
        raise unfit(fault(None, told.ALTERED, told.AGAIN)) from wrong
    tables = [grid for name, grid in pages.items() if name != PAGE and list(_headers(grid))]
    if len(tables) != 1:
        raise unfit(fault(None, told.TITLES, told.AGAIN))
    return slip, tables[0]


def table_of(slip: Slip, grid: Grid, columns: Sequence[Column]) -> Table:
    """The rows under the titles; those that can't be told apart are left out, and told."""
    filled = sum(column.column.fill for column in columns)
    shape = filled, len(columns) - filled, len(columns) - filled
    if any((len(e.base), len(e.locked), len(e.held)) != shape for e in slip.lines):
        raise unfit(fault(None, told.ALTERED, told.AGAIN))
    headers = list(_headers(grid))
    if len(headers) != 1:
        raise unfit(fault(None, told.TITLES, told.AGAIN))
    moved = list(_moved(slip, grid[headers[0]], headers[0], columns))
    if moved:
        raise unfit(*moved)
    table = Table()
    lines = {line.key: line for line in slip.lines}
    numbers: dict[str, int] = {}
    for number in sorted(grid):
        if number <= headers[0]:
            continue
        cells = grid[number]
        key = cells[1].text if 1 in cells else ""
        inside = [at for at in cells if columns[0].at <= at <= columns[-1].at]
        if key in numbers:
            text = _with(told.TWICE, str(numbers[key]))
            table.wrong.append(fault(at_cell(f"B{number}", key), text))
            table.rows = [row for row in table.rows if row.key != key]
        elif key in lines:
            numbers[key] = number
            table.rows.append(Row(number, lines[key], cells))
        elif key:
            table.wrong.append(fault(at_cell(f"B{number}", key), told.STRANGER))
        elif inside:
            place = Text(en=f"Row {number}", ja=f"{number} 行目")
            place = Text(
                en=f"{place.en}, from cell {letter(min(inside))}{number} on",
                ja=f"{place.ja}(セル {letter(min(inside))}{number} から)",
            )
            table.wrong.append(fault(place, told.INSERTED))
    _note(slip, table, numbers, grid, columns)
    return table


def _headers(grid: Grid) -> Iterator[int]:
    return (row for row, cells in grid.items() if 1 in cells and cells[1].value == HEADER)


def _moved(slip: Slip, cells: Cells, number: int, columns: Sequence[Column]) -> Iterator[Reason]:
    for column in columns:
        title = column.title.to("ja" if slip.language == "ja" else "en")
        if column.at not in cells or cells[column.at].text.strip() != title.strip():
            place = at_cell(f"{column.letter}{number}", slip.case)
            yield fault(place, _with(told.MOVED, title), told.AGAIN)


def _note(
    slip: Slip,
    table: Table,
    numbers: Mapping[str, int],
    grid: Grid,
    columns: Sequence[Column],
) -> None:
    gone = [line.key for line in slip.lines if line.key not in numbers]
    if gone:
        names = _listed(gone)
        table.notes.append(
            Text(
                en=f"Rows that are no longer there, whose cases stay as they are: {names}.",
                ja=f"なくなっている行(案件はそのまま): {names}",
            )
        )
    order = [line.key for line in slip.lines if line.key in numbers]
    if list(numbers) != order:
        table.notes.append(
            Text(
                en="The rows are in another order; each was found again by its hidden key.",
                ja="行の順序が変わっています。隠しキーで元の行と照合しました。",
            )
        )
    last = columns[-1].at
    beside = [f"{letter(at)}{row}" for row, cells in grid.items() for at in cells if at > last]
    if beside:
        table.notes.append(
            Text(
                en=f"Beside the table, and not taken: {_listed(beside)}.",
                ja=f"表の外にあり、取り込まないもの: {_listed(beside)}",
            )
        )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[:20]) + (" …" if len(names) > 20 else "")  # noqa: PLR2004


def _with(text: Text, value: str) -> Text:
    return Text(en=text.en.replace("{}", value), ja=text.ja.replace("{}", value))
