from io import BytesIO
from pathlib import Path

import pytest
from structlog.testing import capture_logs

from tadasu.errors import (
    ConflictError,
    DefinitionError,
    NotFoundError,
    RefusalError,
    UnavailableError,
)
from tadasu.office.acts import Acts
from tadasu.office.asks import Waive
from tadasu.office.inspection import verify
from tadasu.office.looks import Looks
from tadasu.office.workspace import Workspace
from tests.unit.core.library import PROCESS
from tests.unit.office.desk import FOUNDED, found, library, stocked

ID = "01890a5d-ac96-774b-bcce-b302099a8057"
RETURN = {"condition": "good", "counter": "1"}


def size(workspace: Workspace) -> int:
    with workspace.journal.reading() as shelf:
        return shelf.head.size


def test_an_act_is_recorded_and_answered_with_a_receipt(tmp_path: Path) -> None:
    stocked(tmp_path)
    with library(tmp_path) as workspace:
        receipt = Acts(workspace, "M-1").do("B-001-L1", "return", RETURN)

        assert (receipt.case, receipt.state.id, receipt.version) == ("B-001-L1", "back", 2)
        assert (receipt.position, receipt.size) == (FOUNDED + 3, FOUNDED + 4)
        assert verify(workspace, lambda _done, _all: None).root == receipt.root


def test_a_repeated_request_gets_the_first_answer_again(tmp_path: Path) -> None:
    stocked(tmp_path)
    with library(tmp_path) as workspace:
        acts = Acts(workspace, "M-1", ID)
        first = acts.do("B-001-L1", "return", RETURN)
        second = acts.do("B-001-L1", "return", RETURN)

        assert (second.position, second.version, second.again) == (first.position, 2, True)
        assert size(workspace) == FOUNDED + 4


def test_a_repeated_id_with_other_words_is_a_conflict(tmp_path: Path) -> None:
    stocked(tmp_path)
    with library(tmp_path) as workspace:
        Acts(workspace, "M-1", ID).set("B-001", {"pages": "1"})
        for actor, pages in (("M-1", "2"), ("M-2", "1")):
            with pytest.raises(ConflictError):
                Acts(workspace, actor, ID).set("B-001", {"pages": pages})
        assert size(workspace) == FOUNDED + 4


def test_a_refusal_is_recorded_and_told_again(tmp_path: Path) -> None:
    stocked(tmp_path)
    with library(tmp_path) as workspace:
        acts = Acts(workspace, "M-2", ID)
        for _ in range(2):
            with pytest.raises(RefusalError) as no:
                acts.do("B-001-L1", "return", RETURN)
            assert [reason.rule for reason in no.value.reasons] == ["role"]
        line = Looks(workspace).log("B-001-L1")[-1]

        assert (line.kind, line.refused_by, line.actor) == ("case.refused/1", ("role",), "M-2")
        assert size(workspace) == FOUNDED + 4
        assert Looks(workspace).show("B-001-L1").state.id == "out"


def test_a_refused_opening_stands_with_the_parent_or_with_the_log(tmp_path: Path) -> None:
    stocked(tmp_path)
    with library(tmp_path) as workspace:
        for parent, workflow, given in (
            ("B-001", "loan", {"reader": "M-1"}),
            (None, "book", {"title": "門"}),
        ):
            with pytest.raises(RefusalError):
                Acts(workspace, "M-2").new(workflow, parent, given)
        assert [line.case for line in Looks(workspace).log()[-2:]] == ["B-001", ""]
        assert verify(workspace, lambda _done, _all: None).size == FOUNDED + 5


def test_evidence_lies_in_the_vault_before_its_event(tmp_path: Path) -> None:
    stocked(tmp_path)
    with library(tmp_path) as workspace:
        acts = Acts(workspace, "M-2")
        acts.attach("B-001-L1", BytesIO("写真".encode()), "写真.jpg", {"method": "photo"})
        (item,) = Looks(workspace).show("B-001-L1").evidence

        assert (item.key, item.name, item.size) == ("B-001-L1-E1", "写真.jpg", 6)
        with workspace.vault.open(item.sha256) as file:
            assert file.read().decode() == "写真"


