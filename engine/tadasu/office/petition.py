"""What one person asks of the process in force, in one request, and how it is recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tadasu.core.events import Event
from tadasu.core.values import stamp
from tadasu.office.asks import Ask
from tadasu.office.clock import request_id
from tadasu.office.entitled import Standing
from tadasu.office.pen import Pen, pen_for
from tadasu.office.statements import Author, Written, statement
from tadasu.office.workspace import Workspace
from tadasu.rules.process import Process
from tadasu.store.journal import Desk


@dataclass(frozen=True, slots=True)
class Petition:
    """Who asks, where, and under which request id, if one was given."""

    workspace: Workspace
    actor: str
    request: str | None = None
    pen: Pen | None = None
    """What the actor signs with; looked for where it is None."""

    def author(self, act: str, words: Mapping[str, object], *also: Process) -> Author:
        """The author of one request; `also` are processes that it will put in force.

        Raises RefusalError where a signature is required and no key at hand.
        """
        digest = Ask(act, None, words).digest(self.actor, None)
        pen = self.pen or pen_for(self.workspace, [self.actor], *also)
        return Author(self.actor, self.request or request_id(), digest, pen)

    def append(
        self,
        desk: Desk,
        process: Process,
        author: Author,
        standing: Standing,
        events: Sequence[tuple[str, Event]],
        now: datetime,
    ) -> int:
        """Record events by key of their case, empty for the log's own; the first's position."""
        at = stamp(now)
        author.pen.check(desk, self.workspace.process(desk.head.process), process)
        cases = desk.cases([key for key, _ in events if key])
        written: list[Written] = [
            (
                statement(
                    author,
                    desk.head,
                    event,
                    case=key,
                    version=(cases[key].version if key else desk.version("")) + 1,
                    process=process.digest,
                    role=standing[0],
                    behalf=standing[1],
                    at=at,
                    ordinal=ordinal,
                ),
                event,
            )
            for ordinal, (key, event) in enumerate(events)
        ]
        return desk.append(written, at, author.pen.sign)[0]
