"""Checkpoints of the log: made at milestones, at the first act of a day, and on demand.

(1) Every entry's bytes are hashed anew; size and root are those of the head.
(2) Each older checkpoint is what the log was at that size.
(3) The key at hand is the one that the log names for itself.
(4) The checkpoint is signed and kept in its file, outside the database.
"""

from collections.abc import Sequence

import structlog

from tadasu.errors import TamperError, Text, UnavailableError
from tadasu.ledger.checkpoint import NoteError, format_checkpoint
from tadasu.ledger.note import Signer, sign_note
from tadasu.ledger.tree import leaf_hash
from tadasu.ledger.whole import Whole
from tadasu.office.keyring import keys_folder
from tadasu.office.signingkey import FILE, read_signers
from tadasu.office.workspace import Workspace
from tadasu.store.anchors import Anchor
from tadasu.store.journal import Shelf

log = structlog.get_logger("tadasu.office")


def log_signers(workspace: Workspace) -> tuple[Signer, ...]:
    """The log's own keys, where they lie on this machine."""
    name = workspace.project.log
    folder = keys_folder(workspace.root, name, simulated=workspace.simulated)
    return read_signers(folder / FILE, name)


def make_checkpoint(workspace: Workspace, signers: Sequence[Signer]) -> tuple[Anchor, Whole]:
    """Sign the log as it is now, with the steps above; the one there is, if it is of now.

    Raises TamperError where the log is not what it was, UnavailableError without the log's key.
    """
    with workspace.journal.reading() as shelf:
        now = workspace.clock.looking(shelf.head.recorded_at)
        # (1)
        whole = hashed(shelf)
    # (2)
    newest = None
    for newest in workspace.anchors.every():
        try:
            whole.check_prefix(newest.checkpoint)
        except NoteError as wrong:
            raise untrue("2", f"{newest.path.name}: {wrong}") from wrong
    if newest is not None and newest.checkpoint.size == whole.size:
        return newest, whole
    # (3)
    needed = whole.keys(whole.size)
    at_hand = {signer.vkey: signer for signer in signers}
    if not needed or not at_hand.keys() >= set(needed):
        raise _unkeyed(named=bool(needed), held=bool(signers))
    # (4)
    text = format_checkpoint(whole.checkpoint())
    note = sign_note(text, [at_hand[vkey] for vkey in needed], int(now.timestamp()))
    anchor = workspace.anchors.put(note)
    log.info("checkpoint.made", size=whole.size)
    return anchor, whole


def hashed(shelf: Shelf) -> Whole:
    """The whole log, hashed anew from its bytes, or TamperError where it is not the head's."""
    whole = Whole(shelf.head.log)
    for row in shelf.rows():
        if leaf_hash(row.entry) != row.leaf:
            raise untrue("1", f"the entry at position {row.position} has another hash")
        try:
            whole.add(row.kind, row.entry)
        except NoteError as wrong:
            raise untrue("1", str(wrong)) from wrong
    if (whole.size, whole.checkpoint().root.hex()) != (shelf.head.size, shelf.head.root):
        raise untrue("1", "the entries do not make the whole that the head tells of")
    return whole


def untrue(step: str, wrong: str) -> TamperError:
    """That the log is not what it was, found at a step."""
    return TamperError(
        step,
        Text(
            en=f"The record does not add up, and was not signed: {wrong}. Acts are recorded all "
            "the same. Run `tadasu verify`, and call someone.",
            ja=f"記録に食い違いがあるため、署名していません({wrong})。行為そのものは記録されています。"
            "`tadasu verify` で調べ、責任者に知らせてください。",
        ),
    )


def _unkeyed(*, named: bool, held: bool) -> UnavailableError:
    if not named:
        return UnavailableError(
            Text(
                en="The log has no key yet. `tadasu checkpoint --new-key` makes one and names it.",
                ja="ログの鍵がまだありません。`tadasu checkpoint --new-key` で作成・登録できます。",
            )
        )
    if not held:
        return UnavailableError(
            Text(
                en=f"The log's key ({FILE}) is not on this machine.",
                ja=f"ログの鍵({FILE})がこの機械にありません。",
            )
        )
    return UnavailableError(
        Text(
            en=f"The key in {FILE} is not the one that the log names for its checkpoints.",
            ja=f"{FILE} の鍵は、記録に登録されたログの鍵ではありません。",
        )
    )
