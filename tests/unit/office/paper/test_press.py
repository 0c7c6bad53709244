"""A paper as PDF: the standards that it meets, what is in it, and that texts are only texts."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pikepdf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tadasu.ledger.canonical import canonical_bytes
from tadasu.office.paper.fit import BREAK
from tadasu.office.paper.plain import plain
from tadasu.office.paper.press import pdf
from tadasu.office.paper.tree import (
    Column,
    Facts,
    Heading,
    Line,
    Paper,
    Picture,
    Prose,
    Seal,
    Shown,
    Table,
)
from tests.papers import ROOT, SEAL, all_papers, programme, report, request
from tests.unit.office.paper.reading import fonts, headings, opened, tags, texts

AGAIN = """
import sys
from pathlib import Path
from tadasu.office.paper.press import pdf
from tests.papers import report
Path(sys.argv[1]).write_bytes(pdf(report("ja"), []))
"""
HOSTILE = (
    "#panic()",
    '#read("page.typ")',
    "$ x^2 $ `raw` *bold* _it_ @label <label> #[ ] // no /* no */",
    "\\",
    '"); #panic("',
    "= Heading\n- item\n+ item\n/ term: it",
    "\u202egnp.exe\u202c",
    "שלום abc",
    "\x00\x07\x1b[31m\x7f\x85",
    "<script>alert(1)</script>&amp;",
    "W" * 400,
    "あ" * 400,
    "\ue000\ufeff\ufffe\u2028",
    "~ -- --- ... '' \"\"",
)
WORDS = st.text(
    st.characters(codec="utf-8", max_codepoint=0xFF)
    | st.sampled_from("漢字、。ー〜ｱ（）\u200b\u202e\ue000"),
    max_size=40,
)


@pytest.mark.parametrize("paper", all_papers(), ids=lambda p: f"{p.form}-{p.language}")
def test_a_paper_meets_both_standards(paper: Paper) -> None:
    with opened(pdf(paper, [])) as found:
        said = found.open_metadata()
        assert (said["pdfaid:part"], said["pdfaid:conformance"]) == ("3", "A")
        assert said["pdfuaid:part"] == "1"
        assert said["dc:title"] == paper.title
        assert said["dc:language"] == {"en-GB" if paper.language == "en" else "ja-JP"}
        assert str(found.Root.Lang) == ("en-GB" if paper.language == "en" else "ja-JP")
        assert found.Root.MarkInfo.Marked
        assert found.Root.ViewerPreferences.DisplayDocTitle


def test_who_signed_is_the_author_and_the_record_gives_the_date() -> None:
    with opened(pdf(report("ja"), [])) as found:
        assert str(found.docinfo.Author) == "髙橋 花子, Jo Ó Briain"
        assert str(found.docinfo.CreationDate) == "D:20261030000000Z"
        assert str(found.docinfo.ModDate) == "D:20261030000000Z"
    with opened(pdf(programme("ja"), [])) as found:
        assert str(found.docinfo.Author) == SEAL.log


def test_the_records_words_are_attached() -> None:
    paper = report("ja")
    with opened(pdf(paper, [])) as found:
        assert set(found.attachments) == {"record.json", "checkpoint.txt"}
        record = found.attachments["record.json"]
        assert record.get_file().read_bytes() == canonical_bytes(dict(paper.data))
        assert record.get_file().mime_type == "application/json"
        assert record.obj.AFRelationship == "/Data"
        assert len(found.Root.AF) == 2
        note = found.attachments["checkpoint.txt"].get_file().read_bytes()
        assert note == paper.seal.checkpoint.encode()


def test_without_a_signed_checkpoint_none_is_attached() -> None:
    paper = replace(request("en"), seal=Seal("example.com/log", 3, ROOT, "", ()))
    made = pdf(paper, [])
    with opened(made) as found:
        assert set(found.attachments) == {"record.json"}
    assert "Newestsignedcheckpoint" not in "".join(texts(made))


@pytest.mark.parametrize("paper", all_papers(), ids=lambda p: f"{p.form}-{p.language}")
def test_all_fonts_are_inside(paper: Paper) -> None:
    found = fonts(pdf(paper, []))
    assert len(found) >= 3
    assert [name for name in found if name.endswith("missing")] == []


def test_tags_say_what_is_what() -> None:
    found = tags(pdf(report("en"), []))
    assert found[0] == "/Document"
    assert found.count("/Title") == 1
    assert found.count("/H1") == 5
    assert found.count("/H2") == 3
    assert found.count("/Table") == 4, "boxes, objectives, findings, keys"
    assert found.count("/THead") == 4
    assert found.count("/TH") == 3 + 2 + 5 + 2


def test_a_picture_is_told_in_words() -> None:
    paper = programme("ja")
    (told,) = [part.told for part in paper.parts if isinstance(part, Picture)]
    made = pdf(paper, [])
    assert tags(made, "/Alt") == [told]
    assert "14月" in texts(made)[0]


def test_every_page_says_where_it_belongs() -> None:
    paper = programme("en")
    pages = texts(pdf(paper, []))
    assert len(pages) == 3
    for number, page in enumerate(pages, 1):
        assert f"example.co.jp/ismsToreadout1284-KY3D-10C8-9HYP-B6HF-M{number}/3" in page
        assert "FormIA-01,edition5" in page
        assert page.count("SIMULATEDRECORD模擬記録") == 2
    assert all("KeyAuditedScopeLeadTeam" in page for page in pages[:2])
    assert ROOT in pages[2]
    assert all(finger.replace(" ", "") in pages[2] for _, finger in SEAL.keys)


def test_a_real_record_is_not_called_simulated() -> None:
    pages = texts(pdf(report("ja"), []))
    assert all("社外秘" in page and "模擬記録" not in page for page in pages)


def test_landscape_turns_the_page() -> None:
    for paper, wide in ((programme("ja"), True), (report("ja"), False)):
        with opened(pdf(paper, [])) as found:
            _, _, width, height = found.pages[0].mediabox
            assert (width > height) == wide


def test_an_empty_table_says_so_and_a_box_stays_empty() -> None:
    pages = texts(pdf(report("ja"), []))
    assert "特例はありません。" in pages[-1]
    assert "規則理由" not in "".join(pages)
    assert "作成確認承認髙橋花子2026-10-28(令和8年10月28日)JoÓBriain2026-10-301概要" in pages[0]


def test_the_same_paper_gives_the_same_bytes(tmp_path: Path) -> None:
    here = pdf(report("ja"), [])
    assert pdf(report("ja"), []) == here
    folders = [path for path in sys.path if path]
    strange = {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "HOME": str(tmp_path), "LANG": "C"}
    subprocess.run(
        [sys.executable, "-X", "utf8", "-c", AGAIN, str(tmp_path / "again.pdf")],
        check=True,
        cwd=tmp_path,
        env={**os.environ, **strange, "PYTHONPATH": os.pathsep.join(folders)},
    )
    assert (tmp_path / "again.pdf").read_bytes() == here


def test_another_word_gives_other_bytes() -> None:
    paper = report("ja")
    assert pdf(replace(paper, data={**paper.data, "size": 1}), []) != pdf(paper, [])


def full_of(text: str) -> Paper:
    """A paper that says the text wherever it says anything."""
    table = Table(
        "t", text, (Column("a", text), Column("b", "b", 9)), (Line("", (text, text)),), text
    )
    return replace(
        request("ja"),
        title=text,
        label=text,
        case=text,
        number=text,
        mark=text,
        parts=(
            Heading(text),
            Prose(text),
            Facts("f", text, (Shown("a", text, text),)),
            table,
            replace(table, lines=()),
        ),
        boxes=(replace(report("ja").boxes[0], title=text, who=text, day=text),) * 3,
        data={"text": "text"},
    )


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_text_is_never_code(text: str) -> None:
    made = pdf(full_of(text), [])
    flat = plain(text).replace("\n", " ")
    assert headings(made)[0].replace(BREAK, "").split() == flat.split()


def bare(text: str) -> str:
    """The text without what has no width, where a line may or may not end."""
    return text.replace(BREAK, "").replace("\xad", "")


@given(WORDS)
@settings(max_examples=60, deadline=None)
def test_whatever_is_written_is_shown(text: str) -> None:
    made = pdf(full_of(f"x{text}"), [])
    shown = bare(plain(f"x{text}"))
    assert bare(headings(made)[0]).split() == shown.split()
    assert "".join(shown.split()) in bare("".join(texts(made)))


def test_headings_leave_no_level_out() -> None:
    parts = (Heading("a", 2), Heading("b", 2), Heading("c", 1), Heading(" "), Heading("d", 2))
    found = tags(pdf(replace(request("en"), parts=parts), []))
    assert [tag for tag in found if tag.startswith("/H")] == ["/H1", "/H2", "/H1", "/H2", "/H1"]


def test_headings_are_numbered_unless_they_are_already() -> None:
    parts = (Heading("甲"), Heading("乙", 2), Heading("a) 丙"), Heading("丁"))
    (page,) = texts(pdf(replace(request("ja"), parts=parts), []))
    assert "1甲1.1乙a)丙2丁記録の照合" in page


def test_a_record_without_entries_still_makes_a_paper() -> None:
    empty = Paper("form", "", "en", Seal("example.com/log", 0, ROOT, "", ()), ())
    with opened(pdf(empty, [])) as found:
        assert str(found.docinfo.CreationDate) == "D:19700101000000Z"
        assert str(found.docinfo.Title) == "form"


def test_a_long_table_and_many_sections_are_set() -> None:
    made = pdf(report("ja", 200), [])
    with opened(made) as found:
        assert len(found.pages) > 40
    assert len(headings(made)) == 205
    assert isinstance(opened(made), pikepdf.Pdf)
