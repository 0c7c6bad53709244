"""The page of a bundle: one file, the same every time, in which nothing but our script runs."""

import json
import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from html.parser import HTMLParser
from importlib import resources

import pytest

from tadasu.bundle.page import SCRIPTS, page_of
from tests.unit.bundle.records import ATTACK, DOCUMENT, contents_of, photographed, signed_library

PARTS = {
    part.name: part.read_text("utf-8")
    for part in (resources.files("tadasu.bundle") / "page").iterdir()
}
SCRIPT_FILES = {name: text for name, text in PARTS.items() if name.endswith(".js")}
FORBIDDEN = (
    *("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "DOMParser"),
    *("eval(", "Function(", "fetch(", "XMLHttpRequest", "WebSocket", "localStorage"),
)
SVG = "http://www.w3.org/2000/svg"


class Blocks(HTMLParser):
    """Tags in their order, and the contents of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.contents: dict[str, str] = {}
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        tag, attrs = self.tags[-1] if self.tags else ("", {})
        if tag in ("script", "style"):
            name = attrs.get("id") or tag
            self.contents[name] = self.contents.get(name, "") + data

    def handle_endtag(self, tag: str) -> None:
        self.tags.append((f"/{tag}", {}))


@pytest.fixture(scope="module")
def blocks() -> Blocks:
    contents = contents_of(signed_library(), sizes=(4, 6), evidence=photographed())
    return Blocks(page_of(contents).decode())


def test_the_same_record_gives_the_same_page() -> None:
    once, again = (page_of(contents_of(signed_library())) for _ in range(2))
    assert once == again


def test_the_policy_names_our_style_and_script_and_nothing_else(blocks: Blocks) -> None:
    (policy,) = (a["content"] for _, a in blocks.tags if "http-equiv" in a)
    hashes = {
        name: b64encode(sha256(blocks.contents[name].encode()).digest()).decode()
        for name in ("script", "style")
    }
    assert policy == (
        f"default-src 'none'; script-src 'sha256-{hashes['script']}'; "
        f"style-src 'sha256-{hashes['style']}'; base-uri 'none'; form-action 'none'"
    )


def test_the_record_is_there_byte_for_byte(blocks: Blocks) -> None:
    book = signed_library()
    lines = blocks.contents["entries"].split("\n")
    plain = [line.replace("%3C", "<").replace("%25", "%") for line in lines]
    assert [line.encode() for line in plain] == [row.entry for row in book.rows]
    document = blocks.contents["definitions"].replace("%3C", "<").replace("%25", "%")
    assert document.encode() == DOCUMENT
    assert json.loads(blocks.contents["about"])["log"] == "example.org/library"


def test_what_the_record_says_is_no_part_of_the_page(blocks: Blocks) -> None:
    assert [tag for tag, _ in blocks.tags].count("script") == 4
    assert "<" not in "".join(blocks.contents[name] for name in ("about", "entries"))
    assert ATTACK.encode() not in page_of(contents_of(signed_library()))
    ours = [name for tag, attrs in blocks.tags for name in attrs if name.startswith("on")]
    assert ours == []


def test_the_page_asks_nobody_for_anything(blocks: Blocks) -> None:
    assert not [attrs for _, attrs in blocks.tags if {"src", "href", "action"} & attrs.keys()]
    script = blocks.contents["script"]
    assert [word for word in FORBIDDEN if word in script] == []
    assert set(re.findall(r"https?://[^\s\"'`]+", script)) == {SVG}
    assert "url(" not in blocks.contents["style"]


def test_a_part_holds_its_entries_and_their_proofs() -> None:
    blocks = Blocks(page_of(contents_of(signed_library(), only=(0, 3, 5))).decode())
    about = json.loads(blocks.contents["about"])
    assert about["positions"] == [0, 3, 5]
    assert len(blocks.contents["entries"].split("\n")) == len(about["proofs"]) == 3
    assert about["leaves"] == ""


def test_every_part_of_the_script_is_used_once() -> None:
    assert sorted(f"{name}.js" for name in SCRIPTS) == sorted(SCRIPT_FILES)


def test_the_parts_are_small() -> None:
    assert {n: len(t.splitlines()) for n, t in PARTS.items() if t.count("\n") > 300} == {}
    lines = ((n, line) for n, text in SCRIPT_FILES.items() for line in text.splitlines())
    assert [(name, line) for name, line in lines if len(line) > 99] == []


def test_no_two_parts_give_one_name_to_different_things() -> None:
    named = re.compile(r"^(?:async )?(?:function|class|const|let) (\w+)", re.MULTILINE)
    names = [name for text in SCRIPT_FILES.values() for name in named.findall(text)]
    assert sorted({name for name in names if names.count(name) > 1}) == []


def test_whatever_is_said_is_said_in_both_languages() -> None:
    japanese = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
    found = list(pairs("\n".join(SCRIPT_FILES.values())))
    assert len(found) > 100
    odd = [(en, ja) for en, ja in found if japanese.search(en) or not japanese.search(ja)]
    assert odd == []


def pairs(script: str) -> Iterator[tuple[str, str]]:
    """Each `say(en, ja)` of two plain texts."""
    text = r'((?:["`][^"`]*["`]\s*\+?\s*)+)'
    yield from re.findall(rf"\bsay\(\s*{text},\s*{text},?\s*\)", script)


PAIRS = (
    *(("ink", "paper"), ("ink", "ground"), ("muted", "paper"), ("muted", "ground")),
    *(("accent", "paper"), ("accent", "ground"), ("on-accent", "accent")),
    *(("good", "good-ground"), ("bad", "bad-ground"), ("open", "open-ground")),
    *(("good", "paper"), ("bad", "paper"), ("open", "paper"), ("muted", "open-ground")),
)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_colours_have_contrast_enough(scheme: int) -> None:
    """WCAG 2.2: 4.5 for text (1.4.3), 3 for what bounds a control (1.4.11)."""
    blocks = re.findall(r":root \{(.*?)\}", PARTS["page.css"], re.DOTALL)
    colours = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", blocks[scheme]))
    weak = [pair for pair in PAIRS if contrast(*(colours[name] for name in pair)) < 4.5]
    assert weak == []
    assert contrast(colours["edge"], colours["paper"]) >= 3


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours."""
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    """Relative luminance of #rrggbb."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
