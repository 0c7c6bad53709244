"""Forms filled from a record: what each part shows, and that nothing but the record decides."""

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from pathlib import Path

import pytest

from tadasu.errors import NotFoundError, RefusalError
from tadasu.office.acts import Acts
from tadasu.office.paper.asked import forms_of
from tadasu.office.paper.filling import fill
from tadasu.office.paper.tree import Facts, Heading, Paper, Picture, Prose, Table
from tadasu.office.workspace import Workspace
from tests.unit.core.library import PROCESS
from tests.unit.office import privacy
from tests.unit.office.desk import SETTINGS, found, library

FORMS = """
---
form: slip
title: {en: Slip, ja: 貸出票}
of: loan
number: L-7
edition: "2"
paper: landscape
mark: {en: Internal, ja: 社内限り}
boxes:
  - {title: {en: Extended, ja: 延長}, did: [extend, postpone]}
  - {title: {en: Returned, ja: 返却}, did: return}
issue: {by: [staff]}
parts:
  - heading: {en: "{case.key} is {case.state}", ja: "{case.key} は{case.state}"}
  - text: {en: "By {case.reader}, {{so}}.", ja: "{case.reader} へ。"}
  - name: outline
    facts:
      - key
      - reader
      - condition
      - due
      - {name: many, title: {en: Loans, ja: 貸出の数}, value: size(case.parent.loans)}
  - parts: [{text: {en: Bad., ja: 悪い。}}]
    when: has(case.condition) && case.condition == 'bad'
  - listing: steps
  - listing: evidence
  - listing: refusals
  - listing: waivers
---
form: shelf
title: {en: Shelf, ja: 棚}
parts:
  - table: books
    each: {b: all.book}
    when: b.state == 'shelved'
    columns: [{name: key, width: 2}, title, bought, authors, prices]
  - each: {b: all.book}
    parts:
      - heading: {en: "{b.title}", ja: "{b.title}"}
      - name: loans
        facts: [loans]
  - picture: counts
    title: {en: States, ja: 状態}
    each: {l: all.loan}
    draw: {by: l.state}
  - picture: gantt
    each: {l: all.loan}
    draw: {from: date(l.opened_at), to: l.due, began: l.ever.extend.at, state: l.state}
  - picture: ages
    each: {l: all.loan}
    draw: {days: l.days_late}
  - listing: due
"""


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Workspace]:
    """A book lent and kept too long, with a piece of evidence and a refusal."""
    found(tmp_path, process=PROCESS + FORMS, settings=SETTINGS + "documents: {era: true}\n")
    with library(tmp_path, "2026-06-01T10:00+09:00") as workspace:
        staff = Acts(workspace, "M-1")
        staff.new("member", None, {"id": "M-2", "name": "髙田"})
        staff.new("book", None, {"title": "坊っちゃん", "bought": "2019-04-30", "authors": "M-2"})
        staff.new("book", None, {"title": "=1+1"})
        staff.new("loan", "B-001", {"reader": "M-2"})
        reader = Acts(workspace, "M-2")
        reader.attach("B-001-L1", BytesIO(b"photo"), "写真.png", {"method": "photo"})
        reader.do("B-001-L1", "extend", {})
        reader.do("B-001-L1", "extend", {})
        with pytest.raises(RefusalError):
            reader.do("B-001-L1", "extend", {})
    with library(tmp_path, "2026-07-31T10:00+09:00") as workspace:
        yield workspace


def slip(workspace: Workspace, language: str = "ja") -> Paper:
    return fill(workspace, "slip", "B-001-L1", "en" if language == "en" else "ja")


def tables(paper: Paper) -> dict[str, Table]:
    return {part.name: part for part in paper.parts if isinstance(part, Table)}


def test_a_form_says_what_it_is(filled: Workspace) -> None:
    paper = slip(filled)

    assert (paper.title, paper.number, paper.edition) == ("貸出票", "L-7", "2")
    assert (paper.case, paper.mark, paper.landscape, paper.simulated) == (
        "B-001-L1",
        "社内限り",
        True,
        True,
    )
    assert slip(filled, "en").mark == "Internal"


def test_values_are_shown_by_their_titles(filled: Workspace) -> None:
    paper = slip(filled)

    heading, prose, facts = paper.parts[:3]
    assert heading == Heading("B-001-L1 は貸出中", 1)
    assert prose == Prose("M-2 髙田 へ。")
    assert isinstance(facts, Facts)
    shown = {fact.name: (fact.title, fact.text) for fact in facts.facts}
    assert shown["reader"] == ("利用者", "M-2 髙田")
    assert shown["condition"] == ("状態", "")
    assert shown["many"] == ("貸出の数", "1")
    english = slip(filled, "en")
    assert english.parts[0] == Heading("B-001-L1 is Out", 1)
    assert english.parts[1] == Prose("By M-2 髙田, {so}.")


def test_days_have_their_era_where_the_project_wants_it(filled: Workspace) -> None:
    books = tables(fill(filled, "shelf", None, "ja"))["books"]

    assert books.lines[0].cells[2] == "2019-04-30(平成31年4月30日)"
    assert tables(fill(filled, "shelf", None, "en"))["books"].lines[0].cells[2] == "2019-04-30"
    assert slip(filled).boxes[0].day == "2026-06-01(令和8年6月1日)"


