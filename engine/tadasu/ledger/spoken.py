"""A checkpoint to read out, print and type back: `20852-0W40-J2GB-1G6G-W3RG-R`.

The log's size, the first 80 bits of its root in Crockford's base 32, and a character over both,
which shows any one mistyped character and any two that changed places. Capitals, spaces and dashes
don't matter, nor does the width of the characters; O is read as 0, I and L as 1.

80 bits are enough for what this is for: whoever would write another history with the same spoken
form has to try 2**80 of them, and 2**40 only if both histories are theirs to choose before the
form is read out. A signed note is better wherever a file can go.
"""

import re
import unicodedata
from dataclasses import dataclass

from tadasu.ledger.checkpoint import Checkpoint

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
PREFIX_SIZE = 10
"""Bytes of the root that are spoken."""

_LETTERS = 16
_GROUP = 4
_BITS = 5
_DASHES = re.compile(r"[\s,._'\-\u2010-\u2015\u2212\u30fc]+")
_FORM = re.compile(rf"(?P<size>0|[1-9][0-9]{{0,14}})(?P<root>[{ALPHABET}]{{{_LETTERS}}})")


class SpokenError(ValueError):
    """What is no spoken checkpoint, or is mistyped."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What a spoken checkpoint says."""

    size: int
    prefix: bytes
    """The first bytes of the root."""

    def fits(self, checkpoint: Checkpoint) -> bool:
        """Whether this may be spoken of `checkpoint`."""
        return self == Spoken(checkpoint.size, checkpoint.root[:PREFIX_SIZE])


def format_spoken(checkpoint: Checkpoint) -> str:
    """The checkpoint to read out; of which log, the listener has to know."""
    number = int.from_bytes(checkpoint.root[:PREFIX_SIZE], "big")
    places = range((_LETTERS - 1) * _BITS, -1, -_BITS)
    root = "".join(ALPHABET[number >> place & 0x1F] for place in places)
    groups = [root[at : at + _GROUP] for at in range(0, _LETTERS, _GROUP)]
    return "-".join((str(checkpoint.size), *groups, _check_letter(f"{checkpoint.size}{root}")))


def parse_spoken(text: str) -> Spoken:
    """What somebody typed, or raise SpokenError."""
    plain = _DASHES.sub("", unicodedata.normalize("NFKC", text)).upper()
    plain = plain.replace("O", "0").replace("I", "1").replace("L", "1")
    found = _FORM.fullmatch(plain[:-1])
    if found is None:
        raise SpokenError("a spoken checkpoint has a size and 17 letters or digits")
    if _check_letter(plain[:-1]) != plain[-1]:
        raise SpokenError("a spoken checkpoint with a mistyped character")
    number = 0
    for letter in found["root"]:
        number = number << _BITS | ALPHABET.index(letter)
    return Spoken(int(found["size"]), number.to_bytes(PREFIX_SIZE, "big"))


def _check_letter(letters: str) -> str:
    """The sum of the characters, each weighted by a power of two in the field of 32 elements.

    No two places within 31 have one weight; so no single change and no swap leaves the sum.
    """
    total = 0
    for letter in letters:
        total = _doubled(total ^ ALPHABET.index(letter))
    return ALPHABET[total]


def _doubled(element: int) -> int:
    """Twice the element of GF(32), with x**5 = x**2 + 1."""
    element <<= 1
    return element ^ 0b100101 if element >> _BITS else element
