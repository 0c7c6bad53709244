"""From a character of a YAML text's value back to the character of the file that wrote it.

YAML folds lines, strips indentation and reads escapes (YAML 1.1, sections 4.2 and 9), so a
position inside a value is not an offset into the file. This room walks the raw text the way the
parser did and checks that the walk yields the same value; where it does not, it has no answer.
"""

import re
from typing import Literal

Style = Literal["plain", "'", '"', "|", ">"]

BREAK = re.compile(r"\r\n|\r|\n")
"""The end of a line, for all that tadasu counts."""

_FOLD = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t\r\n]*")
_ESCAPE = re.compile(r"\\(?:x(..)|u(.{4})|U(.{8})|(.))", re.DOTALL)
_NAMED = {"0": "\0", "a": "\a", "b": "\b", "t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r"}
_NAMED |= {"e": "\x1b", "N": "\x85", "_": "\xa0", "L": "\u2028", "P": "\u2029"}


def spots_of(text: str, start: int, end: int, style: Style, value: str) -> list[int] | None:
    """Offsets into `text` of each character of `value`, and of its end; None if unknown."""
    if style == "|":
        return _literal(text, start, value)
    if style == ">":
        return None
    quote = "" if style == "plain" else style
    found, spots = _flow(text, start + len(quote), end - len(quote), quote)
    return spots if found == value else None


def _flow(text: str, at: int, end: int, quote: str) -> tuple[str, list[int]]:
    value: list[str] = []
    spots: list[int] = []
    while at < end:
        read, length = _next(text, at, end, quote)
        value.append(read)
        spots.extend([at] * len(read))
        at += length
    return "".join(value), [*spots, end]


def _next(text: str, at: int, end: int, quote: str) -> tuple[str, int]:
    """What is read at `at`, and how many characters of the file that takes."""
    character = text[at]
    if character in " \t\r\n" and (fold := _FOLD.match(text, at, end)):
        breaks = len(BREAK.findall(fold[0]))
        return "\n" * (breaks - 1) or " ", len(fold[0])
    if quote == "'" and text.startswith("''", at):
        return "'", 2
    if quote == '"' and character == "\\" and (escape := _ESCAPE.match(text, at, end)):
        digits = escape[1] or escape[2] or escape[3]
        read = chr(int(digits, 16)) if digits else _NAMED.get(escape[4], escape[4])
        return read, len(escape[0])
    return character, 1


def _literal(text: str, start: int, value: str) -> list[int] | None:
    """Each line of a block's value is one line of the file, after one and the same indentation."""
    head = BREAK.search(text, start)
    if head is None:
        return None
    at = head.end()
    wanted = value.split("\n")
    sample = next((n for n, line in enumerate(wanted) if line.strip()), 0)
    spots: list[int] = []
    rows: list[tuple[int, str]] = []
    while len(rows) < len(wanted) and at <= len(text):
        stop = BREAK.search(text, at)
        rows.append((at, text[at : stop.start() if stop else None]))
        at = stop.end() if stop else len(text) + 1
    if len(rows) <= sample:
        return None
    indent = len(rows[sample][1]) - len(wanted[sample])
    for (begin, row), line in zip(rows, wanted, strict=False):
        if row[indent:] != line:
            # Behind the value's last line stands whatever the file says next.
            break
        spots.extend(range(begin + indent, begin + indent + len(line) + 1))
    known = len(value.rstrip("\n"))
    return spots[: len(value) + 1] if len(spots) >= known else None
