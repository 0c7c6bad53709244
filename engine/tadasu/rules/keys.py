"""Key templates: how the keys of a workflow's cases are made, such as `{parent}-F{n:02}`."""

import re
from dataclasses import dataclass

_PART = re.compile(r"\{([a-z][a-z0-9_]*)(?::0([1-9]))?\}|([A-Za-z0-9._-]+)")


@dataclass(frozen=True, slots=True)
class KeyPart:
    """A piece of a key: a literal text, or the name of what is filled in (and its digits)."""

    literal: str = ""
    name: str = ""
    digits: int = 0


def parse_key(template: str) -> tuple[KeyPart, ...]:
    """The pieces of a template; ValueError with the offset of what no piece can be.

    A piece is `{parent}`, `{n}` or `{n:0W}` (the counter, W digits), `{FIELD}`, or letters,
    digits and `. _ -` as they are.
    """
    parts: list[KeyPart] = []
    at = 0
    while at < len(template):
        found = _PART.match(template, at)
        if found is None or (found[2] and found[1] != "n"):
            raise ValueError(at)
        parts.append(KeyPart(found[3] or "", found[1] or "", int(found[2] or 0)))
        at = found.end()
    return tuple(parts)
