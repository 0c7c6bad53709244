"""Attacks on what is in force: adoptions and migrations that the law would have refused."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from tadasu.core.events import CaseMigrated, Event, ProcessAdopted
from tadasu.errors import UnlawfulError
from tadasu.office.acts import Acts
from tadasu.office.inspection import verify
from tadasu.office.sealing import rekey
from tadasu.office.sources import files_process
from tadasu.office.workspace import Workspace
from tadasu.rules.process import Process
from tests.tamper.smuggler import Smuggled
from tests.unit.office.desk import library, stocked, write_files
from tests.unit.office.renaming import ADOPTING, RENAMED, STRICTER, adopting, migrating, plan

SIZE = 6
LOAN = "B-001-L1"
STRICT = "migration: tadasu/1\nworkflows: {loan: {}}\n"


def quiet(_done: int, _of: int) -> None:
    """Nobody watches."""


def put(workspace: Workspace, text: str) -> Process:
    """Another process, in the vault."""
    write_files(workspace.root, text)
    process = files_process(workspace.root)
    workspace.vault.put(BytesIO(process.document))
    return process


def adopted(process: Process, **rest: object) -> Event:
    """The adoption of a process, as somebody says."""
    whole: dict[str, object] = {"clock": "simulated", "size": len(process.document), **rest}
    return ProcessAdopted(process.digest, **whole)  # type: ignore[arg-type]


def named(workspace: Workspace) -> UnlawfulError:
    """What the law finds."""
    with pytest.raises(UnlawfulError) as no:
        verify(workspace, quiet, law=quiet)
    return no.value


def by_a_reader(process: Process) -> Smuggled:
    return Smuggled((("", adopted(process)),), actor="M-2", process=process.digest)


def of_another_size(process: Process) -> Smuggled:
    return Smuggled((("", adopted(process, size=1)),), process=process.digest)


def with_another_act(process: Process) -> Smuggled:
    again = ("", adopted(process))
    return Smuggled((again, again), process=process.digest)


ADOPTIONS: dict[str, tuple[Callable[[Process], Smuggled], str, str, int]] = {
    "by-a-reader": (by_a_reader, STRICTER, "role", 0),
    "of-another-size": (of_another_size, STRICTER, "data.size", 0),
    "twice": (with_another_act, STRICTER, "one request is one act", 1),
    "in-force-already": (
        lambda process: Smuggled((("", adopted(process)),), process=process.digest),
        ADOPTING,
        "in force already",
        0,
    ),
    "leaving-cases-behind": (
        lambda process: Smuggled((("", adopted(process)),), process=process.digest),
        RENAMED,
        "migration",
        0,
    ),
    "leaving-nobody-who-could": (
        lambda process: Smuggled((("", adopted(process)),), process=process.digest),
        ADOPTING.replace(
            "guard: has(actor.librarian) && actor.librarian\nopen", 'guard: "false"\nopen', 1
        ),
        "migration",
        0,
    ),
}


@pytest.mark.parametrize("name", ADOPTIONS)
def test_an_adoption(tmp_path: Path, name: str) -> None:
    forge, text, told, offset = ADOPTIONS[name]
    stocked(tmp_path, ADOPTING)
    with library(tmp_path) as workspace:
        forge(put(workspace, text)).write(workspace)
        error = named(workspace)
    rules = [reason.rule for reason in error.reasons]
    assert told in rules or told in error.text.en, (error.text.en, rules)
    assert error.position == SIZE + offset


def migrated(workspace: Workspace, **other: object) -> CaseMigrated:
    """The loan, on its way to the process in force, as somebody says."""
    with workspace.journal.reading() as shelf:
        case, after = shelf.case(LOAN), shelf.head.process
    assert case is not None
    event = CaseMigrated(case.process, after, "loan", "out", "out")
    return replace(event, **other)  # type: ignore[arg-type]


MIGRATIONS: dict[str, tuple[dict[str, object], str, str]] = {
    "by-a-reader": ({}, "M-2", "role"),
    "to-another-state": ({"target": "nowhere"}, "M-1", "migration"),
    "to-another-workflow": ({"workflow": "robe"}, "M-1", "data.workflow"),
    "stating-what-is-there": ({"stated": {"reader": "M-1"}}, "M-1", "data.stated"),
    "stating-of-another-type": ({"stated": {"condition": 3}}, "M-1", "migration"),
    "renaming-what-is-not-there": ({"fields": {"remark": "note"}}, "M-1", "data.fields"),
    "giving-up-what-is-required": ({"fields": {"reader": None}}, "M-1", "migration"),
    "with-other-references": ({"refs": ("reader",)}, "M-1", "data.refs"),
}


@pytest.mark.parametrize("name", MIGRATIONS)
def test_a_migration(tmp_path: Path, name: str) -> None:
    other, actor, told = MIGRATIONS[name]
    stocked(tmp_path, ADOPTING)
    write_files(tmp_path, STRICTER)
    with library(tmp_path) as workspace:
        adopting(workspace).adopt()
        assert verify(workspace, quiet, law=quiet).size == SIZE + 1
        Smuggled(((LOAN, migrated(workspace, **other)),), actor=actor).write(workspace)
        error = named(workspace)
    rules = [reason.rule for reason in error.reasons]
    assert told in rules or told in error.text.en, (error.text.en, rules)
    assert error.position == SIZE + 1


def test_what_was_migrated_is_judged_by_the_process_that_it_went_to(tmp_path: Path) -> None:
    stocked(tmp_path, ADOPTING)
    write_files(tmp_path, STRICTER)
    with library(tmp_path) as workspace:
        adopting(workspace).adopt()
        Acts(workspace, "M-1").set(LOAN, {"condition": "good"})
        migrating(workspace).migrate(plan(tmp_path, STRICT))
        Acts(workspace, "M-1").do(LOAN, "return", {"condition": "good", "counter": "1"})
        rekey(workspace, "M-1")
        found = verify(workspace, quiet, law=quiet)
        assert found.law is not None
        assert found.law.entries == found.size
