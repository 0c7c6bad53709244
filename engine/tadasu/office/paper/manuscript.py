"""A paper as the page templates read it: plain texts and numbers as JSON, ready to be set."""

import json
import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tadasu.ledger.canonical import canonical_bytes
from tadasu.office.paper.plain import plain
from tadasu.office.paper.setting import (
    CELL,
    MM,
    TITLES,
    fitted,
    set_parts,
    title_size,
    titles_width,
)
from tadasu.office.paper.tree import Paper, Seal
from tadasu.office.paper.words import ATTACHED, NOTE, as_of, furniture, numbered
from tadasu.office.pictures.lettering import cut

MARGIN = 20
"""Beside the text, in millimetres."""

_PORTRAIT, _LANDSCAPE = 210, 297
_NEVER = date(1970, 1, 1)
"""The date of a document, which must have one, from a record without entries."""
_SIGNED = 240
"""So many letters of a line of a note are printed."""
_BOX, _SLIM, _MANY, _GAP = 28, 24.5, 4, 8
"""How wide a box is, and where there are many; how far they stand from the title: millimetres."""
_BESIDE = 0.36
"""The part of a line that a title needs beside the boxes; else they stand below it."""
_CORNER, _SMALL = 75, 7.5
"""What a running title leaves to others, in millimetres, and its size in points."""
_NOTE = 6.5
"""The size of a checkpoint's type, in points."""


def manuscript(paper: Paper, faces: Sequence[str]) -> str:
    """The JSON of `page/page.typ`; `faces` are the families of type, the first preferred.

    Raises NotCanonicalError for data that has no canonical form.
    """
    whole = (_LANDSCAPE if paper.landscape else _PORTRAIT) - 2 * MARGIN
    say = paper.language
    number = numbered(paper.number, paper.edition, say)
    about = " ".join(dict.fromkeys(filter(None, (paper.case, paper.label))))
    signed = dict.fromkeys(box.who for box in paper.boxes if box.who)
    told = [number, about, f"{paper.seal.log} {paper.seal.spoken}"]
    box = _BOX if len(paper.boxes) < _MANY else _SLIM
    beside = whole - len(paper.boxes) * box - _GAP
    stacked = beside < whole * _BESIDE
    set_in = {
        "title": paper.title.strip() or paper.form,
        "titlesize": title_size(paper.title, whole if stacked else beside),
        "running": cut(f"{paper.title}  {paper.case}", _SMALL * MM, whole - _CORNER),
        "about": about,
        "asof": as_of(paper.day, say),
        "number": number,
        "mark": paper.mark,
        "authors": list(signed) or [paper.seal.log],
        "told": " / ".join(filter(None, told)),
        "keywords": [each for each in (paper.form, paper.number, paper.case) if each],
        "boxes": [
            {"title": box.title, "who": fitted(box.who, 7), "day": _dated(box.day)}
            for box in paper.boxes
        ],
        "parts": set_parts(paper.parts, whole),
        "stacked": stacked,
        "box": box,
        "gap": _GAP,
        "titles": titles_width(paper.parts),
        "words": furniture(say),
        "seal": _seal(paper.seal, whole),
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


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, dict):
        return {name: part if name == "svg" else _plain(part) for name, part in value.items()}
    return [_plain(part) for part in value] if isinstance(value, list) else value


def _seal(seal: Seal, whole: float) -> Mapping[str, object]:
    line = (whole - TITLES[1]) / MM / CELL
    return {
        "log": fitted(seal.log, line),
        "size": str(seal.size),
        "root": seal.root,
        "spoken": seal.spoken,
        "note": fitted(_printed(seal.checkpoint), whole / MM / _NOTE - 3),
        "keys": [{"whose": fitted(whose, 20), "print": mark} for whose, mark in seal.keys],
    }


def _printed(note: str) -> str:
    """A note without the most of signatures that nobody would type back; it is attached whole."""
    lines = note.strip("\n").split("\n")
    return "\n".join(
        line if len(line) <= _SIGNED else f"{line[: _SIGNED // 2]} … {line[-8:]} ({len(line)})"
        for line in lines
    )


def _dated(day: str) -> str:
    """A day as it stands in a box: the era, which stands in parentheses, on a line of its own."""
    return fitted(re.sub(r"\s*([(（])", r"\n\1", day, count=1), 10)


def _day(day: str) -> list[int]:
    on = date.fromisoformat(day[:10]) if day else _NEVER
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
