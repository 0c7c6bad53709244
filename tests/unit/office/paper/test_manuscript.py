"""What the page templates are given: plain texts, levels, widths, rows that may break."""

import json
from dataclasses import replace
from typing import Any

import pytest

from tadasu.ledger.canonical import NotCanonicalError
from tadasu.office.paper.manuscript import manuscript
from tadasu.office.paper.plain import plain
from tadasu.office.paper.tree import (
    Box,
    Column,
    Facts,
    Heading,
    Line,
    Paper,
    Picture,
    Shown,
    Table,
)
from tests.papers import programme, report, request


def set_in(paper: Paper) -> Any:
    """The manuscript, read again."""
    return json.loads(manuscript(paper, ["A", "B"]))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("a\r\nb\rc\u2028d\x0be", "a\nb\nc\nd\ne"),
        ("a\tb", "a    b"),
        ("\u202egnp.exe", "‹U+202E›gnp.exe"),
        ("\x00\x1b\x7f", "‹U+0000›‹U+001B›‹U+007F›"),
        ("\ue000\ufeff\U000f0000", "‹U+E000›‹U+FEFF›‹U+F0000›"),
        ("髙﨑𠮷 葛\U000e0100 \u200b", "髙﨑𠮷 葛\U000e0100 \u200b"),
    ],
    ids=["lines", "tab", "direction", "control", "private", "kept"],
)
def test_what_cannot_be_seen_is_told(text: str, told: str) -> None:
    assert plain(text) == told


def test_the_form_and_its_edition_are_named_in_the_papers_language() -> None:
    paper = request("ja")
    assert set_in(paper)["number"] == "様式 IA-06 第1版"
    assert set_in(replace(paper, language="en"))["number"] == "Form IA-06, edition 1"
    assert set_in(replace(paper, edition=""))["number"] == "様式 IA-06"
    assert set_in(replace(paper, number="", edition=""))["number"] == ""


def test_columns_fill_the_page_and_keep_keys_whole() -> None:
    for paper, whole in ((programme("ja"), 257), (report("ja"), 170)):
        for part in set_in(paper)["parts"]:
            if part["kind"] == "table" and part["lines"]:
                wide = [column["width"] for column in part["columns"]]
                assert sum(wide) == pytest.approx(whole)
                assert not any(
                    "\u200b" in cell for line in part["lines"] for cell in line["cells"]
                )


def test_a_word_wider_than_its_column_may_break() -> None:
    table = Table("t", "", (Column("a", "a"), Column("b", "b")), (Line("", ("x" * 300, "y")),), "")
    (part,) = set_in(replace(request("en"), parts=(table,)))["parts"]
    assert part["lines"][0]["cells"][0].count("\u200b") == 299
    assert part["lines"][0]["cells"][1] == "y"


def test_only_a_row_of_many_lines_may_break() -> None:
    facts = (Shown("a", "a", "短い"), Shown("b", "b", "長" * 2000), Shown("c", "c", "x\n" * 30))
    (part,) = set_in(replace(request("ja"), parts=(Facts("f", "", facts),)))["parts"]
    assert [fact["long"] for fact in part["facts"]] == [False, True, True]


def test_the_era_stands_on_a_line_of_its_own() -> None:
    boxes = (Box("作成", "髙橋", "2026-10-28 (令和8年10月28日)"), Box("確認", "", ""))
    found = set_in(replace(request("ja"), boxes=boxes))["boxes"]
    assert [box["day"] for box in found] == ["2026-10-28\n(令和8年10月28日)", ""]


def test_a_picture_stays_as_it_was_drawn() -> None:
    picture = Picture("lifecycle", "<svg>\r\n\u202e</svg>", "")
    (part,) = set_in(replace(request("ja"), parts=(picture,)))["parts"]
    assert part == {"kind": "picture", "svg": "<svg>\r\n\u202e</svg>", "told": "lifecycle"}


def test_what_is_attached_is_not_changed() -> None:
    paper = replace(request("ja"), data={"b": "\u202e\r\n", "a": [1, None, True]})
    (record, note) = set_in(paper)["attached"]
    assert record["text"] == '{"a":[1,null,true],"b":"\u202e\\r\\n"}'
    assert note["text"] == paper.seal.checkpoint


def test_data_without_a_canonical_form_is_refused() -> None:
    with pytest.raises(NotCanonicalError):
        manuscript(replace(request("ja"), data={"share": 0.5}), ["A"])


def test_a_signature_that_nobody_types_back_is_shortened_in_print_only() -> None:
    paper = request("ja")
    note = f"log\n3\nroot=\n\n— log {'A' * 60}\n— log {'B' * 4000}=\n"
    found = set_in(replace(paper, seal=replace(paper.seal, checkpoint=note)))
    *whole, cut = found["seal"]["note"].replace("\u200b", "").split("\n")
    assert whole == note.split("\n")[:5]
    assert cut == f"— log {'B' * 114} … BBBBBBB= (4007)"
    assert found["attached"][1]["text"] == note


def test_boxes_stand_below_a_title_that_has_no_room_beside_them() -> None:
    (box,) = {Box("作成", "", "")}
    for count, landscape, stacked in ((4, False, False), (5, False, True), (6, True, False)):
        paper = replace(request("ja"), boxes=(box,) * count, landscape=landscape)
        assert set_in(paper)["stacked"] == stacked, count


def test_a_long_title_is_set_smaller() -> None:
    sizes = [
        set_in(replace(report("ja"), title="報" * count))["titlesize"] for count in (6, 20, 60)
    ]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[0] > sizes[1] > sizes[2]


def test_what_is_about_itself_is_named_once() -> None:
    assert set_in(replace(request("ja"), case="P-1", label="P-1"))["about"] == "P-1"


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("a) 前回までの処置", True),
        ("d) 1) 不適合", True),
        ("(2) Scope", True),
        ("9.3.2 Inputs", True),
        ("第1 概要", True),
        ("概要", False),
        ("NC-26-001 退職者", False),
        ("2026 年度", False),
        ("The audit", False),
    ],
)
def test_a_heading_with_a_number_of_its_own_gets_no_other(text: str, own: bool) -> None:
    (part,) = set_in(replace(request("ja"), parts=(Heading(text),)))["parts"]
    assert part["own"] == own
