"""Rounds of a house and the points to look at, with a sheet to fill in; nothing like an audit."""

import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tadasu.errors import Language, RefusalError
from tadasu.office.acts import Acts
from tadasu.office.looks import Looks
from tadasu.office.roundtrip.counter import SheetImport, Taken
from tadasu.office.roundtrip.exporting import export_sheet
from tadasu.office.roundtrip.slip import HEADER
from tadasu.office.workspace import Workspace
from tests.unit.office import desk

PROCESS = """
workflow: person
title: {en: Person, ja: 人}
people: true
key: "{id}"
label: name
adopt: [staff]
fields:
  id: {type: text, required: true, title: {en: Number, ja: 番号}}
  name: {type: text, required: true, title: {en: Name, ja: 氏名}}
  librarian: {type: bool, title: {en: Staff, ja: 職員}}
roles:
  staff: {title: {en: Staff, ja: 職員}, guard: has(actor.librarian) && actor.librarian}
open: {by: [staff]}
states: {active: {title: {en: Active, ja: 在籍}, writable: {staff: [name]}}}
---
workflow: round
title: {en: Round, ja: 巡回}
key: "R-{n:03}"
label: place
fields: {place: {type: text, required: true, title: {en: Place, ja: 場所}}}
roles:
  staff: {title: {en: Staff, ja: 職員}, guard: has(actor.librarian) && actor.librarian}
open: {by: [staff]}
states: {open: {title: {en: Open, ja: 実施中}, writable: {staff: [place]}}}
---
workflow: point
title: {en: Point, ja: 点検項目}
parent: round
plural: points
key: "{parent}-P{n:02}"
label: question
fields:
  question: {type: text, required: true, title: {en: Question, ja: 質問}}
  since: {type: date, title: {en: Since, ja: 開始日}}
  size: {type: int, title: {en: Size, ja: 数}}
  lit: {type: bool, title: {en: Lit, ja: 照明}}
  keeper: {type: person, title: {en: Keeper, ja: 担当}}
  kinds:
    type: enum
    many: true
    values: {door: {en: Door, ja: 扉}, lamp: {en: Lamp, ja: 灯}}
    title: {en: Kinds, ja: 種類}
  remark: {type: text, title: {en: Remark, ja: 備考}}
  grade:
    type: enum
    values: {good: {en: Good, ja: 良}, bad: {en: Bad, ja: 不良}}
    title: {en: Grade, ja: 判定}
  fact: {type: text, title: {en: What was seen, ja: 事実}}
roles:
  staff: {title: {en: Staff, ja: 職員}, guard: has(actor.librarian) && actor.librarian}
open: {by: [staff]}
evidence:
  by: [staff]
  in: [open]
  fields:
    means:
      type: enum
      required: true
      values: {eye: {en: By eye, ja: 目視}, ear: {en: By ear, ja: 聴取}}
      title: {en: Means, ja: 方法}
    seen: {type: timestamp, required: true, title: {en: Seen at, ja: 日時}}
states:
  open:
    title: {en: Open, ja: 未判定}
    writable: {staff: [question, since, size, lit, keeper, kinds, remark]}
  judged: {title: {en: Judged, ja: 判定済み}}
transitions:
  judge:
    title: {en: Judge, ja: 判定する}
    from: open
    to: judged
    by: [staff]
    facts: {grade: required, fact: optional}
    policies: [R-01]
---
policy: R-01
title: {en: What is bad is told, ja: 不良には事実を書く}
refs: [{standard: house, clause: "1", basis: organisation}]
level: block
require: case.grade != 'bad' || has(case.fact)
message: {en: "{case.key} is bad, and nothing says why.", ja: "{case.key} は不良ですが、事実がありません。"}
remedy: {en: State fact., ja: fact を記入してください。}
---
standard: house
title: {en: House rules, ja: 家の規則}
edition: "1"
clauses: {"1": {title: {en: Rounds, ja: 巡回}, kind: clause}}
---
sheet: points
title: {en: Points to look at, ja: 点検表}
of: round
rows: point
states: [open, judged]
number: F-1
head: [place]
columns:
  - key
  - {name: question, width: 30}
  - {name: means, evidence: true, fill: true}
  - {name: seen, evidence: true, fill: true}
  - {name: since, fill: true}
  - {name: size, fill: true}
  - {name: lit, fill: true}
  - {name: keeper, fill: true}
  - {name: kinds, fill: true}
  - {name: remark, fill: true}
  - {name: grade, fill: true}
  - {name: fact, fill: true, width: 30}
act: {do: judge, when: grade}
marks:
  - {needs: fact, where: {grade: bad}}
"""

QUESTIONS = ("扉は閉まるか。", "=1+1", "灯りは\n点くか。", "Is it 001?")
COLUMNS = dict(
    zip(
        ("key", "question", "means", "seen", "since", "size", "lit", "keeper", "kinds", "remark"),
        "BCDEFGHIJK",
        strict=True,
    )
) | {"grade": "L", "fact": "M"}
FIRST = 6
"""The row of the first point."""


def founded(root: Path) -> None:
    """A round with four points."""
    desk.found(root, process=PROCESS)
    with desk.library(root) as workspace:
        acts = Acts(workspace, "M-1")
        acts.new("person", None, {"id": "M-2", "name": "髙田"})
        acts.new("round", None, {"place": "本館"})
        for question in QUESTIONS:
            acts.new("point", "R-001", {"question": question, "size": "7"})


def exported(workspace: Workspace, language: Language = "en") -> bytes:
    """The sheet of the round."""
    return export_sheet(workspace, "R-001", None, language).content


def table(content: bytes) -> tuple[Any, Worksheet]:
    """A workbook and the page with its table, as any program would open it."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    page = next(each for each in book.worksheets if each.sheet_state == "visible")
    assert page[f"A{FIRST - 1}"].value == HEADER
    return book, page


def saved(book: Any) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def filled(content: bytes, cells: Mapping[str, object]) -> bytes:
    """The workbook after somebody wrote into cells and saved it."""
    book, page = table(content)
    for name, value in cells.items():
        page[name] = value  # type: ignore[assignment]
    return saved(book)


def cell(name: str, point: int = 1) -> str:
    """Where a column stands in the row of a point."""
    return f"{COLUMNS[name]}{FIRST - 1 + point}"


def taken(
    workspace: Workspace, content: bytes, *, dry_run: bool = False, keep: bool = False
) -> Taken:
    importing = SheetImport(workspace, "M-1")
    return importing.run("points.xlsx", content, dry_run=dry_run, keep=keep)


def told(workspace: Workspace, content: bytes) -> list[tuple[str, str]]:
    """Where and what is wrong, in English; nothing is recorded."""
    with workspace.journal.reading() as shelf:
        before = shelf.head.size
    with pytest.raises(RefusalError) as caught:
        taken(workspace, content)
    with workspace.journal.reading() as shelf:
        assert shelf.head.size == before
    for reason in caught.value.reasons:
        assert reason.message.en != reason.message.ja
    return [(reason.title.en, reason.message.en) for reason in caught.value.reasons]


def remark(workspace: Workspace, key: str = "R-001-P01") -> object:
    """What the record has as the remark of a point."""
    return next(f.value for f in Looks(workspace).show(key).facts if f.name == "remark")
