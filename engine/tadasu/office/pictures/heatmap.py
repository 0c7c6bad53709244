"""A matrix as a picture: a symbol in every cell and its words beside, a tint only besides."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tadasu.errors import Language, Text
from tadasu.office.coverage import Coverage, Stop, tally
from tadasu.office.pictures.lettering import measure
from tadasu.office.pictures.sheet import HEAD, MARGIN, SCREEN, Drawn, Frame, headed, numbered
from tadasu.office.pictures.svg import QUIET, Canvas, Letters, Pen, Point

_WIDE, _HIGH, _GUTTER = 17.0, 18.0, 28.0
_LABEL, _LEAST = 115.0, 150.0
"""Room for the name of a row beside its key, so that it can be read still; for both, where there
are many columns."""
_FEW = 12
"""Fewer rows stand under one another."""
_HEADS = 140.0
_NAME, _KEY = Letters(size=10.5), Letters(size=10.5, bold=True)
_SYMBOL = Letters(size=12, anchor="middle")
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
        self._keys = max((measure(row.key, _KEY.size, bold=True) for row in rows), default=0) + 8
        self._names = (
            self._keys + max((measure(row.label, _NAME.size) for row in rows), default=0) + 10
        )
        self._inner = frame.width - 2 * MARGIN
        self._across = max(1, int((self._inner - _LEAST) // _WIDE))
        heads = [measure(_words(place.column), _NAME.size) for place in self._places]
        self._heads = min(max(heads, default=0) + 14, _HEADS)
        self._legend = list(self._legend_lines())
        self._top = MARGIN + HEAD + 20 * len(self._legend) + 24

    def deals(self) -> list[list[_Block]]:
        """The blocks of each sheet."""
        rows = self._coverage.rows.stops
        sheets: list[list[_Block]] = []
        for at in range(0, max(1, len(self._places)), self._across):
            places = self._places[at : at + self._across]
            beside = self._beside(len(rows), len(places) * _WIDE)
            most = self._most(len(rows), beside)
            most = math.ceil(len(rows) / max(1, math.ceil(len(rows) / (most * beside))))
            for first in range(0, max(1, len(rows)), max(1, most)):
                mine = rows[first : first + most]
                each = max(1, math.ceil(len(mine) / beside))
                cuts = range(0, max(1, len(mine)), each)
                sheets.append([_Block(mine[cut : cut + each], places) for cut in cuts])
        return sheets

    def _beside(self, rows: int, cells: float) -> int:
        """How many blocks stand side by side so that the names of rows can still be read."""
        legible = min(self._names, self._keys + _LABEL)
        fitting = int((self._inner + _GUTTER) // (legible + cells + _GUTTER))
        return max(1, min(fitting, math.ceil(rows / _FEW)))

    def _labels(self, blocks: Sequence[_Block]) -> float:
        """Room for the names of rows on one sheet."""
        beside, cells = len(blocks), len(blocks[0].places) * _WIDE
        room = (self._inner + _GUTTER) / beside - _GUTTER - cells
        return max(min(self._names, room), min(_LEAST, self._inner - _WIDE))

    def _most(self, rows: int, beside: int) -> int:
        if math.isinf(self._frame.height):
            return max(1, math.ceil(rows / beside))
        room = self._frame.height - self._top - self._periods() - self._heads - MARGIN
        return max(1, int(room // _HIGH))

    def _periods(self) -> float:
        """Room for the names of periods under those of the columns."""
        if self._coverage.periods is None or len(self._coverage.periods.stops) == 1:
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
        words = tally(self._coverage).to(self._language)
        periods = self._coverage.periods.stops if self._coverage.periods else ()
        if len(periods) == 1:
            words = f"{_words(periods[0])}: {words}"
        canvas.text(MARGIN, y + 16, words, _SMALL, room=self._inner)
        x, labels = MARGIN, self._labels(blocks)
        for block in blocks:
            self._draw_heads(canvas, block, x + labels, top)
            for number, row in enumerate(block.rows):
                self._draw_row(canvas, block, row, (x, top + number * _HIGH), labels)
            x += labels + len(block.places) * _WIDE + _GUTTER
        told = "\n".join([title, *self._told(blocks)])
        return Drawn(canvas.svg(title, told, self._language), told)

    def _draw_heads(self, canvas: Canvas, block: _Block, x: float, top: float) -> None:
        before = None
        for number, place in enumerate(block.places):
            at = x + number * _WIDE
            foot = top - self._periods()
            if place.column != before:
                canvas.text(
                    at + 12.5,
                    foot - 6,
                    _words(place.column),
                    _NAME,
                    room=self._heads - 8,
                    upwards=True,
                )
            before = place.column
            if self._periods():
                small = Letters(size=10, fill=QUIET)
                canvas.text(
                    at + 12.5,
                    top - 6,
                    place.period.key,
                    small,
                    room=self._periods() - 8,
                    upwards=True,
                )

    def _draw_row(
        self, canvas: Canvas, block: _Block, row: Stop, at: Point, labels: float
    ) -> None:
        x, y = at
        canvas.text(x, y + 13, row.key, _KEY, room=labels - 8)
        canvas.text(x + self._keys, y + 13, row.label, _NAME, room=labels - self._keys - 8)
        canvas.line(x, y + _HIGH, x + labels, y + _HIGH, _RULE)
        for number, place in enumerate(block.places):
            mark = self._marks.get((row.key, place.column.key, place.period.key))
            self._draw_cell(canvas, x + labels + number * _WIDE, y, mark)

    def _draw_cell(self, canvas: Canvas, x: float, y: float, mark: str | None) -> None:
        if mark is None:
            canvas.rect(x, y, _WIDE, _HIGH, Pen("#ffffff", _GRID))
            return
        number = self._signs[mark]
        sign = self._coverage.signs[number]
        with canvas.group(sign.title.to(self._language)):
            canvas.rect(x, y, _WIDE, _HIGH, Pen(_tint(number), _GRID))
            canvas.text(x + _WIDE / 2, y + 13.5, sign.symbol, _SYMBOL, room=_WIDE)

    def _legend_lines(self) -> Iterator[list[tuple[float, int | None, str]]]:
        """Lines of the legend: where each sign stands, which it is, and what it means."""
        signs = [(n, s.title.to(self._language)) for n, s in enumerate(self._coverage.signs)]
        line: list[tuple[float, int | None, str]] = []
        x = MARGIN
        for number, words in (*signs, (None, _BLANK.to(self._language))):
            wide = 30 + measure(words, _NAME.size) + 18
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
            self._draw_cell(canvas, x, y - 11, mark)
            canvas.text(x + 24, y + 2, words, _NAME, room=self._frame.width - MARGIN - x - 24)

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
