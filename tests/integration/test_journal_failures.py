"""Every write failing both ways: not written, and written but unheard. And killed."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from tadasu.errors import RefusalError, TadasuError, UnavailableError
from tadasu.office.acts import Acts
from tadasu.office.adopting import Adopting
from tadasu.office.answers import Receipt
from tadasu.office.clock import request_id
from tadasu.office.inspection import verify
from tadasu.store.journal import Desk, Journal
from tests.databases import Server
from tests.unit.core.library import PROCESS
from tests.unit.office.desk import FOUNDED, library, stocked, write_files
from tests.unit.store import places
from tests.unit.store.pen import (
    AT,
    LOG,
    amended,
    begun,
    ids,
    linked,
    opened,
    restated,
    verified,
    write,
)
from tests.unit.store.places import Database

database = places.database

ROOT = Path(__file__).parents[2]
KILLS = 10


class LostError(Exception):
    """The line went dead, whatever that means."""


@contextmanager
def losing(journal: Journal, *, written: bool) -> Iterator[None]:
    """Let the next commit of a writer fail: before it is done, or after, before anyone hears."""
    dialect = journal._engine.dialect
    writing, commit = journal.writing, dialect.do_commit

    def lose(connection: Any) -> None:
        if written:
            commit(connection)
        raise LostError

    @contextmanager
    def lost_writing() -> Iterator[Desk]:
        mended()
        dialect.do_commit = lose  # type: ignore[method-assign,assignment]
        with writing() as desk:
            yield desk

    def mended() -> None:
        journal.writing = writing  # type: ignore[method-assign]
        dialect.do_commit = commit  # type: ignore[method-assign]

    journal.writing = lost_writing  # type: ignore[method-assign]
    try:
        yield
    finally:
        mended()


def test_what_failed_before_the_commit_is_not_there(database: Database) -> None:
    journal = begun(database.url, LOG, opened("B-1"))
    with pytest.raises(LostError), losing(journal, written=False):
        write(journal, amended("B-1", 2), opened("B-2"))
    assert verified(journal).size == 2
    assert write(journal, amended("B-1", 2)) == (2,)
    journal.close()


def test_what_failed_unheard_is_there_and_is_found_by_its_id(database: Database) -> None:
    journal = begun(database.url, LOG, opened("B-1"))
    request = request_id()
    with pytest.raises(LostError), losing(journal, written=True):
        write(journal, amended("B-1", 2, request))
    with journal.writing() as desk:
        assert [stored.position for stored in desk.request(request)] == [2]
    assert verified(journal).size == 3
    journal.close()


@pytest.mark.parametrize("when", ["BEFORE", "AFTER"])
@pytest.mark.parametrize(
    "what",
    [
        *("INSERT ON entry", "UPDATE ON head", "INSERT ON case_view", "UPDATE ON case_view"),
        *("INSERT ON case_link", "DELETE ON case_link"),
    ],
)
def test_whichever_statement_fails_nothing_of_it_stays(
    database: Database, when: str, what: str
) -> None:
    moment = f"{when} {what}"
    loan = linked("L-1", "loan", ["reader"], {"reader": "M-1"})
    journal = begun(database.url, LOG, opened("B-1"), loan)
    changes = [restated("L-1", 2, {"reader": "M-2"}), amended("B-1", 2), opened("B-2")]
    database.break_down(moment)
    with pytest.raises(TadasuError):
        write(journal, *changes)
    assert verified(journal).size == 3
    database.mend(moment)
    write(journal, *changes)
    assert verified(journal).size == 6
    journal.close()


def test_an_append_that_raised_cannot_be_committed_by_mistake(database: Database) -> None:
    journal = begun(database.url, LOG, opened("B-1"))
    request = request_id()
    write(journal, amended("B-1", 2, request))
    # It is the end of the block that raises.
    with pytest.raises(UnavailableError), journal.writing() as desk:  # noqa: PT012
        desk.append([opened("B-2")], AT)
        # The database itself refuses the id that stands in the log; somebody shrugs.
        with suppress(Exception):
            desk.append([amended("B-1", 3), amended("B-1", 4, request)], AT)
    assert verified(journal).size == 3
    journal.close()


Act = Callable[[Acts], Receipt]

ACTS: dict[str, tuple[str, Act]] = {
    "new": ("M-1", lambda acts: acts.new("book", None, {"title": "門"})),
    "set": ("M-2", lambda acts: acts.set("B-001-L1", {"remark": "雨"})),
    "do": ("M-2", lambda acts: acts.do("B-001-L1", "extend", {})),
    "attach": (
        "M-2",
        lambda acts: acts.attach("B-001-L1", BytesIO(b"photo"), "a.jpg", {"method": "photo"}),
    ),
    "new_from": ("M-1", lambda acts: acts.new_from("shelf", "book", None)[-1]),
}

SHELF = """---
checklist: shelf
title: {en: Shelf, ja: 棚}
workflow: book
once: title
items:
  - {id: first, fields: {title: {en: One, ja: 一}}}
  - {id: second, fields: {title: {en: Two, ja: 二}}}
