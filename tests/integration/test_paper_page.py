"""Papers as pages, in a browser: on a phone, on a desk, in the dark, on A4."""

import base64
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from tadasu.office.paper.html import page
from tadasu.office.paper.tree import Column, Line, Paper, Table
from tests.integration.browser import Page
from tests.papers import all_papers, programme, report

PHONE, DESK = (390, 844), (1440, 900)
MM = 72 / 25.4

Look = Callable[..., Page]

BEYOND = """[...document.querySelectorAll("body *:not(.unseen, thead, thead *, colgroup, col)")]
  .filter((one) => !one.closest("svg, .wide"))
  .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
  .map((one) => one.outerHTML.slice(0, 80))"""

FAINT = """() => {
  const rgb = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = (one) => {
    const [r, g, b] = one.map((c) => c / 255)
      .map((c) => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ground = (one) => {
    for (let at = one; at; at = at.parentElement) {
      const found = rgb(getComputedStyle(at).backgroundColor);
      if (found.length === 3 || found[3] > 0) return found.slice(0, 3);
    }
    return [255, 255, 255];
  };
  const own = (one) => [...one.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
  return [...document.body.querySelectorAll("*")]
    .filter((one) => own(one) && one.checkVisibility() && !one.closest("svg"))
    .map((one) => [one, light(rgb(getComputedStyle(one).color)), light(ground(one))])
    .filter(([, a, b]) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) < 4.5)
    .map(([one]) => one.outerHTML.slice(0, 80));
}"""


@pytest.fixture
def look(browser: Page, tmp_path: Path) -> Iterator[Look]:
    """Open the page of a paper; it asks nobody for anything and has nothing to complain of."""

    def opened(
        paper: Paper, size: tuple[int, int] = DESK, *, dark: bool = False, board: bool = False
    ) -> Page:
        file = tmp_path / "paper.html"
        file.write_text(page(paper, board=board), "utf-8")
        width, height = size
        browser.ask(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=size == PHONE,
        )
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        browser.ask("Emulation.setEmulatedMedia", media="screen", features=[scheme])
        browser.visit(file.as_uri())
        assert browser.problems == []
        assert set(browser.requests) == {file.as_uri()}
        return browser

    yield opened
    browser.ask("Emulation.clearDeviceMetricsOverride")
    browser.ask("Emulation.setEmulatedMedia", media="", features=[])


EACH = pytest.mark.parametrize(
    "paper", all_papers(), ids=lambda paper: f"{paper.form}-{paper.language}"
)


@EACH
@pytest.mark.parametrize("size", [PHONE, (820, 1180), DESK], ids=["phone", "tablet", "desk"])
def test_nothing_sticks_out(look: Look, paper: Paper, size: tuple[int, int]) -> None:
    for board in (False, True):
        shown = look(paper, size, board=board)
        assert shown.run("document.documentElement.scrollWidth") == size[0]
        assert shown.run(BEYOND) == []


@EACH
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_every_letter_stands_out_from_its_ground(look: Look, paper: Paper, dark: bool) -> None:
    for board in (False, True):
        assert look(paper, PHONE, dark=dark, board=board).run(f"({FAINT})()") == []


def test_dark_is_dark(look: Look) -> None:
    for dark, ground in ((False, "rgb(255, 255, 255)"), (True, "rgb(23, 32, 42)")):
        shown = look(report("ja"), dark=dark)
        assert shown.run("getComputedStyle(document.body).backgroundColor") == ground


def test_on_a_phone_a_row_is_a_card_and_still_a_row(look: Look) -> None:
    shown = look(programme("ja"), PHONE)
    titles = shown.run(
        "[...document.querySelectorAll('.rows tr:nth-child(1) td')].map((one) =>"
        " getComputedStyle(one, '::before').content)"
    )
    assert titles[1] == '"被監査部門"'
    nodes = shown.ask("Accessibility.getFullAXTree")["nodes"]
    roles = [one["role"]["value"] for one in nodes if not one["ignored"]]
    assert roles.count("row") >= 15
    assert roles.count("cell") + roles.count("gridcell") >= 14 * 8


def test_what_scrolls_is_reached_and_moved_with_the_keyboard(look: Look) -> None:
    shown = look(programme("en"), PHONE)
    wide = "document.querySelector('figure .wide')"
    assert shown.run(f"{wide}.scrollWidth > {wide}.clientWidth")
    for _ in range(10):
        shown.press("Tab")
        if shown.run(f"document.activeElement === {wide}"):
            break
    assert shown.run(f"document.activeElement === {wide}")
    assert shown.run(f"getComputedStyle({wide}).outlineStyle") == "solid"
    key = {"key": "ArrowRight", "code": "ArrowRight", "windowsVirtualKeyCode": 39}
    shown.ask("Input.dispatchKeyEvent", type="keyDown", **key)
    shown.ask("Input.dispatchKeyEvent", type="keyUp", **key)
    shown.run("new Promise((resolve) => setTimeout(resolve, 400))")
    assert shown.run(f"{wide}.scrollLeft") > 0


def test_the_words_of_a_picture_are_there_to_open(look: Look) -> None:
    shown = look(programme("ja"))
    shown.run("document.querySelector('figure summary').focus()")
    shown.press("Enter", text="\r")
    assert "14件" in shown.text("figure details ul")


def printed(shown: Page) -> pikepdf.Pdf:
    """The page on paper."""
    shown.ask("Emulation.setEmulatedMedia", media="", features=[])
    data = shown.ask("Page.printToPDF", preferCSSPageSize=True, printBackground=True)["data"]
    return pikepdf.open(BytesIO(base64.b64decode(data)))


def test_it_prints_on_a4_as_the_form_lies(look: Look) -> None:
    for paper, wide, high in ((report("ja"), 210, 297), (programme("ja"), 297, 210)):
        with printed(look(paper)) as pdf:
            for sheet in pdf.pages:
                _, _, width, height = map(float, sheet.mediabox)
                assert (round(width / MM), round(height / MM)) == (wide, high)
            assert 1 < len(pdf.pages) < 5


def test_printed_nothing_is_left_in_a_region_that_scrolls(look: Look) -> None:
    columns = tuple(Column(f"c{n}", f"Column {n}") for n in range(6))
    lines = tuple(Line("", (f"R-{row}", *(["text"] * 5))) for row in range(120))
    paper = Paper("f", "T", "en", report("en").seal, (Table("t", "T", columns, lines, ""),))
    with printed(look(paper, board=True)) as pdf:
        assert len(pdf.pages) >= 3


def test_the_browser_knows_the_margins_of_printed_pages(look: Look) -> None:
    rule = look(report("ja")).run(
        "[...document.styleSheets].at(-1).cssRules[0].cssText + navigator.userAgent"
    )
    assert "210mm" in rule or "a4" in rule.lower()
    if "@top-right" not in rule:
        pytest.skip("this Chromium knows no margin boxes")
    assert "社外秘 様式 IA-04 第2版" in rule
