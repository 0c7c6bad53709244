from pathlib import Path

import pytest

from tadasu.core.events import CaseMigrated
from tadasu.errors import ConflictError, DefinitionError, NotFoundError, RefusalError, TamperError
from tadasu.office.acts import Acts
from tadasu.office.inspection import verify
from tadasu.office.looks import Looks
from tadasu.office.statements import Author, statement
from tests.unit.office.desk import FOUNDED, library, stocked, write_files
from tests.unit.office.renaming import (
    ADOPTING,
    BAD,
    PLAN,
    RENAMED,
    REQUEST,
    STRICTER,
    adopting,
    migrating,
    plan,
    sound,
)


def test_history_goes_along_and_counts_go_on(tmp_path: Path) -> None:
    stocked(tmp_path, ADOPTING)
    write_files(tmp_path, RENAMED)
    with library(tmp_path) as workspace:
        reader = Acts(workspace, "M-2")
        reader.do("B-001-L1", "extend", {})
        reader.do("B-001-L1", "extend", {})
        adopting(workspace).adopt(plan(tmp_path))

        with pytest.raises(RefusalError) as no:
            reader.do("B-001-L1", "prolong", {})
        assert [reason.rule for reason in no.value.reasons] == ["L-04"]

        staff = Acts(workspace, "M-1")
        staff.do("B-001-L1", "return", {"condition": "good", "counter": "1"})
        assert staff.new("lending", "B-001", {"reader": "M-2"}).case == "B-001-L2"
        sound(workspace)


def test_cases_are_moved_later_all_or_none(tmp_path: Path) -> None:
    stocked(tmp_path, ADOPTING)
    write_files(tmp_path, STRICTER)
    text = "migration: tadasu/1\nworkflows: {loan: {}}\n"
    with library(tmp_path) as workspace:
        adopting(workspace).adopt()
        dry = migrating(workspace).migration(plan(tmp_path, text))
        assert [(m.case, m.outcome) for m in dry.cases] == [("B-001-L1", "conforming")]
        assert dry.position is None

        done = migrating(workspace, REQUEST).migrate(plan(tmp_path, text))
        assert done.position == FOUNDED + 4
        assert migrating(workspace, REQUEST).migrate(plan(tmp_path, text)).again
        assert migrating(workspace).migrate(plan(tmp_path, text)).cases == ()
        with pytest.raises(RefusalError) as no:
            Acts(workspace, "M-1").do("B-001-L1", "return", BAD)
        assert [reason.rule for reason in no.value.reasons] == ["L-05"]
        sound(workspace)


def test_one_case_that_cannot_go_keeps_all_where_they_are(tmp_path: Path) -> None:
    stocked(tmp_path, ADOPTING)
    with library(tmp_path) as workspace:
        acts = Acts(workspace, "M-1")
        acts.new("book", None, {"title": "門"})
        acts.set("B-001", {"pages": "300"})
        write_files(tmp_path, ADOPTING.replace("pages: {type: int", "pages: {type: text"))
        with pytest.raises(RefusalError) as no:
            adopting(workspace).adopt(
                plan(tmp_path, "migration: tadasu/1\nworkflows: {book: {}}\n")
            )
        (reason,) = no.value.reasons
        assert [item.key for item in reason.items] == ["B-001"]
        assert "300" in reason.message.en

        dropping = "migration: tadasu/1\nworkflows: {book: {fields: {pages: null}}}\n"
        shown = adopting(workspace).preview(plan(tmp_path, dropping))
        assert {m.case: m.outcome for m in shown.migrated} == {
            "B-001": "mapped",
            "B-002": "conforming",
        }
        assert adopting(workspace).adopt(plan(tmp_path, dropping)).position is not None
        facts = {fact.name: fact.value for fact in Looks(workspace).show("B-001").facts}
        assert facts["pages"] is None
        sound(workspace)


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("workflows: {laon: {}}", "plan.yaml:3:13", "`loan`"),
        ("workflows: {loan: {to: lendign}}", "plan.yaml:3:24", "`lending`"),
        ("workflows: {loan: {to: lending, states: {outt: lent}}}", "plan.yaml:3:42", "`out`"),
        ("workflows: {loan: {to: lending, states: {out: lnet}}}", "plan.yaml:3:47", "`lent`"),
        ("workflows: {loan: {to: lending, fields: {remrak: note}}}", "plan.yaml:3:42", "`remark`"),
        ("workflows: {loan: {to: lending, values: {condition: {bd: torn}}}}", "plan", "`bad`"),
        ("workflows: {loan: {to: lending, defaults: {noet: x}}}", "plan", "`note`"),
        ("workflows: {loan: {too: lending}}", "plan.yaml:3:20", "`to`"),
    ],
)
def test_names_that_nothing_bears_are_shown_in_the_plan(
    tmp_path: Path, text: str, place: str, said: str
) -> None:
    stocked(tmp_path, ADOPTING)
    write_files(tmp_path, RENAMED)
    with library(tmp_path) as workspace, pytest.raises(DefinitionError) as wrong:
        adopting(workspace).preview(plan(tmp_path, f"\nmigration: tadasu/1\n{text}\n"))
    first = wrong.value.problems[0]
    shown = f"{first.place.file}:{first.place.line}:{first.place.column}"
    assert shown.startswith(place)
    assert first.remedy is not None
    assert said in first.remedy.en


