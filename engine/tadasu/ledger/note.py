"""Notes: text that one or more keys have signed (C2SP signed-note).

    text
                                        (an empty line)
    — name base64(id || signature)

A cosignature (C2SP tlog-cosignature) has the time of signing before the signature: eight bytes,
seconds since 1970. Nothing in a note counts before `open_note` has found a known key's signature.
"""

import base64
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NoReturn

from tadasu.ledger.checkpoint import NoteError, decoded, parse_checkpoint
from tadasu.ledger.verifying import check_signature
from tadasu.ledger.vkey import (
    COSIGNED_ED25519,
    COSIGNED_MLDSA44,
    ID_SIZE,
    SIGNATURE_SIZES,
    VerifierKey,
)

LONGEST_NOTE = 1_000_000
"""Bytes of a note at most."""

MOST_SIGNATURES = 100
TIME_SIZE = 8
LAST_TIME = 2**63 - 1

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_SIGNATURE_LINE = re.compile(r"— (?P<name>[^+\s]+) (?P<blob>[A-Za-z0-9+/=]+)")
_SUBTREE = b"subtree/v1\n\x00"


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature line as it stands; `blob` is the signature, behind its time if it has one."""

    name: str
    id: bytes
    blob: bytes


@dataclass(frozen=True, slots=True)
class SignedNote:
    """A text, which ends with a newline, and what was signed under it."""

    text: str
    signatures: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class Signer:
    """A key at hand: `sign` makes the raw signature of a message."""

    vkey: VerifierKey
    sign: Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Vouched:
    """A signature that holds: whose, and its time where it has one (seconds since 1970)."""

    vkey: VerifierKey
    time: int | None

    @property
    def name(self) -> str:
        """The name under which the key signs."""
        return self.vkey.name


def format_note(note: SignedNote) -> str:
    """The whole note as text."""
    return note.text + "\n" + "".join(map(format_signature, note.signatures))


def parse_note(text: str) -> SignedNote:
    """The note that `format_note` wrote, or raise NoteError; nothing is verified yet."""
    body, blank, lines = text.rpartition("\n\n")
    if not blank or not lines.endswith("\n"):
        raise NoteError("this is no signed note: an empty line and signatures are missing")
    if len(text) > LONGEST_NOTE or lines.count("\n") > MOST_SIGNATURES or _CONTROL.search(text):
        raise NoteError("this is no signed note: too long, or with characters that no note has")
    return SignedNote(body + "\n", tuple(map(parse_signature, lines.split("\n")[:-1])))


def format_signature(signature: Signature) -> str:
    """A signature line with its newline."""
    blob = base64.b64encode(signature.id + signature.blob).decode()
    return f"— {signature.name} {blob}\n"


def parse_signature(line: str) -> Signature:
    """The signature in a line without its newline, or raise NoteError."""
    found = _SIGNATURE_LINE.fullmatch(line)
    raw = decoded(found["blob"]) if found else b""
    if found is None or len(raw) <= ID_SIZE:
        raise NoteError("this is no signature line: — NAME SIGNATURE")
    return Signature(found["name"], raw[:ID_SIZE], raw[ID_SIZE:])


def sign_note(text: str, signers: Iterable[Signer], time: int) -> SignedNote:
    """The text signed by each of `signers`; `time` (seconds since 1970) goes where it belongs.

    Raises NoteError where a cosigner is to sign what is no checkpoint.
    """
    signatures = []
    for signer in signers:
        vkey = signer.vkey
        stamp = time.to_bytes(TIME_SIZE, "big") if vkey.timed else b""
        blob = stamp + signer.sign(_message(vkey, text, time))
        signatures.append(Signature(vkey.name, vkey.id, blob))
    return SignedNote(text, tuple(signatures))


def open_note(note: SignedNote, vkeys: Sequence[VerifierKey]) -> tuple[Vouched, ...]:
    """The known keys whose signatures hold, each once, in the order of the note.

    Signatures of others are passed over. Raises NoteError where there is none of a known key, or
    where one of a known key does not fit: such a note is to be thrown away whole.
    """
    known = {(vkey.name, vkey.id): vkey for vkey in vkeys}
    held: dict[VerifierKey, Vouched] = {}
    for signature in note.signatures:
        vkey = known.get((signature.name, signature.id))
        if vkey is not None and vkey not in held:
            held[vkey] = _opened(note.text, signature, vkey)
    if not held:
        raise NoteError("the note is signed by no key that is known here")
    return tuple(held.values())


def _opened(text: str, signature: Signature, vkey: VerifierKey) -> Vouched:
    stamp, raw = b"", signature.blob
    if vkey.timed:
        stamp, raw = raw[:TIME_SIZE], raw[TIME_SIZE:]
    time = int.from_bytes(stamp, "big")
    if len(raw) != SIGNATURE_SIZES[vkey.kind] or time > LAST_TIME:
        _refuse_note(vkey)
    check_signature(vkey, raw, _message(vkey, text, time))
    return Vouched(vkey, time if vkey.timed else None)


def _message(vkey: VerifierKey, text: str, time: int) -> bytes:
    """What a key of this kind signs."""
    if vkey.kind == COSIGNED_ED25519:
        parse_checkpoint(text)
        return f"cosignature/v1\ntime {time}\n{text}".encode()
    if vkey.kind == COSIGNED_MLDSA44:
        checkpoint = parse_checkpoint(text)
        numbers = (number.to_bytes(TIME_SIZE, "big") for number in (time, 0, checkpoint.size))
        at, start, end = numbers
        names = (_counted(vkey.name), at, _counted(checkpoint.origin))
        return b"".join((_SUBTREE, *names, start, end, checkpoint.root))
    return text.encode()


def _counted(name: str) -> bytes:
    raw = name.encode()
    if not 0 < len(raw) <= 0xFF:  # noqa: PLR2004
        raise NoteError("a name is empty, or longer than 255 bytes")
    return bytes([len(raw)]) + raw


def _refuse_note(vkey: VerifierKey) -> NoReturn:
    raise NoteError(f"the signature of {vkey.name} does not fit")
