"""References of a spreadsheet to its own cells, and where they lead once rows were put in.

ECMA-376 part 1, 18.17.2: A1 style, in formulas with a sheet's name before an exclamation mark.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

LAST_ROW = 1_048_576

_CELL = r"\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}"
_ROWS, _COLUMNS = r"\$?[1-9]\d{0,6}", r"\$?[A-Za-z]{1,3}"
_AREA = rf"{_CELL}(?::{_CELL})?|{_ROWS}:{_ROWS}|{_COLUMNS}:{_COLUMNS}"
_SHEET = r"(?:'(?:[^']|''){1,64}'|[^\s'\"!:,;()+\-*/^&=<>{}\[\]$]{1,64})!"
_TOKEN = re.compile(rf'"(?:[^"]|"")*"|(?<![\w.$\[])({_SHEET})?({_AREA})(?![\w.(!])|{_SHEET}')
_END = re.compile(r"(\$?)([A-Za-z]{0,3})(\$?)(\d*)")


class Cell(NamedTuple):
    """A cell by its row and column, both from 1."""

    row: int
    column: int


class Area(NamedTuple):
    """A rectangle of cells, both ends inclusive."""

    first: Cell
    last: Cell


@dataclass(frozen=True, slots=True)
class Insertion:
    """Rows `first` to `last` of a sheet are there `times` times from now on, one below the other.

    With `last` 0, `first` 1 and `times` 2, one row is put in on top.
    """

    sheet: str
    first: int
    last: int
    times: int

    @property
    def height(self) -> int:
        """How many rows are repeated."""
        return max(self.last - self.first + 1, 1)

    @property
    def extra(self) -> int:
        """How many rows come in."""
        return self.height * (self.times - 1)

    def row(self, number: int) -> int:
        """Where a row is from now on; one that is repeated stays where it was."""
        return number + self.extra if number > self.last else number

    def rows(self, first: int, last: int) -> tuple[int, int]:
        """Where several rows are: what holds all that is repeated grows with it."""
        grows = first <= self.first and last >= self.last > 0
        return self.row(first), last + self.extra if grows else self.row(last)


def cell_of(reference: str) -> Cell:
    """`B12` as row 12, column 2; ValueError where it is no cell."""
    found = _END.fullmatch(reference)
    if found is None or not found[2] or not found[4]:
        raise ValueError(reference)
    return Cell(int(found[4]), column_number(found[2]))


def area_of(reference: str) -> Area:
    """`A1:B2`, or `B2`, as a rectangle; ValueError where it is none."""
    first, _, last = reference.partition(":")
    one = cell_of(first)
    return Area(one, cell_of(last) if last else one)


def areas_shifted(said: str, insertion: Insertion) -> str:
    """Rectangles with blanks between (18.18.76); what lies in repeated rows is in every copy."""
    found = []
    for piece in said.split():
        first, _, last = piece.partition(":")
        low, high = _row(first), _row(last or first)
        inside = insertion.first <= low and high <= insertion.last
        if inside and (low, high) != (insertion.first, insertion.last):
            downs = [time * insertion.height for time in range(insertion.times)]
            found += [_rectangle(first, last, low + down, high + down) for down in downs]
        else:
            found.append(_rectangle(first, last, *insertion.rows(low, high)))
    return " ".join(found)


def _rectangle(first: str, last: str, low: int, high: int) -> str:
    one, other = _at(first, low), _at(last or first, high)
    return one if one == other else f"{one}:{other}"


def column_number(letters: str) -> int:
    """`A` as 1, `AA` as 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def column_letters(number: int) -> str:
    """27 as `AA`."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def shifted(formula: str, own: str, insertion: Insertion) -> str:
    """A formula of the sheet `own`, once rows were put in."""

    def moved(sheet: str, area: str) -> str:
        if sheet.casefold() != insertion.sheet.casefold():
            return area
        first, colon, last = area.partition(":")
        if not colon:
            return _at(first, insertion.row(_row(first)))
        low, high = insertion.rows(_row(first), _row(last))
        return f"{_at(first, low)}:{_at(last, high)}"

    return _each(formula, own, moved)


def copied(formula: str, own: str, insertion: Insertion, down: int) -> str:
    """A formula of a repeated row in the copy that stands `down` rows below it.

    As when it is copied by hand: without `$` a row is counted from where the formula stands.
    """

    def moved(sheet: str, area: str) -> str:
        here = sheet.casefold() == insertion.sheet.casefold()
        first, colon, last = area.partition(":")
        if colon and here and _fixed(first) and _fixed(last):
            low, high = insertion.rows(_row(first), _row(last))
            return f"{_at(first, low)}:{_at(last, high)}"

        def end(reference: str) -> str:
            row = _row(reference)
            if not _fixed(reference) and (row <= insertion.last or not here):
                return _at(reference, row + down)
            return _at(reference, insertion.row(row)) if here else reference

        return ":".join(map(end, area.split(":")))

    return _each(formula, own, moved)


def translated(formula: str, rows: int, columns: int) -> str:
    """A formula as it reads so many rows further down and columns further right."""

    def end(reference: str) -> str:
        found = _END.fullmatch(reference)
        if found is None:
            return reference
        letters = found[2]
        if letters and not found[1]:
            letters = column_letters(max(column_number(letters) + columns, 1))
        row = _row(reference) + (0 if _fixed(reference) else rows)
        return _at(f"{found[1]}{letters}{found[3]}{found[4]}", max(row, 1))

    return _each(formula, "", lambda _sheet, area: ":".join(map(end, area.split(":"))))


def sheet_named(prefix: str) -> str:
    """The sheet in `Sheet1!` or `'Sheet 1'!`."""
    name = prefix.removesuffix("!")
    return name[1:-1].replace("''", "'") if name.startswith("'") else name


def _each(formula: str, own: str, moved: Callable[[str, str], str]) -> str:
    def replaced(token: re.Match[str]) -> str:
        if token[2] is None:
            return token[0]
        prefix = token[1] or ""
        return prefix + moved(sheet_named(prefix) if prefix else own, token[2])

    return _TOKEN.sub(replaced, formula)


def _row(reference: str) -> int:
    found = _END.fullmatch(reference)
    return int(found[4] or 0) if found else 0


def _fixed(reference: str) -> bool:
    found = _END.fullmatch(reference)
    return found is not None and bool(found[3] or (found[1] and not found[2]))


def _at(reference: str, row: int) -> str:
    found = _END.fullmatch(reference)
    return f"{found[1]}{found[2]}{found[3]}{row}" if found and found[4] else reference
