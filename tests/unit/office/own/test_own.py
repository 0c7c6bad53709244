"""Own forms of a project: found, begun, listed, and filled from its record."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tadasu.errors import ConflictError, Language, NotFoundError, RefusalError
from tadasu.office.paper.handing import hand
from tadasu.office.paper.own import Placeholder, fill_own, placeholders, template_for
from tadasu.office.paper.starter import starter
from tadasu.office.paper.starting import names, start
from tadasu.office.paper.tree import Paper
from tadasu.office.workspace import Workspace
from tests.papers import all_papers, programme, report
from tests.unit.core.library import PROCESS
from tests.unit.office.desk import library, stocked
from tests.unit.office.own.making import document, paragraphs, tables, told, values, workbook

FORMS = """
---
form: slip
title: {en: Slip, ja: 貸出票}
of: loan
number: L-7
boxes:
  - {title: {en: Returned, ja: 返却}, did: return}
parts:
  - text: {en: "To {case.reader}.", ja: "{case.reader} へ。"}
  - {name: outline, title: {en: Outline, ja: 概要}, facts: [key, reader, condition]}
  - parts: [{name: damage, facts: [condition]}]
    when: has(case.condition)
  - each: {l: case.parent.loans}
    parts: [{name: loans, facts: [key, state]}]
  - {listing: steps}
  - {listing: evidence, none: {en: No photo., ja: 写真なし}}
  - {picture: lifecycle}
---
form: shelf
title: {en: Shelf, ja: 棚}
parts:
  - table: books
    each: {b: all.book}
    columns: [key, title]
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Workspace]:
    """A library with a book lent, and its forms."""
    stocked(tmp_path, PROCESS + FORMS)
    (tmp_path / "documents").mkdir()
    with library(tmp_path) as workspace:
        yield workspace


def own(workspace: Workspace, name: str, content: bytes) -> None:
    (workspace.root / "documents" / name).write_bytes(content)


def handed(workspace: Workspace, file: str, language: Language = "ja") -> bytes:
    path = workspace.root / file
    hand(workspace, "slip", "B-001-L1", path, language)
    return path.read_bytes()


def test_the_own_form_of_the_project_is_filled(desk: Workspace) -> None:
    own(
        desk, "slip.docx", document("{{ number }} {{ outline.reader }}", "{{ damage.condition }}.")
    )
    own(desk, "slip.xlsx", workbook({"A1": "{{ loans.key }}", "A2": "{{ evidence.file }}"}))
    assert paragraphs(handed(desk, "out.docx"))[1:] == ["L-7 M-2 髙田", "."]
    assert list(values(handed(desk, "out.xlsx")).values())[1:] == ["B-001-L1", "写真なし"]


def test_one_for_the_language_goes_before(desk: Workspace) -> None:
    own(desk, "slip.docx", document("{{ simulated }}any"))
    own(desk, "slip.ja.docx", document("{{ simulated }}和文"))
    assert paragraphs(handed(desk, "ja.docx"))[0].endswith("和文")
    assert paragraphs(handed(desk, "en.docx", "en"))[0].endswith("any")


def test_a_form_may_be_named(desk: Workspace, tmp_path: Path) -> None:
    named = tmp_path / "elsewhere.docx"
    named.write_bytes(document("{{ simulated }}{{ title }}"))
    hand(desk, "slip", "B-001-L1", tmp_path / "a.docx", "ja", template=named)
    assert paragraphs((tmp_path / "a.docx").read_bytes()) == ["SIMULATED RECORD 模擬記録貸出票"]
    with pytest.raises(RefusalError, match="own form"):
        hand(desk, "slip", "B-001-L1", tmp_path / "a.pdf", "ja", template=named)


