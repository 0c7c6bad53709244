"""What an act brings about, at the counter: one receipt, one commit, one cause."""

from pathlib import Path

import pytest

from tadasu.core.setting import AUTOMATIC, EFFECT
from tadasu.errors import RefusalError
from tadasu.office.acts import Acts
from tadasu.office.founding import init_project
from tadasu.office.inspection import verify
from tadasu.office.looks import Looks
from tadasu.office.workspace import Workspace
from tadasu.store.rebuild import rebuild_views
from tests.unit.core.works import PROCESS
from tests.unit.office.desk import START, library, write_files

ID = "01890a5d-ac96-774b-bcce-b302099a8057"
ORDER = {"what": "paint", "size": "5", "reason": "worn", "workers": ["P-2", "P-3"]}


def founded(root: Path) -> None:
    write_files(root, PROCESS)
    init_project(
        root,
        log="works.example",
        language="en",
        database=None,
        simulated=True,
        at=START,
        person={"id": "P-1", "boss": "true"},
    )
    with library(root) as workspace:
        deputy = {"person": "P-1", "from": "2026-05-01", "until": "2026-06-30"}
        for key in ("P-2", "P-3"):
            Acts(workspace, "P-1").new("person", None, {"id": key})
        Acts(workspace, "P-1").new("person", None, {"id": "P-4", "deputy_of": [deputy]})
        Acts(workspace, "P-2").new("order", None, ORDER)


def entries(workspace: Workspace, start: int) -> list[tuple[str, str, str | None]]:
    with workspace.journal.reading() as shelf:
        told = [stored.entry.statement for stored in shelf.entries(start)]
    return [(one.case, str(one.actor["role"]), one.cause) for one in told]


def test_what_follows_is_on_the_receipt_and_names_its_cause(tmp_path: Path) -> None:
    founded(tmp_path)
    with library(tmp_path) as workspace:
        receipt = Acts(workspace, "P-1", ID).do("O-1", "grant", {})

        assert (receipt.case, receipt.act.id, receipt.state.id) == ("O-1", "grant", "small")
        followed = [(step.case, step.state.id, step.role) for step in receipt.followed]
        assert followed == [
            ("O-1-J1", "todo", EFFECT),
            ("O-1-J2", "todo", EFFECT),
            ("O-1", "small", EFFECT),
        ]
        written = entries(workspace, receipt.position)
        assert written[0] == ("O-1", "boss", None)
        assert {cause for _, _, cause in written[1:]} == {ID}


def test_the_first_answer_again_tells_what_followed(tmp_path: Path) -> None:
    founded(tmp_path)
    with library(tmp_path) as workspace:
        first = Acts(workspace, "P-1", ID).do("O-1", "grant", {})
        again = Acts(workspace, "P-1", ID).do("O-1", "grant", {})

        assert again.again
        assert again.followed == first.followed
        assert again.position == first.position


def test_a_refused_effect_leaves_nothing_but_the_refusal(tmp_path: Path) -> None:
    founded(tmp_path)
    with library(tmp_path) as workspace:
        acts = Acts(workspace, "P-2")
        acts.set("O-1", {"workers": ["P-2", "P-1"]})
        with workspace.journal.reading() as shelf:
            size = shelf.head.size
        with pytest.raises(RefusalError, match="Grant"):
            Acts(workspace, "P-1").do("O-1", "grant", {})

        assert entries(workspace, size) == [("O-1", "", None)]
        assert not Looks(workspace).list("job")


def test_what_happens_by_itself_is_on_record_as_that(tmp_path: Path) -> None:
    founded(tmp_path)
    with library(tmp_path) as workspace:
        Acts(workspace, "P-1").do("O-1", "grant", {})
        Acts(workspace, "P-2").do("O-1-J1", "do_it", {})
        last = Acts(workspace, "P-3").do("O-1-J2", "do_it", {})

        assert [(step.case, step.role) for step in last.followed] == [("O-1", AUTOMATIC)]
        assert Looks(workspace).show("O-1").state.id == "done"
        assert verify(workspace, lambda _done, _all: None).size == last.size


def test_who_acts_for_another_is_named_beside_him_or_her(tmp_path: Path) -> None:
    founded(tmp_path)
    with library(tmp_path) as workspace:
        receipt = Acts(workspace, "P-4").do("O-1", "grant", {})

        assert receipt.behalf == "P-1"
        with workspace.journal.reading() as shelf:
            actor = next(iter(shelf.entries(receipt.position))).entry.statement.actor
        assert (actor["id"], actor["for"]) == ("P-4", "P-1")
        assert verify(workspace, lambda _done, _all: None).root == receipt.root


def test_what_is_computed_is_shown_as_of_the_day(tmp_path: Path) -> None:
    founded(tmp_path)
    with library(tmp_path) as workspace:
        Acts(workspace, "P-1").do("O-1", "grant", {})
        sheet = Looks(workspace).show("O-1")
        assert [each.id for each in sheet.conditions] == ["waiting"]
        assert next(fact.value for fact in sheet.facts if fact.name == "busy") == 2
        assert [row.key for row in Looks(workspace).list("order", "case.waiting")] == ["O-1"]
        assert [row.key for row in Looks(workspace).list("order", "case.busy > 2")] == []


def test_views_made_anew_are_the_same(tmp_path: Path) -> None:
    founded(tmp_path)
    with library(tmp_path) as workspace:
        Acts(workspace, "P-1").do("O-1", "grant", {})
        with workspace.journal.reading() as shelf:
            before = list(shelf.views())
        assert rebuild_views(workspace.journal) == len(before)
        with workspace.journal.reading() as shelf:
            assert list(shelf.views()) == before
