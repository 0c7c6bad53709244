"""Cases from a file: read, compared, and recorded all together or not at all."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tadasu.errors import ConflictError, NotFoundError, RefusalError
from tadasu.office.acts import Acts
from tadasu.office.importing import counter
from tadasu.office.importing.counter import Imported, Importing, header_of
from tadasu.office.importing.differences import Difference, differences
from tadasu.office.looks import Looks
from tadasu.office.workspace import Workspace
from tests.unit.office import desk
from tests.unit.office.desk import library
from tests.unit.office.signers import sound

PROCESS = """
workflow: person
title: {en: Person, ja: 要員}
plural: people
people: true
key: "{id}"
label: name
adopt: [office]
fields:
  id: {type: text, required: true, title: {en: Number, ja: 番号}}
  name: {type: text, required: true, personal: true, title: {en: Name, ja: 氏名}}
  born: {type: date, title: {en: Born, ja: 生年月日}}
  age: {type: int, title: {en: Age, ja: 年齢}}
  away: {type: bool, title: {en: Away, ja: 不在}}
  roles:
    type: enum
    many: true
    values: {office: {en: Office, ja: 事務局}, auditor: {en: Auditor, ja: 監査員}}
    title: {en: Roles, ja: 役割}
  superior: {type: person, title: {en: Superior, ja: 上長}}
  jobs:
    type: record
    many: true
    title: {en: Jobs, ja: 職歴}
    fields:
      place: {type: text, required: true, title: {en: Place, ja: 部署}}
      since: {type: date, title: {en: Since, ja: 開始日}}
roles:
  office: {title: {en: Office, ja: 事務局}, guard: "'office' in actor.roles"}
open: {by: [office], policies: [N-1]}
change: {policies: [N-1]}
states:
  active:
    title: {en: Active, ja: 在籍}
    settled: true
    writable: {office: [name, born, age, away, roles, superior, jobs]}
---
workflow: note
title: {en: Note, ja: メモ}
key: "N-{n}"
roles: {office: {title: {en: Office, ja: 事務局}, guard: "'office' in actor.roles"}}
open: {by: [office]}
states: {open: {title: {en: Open, ja: 起票}, final: true}}
---
policy: N-1
title: {en: Nobody is a hundred, ja: 百歳未満}
refs: []
level: block
require: "!has(case.age) || case.age < 100"
message: {en: "{case.key} is too old.", ja: "{case.key} は高齢です。"}
remedy: {en: Correct it., ja: 直してください。}
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    """An office of one."""
    founder = dict(desk.FOUNDER)
    desk.FOUNDER.clear()
    desk.FOUNDER.update({"id": "M-1", "name": "﨑山", "roles": ["office"]})
    try:
        desk.found(tmp_path, process=PROCESS)
    finally:
        desk.FOUNDER.clear()
        desk.FOUNDER.update(founder)
    with library(tmp_path) as workspace:
        yield workspace


def imported(workspace: Workspace, text: str, *, dry_run: bool = False) -> Imported:
    """What M-1 imports."""
    return Importing(workspace, "M-1").run("people", text.encode(), dry_run=dry_run)


def facts(workspace: Workspace, key: str) -> dict[str, object]:
    """What is stated of a case, in the clear."""
    return {f.name: f.value for f in Looks(workspace).show(key).facts if f.value is not None}


def size(workspace: Workspace) -> int:
    """How long the log is."""
    with workspace.journal.reading() as shelf:
        return shelf.head.size


def refused(workspace: Workspace, text: str) -> list[tuple[str, str]]:
    """Where and what; nothing of it is on record but that it was tried."""
    before = size(workspace)
    keys = {row.key for row in Looks(workspace).list("person")}
    with pytest.raises(RefusalError) as caught:
        imported(workspace, text)
    assert {row.key for row in Looks(workspace).list("person")} == keys
    assert size(workspace) <= before + 1
    return [(reason.title.en, reason.message.en) for reason in caught.value.reasons]


