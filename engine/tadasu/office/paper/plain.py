"""A text as it can be set: each line ended alike, and nothing that only seems not to be there."""

import re

_RETURNS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ud800-\uf8ff\ufdd0-\ufdef\ufeff\ufff0-\ufffb\ufffe\uffff\U000e0000-\U000e007f"
    "\U000f0000-\U0010ffff]"
)


def plain(text: str) -> str:
    """The text with one sign for the end of a line, and by its number what cannot be seen.

    So are signs that turn the direction of reading, and letters that mean something in one house
    only (private use): as ‹U+202E›.
    """
    told = _RETURNS.sub("\n", text).replace("\t", "    ")
    return _UNSEEN.sub(lambda found: f"‹U+{ord(found.group()):04X}›", told)
