from pathlib import Path

import pytest

from tadasu.errors import ConflictError, DefinitionError, NotFoundError
from tadasu.office.definitions import diagram, eject, lint
from tadasu.office.looks import Looks
from tests.unit.office.desk import library, stocked


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
