"""Canonical JSON: one value, one byte string (RFC 8785 in a restricted profile).

The profile: no floats, integers below 2**53 in size, ASCII member names, text in NFC without lone
surrogates. Within it every careful canonicaliser writes the same bytes. Bytes are made once, when
an entry is written; nobody makes them again to verify.
"""

import json
import unicodedata
from collections.abc import Mapping, Sequence

import rfc8785

INT_LIMIT = 2**53


class NotCanonicalError(ValueError):
    """A value or text outside the profile."""


def canonical_bytes(value: object) -> bytes:
    """The canonical bytes of `value`, or raise NotCanonicalError."""
    _check(value)
    return rfc8785.dumps(value)  # type: ignore[arg-type]


def parse_canonical(text: bytes | str) -> object:
    """The value of a JSON text of the profile; NotCanonicalError for anything looser."""
    try:
        source = text.decode("utf-8") if isinstance(text, bytes) else text
        value: object = json.loads(
            source, object_pairs_hook=_members, parse_float=_no_float, parse_constant=_no_float
        )
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as wrong:
        raise NotCanonicalError(f"this is no JSON: {wrong}") from wrong
    _check(value)
    return value


def _members(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise NotCanonicalError("a member stands twice")
    return members


def _no_float(text: str) -> object:
    raise NotCanonicalError(f"{text} is no whole number")


def _check(value: object) -> None:
    if value is None or isinstance(value, bool):
        return
    if isinstance(value, int):
        if abs(value) >= INT_LIMIT:
            raise NotCanonicalError(f"{value} is too large")
    elif isinstance(value, str):
        _check_text(value)
    elif isinstance(value, Mapping):
        for name, each in value.items():
            if not isinstance(name, str) or not name.isascii():
                raise NotCanonicalError(f"the member name {name!r} is not ASCII text")
            _check(each)
    elif isinstance(value, Sequence) and not isinstance(value, bytes | bytearray):
        for each in value:
            _check(each)
    else:
        raise NotCanonicalError(f"{type(value).__name__} has no canonical form")


def _check_text(text: str) -> None:
    if text.isascii():
        return
    if not unicodedata.is_normalized("NFC", text):
        raise NotCanonicalError("a text is not in NFC")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError as wrong:
        raise NotCanonicalError("a text holds a lone surrogate") from wrong
