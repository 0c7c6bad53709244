"""The one room that writes SVG: escaped, formatted, and told."""

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tadasu.office.pictures.svg import Canvas, Letters, Pen
from tests.house.rooms import rooms, shown
from tests.unit.office.pictures.gauge import SVG, astray, read, texts, titles


def test_a_picture_has_a_title_and_a_description() -> None:
    canvas = Canvas(100, 50.5)
    canvas.text(10, 20, "a < b & c", Letters())
    root = read(canvas.svg("<T> & 題", "one\ntwo", "ja"))
    assert (root.get("width"), root.get("viewBox")) == ("100", "0 0 100 50.5")
    assert (root.get("role"), root.get("lang")) == ("img", "ja")
    assert root.get("aria-label") == root.findtext(f"{SVG}title") == "<T> & 題"
    assert root.findtext(f"{SVG}desc") == "one; two"
    assert root.findtext(f"{SVG}text") == "a < b & c"
    assert "Noto Sans CJK JP" in (root.get("font-family") or "")


@pytest.mark.parametrize(
    "words",
    ["<script>alert(1)</script>", "]]>", "&amp;", '" onload="x', "\x00\x1b\ud800\uffff", "'"],
)
def test_hostile_words_stay_words(words: str) -> None:
    canvas = Canvas(400, 50)
    canvas.text(10, 20, words)
    with canvas.group(words):
        canvas.text(10, 40, words, room=30)
    svg = canvas.svg(words, words, "en")
    root = read(svg)
    assert {mark.tag.removeprefix(SVG) for mark in root.iter()} <= {
        "svg", "title", "desc", "rect", "text", "g",
    }  # fmt: skip
    assert not any(name.startswith("on") for mark in root.iter() for name in mark.attrib)
    svg.encode()


def test_what_is_cut_is_whole_in_a_title() -> None:
    canvas = Canvas(100, 50)
    canvas.text(10, 20, "情報システム部", Letters(size=10), room=40)
    svg = canvas.svg("T", "", "ja")
    assert texts(svg) == ["情報シ…"]
    assert titles(svg) == ["T", "情報システム部"]


def test_numbers_have_two_places_at_most() -> None:
    canvas = Canvas(100, 100)
    canvas.line(1 / 3, -0.001, 10.0, 1e-9, Pen(stroke="#000"))
    line = read(canvas.svg("", "", "en")).find(f"{SVG}line")
    assert line is not None
    assert [line.get(name) for name in ("x1", "y1", "x2", "y2")] == ["0.33", "0", "10", "0"]


@given(st.floats(0, 50), st.floats(0, 50), st.floats(0, 40), st.floats(0, 40), st.floats(3, 9))
def test_hatching_stays_within_its_rectangle(
    x: float, y: float, width: float, height: float, step: float
) -> None:
    canvas = Canvas(x + width, y + height)
    canvas.hatch(x, y, width, height, Pen(stroke="#000"), step=step)
    svg = canvas.svg("", "", "en")
    assert astray(svg) == []
    path = read(svg).find(f"{SVG}path")
    strokes = (path.get("d") or "").count("M") if path is not None else 0
    assert strokes == max(0, math.ceil((width + height) / step) - 1)


def test_one_room_writes_svg() -> None:
    marks = re.compile(r"<svg\b|www\.w3\.org/2000/svg")
    writing = {
        shown(path)
        for name, path in rooms().items()
        if name.startswith("tadasu.") and marks.search(path.read_text("utf-8"))
    }
    assert writing == {"engine/tadasu/office/pictures/svg.py"}


def test_nothing_leaks_to_other_pictures_of_a_page() -> None:
    canvas = Canvas(100, 50)
    canvas.path([("M", (0, 0)), ("L", (10, 10))], Pen(stroke="#000", dash="6 4"))
    canvas.text(10, 20, "a", upwards=True)
    svg = canvas.svg("T", "", "en")
    assert "<style" not in svg
    assert " id=" not in svg
    assert "class=" not in svg
    assert svg.count("http") == 1
