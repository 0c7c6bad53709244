"""Legal processes of unusual shapes are quiet; wrong ones say what is wrong, and where.

A folder under tests/legal is a process about which lint must have nothing to say, hints aside:
a remark there is a mistake of lint. A folder under tests/wrong lists what must be said of it, in
expected.txt, as CODE LINE:COLUMN.
"""

import re
from pathlib import Path

import pytest

from tadasu.errors import Problem
from tadasu.rules.lint import lint
from tadasu.rules.process import Process, assemble, process_from
from tadasu.rules.remarks.codes import CODES
from tadasu.rules.settings import read_project
from tadasu.rules.source import read_documents

ROOT = Path(__file__).resolve().parents[2]
LEGAL = sorted(path for path in (ROOT / "legal").iterdir() if path.is_dir())
WRONG = sorted(path for path in (ROOT / "wrong").iterdir() if path.is_dir())

ELSEWHERE = {"T114", "T115"}
"""What only a project that is based on another process can have (test_floors.py)."""


def process(folder: Path) -> Process:
    project, settings = read_project(
        "tadasu.yaml", (folder / "tadasu.yaml").read_text(encoding="utf-8")
    )
    file = folder / "workflows" / "process.yaml"
    documents = read_documents("workflows/process.yaml", file.read_text(encoding="utf-8"))
    return assemble((), documents, project, settings)


def shown(problem: Problem) -> str:
    return f"{problem.code} {problem.place.line}:{problem.place.column}"


@pytest.mark.parametrize("folder", LEGAL, ids=lambda folder: folder.name)
def test_what_is_legal_is_quiet(folder: Path) -> None:
    assert [f"{shown(one)} {one.message.en}" for one in lint(process(folder))] == []


@pytest.mark.parametrize("folder", LEGAL, ids=lambda folder: folder.name)
def test_it_is_quiet_without_its_files_too(folder: Path) -> None:
    assert lint(process_from(process(folder).document)) == ()


@pytest.mark.parametrize("folder", WRONG, ids=lambda folder: folder.name)
def test_what_is_wrong_is_said(folder: Path) -> None:
    expected = (folder / "expected.txt").read_text(encoding="utf-8").splitlines()
    assert [shown(one) for one in lint(process(folder), hints=True)] == expected


@pytest.mark.parametrize("folder", WRONG, ids=lambda folder: folder.name)
def test_every_remark_teaches(folder: Path) -> None:
    for one in lint(process(folder), hints=True):
        assert one.severity == CODES[one.code]
        assert one.remedy is not None
        assert one.page == f"docs/lint.md#{one.code.lower()}"
        assert one.source.strip()


def test_every_code_is_seen() -> None:
    listed = "\n".join((folder / "expected.txt").read_text("utf-8") for folder in WRONG)
    assert set(CODES) - set(re.findall(r"T1\d\d", listed)) == ELSEWHERE