@pytest.mark.parametrize("suffix", ["docx", "xlsx"])
def test_what_an_own_form_leaves_out_is_told(desk: Workspace, tmp_path: Path, suffix: str) -> None:
    few = document("{{ title }}") if suffix == "docx" else workbook({"A1": "{{ title }}"})
    own(desk, f"shelf.{suffix}", few)
    assert hand(desk, "shelf", None, tmp_path / f"few.{suffix}", "ja").left_out == ("books",)

    whole = desk.root / f"all.{suffix}"
    start(desk, "shelf", whole, "ja")
    made = hand(desk, "shelf", None, tmp_path / f"all.{suffix}", "ja", template=whole)
    assert made.left_out == ()


def test_without_one_the_way_to_begin_is_told(desk: Workspace) -> None:
    with pytest.raises(NotFoundError) as caught:
        handed(desk, "out.docx")
    command = "tadasu form slip --starter documents/slip.docx"
    assert command in caught.value.text.en
    assert command in caught.value.text.ja
    assert not (desk.root / "out.docx").exists()
    with pytest.raises(NotFoundError, match=r"no own form mine\.docx"):
        template_for(desk.root, "slip", ".docx", "ja", desk.root / "mine.docx")


def test_a_faulty_form_leaves_an_older_file_alone(desk: Workspace) -> None:
    own(desk, "slip.docx", document("{{ nothing }}"))
    (desk.root / "out.docx").write_bytes(b"older")
    with pytest.raises(RefusalError):
        handed(desk, "out.docx")
    assert (desk.root / "out.docx").read_bytes() == b"older"


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_starter_names_everything_and_fills_without_a_fault(
    desk: Workspace, suffix: str, language: Language
) -> None:
    file = desk.root / "documents" / f"slip{suffix}"
    started = start(desk, "slip", file, language)
    made = handed(desk, f"out{suffix}", language)
    text = str(paragraphs(made) + tables(made)) if suffix == ".docx" else str(values(made))
    for said in ("M-2 髙田", "B-001-L1", desk.project.log, "L-7"):
        assert said in text
    assert "{{" not in text
    assert started.placeholders == len(names(desk, "slip", None, language))
    with pytest.raises(ConflictError):
        start(desk, "slip", file, language)


@pytest.mark.parametrize("suffix", [".docx", ".xlsx"])
@pytest.mark.parametrize("paper", all_papers(), ids=lambda one: f"{one.form}-{one.language}")
def test_the_starter_of_any_paper_fills(paper: Paper, suffix: str) -> None:
    begun = starter(paper, suffix)
    assert begun == starter(paper, suffix)
    made = fill_own(paper, suffix, begun)
    text = str(paragraphs(made) + tables(made)) if suffix == ".docx" else str(values(made))
    assert paper.title in text
    assert all(line.key in text for part in paper.parts for line in getattr(part, "lines", ()))


@pytest.mark.parametrize("suffix", [".pdf", ".docm", ".doc", ""])
def test_other_kinds_of_files_are_told(suffix: str) -> None:
    for act in (
        lambda: starter(report("en"), suffix),
        lambda: fill_own(report("en"), suffix, b""),
    ):
        assert "Own forms are .docx or .xlsx" in told(act)[0]


def test_placeholders_are_listed_with_what_stands_for_them(desk: Workspace) -> None:
    held = {one.name: one for one in names(desk, "slip", "B-001-L1", "ja")}
    assert held["outline.reader"] == Placeholder(
        "outline.reader", "概要: 利用者", "M-2 髙田", None
    )
    assert held["loans.key"].rows == 1
    assert held["evidence.file"].rows == 0
    assert held["damage.condition"].text == ""
    assert held["lifecycle"].text
    assert [one.name for one in names(desk, "shelf", None, "ja")][-3:] == [
        "books.key",
        "books.title",
        "books.no",
    ]
    with pytest.raises(NotFoundError):
        names(desk, "slop", None, "ja")


def test_every_listed_placeholder_can_be_filled() -> None:
    for paper in (report("ja"), programme("en")):
        rows = [(f"{{{{ {one.name} }}}}",) for one in placeholders(paper)]
        made = tables(fill_own(paper, ".docx", document(tables=[rows])))
        assert made[0][0] == [paper.title]
