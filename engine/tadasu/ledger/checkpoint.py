"""Checkpoints: what a whole log comes down to (C2SP tlog-checkpoint), as the text of a note.

origin                      the log's name
size                        how many entries it has
base64(root)                the root of the tree over them
"""

import base64
import binascii
import re
from dataclasses import dataclass

from tadasu.ledger.tree import HASH_SIZE

LINES = 3

_NUMBER = re.compile(r"0|[1-9][0-9]{0,17}", re.ASCII)


class NoteError(ValueError):
    """What is no note, no checkpoint or no verifier key, or is signed by nobody known."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The state of a log: what everything before it comes down to."""

    origin: str
    size: int
    root: bytes


def format_checkpoint(checkpoint: Checkpoint) -> str:
    """The text of a checkpoint, without lines of anybody's own."""
    root = base64.b64encode(checkpoint.root).decode()
    return f"{checkpoint.origin}\n{checkpoint.size}\n{root}\n"


def parse_checkpoint(text: str) -> Checkpoint:
    """The checkpoint that `format_checkpoint` wrote, or raise NoteError."""
    lines = text.split("\n")
    if len(lines) != LINES + 1 or lines[-1] or not (lines[0] and _NUMBER.fullmatch(lines[1])):
        raise NoteError("this is no checkpoint of three lines: origin, size, root")
    root = decoded(lines[2])
    if len(root) != HASH_SIZE:
        raise NoteError(f"the root of the checkpoint is not of {HASH_SIZE} bytes")
    return Checkpoint(lines[0], int(lines[1]), root)


def decoded(text: str) -> bytes:
    """The bytes of base64 in its only spelling, or raise NoteError."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as wrong:
        raise NoteError("this is no base64") from wrong
    if base64.b64encode(raw).decode() != text:
        raise NoteError("this is base64 in another spelling than its only one")
    return raw
