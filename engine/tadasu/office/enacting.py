"""How an act is done: read, decide, append, once, in one transaction.

A request carries an id. The same id with the same words gets the first answer again; with other
words it is a conflict. A refusal is recorded too, in a transaction of its own.
"""

from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NoReturn

import structlog

from tadasu.core.events import SubjectErased
from tadasu.core.scene import Scene
from tadasu.core.setting import Setting, acting
from tadasu.core.values import stamp
from tadasu.errors import ConflictError, RefusalError, Text
from tadasu.office.answers import Receipt
from tadasu.office.asks import Ask
from tadasu.office.clock import elapsed_ms, request_id
from tadasu.office.milestones import is_milestone, signed
from tadasu.office.parts import Decide, Part, alone, joint, of_part
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

Plan = Sequence[Decide] | Callable[[Setting], Sequence[Decide]]
"""What is to be decided, or what finds it out where it is to be."""

UNASKED = "0" * 64
"""The digest of a request that is only tried."""

Parts = Sequence[Part] | Callable[[Setting], Sequence[Decide]]


_USED = Text(
    en="This request was used before, for something else.",
    ja="この要求は、別のことにすでに使われています。",
)


class _TriedError(Exception):
    """All of it would go through; nothing of it is to be kept."""


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


class Enactor:
    """Does what one person asks in one request."""

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

    def enact(self, ask: Ask, decides: Plan, *cosigners: str | None) -> tuple[Receipt, ...]:
        """All of `decides` in one transaction, signed by the actor and `cosigners`; or none."""
        people = [self._actor, *filter(None, cosigners)]
        pen = self._pen or pen_for(self._workspace, people)
        parts: Parts = decides if callable(decides) else alone(ask, decides)
        return self._enact(ask, parts, pen)

    def enact_all(
        self, ask: Ask, parts: Sequence[Part], *, trial: bool = False
    ) -> tuple[Receipt, ...]:
        """All of `parts` in one transaction, or none, with the reasons of each that is refused.

        A `trial` writes and signs nothing, not even a refusal.
        """
        if not parts:
            return ()
        if not trial:
            return self._enact(ask, parts, self._pen or pen_for(self._workspace, [self._actor]))
        answers: list[Receipt] = []
        with suppress(_TriedError):
            self._try(ask, parts, answers)
        return tuple(answers)

    def _try(self, ask: Ask, parts: Parts, answers: list[Receipt]) -> NoReturn:
        author = Author(self._actor, request_id(), UNASKED)
        try:
            with self._workspace.writing() as desk:
                answers += self._append(ask, parts, author, desk, trial=True).answers
                raise _TriedError
        except _UndoneError as undone:
            raise undone.refusal from None

    def _enact(self, ask: Ask, parts: Parts, pen: Pen) -> tuple[Receipt, ...]:
        author = Author(self._actor, self._request or request_id(), "", pen)
        began = elapsed_ms()
        try:
            answers = self._write(ask, parts, author)
        except RefusalError as no:
            rules = [reason.rule for reason in no.reasons]
            log.info("act.refused", actor=self._actor, act=ask.act, case=ask.on, rules=rules)
            raise
        if not answers:
            log.info("act.idle", actor=self._actor, act=ask.act, case=ask.on)
            return ()
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

    def _write(self, ask: Ask, parts: Parts, author: Author) -> tuple[Receipt, ...]:
        try:
            with self._workspace.writing() as desk:
                told = self._told(ask, desk)
                author = replace(author, digest=told.digest(self._actor, self._behalf))
                earlier = desk.request(author.request)
                if earlier:
                    return self._again(ask, desk, earlier, author.digest)
                before = desk.head.recorded_at
                done = self._append(ask, parts, author, desk)
            if not done.answers:
                return ()
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

    def _append(
        self, ask: Ask, parts: Parts, author: Author, desk: Desk, *, trial: bool = False
    ) -> _Done:
        now = self._workspace.clock.now(desk.head.recorded_at)
        done, refused = _Done(), list[RefusalError]()
        stopped: set[str] = set()
        count = 0
        for part in self._planned(ask, parts, desk, now):
            if part.chain in stopped:
                continue
            setting = self._setting(part.ask, desk, now)
            if not count and not trial:
                author.pen.check(desk, self._workspace.process(desk.head.process))
            try:
                decision = part.decide(setting)
            except RefusalError as no:
                refused.append(of_part(part.called, no))
                stopped |= {part.chain} - {""}
                continue
            own = self._own(part, author, desk) if part.request else author
            first = 0 if part.request else count
            statements = written(
                decision, own, desk, setting.process.digest, stamp(now), first=first
            )
            count += len(statements)
            positions = desk.append(statements, stamp(now), author.pen.sign)
            if not trial:
                keep_sealed(desk, self._workspace.subjects, setting, decision)
            answer = decided(self._workspace, desk, decision, statements, positions)
            done.answers.append(answer)
            done.erased += erased(decision)
            done.milestone |= is_milestone(self._workspace, desk, statements)
        if refused:
            raise _UndoneError(joint(refused))
        return done

    def _own(self, part: Part, author: Author, desk: Desk) -> Author:
        """Who asks a part that is a request of its own; ConflictError if its id was used."""
        if desk.request(part.request):
            raise ConflictError(_USED)
        digest = self._told(part.ask, desk).digest(self._actor, self._behalf)
        return replace(author, request=part.request, digest=digest)

    def _planned(self, ask: Ask, parts: Parts, desk: Desk, now: datetime) -> Sequence[Part]:
        if isinstance(parts, Sequence):
            return parts
        try:
            return alone(ask, parts(self._setting(ask, desk, now)))
        except RefusalError as no:
            raise _UndoneError(no) from no

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
