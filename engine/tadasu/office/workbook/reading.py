"""A workbook as plain tables: nothing is computed, and nothing far off is looked at."""

import io
import math
import warnings
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from tadasu.office.workbook.pages import Found, Grid, library, typed

MOST_ROWS = 10_000
MOST_COLUMNS = 200
"""What is looked at of a table; a row beyond it that isn't empty is a ValueError."""


def opened(content: bytes, parts: Mapping[str, bytes]) -> Mapping[str, Grid]:
    """The tables of a workbook by name, whose `parts` were unpacked within limits.

    Raises ValueError where it is none, UnavailableError without the extra.
    """
    openpyxl = library()
    _look_through(parts)
    try:
        # What it warns of, such as styles that it doesn't know, is nothing that is read here.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(content), read_only=True)
            return {page.title: dict(_Reader().rows(page)) for page in book.worksheets}
    except _BROKEN as wrong:
        raise ValueError(str(wrong)) from wrong


_BROKEN = (LookupError, TypeError, AttributeError, ArithmeticError, OSError, SyntaxError)
"""What openpyxl answers to a workbook that isn't as it expects; a ParseError is a SyntaxError."""


def _look_through(parts: Mapping[str, bytes]) -> None:
    """ValueError for XML that declares entities of its own, and for a row that is far off."""
    from defusedxml.common import DefusedXmlException  # noqa: PLC0415 (an extra)
    from defusedxml.ElementTree import ParseError, iterparse  # noqa: PLC0415 (an extra)

    try:
        for name, content in parts.items():
            if not name.lower().endswith((".xml", ".rels")):
                continue
            number = 0
            for _, element in iterparse(io.BytesIO(content), forbid_dtd=True):
                if element.tag.endswith("}row"):
                    number = int(element.get("r", number + 1))
                    if number > MOST_ROWS and any(len(cell) for cell in element):
                        raise ValueError(f"row {number:,}, of at most {MOST_ROWS:,}")
                    element.clear()
    except (DefusedXmlException, ParseError) as wrong:
        raise ValueError(str(wrong)) from wrong


class _Reader:
    """Reads one table; a text that many cells share is looked at once."""

    def __init__(self) -> None:
        self._texts: dict[str, Found | None] = {}

    def rows(self, page: Any) -> Iterator[tuple[int, Mapping[int, Found]]]:
        """The rows that aren't blank."""
        page.reset_dimensions()
        rows = page.iter_rows(max_row=MOST_ROWS, max_col=MOST_COLUMNS)
        for number, row in enumerate(rows, 1):
            found = {
                at: told
                for at, cell in enumerate(row, 1)
                if (told := self._found(cell)) is not None
            }
            if found:
                yield number, found

    def _found(self, cell: Any) -> Found | None:
        value = cell.value
        if value is None:
            return None
        match cell.data_type:
            case "f":
                return Found("formula", str(value))
            case "e":
                return Found("error", str(value))
            case "b":
                return Found("bool", bool(value))
            case "d" if isinstance(value, datetime):
                return Found("day", value)
            case "n" if isinstance(value, int | float) and math.isfinite(value):
                return Found("number", int(value) if value == int(value) else value)
            case _:
                return self._plain(str(value))

    def _plain(self, value: str) -> Found | None:
        if value not in self._texts:
            text = typed(value)
            self._texts[value] = Found("text", text) if text.strip() else None
        return self._texts[value]
