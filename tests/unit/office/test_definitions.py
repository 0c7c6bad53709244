from pathlib import Path

import pytest

from tadasu.errors import ConflictError, DefinitionError, NotFoundError, RefusalError
from tadasu.office.acts import Acts
from tadasu.office.definitions import adopt, diagram, eject, lint
from tadasu.office.inspection import verify
from tadasu.office.looks import Looks
from tests.unit.core.library import PROCESS
from tests.unit.office.desk import library, stocked, write_files

ADOPTING = PROCESS.replace("open: {by: [staff]}\n", "open: {by: [staff]}\nadopt: [staff]\n", 1)
STRICTER = ADOPTING.replace("input.counter < 10", "input.counter < 2").replace(
    "level: warn", "level: block"
)
BAD = {"condition": "good", "counter": "12"}
TABLE = ADOPTING.replace(
    "input.counter < 10", "params.counters.exists(c, c.number == input.counter)"
)
TABLE = (
    TABLE.replace("level: warn", "level: block")
    + """\
  counters:
    type: table
    title: {en: Counters, ja: 窓口}
    fields: {number: {type: int, required: true, title: {en: Number, ja: 番号}}}
    default: [{number: "1"}]
"""
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
        acts = Acts(workspace, "M-1")
        shown = adopt(workspace, "M-1", dry_run=True)
        assert (shown.position, shown.running["loan"]) == (None, 1)
        assert [(d.sign, d.what, d.name) for d in shown.differences] == [("~", "policy", "L-05")]

        assert adopt(workspace, "M-1", dry_run=False).position == 5
        assert adopt(workspace, "M-1", dry_run=False).position is None

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
        shown = adopt(workspace, "M-1", dry_run=False)
        assert [(d.sign, d.what, d.name) for d in shown.differences] == [
            ("~", "parameter", "counters")
        ]
        with pytest.raises(RefusalError):
            acts.do("B-001-L1", "return", {"condition": "good", "counter": "2"})
        acts.do("B-001-L1", "return", {"condition": "good", "counter": "1"})

        acts.new("loan", "B-001", {"reader": "M-2"})
        with pytest.raises(RefusalError):
            acts.do("B-001-L2", "return", {"condition": "good", "counter": "1"})
        acts.do("B-001-L2", "return", {"condition": "good", "counter": "2"})


def test_who_may_not_adopt_does_not(tmp_path: Path) -> None:
    stocked(tmp_path, ADOPTING)
    write_files(tmp_path, STRICTER)
    with library(tmp_path) as workspace, pytest.raises(RefusalError):
        adopt(workspace, "M-2", dry_run=False)


def test_a_broken_or_unwise_process_is_not_adopted(tmp_path: Path) -> None:
    stocked(tmp_path, ADOPTING)
    for broken in (ADOPTING + "\nextra: 1\n", ADOPTING.replace("to: gone", "to: shelved")):
        write_files(tmp_path, broken)
        with library(tmp_path) as workspace, pytest.raises(DefinitionError):
            adopt(workspace, "M-1", dry_run=False)


def test_a_copy_is_taken_once_and_lints_clean(tmp_path: Path) -> None:
    (tmp_path / "tadasu.yaml").write_text(
        "project: tadasu/1\nlog: example.jp/x\ndatabase: record/log.db\n", encoding="utf-8"
    )
    (copied,) = eject(tmp_path, ["finding"])
    assert copied == tmp_path / "workflows" / "finding.yaml"
    assert (tmp_path / "workflows" / "workflow.schema.json").is_file()
    assert eject(tmp_path, ["E-01"])[0].name == "evidence.yaml"
    assert [one for one in lint(tmp_path) if one.severity == "error"] == []

    with pytest.raises(ConflictError):
        eject(tmp_path, ["audit", "finding"])
    assert not (tmp_path / "workflows" / "audit.yaml").exists()
    with pytest.raises(NotFoundError):
        eject(tmp_path, ["fnding"])


def test_a_floor_is_not_lowered_in_a_copy(tmp_path: Path) -> None:
    (tmp_path / "tadasu.yaml").write_text(
        "project: tadasu/1\nlog: example.jp/x\ndatabase: record/log.db\n", encoding="utf-8"
    )
    (copied,) = eject(tmp_path, ["E-01"])
    text = copied.read_text("utf-8")
    copied.write_text(text.replace("level: floor", "level: warn", 1), encoding="utf-8")

    assert "error" in {one.severity for one in lint(tmp_path)}


@pytest.mark.parametrize("form", ["mermaid", "svg"])
def test_a_lifecycle_is_drawn_for_a_workflow_or_a_case(tmp_path: Path, form: str) -> None:
    stocked(tmp_path)
    with library(tmp_path) as workspace:
        plain = diagram(workspace, tmp_path, "loan", form, "ja")
        marked = diagram(workspace, tmp_path, "B-001-L1", form, "ja")
        assert "貸出中" in plain
        assert plain != marked
        with pytest.raises(NotFoundError):
            diagram(workspace, tmp_path, "laon", form, "ja")


def test_lists_take_expressions(tmp_path: Path) -> None:
    stocked(tmp_path)
    with library(tmp_path) as workspace:
        looks = Looks(workspace)
        assert [row.key for row in looks.list("loan", "case.reader.name == '髙田'")] == [
            "B-001-L1"
        ]
        assert looks.list("loan", "case.state == 'back'") == ()
        with pytest.raises(DefinitionError) as wrong:
            looks.list("loan", "case.readr == actor")
        assert wrong.value.problems[0].place.column == 6
        for nobody_asks in ("actor == case.reader", "9223372036854775807 + size(case.key) > 0"):
            with pytest.raises(DefinitionError) as wrong:
                looks.list("loan", nobody_asks)
            assert wrong.value.problems[0].message.ja


def test_todo_names_what_roles_allow_soonest_first(tmp_path: Path) -> None:
    stocked(tmp_path)
    with library(tmp_path) as workspace:
        looks = Looks(workspace)
        (row,) = looks.todo("M-2")
        assert (row.key, row.due, [act.id for act in row.acts]) == (
            "B-001-L1",
            "2026-06-15",
            ["extend"],
        )
        assert looks.todo("M-1")[0].key == "B-001-L1"
    with library(tmp_path, at="2026-06-16T09:00:00+09:00") as workspace:
        assert Looks(workspace).todo("M-2")[0].overdue
