"""Canonical JSON: what is written, and what is refused in both directions."""

import enum
import json
import sys
from typing import Any

import pytest

from tadasu.ledger.canonical import NotCanonicalError, canonical_bytes, parse_canonical

WRITTEN = {
    "order": ({"b": 1, "a": 2, "A": 3}, b'{"A":3,"a":2,"b":1}'),
    "literals": ([None, True, False, 0, -1], b"[null,true,false,0,-1]"),
    "tuple": ((1, (2,)), b"[1,[2]]"),
    "largest": ([2**53 - 1, 1 - 2**53], b"[9007199254740991,-9007199254740991]"),
    "japanese": ("監査", '"監査"'.encode()),
    "beyond-the-plane": ("𠮷😀", '"𠮷😀"'.encode()),
    "quotes": ('"\\/', b'"\\"\\\\/"'),
    "control": ("\0\b\t\n\f\r\x1f\x7f", b'"\\u0000\\b\\t\\n\\f\\r\\u001f\x7f"'),
    "line-separator": ("\u2028", '"\u2028"'.encode()),
    "empty": ({"": {}, "a": [], "b": ""}, b'{"":{},"a":[],"b":""}'),
}

Colour = enum.Enum("Colour", ["RED"])

REFUSED = {
    "float": 1.0,
    "nan": float("nan"),
    "too-large": 2**53,
    "too-small": -(2**53),
    "decomposed": "か\u3099",
    "decomposed-latin": "e\u0301",
    "high-surrogate": "\ud800",
    "low-surrogate": "a\udc80",
    "name-not-ascii": {"名": 1},
    "name-no-text": {1: 2},
    "bytes": b"x",
    "set": {1},
    "enum": Colour.RED,
    "inside": {"a": [{"b": 0.5}]},
}

MISSPELT = {
    "nothing": b"",
    "words": b"hello",
    "space": b'{"a": 1}',
    "newline": b'{"a":1}\n',
    "order": b'{"b":1,"a":2}',
    "twice": b'{"a":1,"a":1}',
    "escape": b'"\\u0041"',
    "slash": b'"\\/"',
    "upper-case-escape": b'"\\u001F"',
    "float": b"1.0",
    "exponent": b"1e2",
    "nan": b"NaN",
    "infinity": b"-Infinity",
    "minus-zero": b"-0",
    "too-large": b"9007199254740992",
    "very-long": b"9" * 5000,
    "lone-surrogate": b'"\\ud800"',
    "pair-as-escapes": b'"\\ud842\\udfb7"',
    "not-utf8": b'"\xff"',
    "surrogate-in-utf8": b'"\xed\xa0\x80"',
    "byte-order-mark": b'\xef\xbb\xbf"a"',
    "decomposed": '"か\u3099"'.encode(),
    "deep": b"[" * 100_000,
}


@pytest.mark.parametrize(("value", "written"), WRITTEN.values(), ids=WRITTEN.keys())
def test_what_is_written(value: object, written: bytes) -> None:
    assert canonical_bytes(value) == written
    assert parse_canonical(written) == json.loads(json.dumps(value))


@pytest.mark.parametrize("value", REFUSED.values(), ids=REFUSED.keys())
def test_what_is_not_written(value: object) -> None:
    with pytest.raises(NotCanonicalError):
        canonical_bytes(value)


@pytest.mark.parametrize("text", MISSPELT.values(), ids=MISSPELT.keys())
def test_what_is_not_read(text: bytes) -> None:
    with pytest.raises(NotCanonicalError):
        parse_canonical(text)


def nested(levels: int) -> Any:
    """Lists inside lists."""
    value: Any = 0
    for _ in range(levels):
        value = [value]
    return value


def test_levels_are_counted_not_left_to_the_stack() -> None:
    assert parse_canonical(canonical_bytes(nested(64))) == nested(64)
    with pytest.raises(NotCanonicalError, match="levels"):
        canonical_bytes(nested(65))
    with pytest.raises(NotCanonicalError, match="levels"):
        parse_canonical(b"[" * 65 + b"]" * 65)


def test_a_circle_ends() -> None:
    circle: list[object] = []
    circle.append(circle)
    with pytest.raises(NotCanonicalError):
        canonical_bytes(circle)
    assert sys.getrecursionlimit() > 64
