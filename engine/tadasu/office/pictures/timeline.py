"""What happened to a case, from top to bottom: when, what, and who did it."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tadasu.errors import Language, Text
from tadasu.office.pictures.lettering import measure
from tadasu.office.pictures.sheet import HEAD, MARGIN, SCREEN, Drawn, Frame, headed, numbered
from tadasu.office.pictures.svg import PAPER, QUIET, Canvas, Letters, Pen

NONE = Text(en="Nothing yet.", ja="まだ何もありません。")

Kind = Literal["step", "note", "refused", "due"]

_DAYS = 0.25
"""The share of the width that days take at most."""
_ONE, _TWO = 26.0, 42.0
_WHAT, _DAY = Letters(size=12.5, bold=True), Letters()
_WHO = Letters(size=11, fill=QUIET)
_GAP = Letters(size=10, fill=QUIET)
_SPINE = Pen(stroke="#8fa1b0", thick=2)
_STEP = Pen("#33506a", "#33506a", 1.5)
_NOTE = Pen(PAPER, "#33506a", 1.5)
_NO = Pen(PAPER, "#9c3d12", 1.8)
_DUE = Pen(PAPER, "#9c3d12", 1.5, "3 2")


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened on a day, or is due on it.

    A step changed the state, a note did not, what was refused did not happen.
    """

    day: date
    what: str
    who: str = ""
    detail: str = ""
    kind: Kind = "step"
    shown: str = ""
    """The day as people read it; ISO 8601 otherwise."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """What is drawn, oldest first."""

    title: str
    moments: tuple[Moment, ...]


def timeline(told: Timeline, language: Language, frame: Frame = SCREEN) -> tuple[Drawn, ...]:
    """The moments, on as many sheets as the frame asks for."""
    portions = _portions(told.moments, frame)
    sheets: list[Drawn] = []
    before: Moment | None = None
    for at, portion in enumerate(portions, 1):
        title = numbered(told.title, at, len(portions))
        sheets.append(_sheet(told, (before, portion), title, language, frame))
        before = portion[-1] if portion else None
    return tuple(sheets)


def _portions(moments: Sequence[Moment], frame: Frame) -> list[Sequence[Moment]]:
    room = frame.height - HEAD - 2 * MARGIN
    portions: list[list[Moment]] = [[]]
    used = 0.0
    for moment in moments:
        high = _gap(portions[-1][-1:], moment) + _height(moment)
        if portions[-1] and used + high > room:
            portions.append([])
            used, high = 0.0, _height(moment)
        portions[-1].append(moment)
        used += high
    return [tuple(portion) for portion in portions]


def _height(moment: Moment) -> float:
    return _TWO if moment.who or moment.detail else _ONE


def _gap(before: Sequence[Moment], moment: Moment) -> float:
    """Room for the days in between: more for more, but never so much that nothing else fits."""
    if not before:
        return 0.0
    days = max(0, (moment.day - before[-1].day).days)
    return min(30.0, 5 * math.log2(1 + days))


def _sheet(
    told: Timeline,
    part: tuple[Moment | None, Sequence[Moment]],
    title: str,
    language: Language,
    frame: Frame,
) -> Drawn:
    last, moments = part
    top = MARGIN + (HEAD if title else 0)
    places: list[float] = []
    y = top
    for number, moment in enumerate(moments):
        y += _gap(moments[number - 1 : number], moment)
        places.append(y)
        y += _height(moment)
    canvas = Canvas(frame.width, max(y, top + _ONE) + MARGIN)
    headed(canvas, title)
    days = max((measure(_day(one), _DAY.size) for one in told.moments), default=0)
    spine = MARGIN + min(days, frame.width * _DAYS) + 22
    if moments:
        canvas.line(spine, places[0] + 13, spine, places[-1] + 13, _SPINE)
    else:
        canvas.text(MARGIN, top + 18, NONE.to(language), _WHO)
    for number, (moment, y) in enumerate(zip(moments, places, strict=True)):
        before = moments[number - 1] if number else last
        days = (moment.day - before.day).days if before else 0
        if days or number == 0:
            _when(canvas, moment, days, (spine, y), language)
        _moment(canvas, moment, spine, y)
    words = [title or told.title, *_told(moments)]
    return Drawn(canvas.svg(words[0], "\n".join(words), language), "\n".join(words))


def _when(
    canvas: Canvas, moment: Moment, days: int, at: tuple[float, float], language: Language
) -> None:
    """The day, and how many days it is after the one before."""
    spine, y = at
    canvas.text(MARGIN, y + 17, _day(moment), _DAY, room=spine - MARGIN - 20)
    if days > 0:
        words = f"{days}日後" if language == "ja" else f"+{days} d"
        canvas.text(MARGIN, y + 31, words, _GAP)


def _moment(canvas: Canvas, moment: Moment, spine: float, y: float) -> None:
    _dot(canvas, moment.kind, spine, y + 13)
    room = canvas.width - MARGIN - spine - 20
    canvas.text(spine + 20, y + 17, moment.what, _WHAT, room=room)
    second = " · ".join(part for part in (moment.who, moment.detail) if part)
    canvas.text(spine + 20, y + 33, second, _WHO, room=room)


def _dot(canvas: Canvas, kind: Kind, x: float, y: float) -> None:
    match kind:
        case "step":
            canvas.circle(x, y, 5.5, _STEP)
        case "note":
            canvas.circle(x, y, 4, _NOTE)
        case "due":
            canvas.circle(x, y, 5.5, _DUE)
        case "refused":
            canvas.circle(x, y, 6, _NO)
            canvas.line(x - 3, y - 3, x + 3, y + 3, _NO)
            canvas.line(x - 3, y + 3, x + 3, y - 3, _NO)


def _day(moment: Moment) -> str:
    return moment.shown or moment.day.isoformat()


def _told(moments: Sequence[Moment]) -> Iterator[str]:
    for moment in moments:
        rest = " · ".join(part for part in (moment.who, moment.detail) if part)
        yield f"{_day(moment)} {moment.what}" + (f" ({rest})" if rest else "")
