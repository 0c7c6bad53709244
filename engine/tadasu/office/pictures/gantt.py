"""A year at a glance: a row for each thing, with bars for what is planned and what was."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tadasu.errors import Language, Text
from tadasu.office.pictures.lettering import measure
from tadasu.office.pictures.months import Span, named
from tadasu.office.pictures.sheet import MARGIN, SCREEN, Drawn, Frame, headed, numbered, sheets
from tadasu.office.pictures.svg import PAPER, QUIET, Canvas, Letters, Pen

PLANNED = Text(en="planned", ja="予定")
ACTUAL = Text(en="actual", ja="実績")
TODAY = Text(en="today", ja="今日")
NONE = Text(en="None.", ja="該当なし")

_ROW, _MONTHS, _FOOT = 28.0, 52.0, 34.0
_LABEL, _SMALL, _DATE = Letters(), Letters(size=10.5, fill=QUIET), Letters(size=9.5, fill=QUIET)
_MONTH = Letters(size=11, fill=QUIET, anchor="middle")
_GRID, _YEAR = Pen(stroke="#d5dde4"), Pen(stroke="#8fa1b0")
_HOLLOW, _SOLID = Pen("#ffffff", "#33506a", 1.3), Pen("#33506a", "#33506a", 1.3)
_NOW = Pen(stroke="#b3541e", thick=1.6, dash="5 3")
_FLAG = Pen("#b3541e")
_YEAR_WIDE = 44.0
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


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where the days begin and end, between the labels and the states."""

    left: float
    right: float
    span: Span

    def x(self, day: date) -> float:
        return self.left + (self.right - self.left) * self.span.share(day)


def gantt(year: Year, language: Language, frame: Frame = SCREEN) -> tuple[Drawn, ...]:
    """The year, on as many sheets as the frame asks for."""
    head = 2 * MARGIN + 34 + _MONTHS + _FOOT
    portions = sheets(year.rows, frame, head, _ROW)
    columns = _columns(year, frame.width)
    return tuple(
        _sheet(year, columns, rows, numbered(year.title, at, len(portions)), (language, frame))
        for at, rows in enumerate(portions, 1)
    )


def _columns(year: Year, width: float) -> _Columns:
    names = max((measure(row.label, _LABEL.size) for row in year.rows), default=0) + 14
    states = max((measure(row.state, _LABEL.size) for row in year.rows), default=0)
    left = MARGIN + min(max(names, 80), width * 0.3)
    right = width - MARGIN - (min(states + 12, width * 0.16) if states else 0)
    return _Columns(left, right, year.span)


def _sheet(
    year: Year, at: _Columns, rows: Sequence[Row], title: str, how: tuple[Language, Frame]
) -> Drawn:
    language, frame = how
    top = (MARGIN + 34 if title else MARGIN) + _MONTHS
    bottom = top + max(1, len(rows)) * _ROW
    canvas = Canvas(frame.width, bottom + _FOOT + MARGIN)
    headed(canvas, title)
    _rules(canvas, at, top, bottom)
    for number in range(len(rows) + 1):
        y = top + number * _ROW
        canvas.line(MARGIN, y, canvas.width - MARGIN, y, _GRID)
    if year.today is not None and year.span.first <= year.today <= year.span.last:
        _today(canvas, at, year.today, (top, bottom), language)
    _names(canvas, at, top, language)
    for number, row in enumerate(rows):
        _row(canvas, at, row, top + number * _ROW)
    if not rows:
        canvas.text(at.left + 8, top + 18, NONE.to(language), _SMALL)
    _legend(canvas, rows, at.left, bottom + 22, language)
    told = "\n".join([title or PLANNED.to(language), *_told(year, rows, language)])
    return Drawn(canvas.svg(title or PLANNED.to(language), told, language), told)


def _rules(canvas: Canvas, at: _Columns, top: float, bottom: float) -> None:
    for number, month in enumerate(at.span.months()):
        new = number == 0 or month.month == 1
        up = top - (_MONTHS - 18 if new else 18)
        canvas.line(at.x(month), up, at.x(month), bottom, _YEAR if new else _GRID)
    canvas.line(at.right, top - 18, at.right, bottom, _GRID)


def _names(canvas: Canvas, at: _Columns, top: float, language: Language) -> None:
    months = list(at.span.months())
    step = -(-len(months) // max(1, int((at.right - at.left) // 30)))
    for number, month in enumerate(months):
        x = at.x(month)
        if (number == 0 or month.month == 1) and at.right - x > _YEAR_WIDE:
            canvas.text(x + 4, top - 22, f"{month.year}{'年' if language == 'ja' else ''}", _SMALL)
        if number % step == 0:
            after = months[number + 1 : number + 2]
            middle = (x + (at.x(after[0]) if after else at.right)) / 2
            words = named(month, language)
            wide = measure(words, _MONTH.size)
            canvas.rect(middle - wide / 2, top - 16, wide, 13, Pen(PAPER))
            canvas.text(middle, top - 6, words, _MONTH)


def _today(canvas: Canvas, at: _Columns, today: date, reach: Reach, language: Language) -> None:
    top, bottom = reach
    x = (at.x(today) + at.x(today + timedelta(days=1))) / 2
    words = f"{TODAY.to(language)} {today.isoformat()}"
    wide = measure(words, 10.5, bold=True) + 12
    left = min(max(x - wide / 2, MARGIN), canvas.width - MARGIN - wide)
    canvas.line(x, top - _MONTHS + 14, x, bottom, _NOW)
    canvas.rect(left, top - _MONTHS, wide, 17, _FLAG, corner=3)
    flag = Letters(size=10.5, fill=PAPER, bold=True, anchor="middle")
    canvas.text(left + wide / 2, top - _MONTHS + 12.5, words, flag)


def _row(canvas: Canvas, at: _Columns, row: Row, y: float) -> None:
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


def _bar(canvas: Canvas, at: _Columns, bar: Bar, y: float, high: float) -> Reach:
    """Draws a bar, or where it lies outside of the span a tip that points there; its ends."""
    first, last = sorted((bar.first, bar.last))
    pen = _SOLID if bar.actual else _HOLLOW
    if last < at.span.first or first > at.span.last:
        x, out = (at.left + 3, 1) if last < at.span.first else (at.right - 3, -1)
        canvas.polygon([(x + 7 * out, y + 1), (x, y + high / 2), (x + 7 * out, y + high - 1)], pen)
        return min(x, x + 7 * out), max(x, x + 7 * out)
    left = min(at.x(first), at.right - _LEAST)
    right = at.x(last + timedelta(days=1)) if last < date.max else at.right
    wide = max(right - left, _LEAST)
    canvas.rect(left, y, wide, high, pen, corner=2)
    return left, left + wide


def _days(canvas: Canvas, at: _Columns, bar: Bar, reach: Reach, y: float) -> None:
    """The days of a bar beside it, where there is room."""
    first, last = sorted((bar.first, bar.last))
    near = at.span.first <= first and last <= at.span.last
    words = f"{first:%m-%d} – {last:%m-%d}" if near else f"{first} – {last}"
    if first == last:
        words = f"{first:%m-%d}" if near else f"{first}"
    wide = measure(words, _DATE.size)
    left, right = reach
    if right + 6 + wide <= at.right:
        x = right + 5
    elif left - 6 - wide >= at.left:
        x = left - 5 - wide
    else:
        return
    canvas.rect(x - 1, y - 10, wide * _TIGHT, 13, Pen(PAPER))
    canvas.text(x, y, words, _DATE)


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
