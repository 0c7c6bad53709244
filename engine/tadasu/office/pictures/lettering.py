"""How wide a text becomes, before anything draws it.

A full-width letter is as wide as it is high (Unicode Standard Annex 11, with ambiguous ones wide,
as Japanese fonts have them); the others by their shape, a little wider than Noto Sans CJK JP.
"""

import unicodedata

CUT = "…"
"""Ends a text that was cut."""

_THIN = frozenset("!'(),-.:;I[]fijl{|}/\\rt ")
_BROAD = frozenset("%@WMmw&")
_NO_XML = frozenset("\ufffe\uffff")
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks of direction: they would make a text read other than it is."""
_REPLACEMENT = "\ufffd"


def measure(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a text in letters of `size`, rather too wide than too narrow."""
    wide = sum(_em(sign) for sign in text) * size
    return wide * 1.05 if bold else wide


def cut(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text, or as much of it as `room` holds with … after it; "" where not even that."""
    if measure(text, size, bold=bold) <= room:
        return text
    left = room - measure(CUT, size, bold=bold)
    if left < 0:
        return ""
    kept = 0
    for at in range(1, len(text)):
        if measure(text[:at], size, bold=bold) > left:
            break
        if not _joined(text, at):
            kept = at
    return text[:kept].rstrip() + CUT


def plain(text: str) -> str:
    """The text on one line, with nothing in it that XML can't hold or that turns others about."""
    spaced = " ".join(text.split())
    return "".join(_REPLACEMENT if _bad(sign) else sign for sign in spaced)


def _bad(sign: str) -> bool:
    return sign in _TURNING or sign in _NO_XML or unicodedata.category(sign) in ("Cc", "Cs")


def _joined(text: str, at: int) -> bool:
    """Whether the letter at a place belongs to the one before it."""
    return _em(text[at]) == 0 or text[at - 1] == "\u200d"


def _em(sign: str) -> float:
    if sign in _THIN:
        return 0.4
    if sign.isascii():
        return 0.97 if sign in _BROAD else 0.74 if sign.isupper() else 0.61
    kind = unicodedata.category(sign)
    if kind in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(sign) in "WFA" or kind in ("So", "Sm", "Sk"):
        return 1.0
    return 0.74 if kind == "Lu" else 0.62
