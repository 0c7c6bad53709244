"""What was filled in becomes acts: shown first, done all together or row by row, lawful."""

from datetime import date, datetime

import pytest

from tadasu.errors import ConflictError, RefusalError
from tadasu.office.acts import Acts
from tadasu.office.looks import Looks
from tadasu.office.roundtrip.counter import SheetImport
from tadasu.office.workspace import Workspace
from tests.unit.office.rounds import FIRST, cell, exported, filled, saved, table, taken
from tests.unit.office.signers import sound

GOOD = {
    cell("means"): "By eye",
    cell("seen"): datetime(2026, 6, 1, 8, 30),  # noqa: DTZ001 (as a spreadsheet has it)
    cell("grade"): "Good",
}


def facts(workspace: Workspace, key: str) -> dict[str, object]:
    return {fact.name: fact.value for fact in Looks(workspace).show(key).facts}


def size(workspace: Workspace) -> int:
    with workspace.journal.reading() as shelf:
        return shelf.head.size


def places(no: RefusalError) -> list[str]:
    return [reason.title.en for reason in no.reasons]


def test_a_sheet_that_came_back_as_it_went_changes_nothing(
    workspace: Workspace, sheet: bytes
) -> None:
    before = size(workspace)
    for content in (sheet, saved(table(sheet)[0])):
        found = taken(workspace, content)
        assert (found.rows, found.same, found.notes, found.receipt) == ((), 4, (), None)
    assert size(workspace) == before


def test_the_difference_is_shown_then_made_then_gone(workspace: Workspace, sheet: bytes) -> None:
    before = size(workspace)
    content = filled(sheet, GOOD | {cell("remark"): "=SUM(1)"[1:], cell("remark", 3): "灯"})
    shown = taken(workspace, content, dry_run=True)
    assert size(workspace) == before
    assert [(row.key, row.row, row.acts) for row in shown.rows] == [
        ("R-001-P01", FIRST, ("evidence", "change", "judge")),
        ("R-001-P03", FIRST + 2, ("change",)),
    ]
    assert [(c.cell, c.title.ja, c.before, c.after) for c in shown.rows[1].cells] == [
        (cell("remark", 3), "備考", "", "灯")
    ]
    assert (shown.kept, shown.same, shown.refused, shown.receipt) == (2, 2, (), None)

    done = taken(workspace, content)
    assert done.receipt is not None
    assert size(workspace) == before + 4
    case = Looks(workspace).show("R-001-P01")
    assert case.state.id == "judged"
    assert facts(workspace, "R-001-P01")["grade"] == "good"
    (evidence,) = case.evidence
    assert (evidence.name, evidence.sha256) == ("points.xlsx", done.sha256)
    with workspace.vault.open(done.sha256) as kept:
        assert kept.read() == content
    assert taken(workspace, content).rows == ()
    assert sound(workspace).law is not None


def test_every_kind_of_value_is_read(workspace: Workspace, sheet: bytes) -> None:
    content = filled(
        sheet,
        {
            cell("since"): date(2026, 5, 1),
            cell("size"): 12,
            cell("lit"): True,
            cell("keeper"): "M-2 髙田",
            cell("kinds"): "Door\n灯",
            cell("since", 2): "令和8年5月2日",
            cell("size", 2): "１，２３４",
            cell("lit", 2): "いいえ",
            cell("keeper", 2): "髙田",
            cell("kinds", 2): "扉、lamp",
            cell("means", 3): "目視",
            cell("seen", 3): "2026/6/1 8:05",
            cell("grade", 3): " good ",
            cell("size", 4): None,
        },
    )
    found = taken(workspace, content)
    first, second = facts(workspace, "R-001-P01"), facts(workspace, "R-001-P02")
    assert [first[name] for name in ("since", "size", "lit", "keeper", "kinds")] == [
        "2026-05-01", 12, True, "M-2", ["door", "lamp"],
    ]  # fmt: skip
    assert [second[name] for name in ("since", "size", "lit", "keeper", "kinds")] == [
        "2026-05-02", 1234, False, "M-2", ["door", "lamp"],
    ]  # fmt: skip
    evidence = Looks(workspace).show("R-001-P03").evidence[0]
    assert [fact.value for fact in evidence.facts] == ["eye", "2026-05-31T23:05:00.000000Z"]
    assert facts(workspace, "R-001-P04")["size"] is None
    assert [note.en for note in found.notes] == [
        f"Cell {cell('size', 2)} (R-001-P02, Size): “１，２３４” was read as 1,234."
    ]
    # What it wrote itself is what it reads.
    assert taken(workspace, exported(workspace)).rows == ()
    assert sound(workspace).law is not None


def test_one_refused_row_refuses_all_and_each_is_named_by_cell(
    workspace: Workspace, sheet: bytes
) -> None:
    content = filled(sheet, GOOD | {cell("grade", 2): "Bad", cell("grade", 3): "great"})
    with pytest.raises(RefusalError) as caught:
        taken(workspace, content)
    assert places(caught.value) == [
        f"Cell {cell('grade', 2)} (R-001-P02): What is bad is told",
        f"Cell {cell('grade', 3)} (R-001-P03, Grade)",
    ]
    with pytest.raises(RefusalError) as typed:
        Acts(workspace, "M-1").do("R-001-P02", "judge", {"grade": "bad"})
    told, same = caught.value.reasons[0], typed.value.reasons[0]
    assert (told.rule, told.message, told.remedy) == (same.rule, same.message, same.remedy)
    assert "Good, Bad" in caught.value.reasons[1].message.en
    assert Looks(workspace).show("R-001-P01").state.id == "open"