def test_a_box_tells_who_did_it_last_and_stays_empty_where_nobody_has(filled: Workspace) -> None:
    done, empty = slip(filled).boxes

    assert (done.title, done.who) == ("延長", "髙田")
    assert (empty.title, empty.who, empty.day) == ("返却", "", "")


def test_an_approval_that_fell_leaves_its_box_empty(filled: Workspace) -> None:
    Acts(filled, "M-1").set("B-001-L1", {"condition": "bad"})

    paper = slip(filled)

    assert paper.boxes[0].who == ""
    assert Prose("悪い。") in paper.parts


def test_listings_tell_what_fields_do_not(filled: Workspace) -> None:
    found_ = tables(slip(filled))

    assert [line.cells for line in found_["steps"].lines] == [
        ("2026-06-01(令和8年6月1日)", "延長", "髙田")
    ]
    (evidence,) = found_["evidence"].lines
    assert evidence.cells[1:4] == ("写真.png", "写真", "髙田")
    (refused,) = found_["refusals"].lines
    assert refused.cells[1] == "髙田"
    assert refused.cells[3].startswith("L-04 ")
    assert found_["waivers"].lines == ()
    assert found_["waivers"].none == "該当なし"


def test_rows_are_those_for_which_the_condition_holds(filled: Workspace) -> None:
    paper = fill(filled, "shelf", None, "ja")

    books = tables(paper)["books"]
    assert [line.key for line in books.lines] == ["B-001", "B-002"]
    assert [column.width for column in books.columns] == [2, 1, 1, 1, 1]
    assert books.lines[1].cells[1] == "=1+1"
    headings = [part for part in paper.parts if isinstance(part, Heading)]
    assert headings == [Heading("坊っちゃん", 2), Heading("=1+1", 2)]


def test_pictures_are_drawn_with_words(filled: Workspace) -> None:
    pictures = {
        part.name: part
        for part in fill(filled, "shelf", None, "ja", live=True).parts
        if isinstance(part, Picture)
    }

    assert "貸出中" in pictures["counts-1"].told
    assert "B-001-L1: 予定 2026-06-01 – 2026-06-15" in pictures["gantt-1"].told
    assert "実績 2026-06-01 – 2026-06-01" in pictures["gantt-1"].told  # a moment, on its day
    assert pictures["ages-1"].svg.startswith("<svg")


def test_a_paper_is_as_of_the_record_and_a_look_as_of_now(filled: Workspace) -> None:
    handed, looked = (fill(filled, "shelf", None, "ja", live=live) for live in (False, True))

    assert handed.day == "2026-06-01"
    assert looked.day == "2026-07-31"
    (due,) = tables(handed)["due"].lines
    assert "超過" not in due.cells[4]
    (late,) = tables(looked)["due"].lines
    assert late.key == "B-001-L1"
    assert "日超過" in late.cells[4]


def test_the_same_record_gives_the_same_paper(filled: Workspace) -> None:
    assert slip(filled) == slip(filled)


def test_the_records_own_words_come_with_it(filled: Workspace) -> None:
    paper = slip(filled)

    with filled.journal.reading() as shelf:
        head = shelf.head
    assert (paper.seal.log, paper.seal.size, paper.seal.root) == (head.log, head.size, head.root)
    assert paper.data["log"] == {"name": head.log, "size": head.size, "root": head.root}
    cases = paper.data["cases"]
    assert isinstance(cases, list)
    assert [case["key"] for case in cases] == ["B-001-L1"]
    assert cases[0]["fields"] == {"reader": "M-2"}


def test_sealed_values_are_opened_for_people_and_stay_sealed_in_the_data(tmp_path: Path) -> None:
    form = """
---
form: note
title: {en: Note, ja: 記録}
of: talk
parts:
  - {name: what, facts: [said, topic]}
  - table: pieces
    each: {e: case.evidence}
    columns: [voice]
"""
    privacy.found(tmp_path, process=privacy.PROCESS + form)
    with Workspace.open(tmp_path, at=datetime.fromisoformat("2026-06-02T09:00+09:00")) as space:
        privacy.people(space)
        privacy.talked(space)
        paper = fill(space, "note", "T-1", "ja")
        privacy.erase(space)
        erased = fill(space, "note", "T-1", "ja")

    facts, table = paper.parts
    assert isinstance(facts, Facts)
    assert isinstance(table, Table)
    assert facts.facts[0].text == privacy.SAID[1]
    assert table.lines[0].cells == (privacy.SAID[2],)
    assert privacy.SAID[1] not in str(paper.data)
    assert privacy.SAID[1] not in str(erased)
    assert "封印" in str(erased.parts)


@pytest.mark.parametrize(
    ("name", "key", "told"),
    [
        ("slop", "B-001-L1", "slip"),
        ("slip", None, "loan"),
        ("slip", "B-001", "loan"),
        ("slip", "B-9", "B-9"),
        ("shelf", "B-001", "all cases"),
    ],
)
def test_what_is_not_there_is_told(
    filled: Workspace, name: str, key: str | None, told: str
) -> None:
    with pytest.raises(NotFoundError) as no:
        fill(filled, name, key, "ja")

    assert told in str(no.value)


def test_the_forms_of_a_case_are_found(filled: Workspace) -> None:
    assert [form.name for form in forms_of(filled, "B-001-L1")] == ["slip"]
    assert forms_of(filled, "B-001") == ()
    with pytest.raises(NotFoundError):
        forms_of(filled, "B-9")
