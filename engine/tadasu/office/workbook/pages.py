"""Plain tables as they go to a workbook, and as they come from one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

from tadasu.errors import Text
from tadasu.office.extras import lacking

EXTRA = "xlsx"

Look = Literal["title", "note", "head", "shown", "asked", "day", "moment", "number", "plain"]
"""How a cell looks; asked, day, moment and number are unlocked, to be filled in."""

Kind = Literal["text", "number", "day", "bool", "formula", "error"]
"""What a cell that was read holds."""

Value = str | int | float | bool | datetime

LONGEST = 32_000
"""Letters of a cell; a spreadsheet holds 32,767 units of UTF-16 and cuts what is longer."""

_NEVER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_RETURN = re.compile("_x000[dD]_\n?|\r\n?")


@dataclass(frozen=True, slots=True)
class Box:
    """A cell to be written."""

    value: str | int | date
    look: Look = "plain"


@dataclass(frozen=True, slots=True)
class Check:
    """What a column takes: one of a list, a date or a whole number; `told` where it doesn't."""

    cells: str
    """A range, such as K6:K25."""
    kind: Literal["list", "date", "whole"]
    values: tuple[str, ...] = ()
    told: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """One table of a workbook."""

    name: str
    rows: Sequence[Sequence[Box | None]]
    hidden: bool = False
    """Beyond what a person unhides by the menu."""
    widths: Sequence[float] = ()
    """Of the columns, in half-width letters; 0 hides one."""
    heights: Mapping[int, float] = field(default_factory=dict)
    """Of rows, in points."""
    frozen: str | None = None
    """The cell whose rows above and columns before it stay in sight."""
    repeated: str | None = None
    """Rows that are printed on every sheet of paper, such as 5:5."""
    filtered: str | None = None
    """A range with arrows to filter by."""
    checks: Sequence[Check] = ()
    marks: Sequence[tuple[str, str]] = ()
    """Ranges and the formula, of their first cell, by which a cell is marked."""


@dataclass(frozen=True, slots=True)
class Found:
    """A cell that was read and isn't blank."""

    kind: Kind
    value: Value

    @property
    def text(self) -> str:
        """A text as it was typed; of anything else, something to show."""
        return self.value if isinstance(self.value, str) else str(self.value)


Grid = Mapping[int, Mapping[int, Found]]
"""By row and column, both from 1; only what isn't blank."""


def typed(text: str) -> str:
    """The text as a cell holds it: lines end with LF, and no sign that XML can't hold."""
    return _NEVER.sub("\ufffd", _RETURN.sub("\n", text))


def cut(text: str) -> str:
    """The same, no longer than a cell may be."""
    return typed(text)[:LONGEST]


def letter(at: int) -> str:
    """The column as a spreadsheet names it, from 1: A to Z, AA and on."""
    name = ""
    while at:
        at, rest = divmod(at - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def library() -> Any:
    """openpyxl; UnavailableError where the extra isn't installed."""
    try:
        import defusedxml  # noqa: F401, PLC0415 (an extra)
        import openpyxl  # noqa: PLC0415 (an extra)
    except ImportError as missing:
        raise lacking(EXTRA, Text(en="Sheets for Excel need", ja="Excel のシート")) from missing
    return openpyxl
