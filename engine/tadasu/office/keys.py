"""The counter for people's keys: made, asked for, enrolled, retired, denounced, listed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import structlog

from tadasu.core.events import Event, KeyCompromised, KeyEnrolled, KeyRetired, parse_event
from tadasu.core.keyed import key_standing
from tadasu.core.rekeyed import attempt_of
from tadasu.core.scene import Scene
from tadasu.core.setting import Setting
from tadasu.errors import ConflictError, NotFoundError, Text
from tadasu.ledger.roster import Held
from tadasu.ledger.sshkey import format_public
from tadasu.office.answers import Receipt
from tadasu.office.enrolled import keys_of
from tadasu.office.keepers import refuse_last
from tadasu.office.pen import Pen
from tadasu.office.petition import Petition
from tadasu.office.receipts import again, receipt
from tadasu.office.requests import KeyRequest
from tadasu.office.workspace import Workspace
from tadasu.store.journal import Desk, Shelf

log = structlog.get_logger("tadasu.office")


@dataclass(frozen=True, slots=True)
class KeyRow:
    """A key that was ever enrolled."""

    person: str
    fingerprint: str
    kind: str
    key: str
    """The OpenSSH public key, as one line."""
    enrolled: int
    """Position of its enrolment."""
    ended: int | None
    """The last position that it could sign, once it has ended."""
    doubted: int | None
    """The position from which on its signatures prove nothing."""


class Keys:
    """What one person does with keys, in one request."""

    def __init__(
        self,
        workspace: Workspace,
        actor: str,
        request: str | None = None,
        pen: Pen | None = None,
    ) -> None:
        self._asked = Petition(workspace, actor, request, pen)
        self._workspace = workspace

    def enrol(self, asked: KeyRequest) -> Receipt:
        """Make the key of a request its owner's.

        Raises RefusalError where the actor may not, ConflictError for a key that was enrolled
        before or is asked for in another log.
        """

        def event(shelf: Shelf) -> Event:
            if asked.log != shelf.head.log:
                raise _other_log(asked.log)
            known = [
                str(row.entry.statement.data["key"]) for row in shelf.of_kind(KeyEnrolled.kind)
            ]
            if asked.event.key in known:
                raise _known(asked.public.fingerprint)
            return asked.event

        return self._record("enrol", asked.person, {"key": asked.event.key}, event)

    def retire(self, person: str, fingerprint: str | None, reason: str) -> Receipt:
        """End a key of a person; without a fingerprint, the only one that is valid.

        Raises RefusalError where the actor may not, or nobody could enrol keys any more,
        NotFoundError where there is no such key.
        """

        def event(shelf: Shelf) -> Event:
            key = _one(shelf, person, fingerprint)
            if not key.valid:
                raise _ended(key.public.fingerprint)
            return KeyRetired(key.public.fingerprint, reason)

        return self._record("retire", person, {"key": fingerprint, "reason": reason}, event)

    def compromise(self, person: str, fingerprint: str | None, since: int, reason: str) -> Receipt:
        """Put on record that others may have a key, from the entry at `since` on.

        Raises RefusalError where the actor may not, NotFoundError where there is no such key or
        position.
        """

        def event(shelf: Shelf) -> Event:
            key = _one(shelf, person, fingerprint)
            if not 0 <= since <= shelf.head.size:
                raise _no_position(since)
            return KeyCompromised(key.public.fingerprint, since, reason)

        words = {"key": fingerprint, "since": since, "reason": reason}
        return self._record("compromise", person, words, event)

    def _record(
        self,
        act: str,
        person: str,
        words: Mapping[str, object],
        make: Callable[[Shelf], Event],
    ) -> Receipt:
        workspace = self._workspace
        author = self._asked.author(f"key {act}", {"person": person, **words})
        with workspace.writing() as desk:
            earlier = desk.request(author.request)
            if earlier:
                return again(workspace, desk, earlier, author.digest)[0]
            now = workspace.clock.now(desk.head.recorded_at)
            process = workspace.process(desk.head.process)
            scene = Scene(process, desk, now, process.timezone)
            setting = Setting(process, scene, self._asked.actor, now, process.timezone)
            event = make(desk)
            if isinstance(event, KeyRetired):
                refuse_last(desk, setting, event)
            signs = bool(author.pen.signers)
            heard = key_standing(setting, person, attempt_of(event), signs=signs)
            standing = heard.role, heard.behalf
            position = self._asked.append(desk, process, author, standing, [(person, event)], now)
            answer = _receipt(workspace, desk, position)
        log.info("key.done", act=act, actor=author.actor, person=person, position=position)
        return answer


def listed(workspace: Workspace, person: str | None = None) -> tuple[KeyRow, ...]:
    """The keys of a person, or of everybody, in the order of their enrolment."""
    with workspace.journal.reading() as shelf:
        people = [person] if person is not None else _people(workspace, shelf)
        found = [key for each in people for key in keys_of(shelf, each)]
    return tuple(
        KeyRow(
            person=key.person,
            fingerprint=key.public.fingerprint,
            kind=key.public.kind,
            key=format_public(key.public),
            enrolled=key.position,
            ended=key.last,
            doubted=key.doubted,
        )
        for key in sorted(found, key=lambda key: key.position)
    )


def _people(workspace: Workspace, shelf: Shelf) -> list[str]:
    process = workspace.process(shelf.head.process)
    return [case.key for case in shelf.select(process.people)]


def _one(shelf: Shelf, person: str, fingerprint: str | None) -> Held:
    """The key that is meant, or NotFoundError."""
    held = keys_of(shelf, person)
    meant = [
        key
        for key in held
        if (key.valid if fingerprint is None else key.public.fingerprint == fingerprint)
    ]
    if len(meant) == 1:
        return meant[0]
    names = ", ".join(key.public.fingerprint for key in held) or "-"
    raise NotFoundError(
        Text(
            en=f"Say which key of {person} is meant, by its fingerprint: {names}.",
            ja=f"{person} のどの鍵かを指紋で指定してください: {names}",
        )
    )


def _receipt(workspace: Workspace, desk: Desk, position: int) -> Receipt:
    stored = desk.at(position)
    if stored is None:
        raise AssertionError(position)
    statement = stored.entry.statement
    event = parse_event(statement.kind, statement.data)
    return receipt(workspace, desk, statement, event, position)


def _known(fingerprint: str) -> ConflictError:
    return ConflictError(
        Text(
            en=f"The key {fingerprint} was enrolled before. A key never comes back: make another.",
            ja=f"鍵 {fingerprint} は以前に登録されています。同じ鍵は再登録できません。新しい鍵を作って"
            "ください。",
        )
    )


def _ended(fingerprint: str) -> ConflictError:
    return ConflictError(
        Text(
            en=f"The key {fingerprint} has ended before.",
            ja=f"鍵 {fingerprint} はすでに失効しています。",
        )
    )


def _other_log(name: str) -> ConflictError:
    return ConflictError(
        Text(
            en=f"The request is for another log, {name}.",
            ja=f"この登録依頼は別のログ {name} のものです。",
        )
    )


def _no_position(since: int) -> NotFoundError:
    return NotFoundError(
        Text(en=f"There is no entry {since} yet.", ja=f"記録 {since} はまだありません。")
    )
