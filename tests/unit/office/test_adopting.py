from pathlib import Path

import pytest

from tadasu.errors import ConflictError, DefinitionError, RefusalError
from tadasu.office.acts import Acts
from tadasu.office.adopting import Adopting
from tadasu.office.inspection import verify
from tadasu.office.looks import Looks
from tadasu.office.migrating import Migrating
from tests.unit.office.desk import FOUNDED, library, stocked, write_files
from tests.unit.office.renaming import (
    ADOPTING,
    BAD,
    RENAMED,
    REQUEST,
    STRICTER,
    TABLE,
    adopting,
    migrating,
    plan,
    sound,
)


def test_what_is_not_adopted_does_not_run(tmp_path: Path) -> None:
    stocked(tmp_path, ADOPTING)
    write_files(tmp_path, STRICTER)
    with library(tmp_path) as workspace:
        receipt = Acts(workspace, "M-1").do("B-001-L1", "return", BAD)

    assert [reason.rule for reason in receipt.warnings] == ["L-05"]


def test_adopting_shows_the_change_and_binds_cases_opened_later(tmp_path: Path) -> None:
    stocked(tmp_path, ADOPTING)
    write_files(tmp_path, STRICTER)
    with library(tmp_path) as workspace:
        acts, office = Acts(workspace, "M-1"), adopting(workspace)
        shown = office.preview()
        assert shown.position is None
        assert [(c.workflow.id, c.count, c.keys) for c in shown.concerned] == [
            ("loan", 1, ("B-001-L1",))
        ]
        told = {(c.workflow, c.part.id): c.effect for c in shown.changes}
        assert told == {("loan", "return"): "tightened", ("", "L-05"): "tightened"}

        assert office.adopt().position == FOUNDED + 3
        assert office.adopt().position is None

        assert acts.do("B-001-L1", "return", BAD).warnings
        acts.new("loan", "B-001", {"reader": "M-2"})
        with pytest.raises(RefusalError) as no:
            acts.do("B-001-L2", "return", BAD)
        assert [reason.rule for reason in no.value.reasons] == ["L-05"]
        assert verify(workspace, lambda _done, _all: None).checks[1].count == 2


def test_a_case_keeps_the_tables_that_it_was_opened_under(tmp_path: Path) -> None:
    stocked(tmp_path, TABLE)
    settings = tmp_path / "tadasu.yaml"
    more = "parameters: {counters: [{number: 2}]}\n"
    settings.write_text(settings.read_text("utf-8") + more, "utf-8")
    with library(tmp_path) as workspace:
        acts = Acts(workspace, "M-1")
        shown = adopting(workspace).adopt()
        told = {(c.workflow, c.part.id): c.effect for c in shown.changes}
        assert told == {
            ("loan", "return"): "changed",
            ("", "L-05"): "changed",
            ("", "counters"): "changed",
        }
        with pytest.raises(RefusalError):
            acts.do("B-001-L1", "return", {"condition": "good", "counter": "2"})
        acts.do("B-001-L1", "return", {"condition": "good", "counter": "1"})

        acts.new("loan", "B-001", {"reader": "M-2"})
        with pytest.raises(RefusalError):
            acts.do("B-001-L2", "return", {"condition": "good", "counter": "1"})
        acts.do("B-001-L2", "return", {"condition": "good", "counter": "2"})


def test_looking_waits_for_no_writer(tmp_path: Path) -> None:
    stocked(tmp_path, ADOPTING)
    write_files(tmp_path, RENAMED)
    with library(tmp_path) as workspace, workspace.journal.writing():
        assert adopting(workspace).preview(plan(tmp_path)).reasons == ()


def test_who_may_not_adopt_does_not(tmp_path: Path) -> None:
    stocked(tmp_path, ADOPTING)
    write_files(tmp_path, STRICTER)
    with library(tmp_path) as workspace:
        other = Adopting(workspace, "M-2")
        with pytest.raises(RefusalError):
            other.adopt()
        assert adopting(workspace).adopt().position == FOUNDED + 3
        with pytest.raises(RefusalError):
            Migrating(workspace, "M-2").migrate(
                plan(tmp_path, "migration: tadasu/1\nworkflows: {book: {}}\n")
            )


