"""The counter, where acts are done: read, decide, append, once, in one transaction.

A request carries an id. The same id with the same words gets the first answer again; with other
words it is a conflict. A refusal is recorded too, in a transaction of its own.
"""

import mimetypes
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import BinaryIO

import structlog

from tadasu.core.decide import amend, attach, move, open_case
from tadasu.core.deeds import Decision
from tadasu.core.events import SubjectErased
from tadasu.core.scene import Scene
from tadasu.core.setting import Setting, acting, workflow_of
from tadasu.core.values import File, stamp
from tadasu.errors import NotFoundError, RefusalError, Text
from tadasu.office.answers import Receipt
from tadasu.office.asks import Ask, Given, Waive
from tadasu.office.clock import elapsed_ms, request_id
from tadasu.office.milestones import is_milestone, signed
from tadasu.office.pen import Pen, pen_for
from tadasu.office.personal import (
    destroyed,
    erased,
    hidden,
    keep_sealed,
    new_sealing,
    refuse_other_words,
)
from tadasu.office.receipts import again, decided
from tadasu.office.statements import Author, refusal, written
from tadasu.office.strongbox import Openings
from tadasu.office.workspace import Workspace
from tadasu.rules.process import Process
from tadasu.store.journal import Desk, Shelf, StoredEntry

log = structlog.get_logger("tadasu.office")

Decide = Callable[[Setting], Decision]


class _UndoneError(Exception):
    """A refusal on its way out of the transaction that it undoes."""

    def __init__(self, refusal: RefusalError) -> None:
        super().__init__()
        self.refusal = refusal


@dataclass(slots=True)
class _Done:
    """What came of the acts of one request."""

    answers: list[Receipt] = field(default_factory=list)
    milestone: bool = False
    erased: list[str] = field(default_factory=list)
    """The people about whom everything was erased."""


