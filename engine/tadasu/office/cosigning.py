"""A log asks a witness for its cosignature (C2SP tlog-witness, from the log's side).

(1) The proof begins at the size that the witness has cosigned last.
(2) A witness that saw more entries, or others, is believed: the log is not what it was.
(3) Only cosignatures of keys that were named are counted; without any they are kept unchecked.
"""

from collections.abc import Sequence
from http import HTTPStatus

from tadasu.errors import TamperError, Text, UnavailableError
from tadasu.ledger.addition import Addition, format_addition
from tadasu.ledger.checkpoint import NoteError, parse_checkpoint
from tadasu.ledger.note import Signature, SignedNote, open_note, parse_signature
from tadasu.ledger.proof import prove_consistency
from tadasu.ledger.vkey import VerifierKey
from tadasu.ledger.whole import Whole
from tadasu.office.posting import Posted, PostError, post
from tadasu.store.anchors import Anchor, Anchors


def cosign(
    anchors: Anchors, anchor: Anchor, whole: Whole, url: str, vkeys: Sequence[VerifierKey]
) -> Anchor:
    """The checkpoint with the cosignatures of the witness at `url`, kept in its file.

    Raises TamperError where the witness has seen another log, UnavailableError where it can't be
    asked, refuses, or gives no cosignature that holds.
    """
    # (1)
    old = 0
    answer = _asked(url, anchor, whole, old)
    if answer.status == HTTPStatus.CONFLICT:
        old = _size(url, answer.text)
        # (2)
        if old > anchor.checkpoint.size:
            raise _other(url, f"it has cosigned {old} entries")
        answer = _asked(url, anchor, whole, old)
    if answer.status == HTTPStatus.UNPROCESSABLE_ENTITY:
        raise _other(url, answer.text.strip())
    if answer.status != HTTPStatus.OK:
        raise _unfit(url, f"{answer.status} {answer.text.strip()}")
    # (3)
    try:
        added = _added(anchor.note, answer.text, whole, vkeys)
    except NoteError as wrong:
        raise _unfit(url, str(wrong)) from wrong
    return anchors.put(added)


def _added(note: SignedNote, lines: str, whole: Whole, vkeys: Sequence[VerifierKey]) -> SignedNote:
    """The note with the lines that a witness gave, but for those in the log's own name."""
    found = [parse_signature(line) for line in lines.splitlines()]
    own = {(key.name, key.id) for key in whole.keys(parse_checkpoint(note.text).size)}
    if vkeys:
        vouched = {one.vkey for one in open_note(SignedNote(note.text, tuple(found)), vkeys)}
        names = {(key.name, key.id) for key in vouched}
        found = [one for one in found if (one.name, one.id) in names]
    found = [one for one in found if (one.name, one.id) not in own]
    if not found:
        raise NoteError("there is no cosignature in the answer")
    given = {(one.name, one.id) for one in found}
    kept: list[Signature] = [one for one in note.signatures if (one.name, one.id) not in given]
    return SignedNote(note.text, (*kept, *found))


def _asked(url: str, anchor: Anchor, whole: Whole, old: int) -> Posted:
    path = prove_consistency(whole.levels, old, anchor.checkpoint.size)
    body = format_addition(Addition(old, path, anchor.note)).encode()
    try:
        return post(url.rstrip("/") + "/add-checkpoint", body, "text/plain")
    except PostError as wrong:
        raise _unfit(url, str(wrong)) from wrong


def _size(url: str, body: str) -> int:
    plain = body.strip()
    if not (plain.isascii() and plain.isdecimal()):
        raise _unfit(url, "409, without the size that it has")
    return int(plain)


def _other(url: str, why: str) -> TamperError:
    return TamperError(
        "witness",
        Text(
            en=f"The witness {url} has seen another history of this log: {why}. Either this "
            "record was cut back or written anew, or somebody else signs with its key.",
            ja=f"立会人 {url} は、このログの別の履歴を見ています({why})。記録が切り捨て・書き換えられたか、"
            "ほかの誰かがログの鍵で署名しています。",
        ),
    )


def _unfit(url: str, why: str) -> UnavailableError:
    return UnavailableError(
        Text(
            en=f"The witness {url} did not cosign: {why}.",
            ja=f"立会人 {url} の連署を得られませんでした({why})。",
        )
    )
