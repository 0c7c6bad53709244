"""What is shown, before anyone knows how wide or colourful the screen is.

Span    a piece of text in one style
Par     a paragraph, wrapped between its indent and the edge
Grid    rows of cells in columns that line up; the widest column wraps
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tadasu_cli.width import breakable, letter_width, plain, width

Style = Literal["plain", "strong", "dim", "key", "good", "bad", "warn"]

GAP = 2
"""Columns between the columns of a grid."""
WIDEST = 110
"""Longer lines of prose are tiring to read."""
NARROWEST = 16
"""A column is not wrapped to less than this; then the row runs over the edge."""


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of text in one style."""

    text: str
    style: Style = "plain"


Line = tuple[Span, ...]
"""Spans side by side."""


@dataclass(frozen=True, slots=True)
class Par:
    """A paragraph: line feeds in it are kept; `hang` is added to the indent of later lines."""

    spans: Line = ()
    indent: int = 0
    hang: int = 0
    rigid: bool = False
    """Never wrapped: source lines and carets."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table without rules."""

    rows: tuple[tuple[Line, ...], ...]
    head: tuple[Line, ...] = ()
    indent: int = 0


Block = Par | Grid


def par(*parts: str | Span, indent: int = 0, hang: int = 0) -> Par:
    """A paragraph of plain strings and spans."""
    return Par(line(*parts), indent, hang)


def line(*parts: str | Span) -> Line:
    """Spans of plain strings and spans."""
    return tuple(Span(part) if isinstance(part, str) else part for part in parts)


def lay(blocks: Sequence[Block], columns: int, *, cut: bool = True) -> list[Line]:
    """The blocks as lines of at most `columns`; with `cut` false, grids keep their full width."""
    lines: list[Line] = []
    for block in blocks:
        if isinstance(block, Par):
            lines += _paragraph(block, min(columns, WIDEST))
        else:
            lines += _grid(block, columns if cut else 1_000_000)
    return lines


def wrap(spans: Sequence[Span], columns: int, hang: int = 0) -> list[Line]:
    """One paragraph in lines; those after the first have `hang` columns less."""
    lines: list[Line] = []
    row: list[tuple[str, Style]] = []
    used, room = 0, columns
    for unit in _units(spans):
        solid = width("".join(letter for letter, _ in unit).rstrip())
        pieces = [unit] if solid <= columns - hang else [[letter] for letter in unit]
        for piece in pieces:
            size = width("".join(letter for letter, _ in piece).rstrip())
            if row and used + size > room:
                lines.append(_joined(row))
                row, used, room = [], 0, columns - hang
            row += piece
            used += width("".join(letter for letter, _ in piece))
    return [*lines, _joined(row)]


def line_width(spans: Sequence[Span]) -> int:
    """The columns that the spans take on one line."""
    return sum(width(span.text) for span in spans)


def _paragraph(block: Par, columns: int) -> Iterator[Line]:
    for number, spans in enumerate(_split(block.spans)):
        indent = block.indent + (block.hang if number else 0)
        hang = 0 if number else block.hang
        room = 1_000_000 if block.rigid else max(NARROWEST, columns - indent)
        for count, row in enumerate(wrap(spans, room, hang)):
            yield _indented(row, indent + (hang if count else 0))


def _grid(block: Grid, columns: int) -> Iterator[Line]:
    rows = [row for row in (block.head, *block.rows) if row]
    if not rows:
        return
    widths = [max(map(_broadest, column)) for column in zip(*rows, strict=True)]
    over = block.indent + sum(widths) + GAP * (len(widths) - 1) - columns
    if over > 0:
        broad = max(range(len(widths)), key=lambda index: widths[index])
        widths[broad] = max(min(NARROWEST, widths[broad]), widths[broad] - over)
    for row in rows:
        yield from _row(row, widths, block.indent)


def _row(cells: Sequence[Line], widths: Sequence[int], indent: int) -> Iterator[Line]:
    wrapped = [
        [part for split in _split(cell) for part in wrap(split, max(1, room))]
        for cell, room in zip(cells, widths, strict=True)
    ]
    for number in range(max(map(len, wrapped))):
        row: list[Span] = []
        for parts, room in zip(wrapped, widths, strict=True):
            cell = parts[number] if number < len(parts) else ()
            row += [*cell, Span(" " * (room - line_width(cell) + GAP))]
        yield _indented(_trimmed(row), indent)


def _broadest(cell: Line) -> int:
    return max(line_width(part) for part in _split(cell))


def _split(spans: Sequence[Span]) -> list[Line]:
    """The spans cut at their line feeds, tamed."""
    lines: list[list[Span]] = [[]]
    for span in spans:
        first, *others = plain(span.text.replace("\r\n", "\n")).split("\n")
        lines[-1].append(Span(first, span.style))
        lines += [[Span(text, span.style)] for text in others]
    return [tuple(each) for each in lines]


def _units(spans: Sequence[Span]) -> Iterator[list[tuple[str, Style]]]:
    """Runs of letters that stay together, each with the spaces after it."""
    unit: list[tuple[str, Style]] = []
    for span in spans:
        for letter in span.text:
            if unit and breakable(_last(unit), letter):
                yield unit
                unit = []
            unit.append((letter, span.style))
    if unit:
        yield unit


def _last(unit: Sequence[tuple[str, Style]]) -> str:
    """The last letter that takes room."""
    return next((letter for letter, _ in reversed(unit) if letter_width(letter)), " ")


def _joined(row: Sequence[tuple[str, Style]]) -> Line:
    spans: list[Span] = []
    for letter, style in row:
        if spans and spans[-1].style == style:
            spans[-1] = Span(spans[-1].text + letter, style)
        else:
            spans.append(Span(letter, style))
    return _trimmed(spans)


def _trimmed(row: Sequence[Span]) -> Line:
    spans = list(row)
    while spans and not spans[-1].text.rstrip(" "):
        spans.pop()
    if spans:
        spans[-1] = Span(spans[-1].text.rstrip(" "), spans[-1].style)
    return tuple(spans)


def _indented(row: Line, columns: int) -> Line:
    return (Span(" " * columns), *row) if columns and row else row