def test_values_are_read_as_people_write_them(workspace: Workspace) -> None:
    imported(
        workspace,
        "番号,Name,born,年齢,不在,役割,上長,職歴.部署,職歴.開始日\n"
        "M-2,髙田 二郎,令和8年4月1日,４２,いいえ,監査員；事務局,﨑山,営業部,2024/4/1\n"
        'M-3,𠮷野 三子,昭和64年1月7日,"1",○,監査員,M-1,,\n'
        "M-2,,,,,,,経理部,２０２５年１０月１日\n",
    )
    assert facts(workspace, "M-2") == {
        "id": "M-2",
        "name": "髙田 二郎",
        "born": "2026-04-01",
        "age": 42,
        "away": False,
        "roles": ["auditor", "office"],
        "superior": "M-1",
        "jobs": [
            {"place": "営業部", "since": "2024-04-01"},
            {"place": "経理部", "since": "2025-10-01"},
        ],
    }
    assert facts(workspace, "M-3")["born"] == "1989-01-07"
    assert facts(workspace, "M-3")["away"] is True
    assert sound(workspace).size == size(workspace)


def test_a_formula_stays_text(workspace: Workspace) -> None:
    imported(workspace, "id,name\nM-2,=1+1\n")
    assert facts(workspace, "M-2")["name"] == "=1+1"


def test_the_difference_is_shown_then_made_then_gone(workspace: Workspace) -> None:
    imported(workspace, "id,name,age\nM-2,髙田,40\n")
    text = "id,name,age\nM-2,髙田,41\nM-3,𠮷野,30\n"
    before = size(workspace)
    dry = imported(workspace, text, dry_run=True)
    assert size(workspace) == before
    assert [(d.key, d.rows, d.new) for d in dry.differences] == [
        ("M-2", (2,), False),
        ("M-3", (3,), True),
    ]
    assert [(c.field, c.before, c.after) for c in dry.differences[0].changes] == [("age", 40, 41)]
    assert (dry.absent, dry.receipt) == (("M-1",), None)
    done = imported(workspace, text)
    assert done.differences == dry.differences
    assert size(workspace) == before + 2
    again = imported(workspace, text)
    assert [one.changes for one in again.differences] == [(), ()]
    assert (size(workspace), again.receipt) == (before + 2, None)
    assert sound(workspace).size == before + 2


def test_one_refused_row_refuses_all_and_each_is_named(workspace: Workspace) -> None:
    text = "id,name,age\nM-2,甲,100\nM-3,乙,30\nM-4,丙,200\n"
    assert refused(workspace, text) == [
        ("Row 2, M-2: Nobody is a hundred", "M-2 is too old."),
        ("Row 4, M-4: Nobody is a hundred", "M-4 is too old."),
    ]
    with pytest.raises(RefusalError) as caught:
        imported(workspace, text, dry_run=True)
    assert len(caught.value.reasons) == 2


def test_what_is_recorded_of_a_refused_file_tells_nothing_personal(workspace: Workspace) -> None:
    refused(workspace, "id,name,age\nM-2,言わない,100\n")
    with workspace.journal.reading() as shelf:
        last = list(shelf.rows())[-1].entry.decode()
    assert "case.refused" in last
    assert "言わない" not in last


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("id,nmae\nM-2,x\n", ("Row 1, column B", "There is no field called nmae")),
        ("id,name,氏名\nM-2,x,x\n", ("Row 1, column C", "氏名 stands there twice")),
        ("name\nx\n", ("Row 1", "A column id is needed")),
        ("id,name\n,x\n", ("Row 2", "It says nothing of the key")),
        ("id,name,age\nM-2,x,old\n", ("Row 2, column C (age)", "expected a whole number")),
        ("id,name,born\nM-2,x,2026-13-01\n", ("Row 2, column C (born)", "a date")),
        ("id,name,away\nM-2,x,maybe\n", ("Row 2, column C (away)", "true or false")),
        ("id,name,roles\nM-2,x,部長\n", ("Row 2, column C (roles)", "one of")),
        ("id,name,superior\nM-2,x,誰か\n", ("Row 2, column C (superior)", "one person")),
        (
            "id,name,age\nM-2,x,1\nM-2,x,2\n",
            ("Row 3, column C (age)", "Row 2 says something else"),
        ),
    ],
)
def test_a_bad_cell_is_named(workspace: Workspace, text: str, expected: tuple[str, str]) -> None:
    (place, said), *others = refused(workspace, text)
    assert (place, expected[1] in said, others) == (expected[0], True, []), said


