"""The counter for checkpoints: one made on demand, and a new key for the log."""

from collections.abc import Sequence
from pathlib import Path

from tadasu.core.events import LogKeyed, parse_event
from tadasu.errors import Text
from tadasu.ledger.checkpoint import NoteError
from tadasu.ledger.note import open_note
from tadasu.ledger.spoken import format_spoken
from tadasu.ledger.vkey import VerifierKey, format_vkey
from tadasu.ledger.whole import Whole
from tadasu.office.checkpoints import log_signers, make_checkpoint, untrue
from tadasu.office.cosigning import cosign
from tadasu.office.entitled import adopting_role
from tadasu.office.keyring import keys_folder
from tadasu.office.petition import Petition
from tadasu.office.receipts import again
from tadasu.office.signingkey import FILE, make_signers, read_signers
from tadasu.office.stamping import Roots, request_stamp
from tadasu.office.vouchers import LogKeys, Signed, Voucher
from tadasu.office.workspace import Workspace
from tadasu.store.anchors import Anchor

NEW_KEY = Text(en="name a new key for the log", ja="ログの新しい鍵を登録する")


def seal(
    workspace: Workspace,
    witnesses: Sequence[str] = (),
    vkeys: Sequence[VerifierKey] = (),
    stamp: str | None = None,
    roots: Roots = (),
) -> Signed:
    """A checkpoint of the log as it is now, which is made unless there is one.

    Each of `witnesses`, by address, is asked for its cosignature, which is checked with `vkeys`
    if there are any; the authority at `stamp` for a time stamp, which must go back to `roots` if
    there are any. Raises TamperError where a witness has seen another history.
    """
    anchor, whole = make_checkpoint(workspace, log_signers(workspace))
    for url in witnesses:
        anchor = cosign(workspace.anchors, anchor, whole, url, vkeys)
    if stamp is not None:
        request_stamp(workspace.anchors, anchor, stamp, roots)
    return _signed(workspace, anchor, whole, vkeys)


def _signed(
    workspace: Workspace, anchor: Anchor, whole: Whole, vkeys: Sequence[VerifierKey]
) -> Signed:
    checkpoint = anchor.checkpoint
    try:
        own = whole.check_signed(anchor.note)
    except NoteError as wrong:
        raise untrue("2", f"{anchor.path.name}: {wrong}") from wrong
    known = {(key.name, key.id) for key in vkeys}
    others = any((one.name, one.id) in known for one in anchor.note.signatures)
    held = (*own, *(open_note(anchor.note, vkeys) if others else ()))
    stamp = workspace.anchors.stamp_file(anchor)
    checked = {(one.vkey.name, one.vkey.id) for one in held}
    return Signed(
        log=checkpoint.origin,
        size=checkpoint.size,
        root=checkpoint.root.hex(),
        spoken=format_spoken(checkpoint),
        file=anchor.path.relative_to(workspace.root),
        stamp=stamp.relative_to(workspace.root) if stamp is not None else None,
        vouchers=tuple(Voucher(one.name, format_vkey(one.vkey), one.time) for one in held),
        unchecked=tuple(
            one.name for one in anchor.note.signatures if (one.name, one.id) not in checked
        ),
    )


def log_keys(workspace: Workspace) -> LogKeys:
    """The verifier keys that the record names for the log now; none if it names none."""
    vkeys: tuple[str, ...] = ()
    with workspace.journal.reading() as shelf:
        for stored in shelf.entries(case=""):
            statement = stored.entry.statement
            event = parse_event(statement.kind, statement.data)
            if isinstance(event, LogKeyed):
                vkeys = tuple(event.vkeys)
    return LogKeys(workspace.project.log, vkeys)


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
            signers = make_signers(unnamed, name)
            event = LogKeyed(tuple(format_vkey(signer.vkey) for signer in signers))
            position = asked.append(desk, process, author, standing, [("", event)], now)
    if unnamed.exists():
        _take_turns(folder, unnamed, name)
    return position


def _take_turns(folder: Path, unnamed: Path, name: str) -> None:
    """The new key in the place of the older, which keeps its id as its name."""
    current = folder / FILE
    older = read_signers(current, name)
    if older:
        current.replace(folder / f"log-{older[0].vkey.id.hex()}.pem")
    unnamed.replace(current)