def test_a_case_that_went_nowhere_adopted_is_tampering(tmp_path: Path) -> None:
    stocked(tmp_path, ADOPTING)
    with library(tmp_path) as workspace:
        with workspace.journal.writing() as desk:
            case = desk.case("B-001")
            assert case is not None
            event = CaseMigrated(case.process, "f" * 64, "book", "shelved", "shelved")
            author = Author("M-1", REQUEST, "0" * 64)
            made = statement(
                author,
                desk.head,
                event,
                case="B-001",
                version=case.version + 1,
                process=case.process,
                role="staff",
                at=desk.head.recorded_at,
                ordinal=0,
            )
            desk.append([(made, event)], desk.head.recorded_at)
        with pytest.raises(TamperError, match="never adopted"):
            verify(workspace, lambda _done, _all: None)


def test_who_is_in_a_state_of_a_later_process_does_not_act_on_older_cases(tmp_path: Path) -> None:
    stocked(tmp_path, ADOPTING)
    later = ADOPTING.replace(
        "  active: {title: {en: Active",
        "  trial: {title: {en: Trial, ja: 試用}}\n  active: {title: {en: Active",
    ).replace(
        "  leave: {title",
        "  stay: {title: {en: Stay, ja: 本採用}, from: trial, to: active, by: [staff]}\n"
        "  leave: {title",
    )
    write_files(tmp_path, later)
    with library(tmp_path) as workspace:
        assert adopting(workspace).adopt().position is not None
        acts = Acts(workspace, "M-1")
        acts.new("member", None, {"id": "M-9", "name": "新", "librarian": "true"})
        newcomer = Acts(workspace, "M-9")
        assert newcomer.new("book", None, {"title": "門"}).case == "B-002"
        with pytest.raises(RefusalError) as no:
            newcomer.set("B-001", {"pages": "3"})
        assert [reason.code for reason in no.value.reasons] == ["role"]


def test_chosen_cases_go_alone(tmp_path: Path) -> None:
    stocked(tmp_path, ADOPTING)
    write_files(tmp_path, STRICTER)
    text = "migration: tadasu/1\nworkflows: {member: {}}\n"
    with library(tmp_path) as workspace:
        adopting(workspace).adopt()
        with pytest.raises(NotFoundError):
            migrating(workspace).migration(plan(tmp_path, text), ["M-1", "M-9"])
        with pytest.raises(RefusalError) as no:
            migrating(workspace).migrate(plan(tmp_path, text), ["M-1", "B-001-L1"])
        assert "B-001-L1 is a case of loan" in no.value.reasons[0].message.en

        done = migrating(workspace, REQUEST).migrate(plan(tmp_path, text), ["M-1"])
        assert [moved.case for moved in done.cases] == ["M-1"]
        with pytest.raises(ConflictError):
            migrating(workspace, REQUEST).migrate(plan(tmp_path, text), ["M-2"])
        both = migrating(workspace).migration(plan(tmp_path, text), ["M-1", "M-2", "M-2"])
        assert [moved.case for moved in both.cases] == ["M-2"]
        sound(workspace)


def test_a_plan_for_files_that_are_not_in_force_is_told_so(tmp_path: Path) -> None:
    stocked(tmp_path, ADOPTING)
    write_files(tmp_path, RENAMED)
    with library(tmp_path) as workspace:
        with pytest.raises(RefusalError) as no:
            migrating(workspace).migration(plan(tmp_path))
        assert "adopt --migrate" in no.value.reasons[0].remedy.en
        with pytest.raises(DefinitionError):
            migrating(workspace).migration(plan(tmp_path, PLAN.replace("lent", "lemt")))
        adopting(workspace).adopt(plan(tmp_path))
        with pytest.raises(DefinitionError):
            migrating(workspace).migrate(plan(tmp_path, PLAN.replace("lent", "lemt")))
