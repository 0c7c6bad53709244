"""The process that ships: it assembles, lint has nothing to say, and a start is quick."""

from functools import cache
from pathlib import Path

from tadasu.rules.document import Document
from tadasu.rules.lint import lint
from tadasu.rules.process import Process, assemble, process_from
from tadasu.rules.project import Project
from tadasu.rules.source import read_documents

ROOT = Path(__file__).resolve().parents[3]
PROJECT = Project(project="tadasu/1", log="example.co.jp/isms", database="tadasu.db")


def documents() -> list[Document]:
    files = sorted(
        path for folder in ("workflows", "policies") for path in (ROOT / folder).rglob("*.yaml")
    )
    return [
        one
        for path in files
        for one in read_documents(path.relative_to(ROOT).as_posix(), path.read_text("utf-8"))
    ]


@cache
def shipped() -> Process:
    return assemble(documents(), (), PROJECT)


def test_lint_has_nothing_to_say() -> None:
    process = shipped()
    assert [(one.code, one.place, one.message.en) for one in lint(process, process)] == []


def test_it_comes_back_from_its_document() -> None:
    assert process_from(shipped().document) == shipped()


def test_a_start_compiles_only_what_it_needs() -> None:
    process = process_from(shipped().document)
    assert "guards" not in vars(process)
    process.guards.bound("finding", "analyse")
    assert len(vars(process.guards)["_kept"]) == 1


LIMITS = ("params.", "case.deadline", "case.first_day")
"""Where the limits of what ships come from: the parameters, or days that people plan."""


def test_whatever_becomes_due_climbs_by_parameters() -> None:
    process = shipped()
    due = {
        name: workflow
        for name, workflow in process.workflows.items()
        if any(state.due for state in workflow.states.values())
    }
    assert set(due) >= {"audit", "finding", "action"}
    for workflow in due.values():
        first, *later = workflow.escalation
        assert first.after == "0"
        assert [rung.after for rung in later] == [
            f"params.escalate_{step}_days" for step in ("head", "manager", "top")
        ]
        assert [rung.to for rung in later[1:]] == [("isms_manager",), ("top_management",)]
        for state in workflow.states.values():
            assert state.due is None or any(word in state.due for word in LIMITS)
