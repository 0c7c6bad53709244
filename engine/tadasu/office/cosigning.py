"""A log asks a witness for its cosignature (C2SP tlog-witness, from the log's side).

(1) The proof begins at the size that the witness has cosigned last.
(2) A witness that saw more entries, or others, is believed: the log is not what it was.
(3) Only cosignatures of keys that were named are counted; without any they are kept unchecked.
"""

import urllib.error
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit

from tadasu.errors import TamperError, Text, UnavailableError
from tadasu.ledger.addition import Addition, format_addition
from tadasu.ledger.checkpoint import NoteError, parse_checkpoint
from tadasu.ledger.note import Signature, SignedNote, open_note, parse_signature
from tadasu.ledger.proof import prove_consistency
from tadasu.ledger.vkey import VerifierKey
from tadasu.ledger.whole import Whole
from tadasu.store.anchors import Anchor, Anchors

PATIENCE_SECONDS = 20
MOST_BYTES = 256 * 1024


@dataclass(frozen=True, slots=True)
class Answer:
    """What a witness said by HTTP."""

    status: int
    body: str


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
        old = _size(url, answer.body)
        # (2)
        if old > anchor.checkpoint.size:
            raise _other(url, f"it has cosigned {old} entries")
        answer = _asked(url, anchor, whole, old)
    if answer.status == HTTPStatus.UNPROCESSABLE_ENTITY:
        raise _other(url, answer.body.strip())
    if answer.status != HTTPStatus.OK:
        raise _unfit(url, f"{answer.status} {answer.body.strip()}")
    # (3)
    try:
        added = _added(anchor.note, answer.body, whole, vkeys)
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


def _asked(url: str, anchor: Anchor, whole: Whole, old: int) -> Answer:
    path = prove_consistency(whole.levels, old, anchor.checkpoint.size)
    body = format_addition(Addition(old, path, anchor.note)).encode()
    if urlsplit(url).scheme not in ("http", "https"):
        raise _unfit(url, "it is no address that begins with http:// or https://")
    address = url.rstrip("/") + "/add-checkpoint"
    kind = {"Content-Type": "text/plain"}
    try:
        request = urllib.request.Request(address, body, kind)  # noqa: S310
        with urllib.request.urlopen(request, timeout=PATIENCE_SECONDS) as said:  # noqa: S310
            return Answer(said.status, _text(said.read(MOST_BYTES)))
    except urllib.error.HTTPError as refused:
        with refused:
            return Answer(refused.code, _text(refused.read(MOST_BYTES)))
    except (OSError, ValueError) as wrong:
        raise _unfit(url, str(wrong)) from wrong


def _text(content: bytes) -> str:
    return content.decode("utf-8", "replace")


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