class Acts:
    """What one person does in one request."""

    def __init__(
        self,
        workspace: Workspace,
        actor: str,
        request: str | None = None,
        behalf: str | None = None,
        pen: Pen | None = None,
    ) -> None:
        """`behalf` is the person in whose name alone the actor wants to act.

        `pen` is what everybody signs with who has to; where it is None it is looked for.
        """
        self._workspace = workspace
        self._actor = actor
        self._request = request
        self._behalf = behalf
        self._pen = pen

    def new(self, workflow: str, parent: str | None, given: Given) -> Receipt:
        """Open a case."""
        ask = Ask("open", parent, {"workflow": workflow, "given": given})
        return self._do(ask, [_opening(workflow, parent, given)])[-1]

    def new_from(
        self,
        checklist: str,
        workflow: str,
        parent: str | None,
        only: Sequence[str] = (),
        given: Given | None = None,
    ) -> tuple[Receipt, ...]:
        """Open a case for each item of a checklist, or for the items named; all or none."""
        stated = given or {}
        words = {"workflow": workflow, "checklist": checklist, "only": list(only), "given": stated}
        with self._workspace.journal.reading() as shelf:
            process = self._workspace.process(shelf.head.process)
        rows = _items(process, checklist, workflow, only)
        decides = [_opening(workflow, parent, {**row, **stated}) for row in rows]
        return self._do(Ask("open", parent, words), decides)

    def set(self, key: str, given: Given) -> Receipt:
        """State, change or clear facts."""
        ask = Ask("change", key, {"given": given})
        return self._do(ask, [lambda setting: amend(setting, key, given)])[-1]

    def do(
        self,
        key: str,
        transition: str,
        given: Given,
        note: str | None = None,
        waive: Waive | None = None,
        cosigner: str | None = None,
    ) -> Receipt:
        """Make a transition, setting rules aside where `waive` asks and may.

        `cosigner` is the person who signs beside the actor, where two have to.
        """
        words = {"given": given, "note": note, "waive": str(waive) if waive else None}
        if cosigner is not None:
            words["cosign"] = cosigner
        grants = waive.grants if waive else ()

        def decide(setting: Setting) -> Decision:
            return move(
                setting, key, transition, given, note=note, grants=grants, cosigner=cosigner
            )

        return self._do(Ask(transition, key, words), [decide], cosigner)[-1]

    def attach(self, key: str, stream: BinaryIO, name: str, given: Given) -> Receipt:
        """Put a file into the vault, then make it evidence of a case.

        The file goes first: a file without an event is harmless, an event without its file not.
        """
        sha256, size = self._workspace.vault.put(stream)
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
        file = File(sha256=sha256, size=size, name=name, media_type=kind)
        ask = Ask("evidence", key, {"sha256": sha256, "name": name, "given": given})
        return self._do(ask, [lambda setting: attach(setting, key, file, given)])[-1]

    def _do(
        self, ask: Ask, decides: Sequence[Decide], *cosigners: str | None
    ) -> tuple[Receipt, ...]:
        people = [self._actor, *filter(None, cosigners)]
        pen = self._pen or pen_for(self._workspace, people)
        author = Author(self._actor, self._request or request_id(), "", pen)
        began = elapsed_ms()
        try:
            answers = self._write(ask, decides, author)
        except RefusalError as no:
            rules = [reason.rule for reason in no.reasons]
            log.info("act.refused", actor=self._actor, act=ask.act, case=ask.on, rules=rules)
            raise
        last = answers[-1]
        log.info(
            "act.done",
            actor=self._actor,
            act=ask.act,
            case=last.case,
            position=last.position,
            ms=elapsed_ms(began),
        )
        return answers

    def _write(self, ask: Ask, decides: Sequence[Decide], author: Author) -> tuple[Receipt, ...]:
        try:
            with self._workspace.writing() as desk:
                told = self._told(ask, desk)
                author = replace(author, digest=told.digest(self._actor, self._behalf))
                earlier = desk.request(author.request)
                if earlier:
                    return self._again(ask, desk, earlier, author.digest)
                before = desk.head.recorded_at
                done = self._append(ask, decides, author, desk)
            last = done.answers[-1]
            sealed = signed(self._workspace, last.at, milestone=done.milestone, before=before)
            notices = (*sealed.notices, *destroyed(self._workspace.subjects, done.erased))
            return tuple(replace(a, signed=sealed.signed, notices=notices) for a in done.answers)
        except _UndoneError as undone:
            self._record_refusal(ask, undone.refusal, author)
            raise undone.refusal from None

    def _again(
        self, ask: Ask, shelf: Shelf, earlier: Sequence[StoredEntry], digest: str
    ) -> tuple[Receipt, ...]:
        """The first answer again; an erasure that was interrupted is ended."""
        answers = again(self._workspace, shelf, earlier, digest)
        keys, statements = self._workspace.subjects, [e.entry.statement for e in earlier]
        refuse_other_words(Openings(shelf, keys), statements, ask.words)
        gone = [s.case for s in statements if s.kind == SubjectErased.kind]
        notices = destroyed(keys, gone)
        return tuple(replace(each, notices=(*each.notices, *notices)) for each in answers)

    def _append(self, ask: Ask, decides: Sequence[Decide], author: Author, desk: Desk) -> _Done:
        now = self._workspace.clock.now(desk.head.recorded_at)
        done = _Done()
        count = 0
        for decide in decides:
            setting = self._setting(ask, desk, now)
            if not count:
                author.pen.check(desk, self._workspace.process(desk.head.process))
            try:
                decision = decide(setting)
            except RefusalError as no:
                raise _UndoneError(no) from no
            statements = written(
                decision, author, desk, setting.process.digest, stamp(now), first=count
            )
            count += len(statements)
            positions = desk.append(statements, stamp(now), author.pen.sign)
            keep_sealed(desk, self._workspace.subjects, setting, decision)
            answer = decided(self._workspace, desk, decision, statements, positions)
            done.answers.append(answer)
            done.erased += erased(decision)
            done.milestone |= is_milestone(self._workspace, desk, statements)
        return done

    def _record_refusal(self, ask: Ask, no: RefusalError, author: Author) -> None:
        with self._workspace.writing() as desk:
            told = self._told(ask, desk)
            author = replace(author, digest=told.digest(self._actor, self._behalf))
            now = self._workspace.clock.now(desk.head.recorded_at)
            author.pen.check(desk, self._workspace.process(desk.head.process))
            statement = refusal(ask.act, ask.on, told.words, no, author, desk, stamp(now))
            desk.append([statement], stamp(now), author.pen.sign)

    def _told(self, ask: Ask, shelf: Shelf) -> Ask:
        """What was asked, as the record may tell it."""
        case = shelf.case(ask.on) if ask.on is not None and ask.act != "open" else None
        workflow = case.workflow if case is not None else ask.words.get("workflow")
        return hidden(self._process(ask, shelf), workflow, ask)

    def _setting(self, ask: Ask, shelf: Shelf, now: datetime) -> Setting:
        process = self._process(ask, shelf)
        scene = Scene(process, shelf, now, process.timezone)
        person = acting(scene, process, self._actor)
        zone, sealing = process.timezone, new_sealing()
        return Setting(process, scene, person.key, now, zone, self._behalf, sealing)

    def _process(self, ask: Ask, shelf: Shelf) -> Process:
        case = shelf.case(ask.on) if ask.on is not None and ask.act != "open" else None
        return self._workspace.process(case.process if case else shelf.head.process)


def _opening(workflow: str, parent: str | None, given: Given) -> Decide:
    def decide(setting: Setting) -> Decision:
        return open_case(setting, workflow_of(setting, workflow), parent, given)

    return decide


def _items(
    process: Process, name: str, workflow: str, only: Sequence[str]
) -> list[Mapping[str, object]]:
    found = process.checklists.get(name)
    if found is None:
        known = ", ".join(process.checklists) or "-"
        raise NotFoundError(
            Text(
                en=f"There is no checklist {name}; there are: {known}.",
                ja=f"チェックリスト {name} はありません。あるのは {known} です。",
            )
        )
    if found.workflow != workflow:
        raise NotFoundError(
            Text(
                en=f"The checklist {name} opens cases of {found.workflow}, not of {workflow}.",
                ja=f"チェックリスト {name} が起こすのは {workflow} ではなく {found.workflow} です。",
            )
        )
    rows = {item.id: item.values(process.language) for item in found.items}
    for wanted in only:
        if wanted not in rows:
            raise NotFoundError(
                Text(
                    en=f"The checklist {name} has no item {wanted}.",
                    ja=f"チェックリスト {name} に項目 {wanted} はありません。",
                )
            )
    return [row for item, row in rows.items() if not only or item in only]
