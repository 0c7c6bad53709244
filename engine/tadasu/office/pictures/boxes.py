"""The boxes of a lifecycle: a state with its title, its mark, and what leads back into it."""

from collections.abc import Sequence

from tadasu.office.pictures.layout import Box
from tadasu.office.pictures.lettering import measure
from tadasu.office.pictures.svg import PAPER, QUIET, Canvas, Letters, Pen, Size

LOOP = 11.5
"""The size of the letters of an act that leads back into its state."""

_NAME = Letters(size=15, bold=True, anchor="middle")
_NAME_HERE = Letters(size=15, fill=PAPER, bold=True, anchor="middle")
_FLAG_NAME = Letters(size=11.5, fill=PAPER, bold=True, anchor="middle")
_LINE = 17.0
_BEND = 14.0
"""Room for the sign of a way back."""
_FLAG_ROOM = 22.0

_STATE, _RING = Pen("#f3f7fa", "#587086", 1.5), Pen(stroke="#587086", thick=1.2)
_HERE, _RING_HERE = Pen("#103a5d", "#103a5d", 3), Pen(stroke=PAPER, thick=1.2)
_LEFT = Pen("#e2ebf2", "#33506a", 2)
_FLAG = Pen("#b3541e")

TICK = "✓"


def box_size(title: str, loops: Sequence[Sequence[str]], *, here: bool) -> Size:
    """How large the box of a state is, with the lines of the acts that lead back into it.

    The present one has room for its flag.
    """
    lines = [line for loop in loops for line in loop]
    name = measure(f"{TICK} {title}", _NAME.size, bold=True)
    wide = max([name, *(measure(line, LOOP) + 2 * _BEND for line in lines)])
    high = 44 + (_LINE * len(lines) + 4 if lines else 0) + (_FLAG_ROOM if here else 0)
    return max(wide + 36, 132), high


def draw_state(
    canvas: Canvas,
    box: Box,
    title: str,
    loops: Sequence[Sequence[str]],
    *,
    final: bool,
    passed: bool,
) -> None:
    """A state that is not the present one; ticked where the case has passed it."""
    _body(canvas, box, _LEFT if passed else _STATE, _RING if final else None)
    canvas.text(box.x, _top(box) + 27, f"{TICK} {title}" if passed else title, _NAME)
    _loops(canvas, box, loops, _top(box) + 27, QUIET)


def draw_here(
    canvas: Canvas,
    box: Box,
    title: str,
    loops: Sequence[Sequence[str]],
    *,
    final: bool,
    flag: str,
) -> None:
    """The present state: dark, and flagged with a word."""
    top = _top(box)
    with canvas.group(f"{title} ({flag})"):
        _body(canvas, box, _HERE, _RING_HERE if final else None)
        canvas.text(box.x, top + _FLAG_ROOM + 27, title, _NAME_HERE)
        _loops(canvas, box, loops, top + _FLAG_ROOM + 27, PAPER)
    wide = measure(f"▶ {flag}", _FLAG_NAME.size, bold=True) + 16
    canvas.rect(box.x - wide / 2, top + 10, wide, 20, _FLAG, corner=4)
    canvas.text(box.x, top + 24.5, f"▶ {flag}", _FLAG_NAME)


def _top(box: Box) -> float:
    return box.y - box.height / 2


def _body(canvas: Canvas, box: Box, pen: Pen, ring: Pen | None) -> None:
    left, top = box.x - box.width / 2, _top(box)
    canvas.rect(left, top, box.width, box.height, pen, corner=10)
    if ring:
        canvas.rect(left + 4, top + 4, box.width - 8, box.height - 8, ring, corner=7)


def _loops(canvas: Canvas, box: Box, loops: Sequence[Sequence[str]], y: float, ink: str) -> None:
    widest = max((measure(line, LOOP) for loop in loops for line in loop), default=0.0)
    x = box.x - (widest - _BEND) / 2
    for loop in loops:
        _bend(canvas, x - _BEND / 2 - 2, y + _LINE - 4, ink)
        for line in loop:
            y += _LINE
            canvas.text(x, y, line, Letters(size=LOOP, fill=ink))


def _bend(canvas: Canvas, x: float, y: float, ink: str) -> None:
    """A line that comes back to where it began; not every font has the sign."""
    steps = ("M", (x, y - 4)), ("C", (x - 5, y - 4, x - 5, y + 4, x, y + 4)), ("L", (x + 3, y + 4))
    canvas.path(steps, Pen(stroke=ink, thick=1.2))
    canvas.polygon([(x + 4, y - 4), (x - 1, y - 7), (x - 1, y - 1)], Pen(ink))
