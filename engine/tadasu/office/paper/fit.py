"""How wide columns are, and where a word that is wider than its column may break.

Widths are estimates, in em, rather too wide, so that a number or a date stays in one piece.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence

from tadasu.office.pictures.lettering import measure

BREAK = "\u200b"
"""A place to break that takes no room (zero width space)."""

_WORD = re.compile(r"[^\s\u1100-\u11ff\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\uffef]+")


def ems(text: str, *, bold: bool = False) -> float:
    """The width of a line of text in em, by estimate."""
    return measure(text, 1, bold=bold)


def least(texts: Iterable[str], short: float) -> float:
    """The width in em that keeps every word whole, and every text of up to `short` em."""
    lines = [line for text in texts for line in text.split("\n")]
    whole = max((wide for wide in map(ems, lines) if wide <= short), default=0.0)
    words = (ems(word) for line in lines for word in _WORD.findall(line))
    return max(whole, *words, 0.0)


def widths(shares: Sequence[int], needs: Sequence[float], whole: float) -> tuple[float, ...]:
    """The whole width by shares, but none narrower than it needs, as far as that is possible.

    Where not all get what they need, each gets a share of that.
    """
    needed = sum(needs)
    if needed >= whole:
        return tuple(whole * each / needed for each in needs)
    fixed: set[int] = set()
    while True:
        left = whole - sum(needs[at] for at in fixed)
        total = sum(share for at, share in enumerate(shares) if at not in fixed)
        narrow = {
            at
            for at, share in enumerate(shares)
            if at not in fixed and left * share / total < needs[at]
        }
        if not narrow:
            return tuple(
                needs[at] if at in fixed else left * share / total
                for at, share in enumerate(shares)
            )
        fixed |= narrow


def broken(text: str, width: float) -> str:
    """The text with places to break inside each word that is wider than `width` em."""
    if len(text) <= width:
        return text
    return _WORD.sub(lambda found: _split(found.group(), width), text)


def _split(word: str, width: float) -> str:
    if ems(word) <= width:
        return word
    return "".join(
        each if unicodedata.category(each)[0] in "MC" or not at else BREAK + each
        for at, each in enumerate(word)
    )
