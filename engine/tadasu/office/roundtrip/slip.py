"""What a workbook keeps of itself on a hidden page: of which record it is, and what stood in it.

It guards against slips, and proves nothing: whoever imports answers for every value, as for one
that is typed.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tadasu.office.workbook.pages import Box, Found, Grid, Page

PAGE = "_tadasu"
FORMAT = "tadasu-sheet/1"
LONG = 3
"""Digits of how many columns no sheet has."""
HEADER = "#"
"""What stands in the hidden column of the row with titles."""

_HEAD = ("format", "log", "case", "position", "process", "sheet", "language", "columns")


@dataclass(frozen=True, slots=True)
class Line:
    """A row, when it was written."""

    key: str
    version: int
    """Of its case."""
    locked: tuple[str, ...]
    """A digest of each text that only was shown."""
    held: tuple[str, ...]
    """A digest of each value behind them, as the record has it."""
    base: tuple[str, ...]
    """What stood in each cell that is to be filled in."""


@dataclass(frozen=True, slots=True)
class Slip:
    """Of which record, case and process a workbook is."""

    log: str
    case: str
    position: int
    """Entries that the record had."""
    process: str
    sheet: str
    language: str
    columns: str
    """A digest of the columns as they were."""
    lines: tuple[Line, ...]


def digest(value: object) -> str:
    """Sixteen hex digits by which two values are told apart."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def slip_page(slip: Slip) -> Page:
    """The hidden page."""
    rows = [[Box(text) for text in row] for row in _texts(slip)]
    rows.append([Box("seal"), Box(digest(list(map(list, _texts(slip)))))])
    return Page(PAGE, rows, hidden=True)


def read_slip(grid: Grid) -> Slip:
    """What a hidden page says; ValueError where it isn't as it was written."""
    found = [_row(grid.get(number, {})) for number in range(1, max(grid, default=0) + 1)]
    head = {row[0]: row[1] for row in found[: len(_HEAD)] if len(row) > 1}
    if head.get("format") != FORMAT or not head.get("position", "").isdecimal():
        raise ValueError(FORMAT)
    lines = tuple(_line(row) for row in found[len(_HEAD) :] if row[:1] == ["row"])
    slip = Slip(
        log=head.get("log", ""),
        case=head.get("case", ""),
        position=int(head["position"]),
        process=head.get("process", ""),
        sheet=head.get("sheet", ""),
        language=head.get("language", ""),
        columns=head.get("columns", ""),
        lines=lines,
    )
    if ["seal", digest(list(map(list, _texts(slip))))] != found[-1][:2]:
        raise ValueError("seal")
    return slip


def _texts(slip: Slip) -> Iterator[Sequence[str]]:
    values = (slip.log, slip.case, slip.position, slip.process, slip.sheet, slip.language)
    yield from zip(_HEAD, map(str, (FORMAT, *values, slip.columns)), strict=True)
    for line in slip.lines:
        told = ("row", line.key, str(line.version), " ".join(line.locked), " ".join(line.held))
        yield (*told, str(len(line.base)), *line.base)


def _line(row: Sequence[str]) -> Line:
    _, key, version, locked, held, count, *base = (*row, "", "", "", "", "", "")[
        : max(6, len(row))
    ]
    if not (version.isdecimal() and count.isdecimal() and len(count) < LONG):
        raise ValueError(key)
    cells = (*base, *[""] * int(count))[: int(count)]
    return Line(key, int(version), tuple(locked.split()), tuple(held.split()), cells)


def _row(row: Mapping[int, Found]) -> list[str]:
    return [row[at].text if at in row else "" for at in range(1, max(row, default=0) + 1)]