"""


@pytest.mark.parametrize("name", ACTS)
@pytest.mark.parametrize("written", [False, True], ids=["lost", "unheard"])
def test_an_act_asked_again_is_answered_once(tmp_path: Path, name: str, *, written: bool) -> None:
    stocked(tmp_path, PROCESS + SHELF)
    actor, act = ACTS[name]
    with library(tmp_path) as workspace:
        before = workspace.journal
        count = len(ids(before))
        acts = Acts(workspace, actor, request_id())
        with pytest.raises(LostError), losing(before, written=written):
            act(acts)
        assert (len(ids(before)) > count) is written
        first = act(acts)
        assert first.again is written
        after = len(ids(before))
        second = act(acts)
        assert second.again
        assert (second.case, second.position, second.at) == (
            first.case,
            first.position,
            first.at,
        )
        assert len(ids(before)) == after
        assert verify(workspace, lambda _done, _of: None).size == after


@pytest.mark.parametrize("written", [False, True], ids=["lost", "unheard"])
def test_a_refusal_asked_again_is_recorded_once(tmp_path: Path, *, written: bool) -> None:
    stocked(tmp_path)
    with library(tmp_path) as workspace:
        acts = Acts(workspace, "M-1", request_id())
        with pytest.raises(LostError), losing(workspace.journal, written=written):
            acts.do("B-001", "discard", {})
        count = len(ids(workspace.journal))
        for _ in range(2):
            with pytest.raises(RefusalError):
                acts.do("B-001", "discard", {})
        assert len(ids(workspace.journal)) == count + (not written)
        verify(workspace, lambda _done, _of: None)


@pytest.mark.parametrize("written", [False, True], ids=["lost", "unheard"])
def test_an_adoption_may_be_asked_for_again(tmp_path: Path, *, written: bool) -> None:
    process = PROCESS.replace("open: {by: [staff]}\n", "open: {by: [staff]}\nadopt: [staff]\n", 1)
    stocked(tmp_path, process)
    write_files(tmp_path, process.replace("Two extensions at most", "Two are enough"))
    with library(tmp_path) as workspace:
        with pytest.raises(LostError), losing(workspace.journal, written=written):
            Adopting(workspace, "M-1").adopt()
        assert (len(ids(workspace.journal)) == FOUNDED + 4) is written
        again = Adopting(workspace, "M-1").adopt()
        assert (again.position is None) is written
        assert len(ids(workspace.journal)) == FOUNDED + 4
        verify(workspace, lambda _done, _of: None)


def test_a_killed_writer_loses_nothing_that_it_was_told(database: Database) -> None:
    journal = begun(database.url, LOG, opened("B-1"))
    heard: list[str] = []
    for _ in range(KILLS):
        heard += _killed(database.url, after=7)
        stored = ids(journal)
        assert set(heard) <= set(stored)
        # At most the one that was under way when the writer died is there unheard.
        assert verified(journal).size == len(stored)
    assert len(heard) >= 7 * KILLS
    assert len(ids(journal)) <= 2 + len(heard) + KILLS
    write(journal, opened("B-2"))
    journal.close()


def _killed(url: str, after: int) -> list[str]:
    """What a writer was told before it was killed."""
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.unit.store.writer", url, "B-1", "1000000"],
        text=True,
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert writer.stdin is not None
    assert writer.stdout is not None
    assert writer.stdout.readline() == "ready\n"
    writer.stdin.write("go\n")
    writer.stdin.flush()
    heard = [writer.stdout.readline().split()[0] for _ in range(after)]
    os.kill(writer.pid, signal.SIGKILL)
    rest, _ = writer.communicate()
    # Its last word may be cut off in the middle; that one counts as unheard.
    return heard + [
        line.split()[0] for line in rest.splitlines(keepends=True) if line[-1:] == "\n"
    ]


def test_a_connection_lost_in_the_commit_leaves_the_answer_open(postgresql: Server) -> None:
    """The server is gone when the commit arrives: whoever asks again by id learns the truth."""
    journal = begun(postgresql.url(postgresql.new_schema()), LOG, opened("B-1"))
    request = request_id()

    def cut(connection: Any) -> None:
        pid = connection.connection.dbapi_connection.info.backend_pid
        postgresql.sql(f"SELECT pg_terminate_backend({pid}, 5000)")

    event.listen(journal._engine, "commit", cut)
    with pytest.raises(UnavailableError, match="same request id"):
        write(journal, amended("B-1", 2, request))
    event.remove(journal._engine, "commit", cut)
    with journal.writing() as desk:
        assert desk.request(request) == ()
    assert verified(journal).size == 2
    write(journal, amended("B-1", 2, request))
    journal.close()


def test_engines_are_not_shared(database: Database) -> None:
    """The failures above reach one engine only."""
    journal = begun(database.url)
    other = Journal.open(database.url, LOG)
    assert isinstance(other._engine, Engine)
    with losing(journal, written=False):
        assert write(other, opened("B-1")) == (1,)
    journal.close()
    other.close()
