"""Signed records as the contents of bundles, made in memory."""

import json
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from tadasu.bundle.contents import Contents
from tadasu.ledger.canonical import canonical_bytes
from tadasu.ledger.checkpoint import Checkpoint, format_checkpoint
from tadasu.ledger.note import Signer, format_note, sign_note
from tadasu.ledger.sshkey import format_public
from tadasu.ledger.tree import leaf_hash, root_of
from tadasu.ledger.vkey import COSIGNED_ED25519, format_vkey
from tests.unit.core.library import library_process
from tests.unit.ledger.rows import LOG
from tests.unit.ledger.signers import ed25519_signer
from tests.unit.ledger.signing import FOUNDER, SECOND, Book

LOG_KEY = ed25519_signer(LOG, 9)
WITNESS = ed25519_signer("witness.example.net", 8, COSIGNED_ED25519)
SIGNED_AT = 1_800_000_000

DOCUMENT = canonical_bytes({**json.loads(library_process().document), "signatures": "required"})
"""The library's process, which requires that everybody signs."""

PROCESS = sha256(DOCUMENT).hexdigest()
PHOTO = "写真".encode()
ATTACK = '</script><script>document.title = "taken"</script><!-- %3C "\' & 髙﨑 \u2028'
"""A text as an attacker may state it."""


def note_over(entries: Sequence[bytes], *signers: Signer) -> str:
    """The checkpoint over entries."""
    root = root_of(map(leaf_hash, entries))
    text = format_checkpoint(Checkpoint(LOG, len(entries), root))
    return format_note(sign_note(text, signers or (LOG_KEY,), SIGNED_AT))


def contents_of(book: Book, sizes: Sequence[int] = (), **changes: object) -> Contents:
    """What a bundle of the book's log is made of, with earlier checkpoints of some sizes."""
    entries = [row.entry for row in book.rows]
    whole = Contents(
        log=LOG,
        entries=entries,
        checkpoint=note_over(entries, LOG_KEY, WITNESS),
        notes={size: note_over(entries[:size]) for size in sizes},
        stamps={},
        vkeys=[format_vkey(LOG_KEY.vkey)],
        definitions={PROCESS: lambda: DOCUMENT},
        evidence={},
    )
    return replace(whole, **changes)  # type: ignore[arg-type]


def signed_library(evidence: bool = True) -> Book:
    """A book that was lent, with everything that can happen on the way; all of it signed."""
    book = Book.founded(PROCESS)
    book.add("", "log.keyed/1", {"vkeys": [format_vkey(LOG_KEY.vkey)]})
    member = {"workflow": "member", "state": "active", "fields": {"id": "P-2", "name": "髙﨑"}}
    book.add("P-2", "case.opened/1", member)
    book.enrol(SECOND, "P-2")
    fields = {"title": ATTACK}
    book.add("B-1", "case.opened/1", {"workflow": "book", "state": "shelved", "fields": fields})
    verdict = {"policy": "B-01", "level": "warn", "result": "fail", "looked": 1, "counted": 1}
    moved = {"transition": "discard", "source": "shelved", "target": "gone", "round": 1}
    book.add(
        "B-1",
        "case.refused/1",
        {"act": "discard", "reasons": [_reason()]},
        actor="P-2",
        keys=[SECOND],
    )
    if evidence:
        book.add("B-1", "evidence.attached/1", _attached())
    book.add("B-1", "waiver.granted/1", _waiver())
    both = {"verdicts": [verdict], "cosigned": [{"person": "P-2", "role": "staff"}]}
    book.add("B-1", "case.moved/1", {**moved, **both}, keys=[FOUNDER, SECOND])
    return book


def trust_text(*lines: str) -> str:
    """A file in which everything is trusted that such records need, with further lines."""
    people = (("P-1", FOUNDER), ("P-2", SECOND))
    held = (f"person {name} {format_public(key.public)}" for name, key in people)
    vkeys = (format_vkey(one.vkey) for one in (LOG_KEY, WITNESS))
    return "\n".join((*vkeys, *held, *lines, ""))


def _reason() -> Mapping[str, object]:
    because = {"text": "actor != case.opened_by", "values": [["actor", "P-2"]]}
    items = [{"key": "B-1", "because": [because]}]
    return {"code": "policy", "rule": "B-01", "level": "block", "items": items}


def _attached() -> Mapping[str, object]:
    about = {"sha256": sha256(PHOTO).hexdigest(), "size": len(PHOTO), "name": "写真.jpg"}
    return {"evidence": "B-1-E1", "media_type": "image/jpeg", **about}


def _waiver() -> Mapping[str, object]:
    why = {"reason": "<b>bold</b>", "measure": "none", "until": "2026-06-30"}
    return {"waiver": "B-1-W1", "policy": "B-01", "act": "discard", **why}


def photographed() -> Mapping[str, Callable[[], bytes]]:
    """The evidence of the library."""
    return {sha256(PHOTO).hexdigest(): lambda: PHOTO}


def encoded(blob: bytes) -> str:
    """Bytes as base64."""
    return b64encode(blob).decode()
