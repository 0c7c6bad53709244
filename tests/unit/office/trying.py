"""A library on disk whose rules are tested, and what comes of its tests."""

from pathlib import Path

from tadasu.office.trial.outcome import Outcome, run_tests
from tests.unit.core.library import PROCESS
from tests.unit.office.desk import write_files

WORLD = """
world:
  as: M-1
  cases:
    M-1: {workflow: member, fields: {id: M-1, name: 﨑山, librarian: true}}
    M-2: {workflow: member, fields: {id: M-2, name: 髙田}}
    B-001: {workflow: book, fields: {title: 門}}
    B-001-L1: {workflow: loan, parent: B-001, fields: {reader: M-2}}
cases:
"""


def outcome(root: Path, cases: str, *, process: str = PROCESS, world: str = WORLD) -> Outcome:
    """What comes of tests, written under `cases:` of a file."""
    write_files(root, process)
    (root / "tests").mkdir(exist_ok=True)
    (root / "tests" / "loans.yaml").write_text(world + cases, encoding="utf-8")
    return run_tests(root, ())


def misses(root: Path, cases: str, *, process: str = PROCESS) -> list[tuple[str, str, str]]:
    """What differs: the line of the file, what was expected, what happened."""
    lines = (WORLD + cases).splitlines()
    return [
        (lines[miss.place.line - 1].strip(), miss.expected.en, miss.happened.en)
        for one in outcome(root, cases, process=process).failed
        for miss in one.misses
    ]
