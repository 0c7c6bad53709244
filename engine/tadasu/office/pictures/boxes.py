"""The boxes of a lifecycle: a state with its title, its mark, and what leads back into it."""

from collections.abc import Sequence

from tadasu.office.pictures.layout import Box
from tadasu.office.pictures.lettering import measure
from tadasu.office.pictures.svg import PAPER, QUIET, Canvas, Letters, Pen, Size

_NAME = Letters(size=15, bold=True, anchor="middle")
_NAME_HERE = Letters(size=15, fill=PAPER, bold=True, anchor="middle")
_LOOP = Letters(size=11.5, fill=QUIET, anchor="middle")
_LOOP_HERE = Letters(size=11.5, fill=PAPER, anchor="middle")
_FLAG_NAME = Letters(size=11.5, fill=PAPER, bold=True, anchor="middle")
_LINE = 17.0

_STATE, _RING = Pen("#f3f7fa", "#587086", 1.5), Pen(stroke="#587086", thick=1.2)
_HERE, _RING_HERE = Pen("#103a5d", "#103a5d", 3), Pen(stroke=PAPER, thick=1.2)
_LEFT = Pen("#e2ebf2", "#33506a", 2)
_FLAG = Pen("#b3541e")

TICK = "✓"


def box_size(title: str, loops: Sequence[str]) -> Size:
    """How large the box of a state is, with the acts that lead back into it."""
    wide = max(
        [
            measure(f"{TICK} {title}", _NAME.size, bold=True),
            *(measure(one, _LOOP.size) for one in loops),
        ]
    )
    return max(wide + 36, 132), 44 + (_LINE * len(loops) + 4 if loops else 0)


def draw_state(
    canvas: Canvas, box: Box, title: str, loops: Sequence[str], *, final: bool, passed: bool
) -> None:
    """A state that is not the present one; ticked where the case has passed it."""
    shown = f"{TICK} {title}" if passed else title
    _body(canvas, box, _LEFT if passed else _STATE, _RING if final else None)
    _words(canvas, box, (shown, *loops), (_NAME, _LOOP))


def draw_here(
    canvas: Canvas, box: Box, title: str, loops: Sequence[str], *, final: bool, flag: str
) -> None:
    """The present state: dark, and flagged with a word."""
    with canvas.group(f"{title} ({flag})"):
        _body(canvas, box, _HERE, _RING_HERE if final else None)
        _words(canvas, box, (title, *loops), (_NAME_HERE, _LOOP_HERE))
    left, top = box.x - box.width / 2 - 8, box.y - box.height / 2 - 11
    wide = measure(f"▶ {flag}", _FLAG_NAME.size, bold=True) + 16
    canvas.rect(left, top, wide, 21, _FLAG, corner=4)
    canvas.text(left + wide / 2, top + 15, f"▶ {flag}", _FLAG_NAME)


def _body(canvas: Canvas, box: Box, pen: Pen, ring: Pen | None) -> None:
    left, top = box.x - box.width / 2, box.y - box.height / 2
    canvas.rect(left, top, box.width, box.height, pen, corner=10)
    if ring:
        canvas.rect(left + 4, top + 4, box.width - 8, box.height - 8, ring, corner=7)


def _words(
    canvas: Canvas, box: Box, words: Sequence[str], letters: tuple[Letters, Letters]
) -> None:
    y = box.y - box.height / 2 + 27
    for number, each in enumerate(words):
        canvas.text(box.x, y + number * _LINE, each, letters[min(number, 1)])
