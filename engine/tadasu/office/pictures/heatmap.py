"""A matrix as a picture: a symbol in every cell and its words beside, a tint only besides."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tadasu.errors import Language, Text
from tadasu.office.coverage import Coverage, Stop, tally
from tadasu.office.pictures.lettering import measure
from tadasu.office.pictures.sheet import HEAD, MARGIN, SCREEN, Drawn, Frame, headed, numbered
from tadasu.office.pictures.svg import QUIET, Canvas, Letters, Pen

_WIDE, _HIGH, _GUTTER = 24.0, 20.0, 28.0
_LABELS, _LEAST = 270.0, 150.0
"""Room for the name of a row: at most, and where there are many columns."""
_HEADS = 118.0
_NAME, _KEY = Letters(size=11), Letters(size=11, bold=True)
_SYMBOL = Letters(size=13, anchor="middle")
_SMALL = Letters(size=11, fill=QUIET)
_GRID, _GROUP = "#c3ced8", Pen(stroke="#33506a", thick=1.4)
_RULE = Pen(stroke="#e3e9ee")
_TINTS = ("#f7d9d4", "#f8ecc9", "#dcefdc", "#e3ebf3", "#ece6f2", "#f0f0f0")
"""By the place of a mark among the matrix's marks; the symbol says the same without colour."""
_BLANK = Text(en="nothing yet", ja="未計画・未実施")


@dataclass(frozen=True, slots=True)
class _Place:
    """A column of cells: one column of the matrix in one period."""

    column: Stop
    period: Stop


@dataclass(frozen=True, slots=True)
class _Block:
    """Rows that stand under one another, for some of the places."""

    rows: Sequence[Stop]
    places: Sequence[_Place]


def heatmap(coverage: Coverage, language: Language, frame: Frame = SCREEN) -> tuple[Drawn, ...]:
    """The matrix, its rows in several columns, on as many sheets as the frame asks for."""
    title = f"{coverage.title.to(language)} {coverage.case}"
    plot = _Plot(coverage, language, frame)
    deals = plot.deals()
    return tuple(
        plot.sheet(deal, numbered(title, at, len(deals))) for at, deal in enumerate(deals, 1)
    )


