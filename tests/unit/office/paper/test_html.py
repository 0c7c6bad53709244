"""Papers as pages: what a reader, a browser and a program find in them."""

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from importlib import resources

import pytest

from tadasu.office.paper.fresh import Served
from tadasu.office.paper.html import page
from tadasu.office.paper.tree import (
    Box,
    Column,
    Facts,
    Heading,
    Line,
    Paper,
    Part,
    Picture,
    Prose,
    Shown,
    Table,
)
from tests.papers import NOTE, ROOT, SEAL, all_papers, gantt, programme, report

ATTACK = "</title></style></script><script>alert(1)</script><img src=x onerror=alert(1)>\"'&<!--"
VOID = {"meta", "col", "rect", "line", "path", "circle", "polygon", "br"}
"""What has no end of its own here."""


class Read(HTMLParser):
    """What a page holds: texts and elements, each end fitting its beginning."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.starts: list[tuple[str, dict[str, str | None]]] = []
        self.told: dict[str, str] = {}
        self.feed(content)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One element more."""
        self.starts.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One that is empty."""
        self.starts.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """The end of the last that is open, and of no other."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Text, by what it stands in."""
        if self.open:
            self.told[self.open[-1]] = self.told.get(self.open[-1], "") + data

    def all(self, tag: str) -> list[dict[str, str | None]]:
        """The attributes of every element of a kind."""
        return [attributes for name, attributes in self.starts if name == tag]


def made(*parts: Part) -> Paper:
    return Paper("form", "Title", "en", SEAL, parts)


@pytest.mark.parametrize("paper", all_papers(), ids=lambda paper: f"{paper.form}-{paper.language}")
def test_a_page_is_whole_and_in_its_language(paper: Paper) -> None:
    content = page(paper)
    read = Read(content)
    assert read.all("html") == [{"lang": paper.language}]
    assert paper.title in read.told["h1"]
    assert len(read.all("main")) == len(read.all("h1")) == 1
    assert [part.text for part in paper.parts if isinstance(part, Heading)] == re.findall(
        r"<h[23](?: id=\"part-\d+\")?>([^<]+)</h[23]>", content.split("<footer")[0]
    )
    assert page(replace(paper)) == content


def test_a_page_asks_nobody_for_anything() -> None:
    for paper in all_papers():
        read = Read(page(paper))
        assert not [name for _, found in read.starts for name in found if name in {"src", "href"}]
        assert [found["type"] for found in read.all("script")] == ["application/json"]
        assert not [name for _, found in read.starts for name in found if name.startswith("on")]
        assert not [found for _, found in read.starts if "style" in found]


def test_its_policy_names_each_style_by_its_hash() -> None:
    content = page(report("ja"))
    (policy,) = [
        str(found["content"])
        for found in Read(content).all("meta")
        if found.get("http-equiv") == "Content-Security-Policy"
    ]
    styles = re.findall(r"<style>(.*?)</style>", content, re.DOTALL)
    assert len(styles) == 2
    for style in styles:
        assert f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" in policy
    assert policy.startswith("default-src 'none'; style-src ")
    assert "unsafe" not in policy
    assert "script-src" not in policy


def test_hostile_texts_stay_texts() -> None:
    columns = (Column("c", ATTACK), *(Column(f"c{n}", "C") for n in range(4)))
    paper = replace(
        made(
            Heading(ATTACK),
            Heading(ATTACK, 2),
            Prose(ATTACK),
            Facts("f", ATTACK, (Shown("s", ATTACK, ATTACK),)),
            Table("t", ATTACK, columns, (Line(ATTACK, (ATTACK,) * 5),), ""),
            Table("u", ATTACK, columns, (), ATTACK),
            Picture(ATTACK, gantt("x"), ATTACK),
        ),
        title=ATTACK,
        case=ATTACK,
        label=ATTACK,
        number=ATTACK,
        edition=ATTACK,
        mark=ATTACK,
        day=ATTACK,
        boxes=(Box(ATTACK, ATTACK, ATTACK),),
        seal=replace(SEAL, log=ATTACK, checkpoint="", keys=((ATTACK, ATTACK),)),
        data={"text": ATTACK, ATTACK: [ATTACK]},
    )
    for content in (page(paper), page(paper, board=True, served=Served(ATTACK, 5))):
        read = Read(content)
        assert not read.all("img")
        assert ATTACK in read.told["p"]
        assert ATTACK in read.told["td"]
        assert json.loads(read.told["script"].split("\n")[0].partition('"use strict"')[0]) == {
            "text": ATTACK,
            ATTACK: [ATTACK],
        }


def test_the_record_is_in_it_for_programs() -> None:
    paper = report("ja")
    assert json.loads(Read(page(paper)).told["script"]) == paper.data


