"""When the log is signed without being asked: at what a process calls a milestone, and daily.

The first act after midnight brings a checkpoint about, or the first one that day on a machine that
has the log's key. An act never fails for want of a checkpoint; it says that there is none.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tadasu.core.events import CaseMoved
from tadasu.errors import TadasuError, TamperError, Text
from tadasu.ledger.spoken import format_spoken
from tadasu.office.checkpoints import log_signers, make_checkpoint
from tadasu.office.statements import Written
from tadasu.office.workspace import Workspace
from tadasu.store.journal import Shelf

LATER = Text(
    en="`tadasu checkpoint` makes it up, on a machine that has the log's key.",
    ja="ログの鍵がある機械で `tadasu checkpoint` を実行すると、後から作れます。",
)


def is_milestone(workspace: Workspace, shelf: Shelf, written: Sequence[Written]) -> bool:
    """Whether a transition among these events is one, as its process says."""
    for statement, event in written:
        case = shelf.case(statement.case) if isinstance(event, CaseMoved) else None
        if case is not None and isinstance(event, CaseMoved):
            workflow = workspace.process(case.process).workflows[case.workflow]
            made = workflow.transitions.get(event.transition)
            if made is not None and made.checkpoint:
                return True
    return False


@dataclass(frozen=True, slots=True)
class Signing:
    """What came of a checkpoint that was due, or wasn't."""

    signed: str | None
    """The newest checkpoint, to read out."""
    notices: tuple[Text, ...]


def signed(workspace: Workspace, at: str, *, milestone: bool, before: str) -> Signing:
    """The newest checkpoint, made now where the act of the time `at` makes it due.

    `before` is when the entry before the act was recorded. Raises TamperError where the log is
    found not to be what it was; the act is on record then, as the error says.
    """
    today = _day(workspace, at)
    notices: tuple[Text, ...] = ()
    first = not before or _day(workspace, before) < today
    if milestone or first or _unsigned_since(workspace, today):
        try:
            signers = log_signers(workspace)
            if signers or milestone or first:
                make_checkpoint(workspace, signers)
        except TamperError:
            raise
        except TadasuError as wrong:
            en, ja = wrong.text.en, wrong.text.ja
            text = Text(
                en=f"No checkpoint was made. {en} {LATER.en}",
                ja=f"チェックポイントは作れませんでした。{ja} {LATER.ja}",
            )
            notices = (text,)
    newest = workspace.anchors.newest()
    return Signing(format_spoken(newest.checkpoint) if newest is not None else None, notices)


def _unsigned_since(workspace: Workspace, today: date) -> bool:
    """Whether what the newest checkpoint covers is all of an earlier day."""
    newest = workspace.anchors.newest()
    if newest is None or not newest.checkpoint.size:
        return True
    with workspace.journal.reading() as shelf:
        last = shelf.at(newest.checkpoint.size - 1)
    return last is None or _day(workspace, last.entry.recorded_at) < today


def _day(workspace: Workspace, at: str) -> date:
    return datetime.fromisoformat(at).astimezone(workspace.zone).date()
