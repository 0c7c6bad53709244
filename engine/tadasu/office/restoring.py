"""A restoration is an event: the log fell behind a checkpoint of it, and somebody says so.

(1) Every entry's bytes are hashed anew, and every checkpoint in its file is compared.
(2) The newest that the log does not reach goes on record, with who says so and why.
(3) All that it does not reach are set aside, and stay as evidence.
(4) The log is signed as it is now.
"""

from dataclasses import replace

import structlog

from tadasu.core.events import LogRestored, parse_event
from tadasu.errors import ConflictError, Text
from tadasu.ledger.checkpoint import NoteError
from tadasu.ledger.whole import Whole
from tadasu.office.answers import Receipt
from tadasu.office.checkpoints import hashed
from tadasu.office.entitled import adopting_role
from tadasu.office.milestones import signed
from tadasu.office.petition import Petition
from tadasu.office.receipts import again, receipt
from tadasu.office.workspace import Workspace
from tadasu.store.anchors import Anchor
from tadasu.store.journal import Desk

log = structlog.get_logger("tadasu.office")

ATTEMPT = Text(en="put a restoration on record", ja="復元を記録する")


def restore(workspace: Workspace, actor: str, reason: str, request: str | None = None) -> Receipt:
    """Record that the log was restored, with the steps above, so that work can go on.

    Raises ConflictError where it reaches all its checkpoints, RefusalError where the actor may
    not.
    """
    asked = Petition(workspace, actor, request)
    author = asked.author("restore", {"reason": reason})
    with workspace.journal.writing() as desk:
        before = desk.head.recorded_at
        # (1)
        whole = hashed(desk)
        unreached = _unreached(workspace, whole)
        earlier = desk.request(author.request)
        if earlier:
            answer = again(workspace, desk, earlier, author.digest)[0]
        elif not unreached:
            raise _nothing_lost()
        else:
            # (2)
            now = workspace.clock.now(before)
            standing = adopting_role(workspace, desk, actor, ATTEMPT, now)
            position = _recorded(whole, unreached[-1])
            if position is None:
                lost = unreached[-1].checkpoint
                event = LogRestored({"size": lost.size, "root": lost.root.hex()}, reason)
                process = workspace.process(desk.head.process)
                position = asked.append(desk, process, author, standing, [("", event)], now)
            answer = _receipt(workspace, desk, position)
    # (3)
    for anchor in unreached:
        workspace.anchors.set_aside(anchor)
    log.info("log.restored", actor=actor, position=answer.position)
    # (4)
    sealed = signed(workspace, answer.at, milestone=True, before=before)
    return replace(answer, signed=sealed.signed, notices=sealed.notices)


def _unreached(workspace: Workspace, whole: Whole) -> list[Anchor]:
    found = []
    for anchor in workspace.anchors.every():
        try:
            whole.check_prefix(anchor.checkpoint)
        except NoteError:
            found.append(anchor)
    return found


def _recorded(whole: Whole, anchor: Anchor) -> int | None:
    """Where it is on record already that this one was lost: its file was left behind."""
    places = [one.position for one in whole.restored if one.lost == anchor.checkpoint]
    return places[-1] if places else None


def _receipt(workspace: Workspace, desk: Desk, position: int) -> Receipt:
    stored = desk.at(position)
    if stored is None:  # it was read, or written, a moment ago
        raise LookupError(position)
    statement = stored.entry.statement
    event = parse_event(statement.kind, statement.data)
    return receipt(workspace, desk, statement, event, position)


def _nothing_lost() -> ConflictError:
    return ConflictError(
        Text(
            en="There is nothing to restore: the record reaches each of its checkpoints.",
            ja="記録はすべてのチェックポイントに達しており、記録すべき復元はありません。",
        )
    )
