"""A library on disk, for tests of the counter."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from tadasu.office.acts import Acts
from tadasu.office.answers import Receipt
from tadasu.office.founding import init_project
from tadasu.office.workspace import Workspace
from tests.unit.core.library import PROCESS

SETTINGS = """project: tadasu/1
log: library.example.jp/loans
database: record/log.db
language: ja
base: none
signatures: optional
"""

FOUNDED = 3
"""Entries that a founding writes."""

START = datetime.fromisoformat("2026-06-01T09:00:00+09:00")
FOUNDER: dict[str, object] = {"id": "M-1", "name": "﨑山", "librarian": "true"}


def write_files(root: Path, process: str = PROCESS, settings: str = SETTINGS) -> None:
    """The settings and definitions of the library."""
    (root / "workflows").mkdir(parents=True, exist_ok=True)
    (root / "tadasu.yaml").write_text(settings, encoding="utf-8")
    (root / "workflows" / "library.yaml").write_text(process, encoding="utf-8")


def found(
    root: Path, *, simulated: bool = True, process: str = PROCESS, settings: str = SETTINGS
) -> Receipt:
    """Found the library; its first member is a librarian."""
    write_files(root, process, settings)
    return init_project(
        root,
        log="ignored.example",
        language="ja",
        database=None,
        simulated=simulated,
        at=START if simulated else None,
        person=FOUNDER,
    )


@contextmanager
def library(root: Path, at: str | None = None) -> Iterator[Workspace]:
    """The library, open."""
    moment = datetime.fromisoformat(at) if at else None
    with Workspace.open(root, at=moment) as workspace:
        yield workspace


def stocked(root: Path, process: str = PROCESS) -> None:
    """Found it, with a reader, a book, and the book lent."""
    found(root, process=process)
    with library(root) as workspace:
        acts = Acts(workspace, "M-1")
        acts.new("member", None, {"id": "M-2", "name": "髙田"})
        acts.new("book", None, {"title": "坊っちゃん"})
        acts.new("loan", "B-001", {"reader": "M-2"})
