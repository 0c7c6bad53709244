"""How many there are of each: a bar and its number."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tadasu.errors import Language, Text
from tadasu.office.pictures.lettering import measure
from tadasu.office.pictures.sheet import MARGIN, SCREEN, Drawn, Frame, headed, numbered, sheets
from tadasu.office.pictures.svg import QUIET, Canvas, Letters, Pen

NONE = Text(en="None.", ja="該当なし")
SUM = Text(en="in all", ja="合計")

_UNIT = 48.0
"""Pixels that one thing takes at most, so that a few of them look like a few."""
_ROW, _FOOT = 28.0, 26.0
_LABEL, _SMALL, _NUMBER = Letters(), Letters(size=10.5, fill=QUIET), Letters(bold=True)
_BAR, _FLOOR = Pen("#6f8ba1", "#33506a", 1.2), Pen(stroke="#33506a", thick=1.2)


@dataclass(frozen=True, slots=True)
class Count:
    """A name, and how many things bear it."""

    label: str
    number: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What is drawn, in this order."""

    title: str
    rows: tuple[Count, ...]


def counts(told: Counts, language: Language, frame: Frame = SCREEN) -> tuple[Drawn, ...]:
    """The bars, on as many sheets as the frame asks for."""
    portions = sheets(told.rows, frame, 2 * MARGIN + 34 + _FOOT, _ROW)
    return tuple(
        _sheet(told, rows, numbered(told.title, at, len(portions)), language, frame)
        for at, rows in enumerate(portions, 1)
    )


def _sheet(
    counted: Counts, rows: Sequence[Count], title: str, language: Language, frame: Frame
) -> Drawn:
    top = MARGIN + 34 if title else MARGIN
    bottom = top + max(1, len(rows)) * _ROW
    canvas = Canvas(frame.width, bottom + _FOOT + MARGIN)
    headed(canvas, title)
    names = max((measure(row.label, 12) for row in counted.rows), default=0) + 14
    left = MARGIN + min(max(names, 80), frame.width * 0.4)
    most = max((row.number for row in counted.rows), default=0)
    right = frame.width - MARGIN - measure(str(most), 12, bold=True) - 16
    for number, row in enumerate(rows):
        y = top + number * _ROW
        canvas.text(MARGIN, y + 18.5, row.label, _LABEL, room=left - MARGIN - 10)
        wide = min((right - left) / max(most, 1), _UNIT) * max(row.number, 0)
        if wide:
            canvas.rect(left, y + 6, wide, 16, _BAR)
        canvas.text(left + wide + 8, y + 18.5, str(row.number), _NUMBER)
    canvas.line(left, top, left, bottom, _FLOOR)
    foot = f"{SUM.to(language)} {sum(row.number for row in counted.rows)}"
    canvas.text(left + 8, bottom + 18, foot if rows else NONE.to(language), _SMALL)
    words = [title or SUM.to(language), *_told(rows, language), foot]
    told = "\n".join(words)
    return Drawn(canvas.svg(words[0], told, language), told)


def _told(rows: Sequence[Count], language: Language) -> Iterator[str]:
    yield from (f"{row.label}: {row.number}" for row in rows)
    if not rows:
        yield NONE.to(language)
