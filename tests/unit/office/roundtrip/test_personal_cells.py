"""Personal fields in a sheet: shown to whoever has the keys, sealed again, told to no refusal."""

from pathlib import Path

import pytest

from tadasu.errors import RefusalError
from tadasu.office.acts import Acts
from tadasu.office.looks import Looks
from tadasu.office.roundtrip.counter import SheetImport
from tadasu.office.roundtrip.exporting import export_sheet
from tadasu.office.workspace import Workspace
from tests.unit.office import desk
from tests.unit.office.rounds import FIRST, PROCESS, filled, remark, table
from tests.unit.office.signers import sound

SEALED = (
    PROCESS.replace("remark: {type: text,", "remark: {type: text, personal: keeper,")
    .replace("  - {name: means, evidence: true, fill: true}\n", "")
    .replace("  - {name: seen, evidence: true, fill: true}\n", "")
)
CELL, GRADE = f"I{FIRST}", f"J{FIRST}"


def taken(workspace: Workspace, cells: dict[str, object], content: bytes, *, keep: bool) -> int:
    return SheetImport(workspace, "M-1").run("a.xlsx", filled(content, cells), keep=keep).kept


def test_a_sealed_value_goes_out_and_comes_back_sealed(tmp_path: Path) -> None:
    desk.found(tmp_path, process=SEALED)
    with desk.library(tmp_path) as workspace:
        acts = Acts(workspace, "M-1")
        acts.new("person", None, {"id": "M-2", "name": "髙田"})
        acts.new("round", None, {"place": "本館"})
        given = {"question": "?", "keeper": "M-2", "remark": "腰痛あり"}
        acts.new("point", "R-001", given)
        content = export_sheet(workspace, "R-001", None, "en").content
        assert table(content)[1][CELL].value == "腰痛あり"
        assert taken(workspace, {}, content, keep=False) == 0
        assert taken(workspace, {CELL: "回復"}, content, keep=False) == 1
        assert remark(workspace) == "回復"
        assert taken(workspace, {CELL: "回復"}, content, keep=False) == 0

        with pytest.raises(RefusalError):
            taken(workspace, {GRADE: "Bad"}, content, keep=False)
        later = export_sheet(workspace, "R-001", None, "en").content
        assert taken(workspace, {CELL: "秘密の所見", GRADE: "Bad"}, later, keep=True) == 0
        with workspace.journal.reading() as shelf:
            entries = [str(each.entry.statement) for each in shelf.entries()]
        assert not any(word in entry for entry in entries for word in ("腰痛", "回復", "秘密"))
        assert Looks(workspace).show("R-001-P01").state.id == "open"
        assert sound(workspace).law is not None
