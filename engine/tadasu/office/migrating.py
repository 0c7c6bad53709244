"""The counter for cases that go on under the process in force: by a plan, all of them or none.

Looking takes no lock. What is written is one request in one transaction.
"""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import structlog

from tadasu.core.obstacles import reasons_of
from tadasu.core.reasons import said
from tadasu.errors import DefinitionError, RefusalError, Text
from tadasu.office.changes import Migrated
from tadasu.office.clock import elapsed_ms
from tadasu.office.entitled import adopting_role
from tadasu.office.moves import migrated_before, moves
from tadasu.office.passages import Transit
from tadasu.office.petition import Petition
from tadasu.office.plans import MIGRATE, Plan, plan_file
from tadasu.office.receipts import again
from tadasu.office.sources import files_process
from tadasu.office.workspace import Workspace
from tadasu.store.journal import Shelf

log = structlog.get_logger("tadasu.office")

_EARLY = (
    Text(en="The process in force", ja="採用中のプロセス"),
    Text(
        en="The plan leads to the process of the files, which is not in force yet.",
        ja="この計画の行き先は、まだ採用していない定義のファイルです。",
    ),
    Text(
        en="Do both at once: `tadasu adopt --migrate PLAN`.",
        ja="`tadasu adopt --migrate PLAN` で、採用と移行を同時に行ってください。",
    ),
)


class Migrating:
    """What one person does to running cases, in one request."""

    def __init__(self, workspace: Workspace, actor: str, request: str | None = None) -> None:
        self._asked = Petition(workspace, actor, request)
        self._workspace = workspace

    def migration(self, plan: Path, keys: Sequence[str] = ()) -> Migrated:
        """What a plan would do: every case that it moves, and what is in the way.

        `keys` are the cases that shall go; none: all of them. DefinitionError where the plan is
        wrong, NotFoundError for a key of no case, RefusalError for one that is not planned.
        """
        planned = plan_file(plan)
        with self._workspace.journal.reading() as shelf:
            return self._migrated(self._transit(shelf, planned, keys))

    def migrate(self, plan: Path, keys: Sequence[str] = ()) -> Migrated:
        """Move the cases of the plan to the process in force, all that shall go or none.

        As `migration`; RefusalError where the actor may not adopt, or a case can't go.
        """
        planned = plan_file(plan)
        author = self._asked.author("migrate", {"plan": planned.digest, "keys": sorted(set(keys))})
        began = elapsed_ms()
        with self._workspace.writing() as desk:
            earlier = desk.request(author.request)
            if earlier:
                again(self._workspace, desk, earlier, author.digest)
                return migrated_before(earlier)
            transit = self._transit(desk, planned, keys)
            shown = self._migrated(transit)
            now = self._workspace.clock.now(desk.head.recorded_at)
            standing = adopting_role(self._workspace, desk, self._asked.actor, MIGRATE, now)
            if shown.reasons:
                raise RefusalError(MIGRATE, shown.reasons)
            if not transit.cases:
                return shown
            events = [(key, each.event) for key, each in transit.cases.items()]
            position = self._asked.append(desk, transit.process, author, standing, events, now)
        log.info(
            "cases.migrated",
            actor=author.actor,
            cases=len(events),
            position=position,
            ms=elapsed_ms(began),
        )
        return replace(shown, position=position)

    def _transit(self, shelf: Shelf, plan: Plan, keys: Sequence[str]) -> Transit:
        process = self._workspace.process(shelf.head.process)
        return Transit(self._workspace, shelf, process, plan, tuple(keys))

    def _migrated(self, transit: Transit) -> Migrated:
        try:
            stopped = transit.stopped()
        except DefinitionError:
            self._too_early(transit)
            raise
        reasons = reasons_of({**stopped, **({} if stopped else transit.left_behind())})
        return Migrated(transit.process.digest, moves(transit), tuple(reasons), None)

    def _too_early(self, transit: Transit) -> None:
        """Raise RefusalError where the plan leads to the files, and they are not in force."""
        try:
            process = files_process(self._workspace.root)
            replace(transit, process=process).stopped()
        except DefinitionError:
            return
        if process.digest != transit.process.digest:
            raise RefusalError(MIGRATE, [said("migration", *_EARLY)]) from None
