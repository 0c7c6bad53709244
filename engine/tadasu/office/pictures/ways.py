"""The lines of a lifecycle: where they go, what they are called, and who goes there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tadasu.office.pictures.layout import Box, Route
from tadasu.office.pictures.lettering import measure
from tadasu.office.pictures.svg import PAPER, QUIET, Canvas, Letters, Pen, Point, Size

ACT, WHO = 13.0, 11.5
"""Sizes of letters: what an act is called, and who may do it."""

_ACT = Letters(size=ACT, anchor="middle")
_WHO = Letters(size=WHO, fill=QUIET, anchor="middle")
_LINE, _ROW = 17.0, 16.0

_WAY, _BACK = "#587086", "#8a5a2b"
_TIP = 9.0


@dataclass(frozen=True, slots=True)
class Label:
    """The lines in which an act is called, and those that say who may do it."""

    act: tuple[str, ...]
    who: tuple[str, ...]


def label_size(labels: Sequence[Label]) -> Size:
    """How much room acts and their roles take beside a line."""
    wide = max(measure(line, size) for label in labels for line, size in _lines(label))
    high = sum(_LINE * len(label.act) + _ROW * len(label.who) for label in labels)
    return wide + 18, high + 8


def draw_label(canvas: Canvas, middle: Point, labels: Sequence[Label]) -> None:
    """Acts and their roles, upon the line."""
    x, y = middle
    width, height = label_size(labels)
    canvas.rect(x - width / 2 + 4, y - height / 2 + 2, width - 8, height - 4, Pen(PAPER))
    y -= height / 2 - 3
    for label in labels:
        for line, size in _lines(label):
            canvas.text(x, y + 13, line, _ACT if size == ACT else _WHO)
            y += _LINE if size == ACT else _ROW


def _lines(label: Label) -> Iterator[tuple[str, float]]:
    yield from ((line, ACT) for line in label.act)
    yield from ((line, WHO) for line in label.who)


def draw_way(canvas: Canvas, route: Route, *, gone: bool) -> None:
    """A line with its tip: dashed where it leads back, heavy where the case went."""
    colour = _BACK if route.upwards else _WAY
    pen = Pen(stroke=colour, thick=3.2 if gone else 1.6, dash="6 4" if route.upwards else "")
    points = list(route.points)
    (x, y), (to_x, to_y) = points[0], points[-1]
    if route.upwards:
        points[0] = (x, y + _TIP - 2)
    else:
        points[-1] = (to_x, to_y - _TIP + 2)
    (x, y), *rest = points
    steps: list[tuple[str, tuple[float, ...]]] = [("M", (x, y))]
    for number, (next_x, next_y) in enumerate(rest):
        if number % 2:
            steps.append(("L", (next_x, next_y)))
        else:
            middle = (y + next_y) / 2
            steps.append(("C", (x, middle, next_x, middle, next_x, next_y)))
        x, y = next_x, next_y
    canvas.path(steps, pen)
    end = route.points[0] if route.upwards else route.points[-1]
    _tip(canvas, *end, _TIP if route.upwards else -_TIP, colour, wide=5 if gone else 4)


def draw_beginning(canvas: Canvas, first: Box) -> None:
    """The dot from which cases come."""
    top = first.y - first.height / 2
    canvas.circle(first.x, top - 28, 6, Pen(_WAY))
    canvas.line(first.x, top - 22, first.x, top - _TIP + 2, Pen(stroke=_WAY, thick=1.6))
    _tip(canvas, first.x, top, -_TIP, _WAY, wide=4)


def _tip(canvas: Canvas, x: float, y: float, back: float, colour: str, *, wide: float) -> None:
    canvas.polygon([(x, y), (x - wide, y + back), (x + wide, y + back)], Pen(colour))
