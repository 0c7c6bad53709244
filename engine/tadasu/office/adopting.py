"""The counter for what is in force: adopt the files, and take cases along to another process.

Looking takes no lock. What is written is one request in one transaction: the adoption, then every
case of the plan, or nothing.
"""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import structlog

from tadasu.core.events import Event, ProcessAdopted
from tadasu.core.obstacles import reasons_of
from tadasu.core.values import stamp
from tadasu.errors import DefinitionError, RefusalError, Text
from tadasu.office.acts import Ask
from tadasu.office.answers import Named
from tadasu.office.changes import Adoption, Concerned, Migrated
from tadasu.office.clock import elapsed_ms, request_id
from tadasu.office.definitions import linted
from tadasu.office.differences import concerned_workflows, differences
from tadasu.office.entitled import Standing, adopting_role, nobody_left
from tadasu.office.moves import migrated_before, moves
from tadasu.office.passages import Plan, Transit, plan_file
from tadasu.office.receipts import again
from tadasu.office.statements import Author, Written, adoption, statement
from tadasu.office.workspace import Workspace
from tadasu.rules.process import Process
from tadasu.store.journal import Desk, Shelf, StoredEntry

log = structlog.get_logger("tadasu.office")

KEYS_SHOWN = 20
"""Cases of one workflow that an adoption names; all are counted."""

ADOPT = Text(en="adopt the process", ja="プロセスを採用する")
MIGRATE = Text(en="migrate cases", ja="案件を移行する")


class Adopting:
    """What one person does to the process in force, in one request."""

    def __init__(self, workspace: Workspace, actor: str, request: str | None = None) -> None:
        self._workspace = workspace
        self._actor = actor
        self._request = request

    def preview(self, plan: Path | None = None) -> Adoption:
        """What adopting the files would change, whom it concerns, and what is in the way.

        DefinitionError where lint finds an error in the files, or the plan is wrong.
        """
        process, planned = _read(self._workspace, plan)
        with self._workspace.journal.reading() as shelf:
            return self._adoption(Transit(self._workspace, shelf, process, planned))

    def adopt(self, plan: Path | None = None) -> Adoption:
        """Put the files in force for cases opened from now on, and take along those of `plan`.

        As `preview`; RefusalError where the actor may not, or a case would be stranded.
        """
        process, planned = _read(self._workspace, plan)
        words = {"process": process.digest, "plan": planned.digest if planned else None}
        author = self._author(Ask("adopt", None, words))
        began = elapsed_ms()
        with self._workspace.journal.writing() as desk:
            earlier = desk.request(author.request)
            if earlier:
                again(self._workspace, desk, earlier, author.digest)
                return self._adopted_before(desk, earlier)
            transit = Transit(self._workspace, desk, process, planned)
            shown = self._adoption(transit)
            if shown.before == shown.after and not transit.cases:
                return shown
            standing = adopting_role(self._workspace, desk, self._actor, ADOPT)
            if shown.reasons:
                raise RefusalError(ADOPT, shown.reasons)
            events: list[tuple[str, Event]] = [
                (key, each.event) for key, each in transit.cases.items()
            ]
            if shown.before != shown.after:
                self._workspace.vault.put(BytesIO(process.document))
                event = adoption(process, simulated=self._workspace.simulated)
                events.insert(0, ("", event))
            position = self._append(desk, process, author, standing, events)
        self._log("process.adopted", len(transit.cases), position, began)
        return replace(shown, position=position)

    def migration(self, plan: Path) -> Migrated:
        """What a plan would do: every case that it moves, and what is in the way.

        DefinitionError where the plan is wrong.
        """
        planned = plan_file(plan)
        with self._workspace.journal.reading() as shelf:
            return self._migrated(self._transit(shelf, planned))

    def migrate(self, plan: Path) -> Migrated:
        """Move every case of the plan to the process in force, or none.

        As `migration`; RefusalError where the actor may not adopt, or a case can't go.
        """
        planned = plan_file(plan)
        author = self._author(Ask("migrate", None, {"plan": planned.digest}))
        began = elapsed_ms()
        with self._workspace.journal.writing() as desk:
            earlier = desk.request(author.request)
            if earlier:
                again(self._workspace, desk, earlier, author.digest)
                return migrated_before(earlier)
            transit = self._transit(desk, planned)
            shown = self._migrated(transit)
            standing = adopting_role(self._workspace, desk, self._actor, MIGRATE)
            if shown.reasons:
                raise RefusalError(MIGRATE, shown.reasons)
            if not transit.cases:
                return shown
            events = [(key, each.event) for key, each in transit.cases.items()]
            position = self._append(desk, transit.process, author, standing, events)
        self._log("cases.migrated", len(transit.cases), position, began)
        return replace(shown, position=position)

    def _author(self, ask: Ask) -> Author:
        return Author(self._actor, self._request or request_id(), ask.digest(self._actor, None))

    def _transit(self, shelf: Shelf, plan: Plan) -> Transit:
        process = self._workspace.process(shelf.head.process)
        return Transit(self._workspace, shelf, process, plan)

    def _adoption(self, transit: Transit) -> Adoption:
        before, after = transit.before, transit.process
        changes = differences(before, after)
        running = transit.running(concerned_workflows(before, changes))
        reasons = reasons_of({**transit.stopped(), **transit.stranded()})
        if before.digest != after.digest and not reasons:
            reasons = nobody_left(transit, self._actor)
        return Adoption(
            before=before.digest,
            after=after.digest,
            changes=changes,
            concerned=tuple(
                Concerned(_titled(before, name), len(keys), keys[:KEYS_SHOWN])
                for name, keys in running.items()
            ),
            migrated=moves(transit),
            reasons=tuple(reasons),
            position=None,
        )

    def _migrated(self, transit: Transit) -> Migrated:
        stopped = transit.stopped()
        reasons = reasons_of({**stopped, **({} if stopped else transit.left_behind())})
        return Migrated(transit.process.digest, moves(transit), tuple(reasons), None)

    def _append(
        self,
        desk: Desk,
        process: Process,
        author: Author,
        standing: Standing,
        events: Sequence[tuple[str, Event]],
    ) -> int:
        """Record the events of one request; the position of the first."""
        at = stamp(self._workspace.clock.now(desk.head.recorded_at))
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
        return desk.append(written, at)[0]

    def _adopted_before(self, shelf: Shelf, earlier: Sequence[StoredEntry]) -> Adoption:
        """The answer to a request that came again, from what it wrote."""
        first = earlier[0].position
        adopted = [
            str(stored.entry.statement.data["digest"])
            for stored in shelf.entries(case="")
            if stored.position < first and stored.entry.statement.kind == ProcessAdopted.kind
        ]
        process = self._workspace.process(earlier[0].entry.statement.process)
        before = self._workspace.process(adopted[-1])
        changes = differences(before, process)
        moved = migrated_before(earlier)
        return Adoption(
            before.digest, process.digest, changes, (), moved.cases, (), first, again=True
        )

    def _log(self, what: str, cases: int, position: int, began: float) -> None:
        log.info(
            what,
            actor=self._actor,
            cases=cases,
            position=position,
            ms=elapsed_ms(began),
        )


def _read(workspace: Workspace, plan: Path | None) -> tuple[Process, Plan | None]:
    process, problems = linted(workspace.root)
    errors = [one for one in problems if one.severity == "error"]
    if errors:
        raise DefinitionError(errors)
    return process, plan_file(plan) if plan is not None else None


def _titled(process: Process, name: str) -> Named:
    found = process.workflows.get(name)
    return Named(name, found.title.text if found else Text(en=name, ja=name))
