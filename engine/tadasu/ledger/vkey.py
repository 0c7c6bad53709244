"""Verifier keys of C2SP signed-note: who may sign a note, with which key, in which way.

    vkey    = name "+" hex(id) "+" base64(kind || public key)
    id      = the first four bytes of SHA-256(name, newline, kind, public key)

Kinds: 0x01 Ed25519 over the note's text; 0x04 and 0x06 the cosignatures of C2SP tlog-cosignature,
Ed25519 and ML-DSA-44, which hold a time and are given to checkpoints only.
"""

import base64
import re
from dataclasses import dataclass
from hashlib import sha256

from tadasu.ledger.checkpoint import NoteError, decoded

PLAIN_ED25519 = 0x01
COSIGNED_ED25519 = 0x04
COSIGNED_MLDSA44 = 0x06

KEY_SIZES = {PLAIN_ED25519: 32, COSIGNED_ED25519: 32, COSIGNED_MLDSA44: 1312}
SIGNATURE_SIZES = {PLAIN_ED25519: 64, COSIGNED_ED25519: 64, COSIGNED_MLDSA44: 2420}

ID_SIZE = 4

_VKEY = re.compile(r"(?P<name>[^+\s\x00-\x1f]+)\+(?P<id>[0-9a-f]{8})\+(?P<key>[A-Za-z0-9+/=]+)")


@dataclass(frozen=True, slots=True)
class VerifierKey:
    """A public key with the name under which it signs, and the kind of its signatures."""

    name: str
    kind: int
    key: bytes

    @property
    def id(self) -> bytes:
        """Four bytes that tell keys of one name apart; no proof of anything."""
        text = self.name.encode() + b"\n" + bytes([self.kind]) + self.key
        return sha256(text).digest()[:ID_SIZE]

    @property
    def timed(self) -> bool:
        """Whether its signatures hold the time of signing."""
        return self.kind != PLAIN_ED25519


def format_vkey(vkey: VerifierKey) -> str:
    """The key as one line of text."""
    key = base64.b64encode(bytes([vkey.kind]) + vkey.key).decode()
    return f"{vkey.name}+{vkey.id.hex()}+{key}"


def parse_vkey(text: str) -> VerifierKey:
    """The key that `format_vkey` wrote, or raise NoteError."""
    found = _VKEY.fullmatch(text)
    if found is None:
        raise NoteError("this is no verifier key: NAME+ID+KEY")
    raw = decoded(found["key"])
    vkey = VerifierKey(found["name"], raw[0] if raw else 0, raw[1:])
    if vkey.kind not in KEY_SIZES:
        raise NoteError(f"the verifier key of {vkey.name} is of an unknown kind")
    if len(vkey.key) != KEY_SIZES[vkey.kind] or vkey.id.hex() != found["id"]:
        raise NoteError(f"the verifier key of {vkey.name} has another id or length than its key")
    return vkey
