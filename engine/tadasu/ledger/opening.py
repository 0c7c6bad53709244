"""Sealed values: the record keeps a commitment, the opening lies elsewhere and can be destroyed.

An opening is canonical JSON `[SALT, NAME, VALUE]`: 16 random bytes in base64, the name of the
field, and the text. The commitment is its SHA-256 in hex. Who has the opening can show what was
stated; who has only the commitment can't find it out, the salt being unknown.
"""

import base64
import binascii
import hashlib
from dataclasses import dataclass

from tadasu.ledger.canonical import NotCanonicalError, canonical_bytes, parse_canonical

SALT_BYTES = 16


class OpeningError(ValueError):
    """It is no opening, or not the one of this commitment."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a sealed value says."""

    salt: bytes
    name: str
    value: str


def format_opening(opening: Opening) -> bytes:
    """The opening's bytes, which are hashed."""
    return canonical_bytes([base64.b64encode(opening.salt).decode(), opening.name, opening.value])


def parse_opening(content: bytes) -> Opening:
    """The opening that `format_opening` wrote, or OpeningError."""
    try:
        parts = parse_canonical(content)
    except NotCanonicalError as wrong:
        raise OpeningError(str(wrong)) from wrong
    if not isinstance(parts, list) or list(map(type, parts)) != [str, str, str]:
        raise OpeningError("it is not a salt, a name and a value")
    salt, name, value = map(str, parts)
    try:
        raw = base64.b64decode(salt, validate=True)
    except binascii.Error as wrong:
        raise OpeningError("its salt is no base64") from wrong
    opening = Opening(raw, name, value)
    if len(raw) != SALT_BYTES or format_opening(opening) != content:
        raise OpeningError("its salt is not of 16 bytes")
    return opening


def commitment(content: bytes) -> str:
    """What the record keeps of an opening: SHA-256 of its bytes, in hex."""
    return hashlib.sha256(content).hexdigest()


def check_opening(content: bytes, committed: str) -> Opening:
    """The opening of `committed`, or OpeningError where these bytes are not."""
    if commitment(content) != committed:
        raise OpeningError("it is not what was sealed")
    return parse_opening(content)
