"""The counter for what is in force: adopt the files, and take cases along to another process.

Looking takes no lock. What is written is one request in one transaction: the adoption, then every
case of the plan, or nothing.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from io import BytesIO
from pathlib import Path

import structlog

from tadasu.core.events import Event, ProcessAdopted
from tadasu.core.obstacles import reasons_of
from tadasu.core.values import stamp
from tadasu.errors import DefinitionError, RefusalError, Text
from tadasu.office.answers import Named
from tadasu.office.changes import Adoption, Concerned
from tadasu.office.clock import elapsed_ms
from tadasu.office.definitions import linted
from tadasu.office.differences import concerned_workflows, differences
from tadasu.office.entitled import adopting_role, nobody_left
from tadasu.office.milestones import signed
from tadasu.office.moves import migrated_before, moves
from tadasu.office.passages import Transit
from tadasu.office.petition import Petition
from tadasu.office.plans import Plan, plan_file
from tadasu.office.receipts import again
from tadasu.office.statements import adoption
from tadasu.office.workspace import Workspace
from tadasu.rules.process import Process
from tadasu.store.journal import Shelf, StoredEntry

log = structlog.get_logger("tadasu.office")

KEYS_SHOWN = 20
"""Cases of one workflow that an adoption names; all are counted."""

ADOPT = Text(en="adopt the process", ja="プロセスを採用する")


class Adopting:
    """What one person does to the process in force, in one request."""

    def __init__(self, workspace: Workspace, actor: str, request: str | None = None) -> None:
        self._asked = Petition(workspace, actor, request)
        self._workspace = workspace

    def preview(self, plan: Path | None = None) -> Adoption:
        """What adopting the files would change, whom it concerns, and what is in the way.

        DefinitionError where lint finds an error in the files, or the plan is wrong.
        """
        process, planned = _read(self._workspace, plan)
        with self._workspace.journal.reading() as shelf:
            now = self._workspace.clock.looking(shelf.head.recorded_at)
            return self._adoption(Transit(self._workspace, shelf, process, planned), now)

    def adopt(self, plan: Path | None = None) -> Adoption:
        """Put the files in force for cases opened from now on, and take along those of `plan`.

        As `preview`; RefusalError where the actor may not, or a case would be stranded.
        """
        process, planned = _read(self._workspace, plan)
        words = {"process": process.digest, "plan": planned.digest if planned else None}
        author = self._asked.author("adopt", words, process)
        began = elapsed_ms()
        with self._workspace.writing() as desk:
            earlier = desk.request(author.request)
            if earlier:
                again(self._workspace, desk, earlier, author.digest)
                return self._adopted_before(desk, earlier)
            transit = Transit(self._workspace, desk, process, planned)
            now = self._workspace.clock.now(desk.head.recorded_at)
            shown = self._adoption(transit, now)
            if shown.before == shown.after and not transit.cases:
                return shown
            standing = adopting_role(self._workspace, desk, self._asked.actor, ADOPT, now)
            if shown.reasons:
                raise RefusalError(ADOPT, shown.reasons)
            events: list[tuple[str, Event]] = [
                (key, each.event) for key, each in transit.cases.items()
            ]
            if shown.before != shown.after:
                self._workspace.vault.put(BytesIO(process.document))
                event = adoption(process, simulated=self._workspace.simulated)
                events.insert(0, ("", event))
            position = self._asked.append(desk, process, author, standing, events, now)
        log.info(
            "process.adopted",
            actor=author.actor,
            cases=len(transit.cases),
            position=position,
            ms=elapsed_ms(began),
        )
        signed(self._workspace, stamp(now), milestone=True, before="")
        return replace(shown, position=position)

    def _adoption(self, transit: Transit, now: datetime) -> Adoption:
        before, after = transit.before, transit.process
        changes = differences(before, after)
        running = transit.running(concerned_workflows(before, changes))
        reasons = reasons_of({**transit.stopped(), **transit.stranded()})
        if before.digest != after.digest and not reasons:
            reasons = nobody_left(transit, self._asked.actor, now)
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


def _read(workspace: Workspace, plan: Path | None) -> tuple[Process, Plan | None]:
    process, problems = linted(workspace.root)
    errors = [one for one in problems if one.severity == "error"]
    if errors:
        raise DefinitionError(errors)
    return process, plan_file(plan) if plan is not None else None


def _titled(process: Process, name: str) -> Named:
    found = process.workflows.get(name)
    return Named(name, found.title.text if found else Text(en=name, ja=name))
