"""How wide a text becomes, before anything draws it.

A full-width letter is as wide as it is high (Unicode Standard Annex 11, with ambiguous ones wide,
as Japanese fonts have them); the others by their shape, a little wider than Noto Sans CJK JP.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

_BOLDER = 1.06
CUT = "…"
"""Ends a text that was cut."""

_NARROW = {
    sign: width
    for width, signs in (
        (0.36, "!'(),-.:;I[]fijl{|} "),
        (0.42, "/\\rt"),
        (0.55, '"*?JLYcsvxyz'),
        (0.59, "0123456789+$<=>EF^_aegk~#–·"),
        (0.64, "ACKPRSTVXZ`bdhnopqu"),
        (0.75, "&BDGHNOQU"),
        (0.87, "Mw"),
        (0.98, "%@Wm"),
    )
    for sign in signs
}
"""By their shape, in em."""
_NO_XML = frozenset("\ufffe\uffff")
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Marks of direction: they would make a text read other than it is."""
_NO_START = frozenset(
    "、。，．・：；？！ー）］｝」』】々ァィゥェォッャュョぁぃぅぇぉっゃゅょ,.:;?!)]} "
)
_COMMAS = frozenset("、,。;—+")
_NO_END = frozenset("（［｛「『【([{")
_REPLACEMENT = "\ufffd"


def measure(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a text in letters of `size`, rather too wide than too narrow."""
    wide = sum(_em(sign) for sign in text) * size
    return wide * _BOLDER if bold else wide


def cut(text: str, size: float, room: float, *, bold: bool = False) -> str:
    """The text, or as much of it as `room` holds with … after it; "" where not even that."""
    if measure(text, size, bold=bold) <= room:
        return text
    scale = size * _BOLDER if bold else size
    left = room / scale - _em(CUT)
    if left < 0:
        return ""
    kept, wide = 0, 0.0
    for at, sign in enumerate(text):
        if not _joined(text, at):
            kept = at
        wide += _em(sign)
        if wide > left:
            break
    return text[:kept].rstrip() + CUT


def folded(text: str, size: float, room: float) -> tuple[str, ...]:
    """The text in lines of at most `room`, of like length, after commas where it can be.

    A word that is wider than the room stands alone, and whole.
    """
    pieces = list(_pieces(text))
    lines = _packed(pieces, size, room)
    count = len(lines)
    while count > 1:
        room -= size / 2
        closer = _packed(pieces, size, room)
        if len(closer) > count or _ragged(closer) > _ragged(lines):
            break
        if any(measure(line, size) > room for line in closer):
            break
        lines = closer
    return tuple(lines)


def _ragged(lines: Sequence[str]) -> int:
    """How many lines break anywhere but after a comma."""
    return sum(line[-1:] not in _COMMAS for line in lines[:-1])


def _packed(pieces: Sequence[str], size: float, room: float) -> list[str]:
    lines: list[list[str]] = [[]]
    for piece in pieces:
        if lines[-1] and measure("".join([*lines[-1], piece]).rstrip(), size) > room:
            lines.append(_after_comma(lines[-1], size, room / 2))
        lines[-1].append(piece)
    return ["".join(line).strip() for line in lines]


def _after_comma(line: list[str], size: float, least: float) -> list[str]:
    """Takes what follows the last comma out of a line that is `least` long before it."""
    for at in range(len(line) - 1, 0, -1):
        if line[at - 1].rstrip()[-1:] in _COMMAS:
            if measure("".join(line[:at]), size) < least:
                break
            rest = line[at:]
            del line[at:]
            return rest
    return []


def plain(text: str) -> str:
    """The text on one line, with nothing in it that XML can't hold or that turns others about."""
    spaced = " ".join(text.split())
    return "".join(_REPLACEMENT if _bad(sign) else sign for sign in spaced)


def _pieces(text: str) -> Iterator[str]:
    """Runs that stay together: words with the space after them, full-width letters one by one."""
    piece = ""
    for sign in text:
        if piece and _parts(piece[-1], sign):
            yield piece
            piece = ""
        piece += sign
    yield piece


def _parts(before: str, after: str) -> bool:
    """Whether a line may break between two letters."""
    if before == " ":
        return after != " "
    if _em(after) == 0 or after in _NO_START or before in _NO_END:
        return False
    return _ideograph(before) or _ideograph(after)


def _ideograph(sign: str) -> bool:
    return unicodedata.east_asian_width(sign) in "WF"


def _bad(sign: str) -> bool:
    return sign in _TURNING or sign in _NO_XML or unicodedata.category(sign) in ("Cc", "Cs")


def _joined(text: str, at: int) -> bool:
    """Whether the letter at a place belongs to the one before it."""
    if at == 0:
        return False
    return _em(text[at]) == 0 or text[at - 1] == "\u200d"


@lru_cache(maxsize=4096)
def _em(sign: str) -> float:
    if sign in _NARROW:
        return _NARROW[sign]
    kind = unicodedata.category(sign)
    if kind in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(sign) in "WFA" or kind in ("So", "Sm", "Sk"):
        return 1.0
    return 0.74 if kind == "Lu" else 0.62