def test_the_foot_says_where_the_record_is_found_again() -> None:
    content = page(report("en"))
    for told in (ROOT, "1284", "SHA256:uNiVztksCsDhcc0u9e8BrrQXVUpKZIDTMczCvj3tD2s"):
        assert told in content.split("<footer")[1]
    assert NOTE.splitlines()[0] in Read(content).told["pre"]


def test_tables_are_tables() -> None:
    read = Read(page(report("en")))
    scopes = [found.get("scope") for found in read.all("th")]
    assert set(scopes) == {"col", "row"}
    assert "Findings of this audit" in read.told["caption"]
    assert "No waiver was granted." in read.told["p"]


def test_what_may_be_scrolled_is_reached_with_the_keyboard_and_has_a_name() -> None:
    regions = [one for one in Read(page(programme("ja"))).all("div") if one.get("role")]
    assert len(regions) == 2
    for one in regions:
        assert (one["role"], one["tabindex"]) == ("region", "0")
        assert one["aria-label"]


def test_a_caption_that_repeats_its_heading_is_for_ears_only() -> None:
    table = Table("t", "Same", (Column("c", "C"),), (Line("", ("1",)),), "")
    content = page(made(Heading("Same"), table))
    assert '<caption class="unseen">Same</caption>' in content
    assert '<caption class="unseen">' not in page(made(Heading("Other"), table))


def test_a_played_record_says_so_first() -> None:
    content = page(programme("en"))
    assert content.index("SIMULATED RECORD 模擬記録") < content.index("<h1")
    assert "SIMULATED" not in page(report("en"))


def test_each_printed_page_bears_the_marks_of_the_paper() -> None:
    (_, running) = re.findall(r"<style>(.*?)</style>", page(report("ja")), re.DOTALL)
    assert "size:A4 portrait" in running
    assert '@top-right{content:"社外秘\\20 様式\\20 IA\\2D 04\\20 第2版"' in running
    assert "size:A4 landscape" in page(programme("ja"))


def test_a_late_row_is_marked_beside_its_words() -> None:
    columns = (Column("c", "Left"),)
    lines = (Line("A", ("3 late",), late=True), Line("B", ("3",)))
    content = page(made(Table("due", "", columns, lines, "")))
    assert content.count('class="late"') == 1
    assert "3 late" in content


def test_on_a_board_short_facts_are_tiles() -> None:
    short = Facts("f", "", (Shown("a", "Open", "12"), Shown("b", "Late", "0")))
    long = Facts("g", "", (Shown("a", "Open", "a whole sentence"),))
    content = page(made(short, long), board=True)
    assert content.count('class="facts tiles"') == 1
    assert content.count('class="nothing"') == 1
    assert "tiles" not in re.sub("<style>.*?</style>", "", page(made(short)), flags=re.DOTALL)


def test_a_served_page_may_ask_its_server_and_nobody_else() -> None:
    content = page(report("ja"), served=Served('"7-tag"', 15))
    assert "connect-src 'self'" in content
    (script,) = re.findall(r"<script>(.*?)</script>", content, re.DOTALL)
    assert b64encode(sha256(script.encode()).digest()).decode() in content
    (bar,) = [one for one in Read(content).all("div") if one.get("id") == "fresh"]
    assert (bar["data-tag"], bar["data-seconds"]) == ('"7-tag"', "15")


def luminance(colour: str) -> float:
    """The relative luminance of #rrggbb (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """From 1 to 21 (WCAG 2.2)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_letters_are_read_on_every_ground_in_light_and_dark() -> None:
    style = (resources.files("tadasu.office.paper") / "page" / "page.css").read_text("utf-8")
    themes = [
        dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
        for block in re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2]
    ]
    assert len(themes) == 2
    for theme in themes:
        for letters in ("ink", "navy", "grey", "played", "late"):
            for ground in ("paper", "desk", "tint", "late-tint"):
                assert contrast(theme[letters], theme[ground]) >= 4.5, (letters, ground)
        assert contrast(theme["edge"], theme["paper"]) >= 3


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("AUD-001", "AUD-001"),
        ("67 late", "<span>67 late</span>"),
        ("処置\n済み", "<span>処置\n済み</span>"),
        (
            "情報システム部 トップマネジメント",
            "<div>情報<span>システム</span>部 <span>トップマネジメント</span></div>",
        ),
        ("until 2026-11-27, then", "<div>until <span>2026-11-27</span>, then</div>"),
        ("A&B-1 <b>", "<div>A&amp;<span>B-1</span> &lt;b&gt;</div>"),
    ],
)
def test_keys_days_and_short_values_are_not_broken(text: str, shown: str) -> None:
    table = Table("t", "", (Column("c", "C"),), (Line("", (text,)),), "")
    assert f'<td data-title="C">{shown}</td>' in page(made(table))