def test_missing_facts_are_the_same_refusal_as_by_hand(workspace: Workspace) -> None:
    with pytest.raises(RefusalError) as by_hand:
        Acts(workspace, "M-1").new("person", None, {"id": "M-2"})
    ((place, said),) = refused(workspace, "id,age\nM-2,3\n")
    assert place == "Row 2, M-2: Name"
    assert said == by_hand.value.reasons[0].message.en


def test_a_row_may_name_the_row_before(workspace: Workspace) -> None:
    imported(workspace, "id,name\nM-2,甲\n")
    imported(workspace, "id,superior\nM-2,M-1\nM-1,M-2\n")
    assert facts(workspace, "M-1")["superior"] == "M-2"


def test_only_what_a_file_can_name_is_imported(workspace: Workspace) -> None:
    with pytest.raises(NotFoundError):
        Importing(workspace, "M-1").run("robots", b"id\n")
    with pytest.raises(RefusalError) as caught:
        Importing(workspace, "M-1").run("note", b"id\n")
    assert "numbered as they come" in caught.value.reasons[0].message.en


def test_a_header_to_fill_in(workspace: Workspace) -> None:
    header = header_of(workspace, "people", "ja")
    assert header[:3] == ["番号", "氏名", "生年月日"]
    assert header[-2:] == ["職歴.部署", "職歴.開始日"]
    rows = ["M-2", "甲", *[""] * (len(header) - 2)]
    imported(workspace, ",".join(header) + "\n" + ",".join(rows) + "\n")
    assert facts(workspace, "M-2") == {"id": "M-2", "name": "甲"}


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    imported(workspace, "id,name,age\nM-2,甲,40\nM-3,乙,40\n")
    compared = differences

    def slow(*words: Any) -> list[Difference]:
        found = compared(*words)
        Acts(workspace, "M-1").set("M-3", {"age": "50"})
        return found

    monkeypatch.setattr(counter, "differences", slow)
    before = size(workspace)
    with pytest.raises(ConflictError, match="M-3"):
        imported(workspace, "id,age\nM-2,41\nM-3,40\n")
    assert size(workspace) == before + 1
    assert (facts(workspace, "M-2")["age"], facts(workspace, "M-3")["age"]) == (40, 50)


def test_a_row_may_refer_to_a_case_that_a_row_above_opens(workspace: Workspace) -> None:
    imported(workspace, "id,name,superior\nM-2,甲,M-1\nM-3,乙,Ｍ－２\n")
    assert facts(workspace, "M-3")["superior"] == "M-2"
    with pytest.raises(RefusalError):
        imported(workspace, "id,name,superior\nM-4,丙,M-5\nM-5,丁,M-1\n")


def test_keys_and_titles_may_be_full_width(workspace: Workspace) -> None:
    imported(workspace, "ＩＤ,name\nＭ－２,甲\n")
    again = imported(workspace, "id,name\nM-2,甲\n")
    assert [one.changes for one in again.differences] == [()]


def test_a_column_without_a_title_must_be_empty(workspace: Workspace) -> None:
    imported(workspace, "id,name,\nM-2,甲,\n")
    ((place, said),) = refused(workspace, "id,name,\nM-3,乙,x\n")
    assert (place, "no title" in said) == ("Row 1, column C", True)
