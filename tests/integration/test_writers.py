"""Several writers, each a process: one after the other, without gaps, each request once."""

import subprocess
import sys
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from tadasu.office.acts import Acts
from tadasu.office.inspection import verify
from tests.unit.office.desk import FOUNDED, library, stocked
from tests.unit.store import places
from tests.unit.store.pen import LOG, begun, new_id, opened, verified
from tests.unit.store.places import Database

database = places.database

ROOT = Path(__file__).parents[2]
MANY = 25
"""Entries of each writer."""


def _writer(module: str, *arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", f"tests.unit.store.{module}", *arguments]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, text=True, cwd=ROOT, stdin=pipe, stdout=pipe, stderr=pipe)


def _go(writers: list[subprocess.Popen[str]]) -> None:
    """Wait for all to stand ready before the first may go."""
    for writer in writers:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "ready\n", writer.communicate()
    for writer in writers:
        assert writer.stdin is not None
        writer.stdin.write("go\n")
        writer.stdin.flush()


def _answers(writers: list[subprocess.Popen[str]]) -> list[list[str]]:
    """What each said in the end."""
    _go(writers)
    told = []
    for writer in writers:
        out, err = writer.communicate(timeout=120)
        assert writer.returncode == 0, err
        told.append(out.splitlines())
    return told


@pytest.mark.parametrize("count", [1, 4, 8])
def test_writers_leave_no_gap_and_follow_the_commits(database: Database, count: int) -> None:
    journal = begun(database.url, LOG, opened("B-1"), opened("B-2"))
    told = _answers(
        [_writer("writer", database.url, f"B-{n % 2 + 1}", str(MANY)) for n in range(count)]
    )
    positions = [[int(line.split()[1]) for line in each] for each in told]
    # Each saw its own in order, together they are all there are.
    assert all(each == sorted(each) and len(each) == MANY for each in positions)
    assert sorted(chain.from_iterable(positions)) == list(range(3, 3 + count * MANY))
    with journal.reading() as shelf:
        stored = {s.entry.statement.id: s.position for s in shelf.entries()}
    said = dict(line.split() for each in told for line in each)
    assert {request: stored[request] for request in said} == {
        request: int(position) for request, position in said.items()
    }
    # The root is recomputed from the bytes and compared with the head's.
    assert verified(journal).size == 3 + count * MANY
    journal.close()


def test_whoever_reads_meanwhile_sees_whole_transactions(database: Database) -> None:
    journal = begun(database.url, LOG, opened("B-1"))
    writers = [_writer("writer", database.url, "B-1", str(MANY)) for _ in range(3)]
    _go(writers)
    seen = [verified(journal)]
    while any(writer.poll() is None for writer in writers):
        seen.append(verified(journal))
    for writer in writers:
        assert writer.communicate()[1] == ""
    sizes = [checked.size for checked in [*seen, verified(journal)]]
    assert sizes == sorted(sizes)
    assert sizes[-1] == 2 + 3 * MANY
    journal.close()


def test_one_request_raced_by_several_is_stored_once(database: Database) -> None:
    journal = begun(database.url, LOG, opened("B-1"))
    requests = [new_id(n) for n in range(1, 11)]
    told = _answers([_writer("writer", database.url, "B-1", *requests) for _ in range(6)])
    for request in requests:
        positions = {line.split()[1] for each in told for line in each if request in line}
        assert len(positions) == 1, "all were told the same place"
    with journal.reading() as shelf:
        stored = Counter(s.entry.statement.id for s in shelf.entries())
    assert [stored[request] for request in requests] == [1] * 10
    assert verified(journal).size == 12
    journal.close()


def test_acts_with_one_request_id_are_done_once(tmp_path: Path) -> None:
    stocked(tmp_path)
    request = new_id()
    told = _answers([_writer("actor", str(tmp_path), request) for _ in range(6)])
    answers = [line.split() for each in told for line in each]
    assert len(answers) == 6
    assert Counter(again for again, _, _ in answers) == {"True": 5, "False": 1}
    assert len({(case, position) for _, case, position in answers}) == 1
    with library(tmp_path) as workspace:
        with workspace.journal.reading() as shelf:
            assert [case.key for case in shelf.select("book")] == ["B-001", "B-002"]
        assert verify(workspace, lambda _done, _of: None).size == FOUNDED + 4


def test_a_person_who_acts_while_another_writes_waits_and_then_sees(tmp_path: Path) -> None:
    stocked(tmp_path)
    with library(tmp_path) as workspace:
        acts = Acts(workspace, "M-1")
        first = acts.new("book", None, {"title": "門"})
        with library(tmp_path) as other:
            second = Acts(other, "M-1").new("book", None, {"title": "道草"})
        third = acts.new("book", None, {"title": "行人"})
    assert [first.case, second.case, third.case] == ["B-002", "B-003", "B-004"]
