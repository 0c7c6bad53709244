"""A project on disk, opened: its settings, its journal, its evidence, its adopted processes.

tadasu.yaml            settings: language, time zone, database, parameters
workflows/ policies/   the organisation's own definitions, laid over the shipped ones
record/                the log (log.db, unless a database server holds it), the evidence, and the
                       checkpoints that show whether the log is the one that there was
"""

import os
from collections.abc import Generator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo

from tadasu.core.events import ProcessAdopted, parse_event
from tadasu.errors import ConflictError, Text
from tadasu.ledger.checkpoint import Checkpoint
from tadasu.office.clock import REAL, Clock
from tadasu.office.files import read_settings
from tadasu.office.secrets import Secrets
from tadasu.rules.process import Process, process_from
from tadasu.rules.project import Project
from tadasu.store.anchors import Anchors
from tadasu.store.journal import Desk, Head, Journal, Shelf
from tadasu.store.subjects import SubjectKeys
from tadasu.store.vault import Vault

RECORD = "record"
CHECKPOINTS = "checkpoints"
DATABASE_VARIABLE = "TADASU_DATABASE"
"""Overrides the database of the settings, so that a password need not lie in a file."""


def database_url(root: Path, project: Project) -> str:
    """Where the log lies: the environment's word, or a path of the settings, or their URL."""
    named = os.environ.get(DATABASE_VARIABLE) or project.database
    return named if "://" in named else f"sqlite:///{(root / named).resolve()}"


class Workspace(AbstractContextManager["Workspace"]):
    """Everything an act needs from outside, in one place."""

    def __init__(self, root: Path, project: Project, journal: Journal, clock: Clock) -> None:
        self.root = root
        self.project = project
        self.journal = journal
        self.clock = clock
        self.vault = Vault(root / RECORD / "evidence")
        self.anchors = Anchors(root / RECORD / CHECKPOINTS)
        self.zone = ZoneInfo(project.timezone)
        self.subjects = SubjectKeys.beside(database_url(root, project))
        """The keys to what is sealed about people."""
        self.secrets = Secrets()
        """Where keys of people are looked for, and who is asked for passphrases."""
        self._processes: dict[str, Process] = {}

    @classmethod
    def open(cls, root: Path, *, at: datetime | None = None, reading: bool = False) -> Self:
        """Open the project in `root`; `at` is the time of the acts in a simulated record.

        Opened for `reading`, nothing can be written to the log.
        """
        project, _ = read_settings(root)
        journal = Journal.open(database_url(root, project), project.log, reading=reading)
        try:
            with journal.reading() as shelf:
                clock = Clock(clock_kind(shelf), zoned(at, project))
            return cls(root, project, journal, clock)
        except BaseException:
            journal.close()
            raise

    @property
    def simulated(self) -> bool:
        """Whether the record's time is played, not real; its first event declares it."""
        return self.clock.simulated

    def process(self, digest: str) -> Process:
        """An adopted process, from the vault; TamperError where it is gone or altered."""
        found = self._processes.get(digest)
        if found is None:
            self.vault.check(digest)
            with self.vault.open(digest) as document:
                found = process_from(document.read())
            self._processes[digest] = found
        return found

    @contextmanager
    def writing(self) -> Generator[Desk]:
        """A desk for one transaction, as `Journal.writing`; ConflictError before a restored log.

        The newest checkpoint in its file tells of nothing that the database does not reach.
        """
        with self.journal.writing() as desk:
            newest = self.anchors.newest()
            if newest is not None and falls_short(desk.head, newest.checkpoint):
                raise restored(desk.head, newest.checkpoint)
            yield desk

    def close(self) -> None:
        """Let go of the database."""
        self.subjects.close()
        self.journal.close()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        wrong: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def falls_short(head: Head, checkpoint: Checkpoint) -> bool:
    """Whether the log doesn't reach a checkpoint of it, or had another history there."""
    if checkpoint.size == head.size:
        return checkpoint.root.hex() != head.root
    return checkpoint.size > head.size


def restored(head: Head, checkpoint: Checkpoint) -> ConflictError:
    """That the log falls short of a checkpoint, and what to do."""
    size, reached = head.size, checkpoint.size
    return ConflictError(
        Text(
            en=f"A checkpoint tells of {reached} entries, but this is not the log it was made of: "
            f"the database has {size}. Its end was cut off, or an older copy was put back. "
            "Nothing is written until somebody has found out why; then `tadasu restore --reason "
            "TEXT` puts it on record, and work goes on.",
            ja=f"チェックポイントは {reached} 件を示していますが、データベースはその記録ではありません"
            f"({size} 件)。末尾が切り捨てられたか、古い写しに差し替えられています。"
            "原因が分かるまで何も書き込みません。分かったら `tadasu restore --reason 理由` で"
            "復元を記録すると、続けられます。",
        )
    )


def clock_kind(shelf: Shelf) -> str:
    """Real or simulated, as the log's first event declares."""
    first = shelf.at(0)
    if first is None:
        return REAL
    event = parse_event(first.entry.statement.kind, first.entry.statement.data)
    return event.clock if isinstance(event, ProcessAdopted) else REAL


def zoned(at: datetime | None, project: Project) -> datetime | None:
    """A time without a zone as one of the project's."""
    if at is None or at.tzinfo is not None:
        return at
    return at.replace(tzinfo=ZoneInfo(project.timezone))