def test_a_broken_or_unwise_process_is_not_adopted(tmp_path: Path) -> None:
    stocked(tmp_path, ADOPTING)
    for broken in (ADOPTING + "\nextra: 1\n", ADOPTING.replace("to: gone", "to: shelved")):
        write_files(tmp_path, broken)
        with library(tmp_path) as workspace, pytest.raises(DefinitionError):
            adopting(workspace).adopt()


def test_a_change_that_strands_is_refused_until_a_plan_takes_the_cases_along(
    tmp_path: Path,
) -> None:
    stocked(tmp_path, ADOPTING)
    write_files(tmp_path, RENAMED)
    with library(tmp_path) as workspace:
        acts, office = Acts(workspace, "M-1"), adopting(workspace)
        Acts(workspace, "M-2").do("B-001-L1", "extend", {})
        acts.set("B-001-L1", {"condition": "bad"})
        Acts(workspace, "M-2").set("B-001-L1", {"remark": "濡れた"})

        with pytest.raises(RefusalError) as no:
            office.adopt()
        items = {item.key for reason in no.value.reasons for item in reason.items}
        assert {reason.code for reason in no.value.reasons} == {"migration"}
        assert "B-001-L1" in items

        done = office.adopt(plan(tmp_path))
        assert (done.position, done.reasons) == (FOUNDED + 6, ())
        assert {m.case: m.outcome for m in done.migrated} == {
            "B-001-L1": "mapped",
            "B-001": "conforming",
            "M-1": "conforming",
            "M-2": "conforming",
        }

        sheet = Looks(workspace).show("B-001-L1")
        assert (sheet.workflow.id, sheet.state.id, sheet.due) == ("lending", "lent", "2026-06-15")
        assert [step.act.id for step in sheet.steps] == ["prolong"]
        values = {fact.name: fact.value for fact in sheet.facts}
        assert (values["note"], values["condition"]) == ("濡れた", "torn")
        assert [row.key for row in Looks(workspace).list("lending")] == ["B-001-L1"]
        log = Looks(workspace).log("B-001-L1")
        assert log[-1].kind == "case.migrated/1"
        assert log[-1].role == "staff"
        assert sound(workspace) == FOUNDED + 11


def test_a_request_that_comes_again_gets_the_first_answer(tmp_path: Path) -> None:
    stocked(tmp_path, ADOPTING)
    write_files(tmp_path, RENAMED)
    with library(tmp_path) as workspace:
        office = adopting(workspace, REQUEST)
        first = office.adopt(plan(tmp_path))
        again = office.adopt(plan(tmp_path))
        assert again.again
        assert (again.position, again.before, again.after, again.changes) == (
            first.position,
            first.before,
            first.after,
            first.changes,
        )
        assert [m.case for m in again.migrated] == [m.case for m in first.migrated]
        with pytest.raises(ConflictError):
            office.adopt()
        with pytest.raises(ConflictError):
            migrating(workspace, REQUEST).migrate(plan(tmp_path))
        sound(workspace)


def test_somebody_must_be_left_who_may_adopt(tmp_path: Path) -> None:
    stocked(tmp_path, ADOPTING)
    for gone in (
        ADOPTING.replace("adopt: [staff]\n", ""),
        ADOPTING.replace("has(actor.librarian) && actor.librarian", "actor.name == '誰か'"),
    ):
        write_files(tmp_path, gone)
        with library(tmp_path) as workspace, pytest.raises(RefusalError) as no:
            adopting(workspace).adopt()
        assert [reason.code for reason in no.value.reasons] == ["migration"]


def test_rules_of_cases_under_way_keep_what_they_read(tmp_path: Path) -> None:
    stocked(tmp_path, ADOPTING)
    write_files(
        tmp_path,
        ADOPTING.replace("  librarian: {type", "  staff: {type")
        .replace("actor.librarian", "actor.staff")
        .replace("[name, librarian]", "[name, staff]"),
    )
    with library(tmp_path) as workspace:
        reasons = adopting(workspace).preview().reasons
        stranded = {item.key for reason in reasons for item in reason.items}
        assert stranded == {"M-1", "M-2", "B-001", "B-001-L1"}
        whole = """
migration: tadasu/1
workflows: {member: {fields: {librarian: staff}}, book: {}, loan: {}}
"""
        assert adopting(workspace).adopt(plan(tmp_path, whole)).position is not None
        Acts(workspace, "M-1").new("book", None, {"title": "門"})
        sound(workspace)
