"""How wide text is on a terminal, and where its lines may break.

Widths follow Unicode Standard Annex 11 (wide and full-width letters take two columns, combining
marks none); breaks follow the kinsoku rules of JIS X 4051 as far as plain text can.
"""

import re
import unicodedata
from functools import lru_cache

NO_START = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々ー）］｝」』】〕〉》〙〗’”…‥"
    "ァィゥェォッャュョヮヵヶぁぃぅぇぉっゃゅょゎゕゖ,.:;?!)]}%"
)
"""Letters that no line begins with."""

NO_END = frozenset("（［｛「『【〔〈《〘〖‘“([{")
"""Letters that no line ends with."""

TIE = "\u00a0"
"""A space that holds two words together (no-break space); shown as a space."""

_UNSEEN = ("Mn", "Me", "Cf")
_HIDDEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


@lru_cache(maxsize=4096)
def letter_width(letter: str) -> int:
    """The columns that one character takes: 0, 1 or 2."""
    if unicodedata.category(letter) in _UNSEEN:
        return 0
    return WIDE if unicodedata.east_asian_width(letter) in ("W", "F") else 1


WIDE = 2
"""Columns of a full-width letter."""


def width(text: str) -> int:
    """The columns that a text without line breaks takes."""
    return len(text) if text.isascii() else sum(map(letter_width, text))


def plain(text: str) -> str:
    r"""The text with whatever could steer a terminal or turn its direction shown as \xNN.

    Line feeds stay. Without this, a fact that someone stated could clear another's screen.
    """
    return _HIDDEN.sub(_spelt, text)


def breakable(before: str, after: str) -> bool:
    """Whether a line may end after `before` when `after` follows."""
    if TIE in (before, after):
        return False
    if after.isspace() or after in NO_START or before in NO_END or letter_width(after) == 0:
        return False
    return before.isspace() or WIDE in (letter_width(before), letter_width(after))


def _spelt(hit: re.Match[str]) -> str:
    code = ord(hit.group())
    if code == 0x09:  # noqa: PLR2004 (a tab moves the cursor by as much as the terminal likes)
        return "    "
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"  # noqa: PLR2004
