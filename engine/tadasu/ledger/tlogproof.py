"""That an entry lies in a log, in one file (C2SP tlog-proof): its place, a path, a checkpoint.

c2sp.org/tlog-proof@v1
index 73894
base64(hash) …
                        (an empty line)
the checkpoint as a note
"""

import base64
import re
from collections.abc import Sequence
from dataclasses import dataclass

from tadasu.ledger.checkpoint import NoteError, decoded

_FIRST = "c2sp.org/tlog-proof@v1"
_INDEX = re.compile(r"index (0|[1-9][0-9]{0,17})", re.ASCII)


@dataclass(frozen=True, slots=True)
class LogProof:
    """A proof as it stands; nothing is checked yet."""

    index: int
    path: tuple[bytes, ...]
    checkpoint: str
    """The whole note."""


def format_proof(index: int, path: Sequence[bytes], checkpoint: str) -> str:
    """The file that proves the entry `index` to whoever has the log's key."""
    hashes = (base64.b64encode(node).decode() for node in path)
    return "\n".join((_FIRST, f"index {index}", *hashes, "", checkpoint))


def parse_proof(text: str) -> LogProof:
    """The proof that `format_proof` wrote, or raise NoteError."""
    head, blank, note = text.partition("\n\n")
    first, *rest = head.split("\n")
    found = _INDEX.fullmatch(rest[0]) if rest else None
    if not blank or first != _FIRST or found is None:
        raise NoteError("this is no proof of an entry")
    return LogProof(int(found[1]), tuple(map(decoded, rest[1:])), note)
