"""A year at a glance: a row for each thing, with bars for what is planned and what was."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tadasu.errors import Language, Text
from tadasu.office.pictures.axis import HIGH, TODAY, Axis
from tadasu.office.pictures.lettering import measure
from tadasu.office.pictures.months import Span
from tadasu.office.pictures.sheet import MARGIN, SCREEN, Drawn, Frame, headed, numbered, sheets
from tadasu.office.pictures.svg import PAPER, QUIET, Canvas, Letters, Pen

PLANNED = Text(en="planned", ja="予定")
ACTUAL = Text(en="actual", ja="実績")
NONE = Text(en="None.", ja="該当なし")

_ROW, _FOOT = 28.0, 34.0
_LABEL, _SMALL, _DATE = Letters(), Letters(size=10.5, fill=QUIET), Letters(size=9.5, fill=QUIET)
_GRID = Pen(stroke="#d5dde4")
_HOLLOW, _SOLID = Pen("#ffffff", "#33506a", 1.3), Pen("#33506a", "#33506a", 1.3)
_LEAST = 4.0
"""Pixels of a bar that would be narrower."""
_TIGHT = 0.88
"""How much of its measure a text of digits takes at least."""

Reach = tuple[float, float]
"""From where to where something lies."""


@dataclass(frozen=True, slots=True)
class Bar:
    """From a day to a day, both in it: how it is planned, or how it was."""

    first: date
    last: date
    actual: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A thing with its bars; `state` is said beside them."""

    label: str
    bars: tuple[Bar, ...]
    state: str = ""


@dataclass(frozen=True, slots=True)
class Year:
    """What is drawn: rows over a span of days, and today, if it is to be marked."""

    title: str
    span: Span
    rows: tuple[Row, ...]
    today: date | None = None


def gantt(year: Year, language: Language, frame: Frame = SCREEN) -> tuple[Drawn, ...]:
    """The year, on as many sheets as the frame asks for."""
    head = 2 * MARGIN + 34 + HIGH + _FOOT
    portions = sheets(year.rows, frame, head, _ROW)
    axis = _axis(year, frame.width)
    return tuple(
        _sheet(year, axis, rows, numbered(year.title, at, len(portions)), (language, frame))
        for at, rows in enumerate(portions, 1)
    )


def _axis(year: Year, width: float) -> Axis:
    names = max((measure(row.label, _LABEL.size) for row in year.rows), default=0) + 14
    states = max((measure(row.state, _LABEL.size) for row in year.rows), default=0)
    left = MARGIN + min(max(names, 80), width * 0.3)
    right = width - MARGIN - (min(states + 12, width * 0.16) if states else 0)
    return Axis(left, right, year.span)


def _sheet(
    year: Year, at: Axis, rows: Sequence[Row], title: str, how: tuple[Language, Frame]
) -> Drawn:
    language, frame = how
    top = (MARGIN + 34 if title else MARGIN) + HIGH
    bottom = top + max(1, len(rows)) * _ROW
    canvas = Canvas(frame.width, bottom + _FOOT + MARGIN)
    headed(canvas, title)
    at.draw(canvas, top, bottom, year.today)
    for number in range(len(rows) + 1):
        y = top + number * _ROW
        canvas.line(MARGIN, y, canvas.width - MARGIN, y, _GRID)
    at.name(canvas, top, year.today, language)
    for number, row in enumerate(rows):
        _row(canvas, at, row, top + number * _ROW)
    if not rows:
        canvas.text(at.left + 8, top + 18, NONE.to(language), _SMALL)
    _legend(canvas, rows, at.left, bottom + 22, language)
    told = "\n".join([title or PLANNED.to(language), *_told(year, rows, language)])
    return Drawn(canvas.svg(title or PLANNED.to(language), told, language), told)


def _row(canvas: Canvas, at: Axis, row: Row, y: float) -> None:
    canvas.text(MARGIN, y + 18.5, row.label, _LABEL, room=at.left - MARGIN - 10)
    canvas.text(
        at.right + 10, y + 18.5, row.state, _LABEL, room=canvas.width - MARGIN - at.right - 10
    )
    both = len({bar.actual for bar in row.bars}) > 1
    ends: list[Reach] = []
    for bar in row.bars:
        up, high = (y + 8, 12.0) if not both else (y + 14, 9.0) if bar.actual else (y + 5, 7.0)
        ends.append(_bar(canvas, at, bar, up, high))
    if ends:
        reach = min(left for left, _ in ends), max(right for _, right in ends)
        _days(canvas, at, row.bars[-1], reach, y + 18)


def _bar(canvas: Canvas, at: Axis, bar: Bar, y: float, high: float) -> Reach:
    """Draws a bar, or where it lies outside of the span a tip that points there; its ends."""
    first, last = sorted((bar.first, bar.last))
    pen = _SOLID if bar.actual else _HOLLOW
    if last < at.span.first or first > at.span.last:
        x, out = (at.left + 3, 1) if last < at.span.first else (at.right - 3, -1)
        canvas.polygon([(x + 7 * out, y + 1), (x, y + high / 2), (x + 7 * out, y + high - 1)], pen)
        return min(x, x + 7 * out), max(x, x + 7 * out)
    left = min(at.x(first), at.right - _LEAST)
    wide = max(at.end(last) - left, _LEAST)
    canvas.rect(left, y, wide, high, pen, corner=2)
    return left, left + wide


def _days(canvas: Canvas, at: Axis, bar: Bar, reach: Reach, y: float) -> None:
    """The days of a bar beside it, where there is room."""
    first, last = sorted((bar.first, bar.last))
    near = at.span.first <= first and last <= at.span.last
    words = f"{first:%m-%d} – {last:%m-%d}" if near else f"{first} – {last}"
    if first == last:
        words = f"{first:%m-%d}" if near else f"{first}"
    wide = measure(words, _DATE.size)
    left, right = reach
    if right + 6 + wide <= at.right:
        canvas.rect(right + 4, y - 10, wide * _TIGHT, 13, Pen(PAPER))
        canvas.text(right + 5, y, words, _DATE)
    elif left - 6 - wide >= at.left:
        canvas.rect(left - 4 - wide * _TIGHT, y - 10, wide * _TIGHT, 13, Pen(PAPER))
        canvas.text(left - 5, y, words, replace(_DATE, anchor="end"))


def _legend(canvas: Canvas, rows: Sequence[Row], x: float, y: float, language: Language) -> None:
    kinds = {bar.actual for row in rows for bar in row.bars}
    for actual, word in ((False, PLANNED), (True, ACTUAL)):
        if actual in kinds:
            canvas.rect(x, y - 9, 24, 10, _SOLID if actual else _HOLLOW, corner=2)
            canvas.text(x + 30, y, word.to(language), _SMALL)
            x += 30 + measure(word.to(language), 10.5) + 20


def _told(year: Year, rows: Sequence[Row], language: Language) -> Iterator[str]:
    for row in rows:
        bars = ", ".join(
            f"{(ACTUAL if bar.actual else PLANNED).to(language)} {bar.first} – {bar.last}"
            for bar in row.bars
        )
        yield f"{row.label}: {bars or '–'}" + (f" ({row.state})" if row.state else "")
    if not rows:
        yield NONE.to(language)
    if year.today is not None:
        yield f"{TODAY.to(language)}: {year.today}"