class _Plot:
    """One matrix in one frame."""

    def __init__(self, coverage: Coverage, language: Language, frame: Frame) -> None:
        self._coverage, self._language, self._frame = coverage, language, frame
        periods = coverage.periods.stops if coverage.periods else (Stop("", ""),)
        self._places = [_Place(c, p) for c in coverage.columns.stops for p in periods]
        self._signs = {sign.mark: n for n, sign in enumerate(coverage.signs)}
        self._marks = {(c.row, c.column, c.period): c.mark for c in coverage.cells}
        rows = coverage.rows.stops
        self._keys = max((measure(row.key, 11, bold=True) for row in rows), default=0) + 8
        names = max((measure(row.label, 11) for row in rows), default=0) + 10
        inner = frame.width - 2 * MARGIN
        most = min(_LABELS, self._keys + names)
        left = inner - len(self._places) * _WIDE
        self._labels = min(max(min(most, left), _LEAST), inner - _WIDE)
        self._across = max(1, int((inner - self._labels) // _WIDE))
        heads = [measure(_words(place.column), 11) for place in self._places]
        self._heads = min(max(heads, default=0) + 10, _HEADS)
        self._legend = list(self._legend_lines())
        self._top = MARGIN + HEAD + 20 * len(self._legend) + 24

    def deals(self) -> list[list[_Block]]:
        """The blocks of each sheet."""
        rows, sheets = self._coverage.rows.stops, []
        for at in range(0, max(1, len(self._places)), self._across):
            places = self._places[at : at + self._across]
            side = self._labels + len(places) * _WIDE + _GUTTER
            beside = max(1, int((self._frame.width - 2 * MARGIN + _GUTTER) // side))
            most = self._most(len(rows), beside)
            for first in range(0, max(1, len(rows)), most * beside):
                mine = rows[first : first + most * beside]
                each = max(1, math.ceil(len(mine) / beside))
                cuts = range(0, max(1, len(mine)), each)
                sheets.append([_Block(mine[cut : cut + each], places) for cut in cuts])
        return sheets

    def _most(self, rows: int, beside: int) -> int:
        if math.isinf(self._frame.height):
            return max(1, math.ceil(rows / beside))
        room = self._frame.height - self._top - self._periods() - self._heads - MARGIN
        return max(1, int(room // _HIGH))

    def _periods(self) -> float:
        """Room for the names of periods under those of the columns."""
        if self._coverage.periods is None:
            return 0.0
        wide = max((measure(p.key, 10) for p in self._coverage.periods.stops), default=0)
        return min(wide + 10, 80)

    def sheet(self, blocks: Sequence[_Block], title: str) -> Drawn:
        """One sheet with its blocks side by side."""
        top = self._top + self._heads + self._periods()
        longest = max(len(block.rows) for block in blocks)
        canvas = Canvas(self._frame.width, top + longest * _HIGH + MARGIN)
        y = headed(canvas, title)
        for line in self._legend:
            self._draw_legend(canvas, line, y + 12)
            y += 20
        canvas.text(MARGIN, y + 14, tally(self._coverage).to(self._language), _SMALL)
        x = MARGIN
        for block in blocks:
            self._draw_heads(canvas, block, x + self._labels, top)
            for number, row in enumerate(block.rows):
                self._draw_row(canvas, block, row, x, top + number * _HIGH)
            x += self._labels + len(block.places) * _WIDE + _GUTTER
        told = "\n".join([title, *self._told(blocks)])
        return Drawn(canvas.svg(title, told, self._language), told)

    def _draw_heads(self, canvas: Canvas, block: _Block, x: float, top: float) -> None:
        before = None
        for number, place in enumerate(block.places):
            at = x + number * _WIDE
            foot = top - self._periods()
            if place.column != before:
                canvas.text(
                    at + 16,
                    foot - 6,
                    _words(place.column),
                    _NAME,
                    room=self._heads - 8,
                    upwards=True,
                )
            before = place.column
            if place.period.key:
                small = Letters(size=10, fill=QUIET)
                canvas.text(
                    at + 16,
                    top - 6,
                    place.period.key,
                    small,
                    room=self._periods() - 8,
                    upwards=True,
                )

    def _draw_row(self, canvas: Canvas, block: _Block, row: Stop, x: float, y: float) -> None:
        canvas.text(x, y + 14, row.key, _KEY, room=self._labels - 8)
        room = self._labels - self._keys - 8
        canvas.text(x + self._keys, y + 14, row.label, _NAME, room=room)
        canvas.line(x, y + _HIGH, x + self._labels, y + _HIGH, _RULE)
        for number, place in enumerate(block.places):
            mark = self._marks.get((row.key, place.column.key, place.period.key))
            self._draw_cell(canvas, x + self._labels + number * _WIDE, y, mark)

    def _draw_cell(self, canvas: Canvas, x: float, y: float, mark: str | None) -> None:
        if mark is None:
            canvas.rect(x, y, _WIDE, _HIGH, Pen("#ffffff", _GRID))
            return
        number = self._signs[mark]
        sign = self._coverage.signs[number]
        with canvas.group(sign.title.to(self._language)):
            canvas.rect(x, y, _WIDE, _HIGH, Pen(_tint(number), _GRID))
            canvas.text(x + _WIDE / 2, y + 15, sign.symbol, _SYMBOL, room=_WIDE)

    def _legend_lines(self) -> Iterator[list[tuple[float, int | None, str]]]:
        """Lines of the legend: where each sign stands, which it is, and what it means."""
        signs = [(n, s.title.to(self._language)) for n, s in enumerate(self._coverage.signs)]
        line: list[tuple[float, int | None, str]] = []
        x = MARGIN
        for number, words in (*signs, (None, _BLANK.to(self._language))):
            wide = 30 + measure(words, 11) + 18
            if line and x + wide > self._frame.width - MARGIN:
                yield line
                line, x = [], MARGIN
            line.append((x, number, words))
            x += wide
        yield line

    def _draw_legend(
        self, canvas: Canvas, line: Sequence[tuple[float, int | None, str]], y: float
    ) -> None:
        for x, number, words in line:
            mark = None if number is None else self._coverage.signs[number].mark
            self._draw_cell(canvas, x, y - 12, mark)
            canvas.text(x + 30, y + 2, words, _NAME, room=self._frame.width - MARGIN - x - 30)

    def _told(self, blocks: Sequence[_Block]) -> Iterator[str]:
        """Each row of the sheet with what all of it comes down to."""
        yield tally(self._coverage).to(self._language)
        standing = dict(self._coverage.standing)
        for row in (row for block in blocks for row in block.rows):
            mark = standing.get(row.key)
            sign = self._coverage.signs[self._signs[mark]] if mark is not None else None
            words = f"{sign.symbol} {sign.title.to(self._language)}" if sign else "·"
            yield f"{_words(row)}: {words}"


def _words(stop: Stop) -> str:
    return f"{stop.key} {stop.label}".strip()


def _tint(number: int) -> str:
    return _TINTS[min(number, len(_TINTS) - 1)]
