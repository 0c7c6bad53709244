"""The counter for checkpoints: one made on demand, and a new key for the log."""

from pathlib import Path

from tadasu.core.events import LogKeyed
from tadasu.errors import Text
from tadasu.ledger.spoken import format_spoken
from tadasu.ledger.vkey import format_vkey
from tadasu.ledger.whole import Whole
from tadasu.office.checkpoints import log_signers, make_checkpoint
from tadasu.office.entitled import adopting_role
from tadasu.office.keyring import keys_folder
from tadasu.office.logkey import FILE, make_log_key, read_log_key
from tadasu.office.petition import Petition
from tadasu.office.receipts import again
from tadasu.office.vouchers import Signed, Voucher
from tadasu.office.workspace import Workspace
from tadasu.store.anchors import Anchor

NEW_KEY = Text(en="name a new key for the log", ja="ログの新しい鍵を登録する")


def seal(workspace: Workspace) -> Signed:
    """A checkpoint of the log as it is now, which is made unless there is one."""
    anchor, whole = make_checkpoint(workspace, log_signers(workspace))
    return signed_answer(workspace, anchor, whole)


def signed_answer(workspace: Workspace, anchor: Anchor, whole: Whole) -> Signed:
    """What there is to tell of a checkpoint in its file."""
    checkpoint = anchor.checkpoint
    return Signed(
        log=checkpoint.origin,
        size=checkpoint.size,
        root=checkpoint.root.hex(),
        spoken=format_spoken(checkpoint),
        file=anchor.path.relative_to(workspace.root),
        vouchers=tuple(
            Voucher(one.name, format_vkey(one.vkey), one.time)
            for one in whole.check_signed(anchor.note)
        ),
    )


def rekey(workspace: Workspace, actor: str, request: str | None = None) -> int:
    """Make a new key for the log and put it on record; the position of the entry.

    The older key is kept beside it. Raises RefusalError where the actor may not.
    """
    name = workspace.project.log
    folder = keys_folder(workspace.root, name, simulated=workspace.simulated)
    asked = Petition(workspace, actor, request)
    author = asked.author("new key", {})
    unnamed = folder / f"log-{author.request}.pem"
    with workspace.writing() as desk:
        earlier = desk.request(author.request)
        if earlier:
            again(workspace, desk, earlier, author.digest)
            position = earlier[0].position
        else:
            now = workspace.clock.now(desk.head.recorded_at)
            standing = adopting_role(workspace, desk, actor, NEW_KEY, now)
            process = workspace.process(desk.head.process)
            signers = make_log_key(unnamed, name)
            event = LogKeyed(tuple(format_vkey(signer.vkey) for signer in signers))
            position = asked.append(desk, process, author, standing, [("", event)], now)
    if unnamed.exists():
        _take_turns(folder, unnamed, name)
    return position


def _take_turns(folder: Path, unnamed: Path, name: str) -> None:
    """The new key in the place of the older, which keeps its id as its name."""
    current = folder / FILE
    older = read_log_key(current, name)
    if older:
        current.replace(folder / f"log-{older[0].vkey.id.hex()}.pem")
    unnamed.replace(current)
