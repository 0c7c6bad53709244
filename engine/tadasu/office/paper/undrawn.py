"""Letters that no font has: found in what typst says of them, and told to whoever asked."""

import re
from collections.abc import Sequence

from tadasu.errors import Text, UnavailableError

_UNDRAWN = re.compile(
    r'(?:the text|the PDF contains the codepoint|the disallowed codepoint) `"((?:[^"\\]|\\.)+)"`'
)
_ESCAPED = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
_SIGNS = {"n": "\n", "r": "\r", "t": "\t", "0": "\0"}
_NAMED = 5
"""So many characters are named where there is no font for them."""


def undrawn(diagnostic: str) -> list[str]:
    """The characters that no font has, or that the standards forbid, as they first come."""
    found = "".join(_unescaped(text) for text in _UNDRAWN.findall(diagnostic))
    return list(dict.fromkeys(found))


def _unescaped(text: str) -> str:
    def sign(found: re.Match[str]) -> str:
        number, letter = found.groups()
        return chr(int(number, 16)) if number else _SIGNS.get(letter, letter)

    return _ESCAPED.sub(sign, text)


def without_font(letters: Sequence[str]) -> UnavailableError:
    """What is said where these letters have no font."""
    named = ", ".join(map(_named, letters[:_NAMED]))
    more = len(letters) - _NAMED
    en = f"{named} and {more} more" if more > 0 else named
    ja = f"{named} ほか {more} 字" if more > 0 else named
    return UnavailableError(
        Text(
            en=f"No font here has {en}: put a font with it into a folder named in "
            "`documents.fonts` of tadasu.yaml, or make a page (.html).",
            ja=f"次の文字のフォントがありません: {ja}。その文字を含むフォントを tadasu.yaml の `documents.fonts` に"
            "指定したフォルダーに置くか、ページ(.html)を作成してください。",
        )
    )


def _named(letter: str) -> str:
    number = f"U+{ord(letter):04X}"
    return f"{letter} ({number})" if letter.isprintable() else number
