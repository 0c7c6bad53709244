"""The one room that writes SVG.

Every style is an attribute of the mark that bears it and nothing has an id, so that pictures can
stand side by side in one page. No script, no link, no font from elsewhere.
"""

import math
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape

from tadasu.errors import Language
from tadasu.office.pictures.lettering import cut, plain

FONTS = (
    "Noto Sans JP, Noto Sans CJK JP, Hiragino Sans, Yu Gothic UI, Meiryo, Segoe UI, "
    "Helvetica Neue, Arial, sans-serif"
)
INK, QUIET, PAPER = "#16232f", "#4c5c6b", "#ffffff"

Point = tuple[float, float]
Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Pen:
    """How a shape is filled and outlined; `dash` as SVG writes it, "" for a whole line."""

    fill: str = "none"
    stroke: str = "none"
    thick: float = 1.0
    dash: str = ""


@dataclass(frozen=True, slots=True)
class Letters:
    """How a text is written; `anchor` is start, middle or end."""

    size: float = 12.0
    fill: str = INK
    bold: bool = False
    anchor: str = "start"


PLAIN = Letters()


class Canvas:
    """A picture under the hand; coordinates from (0, 0) at the top left, in pixels."""

    def __init__(self, width: float, height: float) -> None:
        self.width, self.height = width, height
        self._marks: list[str] = []
        self.rect(0, 0, width, height, Pen(PAPER))

    def rect(
        self, x: float, y: float, width: float, height: float, pen: Pen, *, corner: float = 0
    ) -> None:
        """A rectangle by its upper left corner."""
        self._mark("rect", {"x": x, "y": y, "width": width, "height": height, "rx": corner}, pen)

    def line(self, x: float, y: float, to_x: float, to_y: float, pen: Pen) -> None:
        """A straight line."""
        self._mark("line", {"x1": x, "y1": y, "x2": to_x, "y2": to_y}, pen)

    def circle(self, x: float, y: float, radius: float, pen: Pen) -> None:
        """A circle by its middle."""
        self._mark("circle", {"cx": x, "cy": y, "r": radius}, pen)

    def polygon(self, points: Iterable[Point], pen: Pen) -> None:
        """A closed shape."""
        self._mark("polygon", {"points": " ".join(f"{_n(x)},{_n(y)}" for x, y in points)}, pen)

    def path(self, steps: Iterable[tuple[str, tuple[float, ...]]], pen: Pen) -> None:
        """A line of steps, such as ("M", (0, 0)) and ("L", (10, 10)); capitals only."""
        words = (letter + " ".join(map(_n, numbers)) for letter, numbers in steps)
        self._mark("path", {"d": "".join(words)}, pen)

    def text(
        self,
        x: float,
        y: float,
        words: str,
        letters: Letters = PLAIN,
        *,
        room: float = math.inf,
        upwards: bool = False,
    ) -> None:
        """Words by the foot of their anchor; cut to `room`, then whole in a title of their own."""
        whole = plain(words)
        shown = cut(whole, letters.size, room, bold=letters.bold)
        if not shown:
            return
        place: dict[str, str | float] = {"x": x, "y": y, "font-size": letters.size}
        if letters.fill != INK:
            place["fill"] = letters.fill
        if letters.bold:
            place["font-weight"] = "700"
        if letters.anchor != "start":
            place["text-anchor"] = letters.anchor
        if upwards:
            place["transform"] = f"rotate(-90 {_n(x)} {_n(y)})"
        title = f"<title>{escape(whole)}</title>" if shown != whole else ""
        self._marks.append(f"<text{_attributes(place)}>{title}{escape(shown)}</text>")

    def hatch(
        self, x: float, y: float, width: float, height: float, pen: Pen, *, step: float = 6
    ) -> None:
        """Slanting lines within a rectangle, each cut at its edges."""
        steps: list[tuple[str, tuple[float, ...]]] = []
        for n in range(1, math.ceil((width + height) / step)):
            far = n * step
            left, right = max(0.0, far - height), min(width, far)
            steps += [
                ("M", (x + left, y + far - left)),
                ("L", (x + right, y + far - right)),
            ]
        if steps:
            self.path(steps, pen)

    @contextmanager
    def group(self, title: str) -> Iterator[None]:
        """Marks that belong together, and what they are."""
        self._marks.append(f"<g><title>{escape(plain(title))}</title>")
        yield
        self._marks.append("</g>")

    def svg(self, title: str, told: str, language: Language) -> str:
        """The whole document, with what it shows in words."""
        head: dict[str, str | float] = {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {_n(self.width)} {_n(self.height)}",
            "width": self.width,
            "height": self.height,
            "role": "img",
            "aria-label": plain(title),
            "lang": language,
            "font-family": FONTS,
            "fill": INK,
        }
        lines = [
            f"<svg{_attributes(head)}>",
            f"<title>{escape(plain(title))}</title>",
            f"<desc>{escape('; '.join(map(plain, told.splitlines())))}</desc>",
            *self._marks,
            "</svg>",
        ]
        return "\n".join(lines) + "\n"

    def _mark(self, name: str, place: dict[str, str | float], pen: Pen) -> None:
        kept = {key: value for key, value in place.items() if key != "rx" or value}
        kept["fill"] = pen.fill
        if pen.stroke != "none":
            kept["stroke"] = pen.stroke
            kept["stroke-width"] = pen.thick
        if pen.dash:
            kept["stroke-dasharray"] = pen.dash
        self._marks.append(f"<{name}{_attributes(kept)}/>")


def _attributes(pairs: dict[str, str | float]) -> str:
    words = (
        f' {name}="{escape(value) if isinstance(value, str) else _n(value)}"'
        for name, value in pairs.items()
    )
    return "".join(words)


def _n(number: float) -> str:
    """A number with at most two places, the same everywhere."""
    return f"{round(number, 2) + 0.0:.2f}".rstrip("0").rstrip(".")
