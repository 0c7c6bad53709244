"""A paper as the page templates read it: plain texts and numbers as JSON, ready to be set."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from tadasu.ledger.canonical import canonical_bytes
from tadasu.ledger.checkpoint import Checkpoint
from tadasu.ledger.spoken import format_spoken
from tadasu.office.paper.fit import broken, ems, longest, widths
from tadasu.office.paper.tree import Facts, Heading, Paper, Part, Picture, Prose, Seal, Table
from tadasu.office.paper.words import ATTACHED, NOTE, as_of, furniture, numbered

MARGIN = 20
"""Beside the text, in millimetres."""

_PORTRAIT, _LANDSCAPE = 210, 297
_MM = 25.4 / 72
_CELL, _TEXT, _MONO = 8.5, 9.5, 6.5
"""Sizes of the type in points, as the templates have them."""
_INSET = 9 / _CELL
"""Beside the text of a cell, in its em."""
_TITLES = (26.0, 46.0)
"""Between which widths, in millimetres, the titles of facts are set."""
_LINES = 14
"""How many lines a row may have before a page may end in it."""

_RETURNS = re.compile("\r\n|[\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\u061c\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\ufeff\ufff0-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def manuscript(paper: Paper, faces: Sequence[str]) -> str:
    """The JSON of `page/page.typ`; `faces` are the families of type, the first preferred.

    Raises NotCanonicalError for data that has no canonical form.
    """
    whole = (_LANDSCAPE if paper.landscape else _PORTRAIT) - 2 * MARGIN
    say = paper.language
    spoken = _spoken(paper.seal)
    number = numbered(paper.number, paper.edition, say)
    about = " ".join(filter(None, (paper.case, paper.label)))
    signed = dict.fromkeys(box.who for box in paper.boxes if box.who)
    told = [number, about, f"{paper.seal.log} {spoken}"]
    set_in = {
        "title": paper.title,
        "running": "  ".join(filter(None, (paper.title, about))),
        "about": about,
        "asof": as_of(paper.day, say),
        "number": number,
        "mark": paper.mark,
        "authors": list(signed) or [paper.seal.log],
        "told": " / ".join(filter(None, told)),
        "keywords": [each for each in (paper.form, paper.number, paper.case) if each],
        "boxes": [
            {"title": box.title, "who": broken(box.who, 7), "day": broken(box.day, 9)}
            for box in paper.boxes
        ],
        "parts": _parts(paper.parts, whole),
        "titles": _titles(paper),
        "words": furniture(say),
        "seal": _seal(paper.seal, spoken, whole),
    }
    kept = {
        "language": say,
        "landscape": paper.landscape,
        "simulated": paper.simulated,
        "margin": MARGIN,
        "faces": list(faces),
        "day": _day(paper.day),
        "attached": _attached(paper),
    }
    return json.dumps(_plain(set_in) | kept, ensure_ascii=False)


def plain(text: str) -> str:
    """The text with one sign for the end of a line, and by its number what cannot be seen.

    What would turn the direction of reading, or end up as an empty box, is told as ‹U+202E›.
    """
    told = _RETURNS.sub("\n", text).replace("\t", "    ")
    return _UNSEEN.sub(lambda found: f"‹U+{ord(found.group()):04X}›", told)


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {name: part if name == "svg" else _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list) else value


def _parts(parts: Iterable[Part], whole: float) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    level = 0
    for part in parts:
        if isinstance(part, Heading):
            # Readers that go by headings get lost where a level is left out.
            level = min(part.level, level + 1)
        found.append(_part(part, whole, level))
    return found


def _part(part: Part, whole: float, level: int) -> dict[str, object]:
    line = whole / _MM / _TEXT
    match part:
        case Heading(text):
            return {"kind": "heading", "level": level, "text": broken(text, line * 0.7)}
        case Prose(text):
            return {"kind": "prose", "text": broken(text, line)}
        case Facts(_, title, facts):
            room = (whole - _TITLES[1]) / _MM / _CELL - _INSET
            shown = [
                {
                    "title": broken(fact.title, _TITLES[0] / _MM / _CELL - _INSET),
                    "text": broken(fact.text, room),
                    "long": _long(fact.text, room),
                }
                for fact in facts
            ]
            return {"kind": "facts", "title": title, "facts": shown}
        case Table():
            return _table(part, whole)
        case Picture(name, svg, told):
            return {"kind": "picture", "svg": svg, "told": told or name}


def _table(table: Table, whole: float) -> dict[str, object]:
    room = whole / _MM / _CELL
    most = room / 3
    least = [
        min(most, longest((column.title, *(line.cells[at] for line in table.lines)))) + _INSET
        for at, column in enumerate(table.columns)
    ]
    wide = widths([column.width for column in table.columns], least, room)
    inner = [each - _INSET for each in wide]
    return {
        "kind": "table",
        "title": table.title,
        "none": table.none,
        "columns": [
            {"title": broken(column.title, inner[at]), "width": wide[at] * _CELL * _MM}
            for at, column in enumerate(table.columns)
        ],
        "lines": [
            {
                "cells": [broken(cell, inner[at]) for at, cell in enumerate(line.cells)],
                "long": any(_long(cell, inner[at]) for at, cell in enumerate(line.cells)),
            }
            for line in table.lines
        ],
    }


def _long(text: str, room: float) -> bool:
    """Whether the text may take more lines than a row should have."""
    return ems(text) + room * text.count("\n") > room * _LINES


def _titles(paper: Paper) -> float:
    """How wide the titles of all facts are set, in millimetres."""
    titles = [fact.title for part in paper.parts if isinstance(part, Facts) for fact in part.facts]
    widest = max((ems(title) + _INSET + 0.5 for title in titles), default=0) * _CELL * _MM
    return min(max(widest, _TITLES[0]), _TITLES[1])


def _spoken(seal: Seal) -> str:
    return format_spoken(Checkpoint(seal.log, seal.size, bytes.fromhex(seal.root)))


def _seal(seal: Seal, spoken: str, whole: float) -> Mapping[str, object]:
    line = (whole - _TITLES[1]) / _MM / _CELL
    return {
        "log": broken(seal.log, line),
        "size": str(seal.size),
        "root": seal.root,
        "spoken": spoken,
        "note": broken(seal.checkpoint.strip("\n"), whole / _MM / _MONO - 3),
        "keys": [{"whose": broken(whose, 20), "print": mark} for whose, mark in seal.keys],
    }


def _day(day: str) -> list[int] | None:
    if not day:
        return None
    on = date.fromisoformat(day[:10])
    return [on.year, on.month, on.day]


def _attached(paper: Paper) -> list[dict[str, str]]:
    told = furniture(paper.language)
    record = canonical_bytes(dict(paper.data)).decode()
    files = [
        {"name": ATTACHED, "text": record, "mime": "application/json", "told": told["record"]}
    ]
    if paper.seal.checkpoint:
        note = {"name": NOTE, "text": paper.seal.checkpoint, "mime": "text/plain"}
        files.append({**note, "told": told["note"]})
    return files
