"""A project on disk, opened: its settings, its journal, its evidence, its adopted processes.

tadasu.yaml            settings: language, time zone, database, parameters
workflows/ policies/   the organisation's own definitions, laid over the shipped ones
record/                the log (log.db, unless a database server holds it) and the evidence
"""

import os
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self
from zoneinfo import ZoneInfo

from tadasu.core.events import ProcessAdopted, parse_event
from tadasu.office.clock import REAL, Clock
from tadasu.office.files import read_settings
from tadasu.rules.process import Process, process_from
from tadasu.rules.project import Project
from tadasu.store.journal import Journal, Shelf
from tadasu.store.vault import Vault

RECORD = "record"
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
        self.zone = ZoneInfo(project.timezone)
        self._processes: dict[str, Process] = {}

    @classmethod
    def open(cls, root: Path, *, at: datetime | None = None) -> Self:
        """Open the project in `root`; `at` is the time of the acts in a simulated record."""
        project, _ = read_settings(root)
        journal = Journal.open(database_url(root, project), project.log)
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

    def close(self) -> None:
        """Let go of the database."""
        self.journal.close()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        wrong: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def clock_kind(shelf: Shelf) -> str:
    """Real or simulated, as the log's first event declares."""
    first = shelf.first()
    if first is None:
        return REAL
    event = parse_event(first.entry.statement.kind, first.entry.statement.data)
    return event.clock if isinstance(event, ProcessAdopted) else REAL


def zoned(at: datetime | None, project: Project) -> datetime | None:
    """A time without a zone as one of the project's."""
    if at is None or at.tzinfo is not None:
        return at
    return at.replace(tzinfo=ZoneInfo(project.timezone))
