"""What all pictures share: how large they may be, how they are headed, and what comes of them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

from tadasu.office.pictures.svg import Canvas, Letters

Row = TypeVar("Row")

MARGIN = 16.0
TITLE = Letters(size=16, bold=True)
HEAD = 34.0
"""Room for a title."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A finished picture as SVG, and what it shows in words: lines, each whole."""

    svg: str
    told: str


@dataclass(frozen=True, slots=True)
class Frame:
    """How wide a picture is and how high at most, in pixels; letters are 12 of them high.

    What does not fit is drawn on further sheets; without a height there is one sheet.
    """

    width: float
    height: float = math.inf


SCREEN = Frame(960)
PORTRAIT = Frame(720, 840)
"""Most of the text of an A4 page: 720 pixels on 170 mm make letters of 8 points."""
LANDSCAPE = Frame(1080, 540)


def headed(canvas: Canvas, title: str) -> float:
    """Draw the title, if there is one; how far down the rest begins."""
    if not title:
        return MARGIN
    room = canvas.width - 2 * MARGIN
    canvas.text(MARGIN, MARGIN + TITLE.size, title, TITLE, room=room)
    return MARGIN + HEAD


def sheets(rows: Sequence[Row], frame: Frame, head: float, row: float) -> list[Sequence[Row]]:
    """The rows, dealt evenly to as many sheets as they need; one for no rows at all."""
    if math.isinf(frame.height):
        return [rows]
    most = max(1, math.floor((frame.height - head) / row))
    each = math.ceil(len(rows) / max(1, math.ceil(len(rows) / most)))
    return [rows[at : at + each] for at in range(0, len(rows), max(1, each))] or [rows]


def numbered(title: str, number: int, of: int) -> str:
    """The title of one sheet of several."""
    return f"{title} ({number}/{of})".strip() if of > 1 else title