def test_the_others_are_kept_if_wished(workspace: Workspace, sheet: bytes) -> None:
    content = filled(sheet, GOOD | {cell("grade", 2): "Bad", cell("grade", 3): "great"})
    tried = taken(workspace, content, dry_run=True, keep=True)
    assert (tried.kept, len(tried.refused)) == (1, 2)
    found = taken(workspace, content, keep=True)
    assert [(row.key, [r.rule for r in row.refused]) for row in found.rows] == [
        ("R-001-P01", []),
        ("R-001-P02", ["R-01"]),
        ("R-001-P03", ["input"]),
    ]
    assert found.kept == 1
    assert [Looks(workspace).show(f"R-001-P0{n}").state.id for n in (1, 2)] == ["judged", "open"]
    assert sound(workspace).law is not None


def test_what_is_refused_is_refused_whole(workspace: Workspace, sheet: bytes) -> None:
    """Neither evidence nor remark of a row whose judgement is refused is recorded."""
    row = {cell("means"): "By eye", cell("seen"): "2026-06-01 08:00", cell("remark"): "x"}
    before = size(workspace)
    found = taken(workspace, filled(sheet, {**row, cell("grade"): "Bad"}), keep=True)
    assert [reason.rule for reason in found.refused] == ["R-01"]
    assert size(workspace) == before + 1  # that it was tried
    assert facts(workspace, "R-001-P01")["remark"] is None
    half = filled(sheet, {cell("means"): "By eye", cell("grade"): "Good"})
    found = taken(workspace, half, keep=True)
    assert [reason.title.en for reason in found.refused] == [
        f"Cell {cell('means')} (R-001-P01): Seen at"
    ]


def test_a_row_without_its_judgement_is_told(workspace: Workspace, sheet: bytes) -> None:
    content = filled(sheet, {cell("fact"): "It sticks.", cell("means", 2): "By eye"})
    with pytest.raises(RefusalError) as caught:
        taken(workspace, content)
    assert places(caught.value) == [
        f"Cell {cell('fact')} (R-001-P01, What was seen)",
        f"Cell {cell('means', 2)} (R-001-P02, Means)",
    ]
    assert "Grade is not" in caught.value.reasons[0].message.en


def test_what_was_judged_already_answers_as_by_hand(workspace: Workspace, sheet: bytes) -> None:
    acts = Acts(workspace, "M-1")
    acts.do("R-001-P01", "judge", {"grade": "good"})
    later = exported(workspace)
    with pytest.raises(RefusalError) as caught:
        taken(workspace, filled(later, {cell("grade"): "Bad", cell("fact"): "x"}))
    with pytest.raises(RefusalError) as typed:
        acts.do("R-001-P01", "judge", {"grade": "bad", "fact": "x"})
    assert caught.value.reasons[0].message == typed.value.reasons[0].message
    # The sheet from before says the same as the record now: nothing to do.
    assert taken(workspace, filled(sheet, {cell("grade"): "Good"})).rows == ()


def test_three_ways_meet_and_conflicts_are_told(workspace: Workspace, sheet: bytes) -> None:
    acts = Acts(workspace, "M-1")
    acts.set("R-001-P01", {"remark": "from the record", "size": "8"})
    content = filled(sheet, {cell("remark"): "from the sheet", cell("lit"): "yes"})
    with pytest.raises(RefusalError) as caught:
        taken(workspace, content)
    (reason,) = caught.value.reasons
    assert reason.title.en == f"Cell {cell('remark')} (R-001-P01, Remark)"
    assert "nothing then and “from the record” now" in reason.message.en
    # What nobody touched in the sheet stays as the record has it now.
    found = taken(workspace, filled(sheet, {cell("lit"): "yes"}))
    assert [c.field for row in found.rows for c in row.cells] == ["lit"]
    assert facts(workspace, "R-001-P01")["size"] == 8


def test_an_answer_to_another_question_is_not_taken(workspace: Workspace, sheet: bytes) -> None:
    Acts(workspace, "M-1").set("R-001-P01", {"question": "Is it open?"})
    with pytest.raises(RefusalError) as caught:
        taken(workspace, filled(sheet, GOOD))
    (reason,) = caught.value.reasons
    assert reason.title.en == f"Cell {cell('question')} (R-001-P01, Question)"
    assert "answers another question" in reason.message.en


def test_who_changes_the_case_meanwhile_is_not_overwritten(
    workspace: Workspace, sheet: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = SheetImport._whole

    def late(self: SheetImport, *args: object) -> object:
        Acts(workspace, "M-1").set("R-001-P01", {"remark": "first"})
        return whole(self, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(SheetImport, "_whole", late)
    with pytest.raises(ConflictError):
        taken(workspace, filled(sheet, {cell("remark"): "second"}))
    assert facts(workspace, "R-001-P01")["remark"] == "first"


def test_a_request_id_is_used_once(workspace: Workspace, sheet: bytes) -> None:
    request = "00000000-0000-4000-8000-000000000001"
    first = filled(sheet, {cell("remark"): "one"})
    SheetImport(workspace, "M-1", request).run("a.xlsx", first)
    assert SheetImport(workspace, "M-1", request).run("a.xlsx", first).rows == ()
    other = filled(exported(workspace), {cell("remark"): "two"})
    with pytest.raises(ConflictError):
        SheetImport(workspace, "M-1", request).run("a.xlsx", other)
