"""Numbers in keys: among siblings where the parent is part of the key, else in the workflow."""

from pathlib import Path

from tadasu.office.acts import Acts
from tests.unit.office.desk import found, library
from tests.unit.office.signers import sound

PROCESS = """
workflow: member
title: {en: Member, ja: 会員}
people: true
key: "{id}"
fields:
  id: {type: text, required: true, title: {en: Number, ja: 番号}}
  name: {type: text, title: {en: Name, ja: 氏名}}
  librarian: {type: bool, title: {en: Librarian, ja: 司書}}
roles: {staff: {title: {en: Staff, ja: 職員}, guard: has(actor.librarian) && actor.librarian}}
open: {by: [staff]}
adopt: [staff]
states: {active: {title: {en: Active, ja: 在籍}, settled: true}}
---
workflow: year
title: {en: Year, ja: 年度}
key: "Y-{n}"
roles: {staff: {title: {en: Staff, ja: 職員}, guard: has(actor.librarian) && actor.librarian}}
open: {by: [staff]}
states: {open: {title: {en: Open, ja: 開始}, settled: true}}
---
workflow: visit
title: {en: Visit, ja: 訪問}
parent: year
plural: visits
key: "V-{n:03}"
roles: {staff: {title: {en: Staff, ja: 職員}, guard: has(actor.librarian) && actor.librarian}}
open: {by: [staff]}
states: {open: {title: {en: Open, ja: 開始}, settled: true}}
---
workflow: note
title: {en: Note, ja: メモ}
parent: visit
plural: notes
key: "{parent}-N{n}"
roles: {staff: {title: {en: Staff, ja: 職員}, guard: has(actor.librarian) && actor.librarian}}
open: {by: [staff]}
states: {open: {title: {en: Open, ja: 開始}, settled: true}}
"""


def test_a_second_year_goes_on_counting_and_children_begin_anew(tmp_path: Path) -> None:
    found(tmp_path, process=PROCESS)
    with library(tmp_path) as workspace:

        def new(workflow: str, parent: str | None = None) -> str:
            return Acts(workspace, "M-1").new(workflow, parent, {}).case

        assert [new("year"), new("year")] == ["Y-1", "Y-2"]
        visits = [new("visit", parent) for parent in ("Y-1", "Y-2", "Y-1")]
        assert visits == ["V-001", "V-002", "V-003"]
        notes = [new("note", parent) for parent in ("V-001", "V-001", "V-002")]
        assert notes == ["V-001-N1", "V-001-N2", "V-002-N1"]
        assert sound(workspace).size == 3 + 8