def test_a_waiver_and_its_act_come_in_one_commit(tmp_path: Path) -> None:
    stocked(tmp_path)
    with library(tmp_path) as workspace:
        until = workspace.clock.now("2026-06-01T00:03:00Z").date()
        waive = Waive(("L-03",), "水害", "写真を撮る", until)
        bad = {"condition": "bad", "counter": "1"}
        receipt = Acts(workspace, "M-1").do("B-001-L1", "return", bad, waive=waive)

        assert (receipt.waivers, receipt.size) == (("B-001-L1-W1",), FOUNDED + 5)
        lines = Looks(workspace).log("B-001-L1")[-2:]
        assert [line.kind for line in lines] == ["waiver.granted/1", "case.moved/1"]
        assert lines[1].waived == ("L-03",)


def test_who_is_nobody_does_nothing(tmp_path: Path) -> None:
    stocked(tmp_path)
    with library(tmp_path) as workspace:
        for actor in ("M-9", "B-001"):
            with pytest.raises(NotFoundError):
                Acts(workspace, actor).set("B-001", {"pages": "1"})
        assert size(workspace) == FOUNDED + 3


def test_what_is_too_long_for_an_entry_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    stocked(tmp_path)
    with library(tmp_path) as workspace:
        with pytest.raises(UnavailableError, match="65535"):
            Acts(workspace, "M-2").set("B-001-L1", {"remark": "長" * 30_000})
        assert size(workspace) == FOUNDED + 3


def test_a_clock_behind_the_record_stops_writing(tmp_path: Path) -> None:
    stocked(tmp_path)
    with library(tmp_path, at="2026-05-31T09:00:00+09:00") as workspace:
        with pytest.raises(UnavailableError, match="clock"):
            Acts(workspace, "M-1").set("B-001", {"pages": "1"})
        assert size(workspace) == FOUNDED + 3
        assert Looks(workspace).show("B-001").state.id == "shelved"


def test_time_is_played_only_in_a_simulated_record(tmp_path: Path) -> None:
    found(tmp_path, simulated=False)

    with pytest.raises(UnavailableError, match="--at"), library(tmp_path, at="2030-01-01"):
        pass


def test_one_line_goes_to_the_operators_log(tmp_path: Path) -> None:
    stocked(tmp_path)
    with library(tmp_path) as workspace, capture_logs() as lines:
        Acts(workspace, "M-1").set("B-001", {"pages": "1"})
        with pytest.raises(RefusalError):
            Acts(workspace, "M-2").set("B-001", {"pages": "1"})

    assert [(line["event"], line["act"]) for line in lines] == [
        ("act.done", "change"),
        ("act.refused", "change"),
    ]


SHELF = """---
checklist: shelf
title: {en: Shelf, ja: 棚}
workflow: book
choose: case.title != 'Three'
once: title
items:
  - {id: first, fields: {title: {en: One, ja: 一}}}
  - {id: second, fields: {title: Two}}
  - {id: third, fields: {title: Three}}
"""


def test_a_checklist_asked_again_opens_and_records_nothing(tmp_path: Path) -> None:
    stocked(tmp_path, PROCESS + SHELF)
    with library(tmp_path) as workspace:
        acts = Acts(workspace, "M-1")
        made = acts.new_from("shelf", "book", None, where="case.title == '一'")
        assert [receipt.case for receipt in made] == ["B-002"]
        assert [receipt.case for receipt in acts.new_from("shelf", "book", None)] == ["B-003"]
        before = size(workspace)
        with capture_logs() as logs:
            assert acts.new_from("shelf", "book", None) == ()
        assert [line["event"] for line in logs] == ["act.idle"]
        assert size(workspace) == before
        assert [r.case for r in acts.new_from("shelf", "book", None, ("third",))] == ["B-004"]


def test_what_is_wrong_with_a_choice_is_told_and_only_a_refusal_is_recorded(
    tmp_path: Path,
) -> None:
    stocked(tmp_path, PROCESS + SHELF)
    with library(tmp_path) as workspace:
        before = size(workspace)
        for where in ("case.tilte == ''", "size(case.title) * 9000000000000000000 > 0"):
            with pytest.raises(DefinitionError) as wrong:
                Acts(workspace, "M-1").new_from("shelf", "book", None, where=where)
            assert [one.place.file for one in wrong.value.problems] == ["--where"]
        with pytest.raises(NotFoundError):
            Acts(workspace, "M-1").new_from("shelves", "book", None)
        assert size(workspace) == before
        with pytest.raises(RefusalError):
            Acts(workspace, "M-1").new_from("shelf", "book", "B-001")
        assert size(workspace) == before + 1
        with pytest.raises(RefusalError):
            Acts(workspace, "M-2").new_from("shelf", "book", None)
        assert Looks(workspace).log()[-1].refused_by == ("role",)
