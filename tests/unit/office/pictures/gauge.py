"""Reads a picture back: its texts, and how far each of its marks reaches."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml import ElementTree

from tadasu.office.pictures.lettering import measure

SVG = "{http://www.w3.org/2000/svg}"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_SHIFT = {"start": 0.0, "middle": 0.5, "end": 1.0}

Reach = tuple[float, float, float, float]
"""Left, top, right, bottom."""


def read(svg: str) -> Element:
    """The picture as a tree; an error where it is not well formed."""
    return ElementTree.fromstring(svg)


def texts(svg: str) -> list[str]:
    """What is written, without the titles that say what was cut."""
    found = []
    for text in read(svg).iter(f"{SVG}text"):
        tails = [child.tail or "" for child in text]
        found.append((text.text or "") + "".join(tails))
    return found


def titles(svg: str) -> list[str]:
    """Every title."""
    return [title.text or "" for title in read(svg).iter(f"{SVG}title")]


def astray(svg: str) -> list[tuple[str, Reach]]:
    """The marks that do not lie within the picture."""
    root = read(svg)
    left, top, width, height = map(float, (root.get("viewBox") or "").split())
    assert (left, top) == (0, 0)
    assert (float(root.get("width") or 0), float(root.get("height") or 0)) == (width, height)
    slack = 0.02
    return [
        (mark, reach)
        for mark, reach in _reaches(root)
        if reach[0] < -slack
        or reach[1] < -slack
        or reach[2] > width + slack
        or reach[3] > height + slack
    ]


def _reaches(root: Element) -> Iterator[tuple[str, Reach]]:
    for mark in root.iter():
        name = mark.tag.removeprefix(SVG)
        if name == "text":
            yield _written(mark)
        elif name == "rect":
            x, y, width, height = (float(mark.get(n) or 0) for n in ("x", "y", "width", "height"))
            assert width >= 0
            assert height >= 0
            yield name, (x, y, x + width, y + height)
        elif name in ("line", "circle", "polygon", "path"):
            xs, ys = _points(name, mark)
            yield name, (min(xs), min(ys), max(xs), max(ys))
        else:
            assert name in ("svg", "g", "title", "desc"), name


def _written(mark: Element) -> tuple[str, Reach]:
    """The words, as wide as they are measured, which is too wide rather than too narrow."""
    words = (mark.text or "") + "".join(child.tail or "" for child in mark)
    size = float(mark.get("font-size") or 0)
    wide = measure(words, size, bold=mark.get("font-weight") == "700")
    x, y = float(mark.get("x") or 0), float(mark.get("y") or 0)
    before = _SHIFT[mark.get("text-anchor", "start")] * wide
    if mark.get("transform"):
        return words, (x - size, y - wide + before, x, y + before)
    return words, (x - before, y - size, x - before + wide, y)


def _points(name: str, mark: Element) -> tuple[list[float], list[float]]:
    if name == "line":
        return (
            [float(mark.get(n) or 0) for n in ("x1", "x2")],
            [float(mark.get(n) or 0) for n in ("y1", "y2")],
        )
    if name == "circle":
        x, y, r = (float(mark.get(n) or 0) for n in ("cx", "cy", "r"))
        return [x - r, x + r], [y - r, y + r]
    numbers = [float(n) for n in _NUMBER.findall(mark.get("points") or mark.get("d") or "")]
    return numbers[::2], numbers[1::2]
