"""What a log hands to a witness: a checkpoint, and proof that it goes on (C2SP tlog-witness).

old SIZE            of the checkpoint that the witness has
base64(hash)        zero or more lines: the consistency proof from there
                    (an empty line)
the checkpoint, a signed note
"""

import base64
import re
from dataclasses import dataclass

from tadasu.ledger.checkpoint import NoteError, decoded
from tadasu.ledger.note import SignedNote, format_note, parse_note
from tadasu.ledger.proof import MOST_HASHES
from tadasu.ledger.tree import HASH_SIZE

_OLD = re.compile(r"old (0|[1-9][0-9]{0,17})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Addition:
    """A checkpoint for a witness, with the proof from the one of `old` entries."""

    old: int
    path: tuple[bytes, ...]
    note: SignedNote


def format_addition(addition: Addition) -> str:
    """The body of the request."""
    lines = [f"old {addition.old}", *(base64.b64encode(one).decode() for one in addition.path)]
    return "\n".join(lines) + "\n\n" + format_note(addition.note)


def parse_addition(text: str) -> Addition:
    """The addition that `format_addition` wrote, or raise NoteError."""
    head, blank, note = text.partition("\n\n")
    first, *lines = head.split("\n")
    old = _OLD.fullmatch(first)
    if old is None or not blank or len(lines) > MOST_HASHES:
        raise NoteError("this is no addition: old SIZE, a proof, an empty line, a checkpoint")
    path = tuple(map(decoded, lines))
    if any(len(one) != HASH_SIZE for one in path):
        raise NoteError(f"a hash of the proof is not of {HASH_SIZE} bytes")
    return Addition(int(old[1]), path, parse_note(note))
