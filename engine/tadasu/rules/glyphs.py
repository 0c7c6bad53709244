"""Characters that no definition may hold: they make a text read other than it is.

Marks of direction reorder what a reader sees (CVE-2021-42574), characters without width make two
texts look alike, and long runs of combining marks cost time beyond measure to compose.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import islice

from tadasu.errors import Text

MOST_MARKS = 30
"""Combining marks in a row, as in the Stream-Safe Text Format (Unicode Standard Annex 15)."""

_JOINER = "\u200d"
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_HIDDEN = re.compile(
    "[\x85\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_MAYBE = re.compile(
    "[^\x00-\u02ff\u3000-\u3029\u3030-\u3098\u309b-\u9fff\uac00-\ud7a3\uf900-\ufaff]"
    f"{{{MOST_MARKS + 1}}}"
)
"""So many characters in a row outside of the letters that most files are made of."""
_WIDE = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16", b"\x00\x00\xfe\xff": "UTF-32"}


class UndecodableError(Exception):
    """Bytes that are no UTF-8: the text before them, and what to say."""

    def __init__(self, before: str, message: Text) -> None:
        super().__init__(message.en)
        self.before = before
        self.message = message


def decoded(content: bytes) -> str:
    """The text of a file, without the mark that some editors put first; or UndecodableError."""
    for mark, name in _WIDE.items():
        if content.startswith(mark):
            raise UndecodableError(
                "",
                Text(
                    en=f"This file is in {name}; save it as UTF-8.",
                    ja=f"このファイルは {name} です。UTF-8 で保存してください。",
                ),
            )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        before = content[: wrong.start].decode("utf-8-sig")
        raise UndecodableError(before, _NO_UTF8) from None


def hidden(text: str) -> Iterator[int]:
    """Where characters stand that nobody sees; a joiner within an emoji is no such thing."""
    if text.isascii():
        return
    for found in _HIDDEN.finditer(text):
        at = found.start()
        if not (found[0] == _JOINER and _pictures(text, at)):
            yield at


def piled(text: str) -> int | None:
    """Where more combining marks follow each other than any language writes."""
    if not _MAYBE.search(text):
        return None
    marks = 0
    for at, character in enumerate(text):
        marks = marks + 1 if unicodedata.combining(character) else 0
        if marks > MOST_MARKS:
            return at
    return None


def some_hidden(text: str, most: int) -> list[int]:
    """The first of the places where hidden characters stand."""
    return list(islice(hidden(text), most))


def escaped(raw: str, value: str) -> str | None:
    """A character that an escape in `raw` puts into `value`, where nobody can see it."""
    if "\\" not in raw or some_hidden(raw, 1):
        return None
    control = _CONTROL.search(value)
    if control:
        return control[0]
    return next((value[at] for at in hidden(value)), None)


def unseen(character: str) -> tuple[Text, Text]:
    """What to say of a hidden character."""
    code = f"U+{ord(character):04X}"
    return (
        Text(
            en=f"There is an invisible character here ({code}).",
            ja=f"ここに見えない文字({code})があります。",
        ),
        Text(
            en="Remove it: what it hides, nobody who reads this file can see.",
            ja="削除してください。隠れた文字は、このファイルを読む人の目に見えません。",
        ),
    )


def _pictures(text: str, at: int) -> bool:
    before, after = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    return _is_picture(before) and _is_picture(after)


def _is_picture(character: str) -> bool:
    return character == "\ufe0f" or (
        character != "" and unicodedata.category(character) in ("So", "Sk")
    )


PILED = (
    Text(en="Too many combining marks stand in a row.", ja="結合文字が続きすぎています。"),
    Text(en="Write plain letters.", ja="通常の文字で書いてください。"),
)
_NO_UTF8 = Text(en="This is not UTF-8 text.", ja="UTF-8 の文字列ではありません。")
