"""Verify: checking a whole record, and reading a process back.

verify          office.inspection.verify: every entry hashed, parsed strictly, compared with its
                columns, the tree rebuilt, processes read back, all cases folded and compared
sha256          the same bytes hashed in memory, nothing else: the floor
process_from    the shipped process from its canonical document, guards not yet compiled
json.loads      the same document parsed, nothing else
"""

import hashlib
import json
from collections.abc import Callable

from benchmarks.lending import fill, founded
from benchmarks.measure import Figure, Place, Ratio, take_turns, timed
from tadasu.office.inspection import verify
from tadasu.office.sources import base_documents
from tadasu.office.workspace import Workspace
from tadasu.rules.process import assemble, process_from
from tadasu.rules.project import Project

VERIFY, HASH = "verify", "sha256 of the entries"
LOAD, JSON = "process_from", "json.loads"
LOADS = 3
LEAST_ROUNDS = 3


def measure(place: Place) -> tuple[Figure, Figure]:
    """Seconds for one entry, and for one process."""
    workspace, _ = founded(place.folder / "project", 0)
    with workspace:
        fill(workspace, place.scale.entries)
        sides = {VERIFY: _verifying(workspace), HASH: _hashing(workspace)}
        series = take_turns(sides, max(LEAST_ROUNDS, place.scale.rounds // 2))
    checked = Figure(
        "verify", "Verify: checking a record", "entry", series, [Ratio(VERIFY, HASH, "cost")]
    )
    document = _shipped()
    loading: dict[str, Callable[[], float]] = {
        LOAD: lambda: timed(lambda: process_from(document)),
        JSON: lambda: timed(lambda: [json.loads(document) for _ in range(LOADS)], LOADS),
    }
    read = Figure(
        "load",
        f"Load: reading the shipped process back ({len(document):,} bytes)",
        "process",
        take_turns(loading, place.scale.rounds),
        [Ratio(LOAD, JSON, "cost")],
    )
    return checked, read


def _verifying(workspace: Workspace) -> Callable[[], float]:
    with workspace.journal.reading() as shelf:
        size = shelf.head.size

    def work() -> None:
        assert verify(workspace, lambda _done, _of: None).size == size

    return lambda: timed(work, size)


def _hashing(workspace: Workspace) -> Callable[[], float]:
    with workspace.journal.reading() as shelf:
        entries = [row.entry for row in shelf.rows()]

    def work() -> None:
        for entry in entries:
            hashlib.sha256(entry).digest()

    return lambda: timed(work, len(entries))


def _shipped() -> bytes:
    settings = {"project": "tadasu/1", "log": "example.com/isms", "database": "record/log.db"}
    project = Project.model_validate(settings)
    return assemble(base_documents(project), (), project).document
