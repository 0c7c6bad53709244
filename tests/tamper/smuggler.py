"""Writing past the law: a request whose hashes, ids, versions and views are as they must be."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from tadasu.core.events import Event
from tadasu.core.values import stamp
from tadasu.office.clock import request_id
from tadasu.office.statements import Author, statement
from tadasu.office.workspace import Workspace


@dataclass(frozen=True)
class Smuggled:
    """One request of somebody who has the database and the writer's own code."""

    events: tuple[tuple[str, Event], ...]
    """Each with the key of its case."""
    actor: str = "M-1"
    role: str = "staff"
    behalf: str | None = None
    process: str | None = None
    hours: int = 1
    """After the entry before it."""
    recorded: int | None = None
    """As `hours`; when it came, if not when it is said to have happened."""
    roles: Mapping[int, str] | None = None
    """By number: roles of events that differ from the first one's."""

    def write(self, workspace: Workspace) -> None:
        """Write it."""
        author = Author(self.actor, request_id(), "0" * 64)
        with workspace.journal.writing() as desk:
            last = datetime.fromisoformat(desk.head.recorded_at)
            versions: dict[str, int] = {}
            said = []
            for ordinal, (key, event) in enumerate(self.events):
                if key not in versions:
                    case = desk.case(key)
                    versions[key] = case.version if case else desk.version(key)
                versions[key] += 1
                words = statement(
                    author,
                    desk.head,
                    event,
                    case=key,
                    version=versions[key],
                    process=self.process or desk.head.process,
                    role=(self.roles or {}).get(ordinal, self.role),
                    behalf=self.behalf,
                    at=stamp(last + timedelta(hours=self.hours)),
                    ordinal=ordinal,
                )
                said.append((words, event))
            hours = self.hours if self.recorded is None else self.recorded
            desk.append(said, stamp(last + timedelta(hours=hours)))
