"""The parts of a paper as the page templates set them: levels, widths, rows that may break."""

import re
from collections.abc import Iterable, Sequence

from tadasu.office.paper.fit import broken, ems, least, widths
from tadasu.office.paper.plain import plain
from tadasu.office.paper.tree import Facts, Heading, Part, Picture, Prose, Table

MM = 25.4 / 72
"""Of a point."""

CELL, FACT = 8.5, 9.0
"""The size of the type in tables and of facts, in points, as the templates have it."""

TITLES = (26.0, 46.0)
"""Between which widths, in millimetres, the titles of facts are set."""

_NUMBERED = re.compile(r"\s*(?:[(（]?[0-9a-z]{1,3}[)）.．]|[0-9]+(?:\.[0-9]+)+\s|第\s*[0-9]+)")
"""A heading with a number of its own, such as the letters of a clause."""
_TEXT = 9.5
_HEADS = (21.0, 18.0, 16.0, 14.0)
_INSET = 9 / CELL
"""Beside the text of a cell, in its em."""
_SHORT = 9.0
"""Up to so many em, the text of a cell stays on one line."""
_BOLD = 1.05
"""How much wider bold letters are."""
_CAPS = (14.0, 12.0, 11.0, 10.0, 9.0, 8.0)
"""What a column may need at most, in em, where others are many."""
_LEAST = 6.5
_TAKEN = 0.92
"""The part of a line that is given to columns by what they need."""
_LINES = 14
"""How many lines a row may have before a page may end in it."""


def title_size(title: str, width: float) -> float:
    """The size of a title in points, for so many millimetres: the largest that takes one line.

    Where none does, the largest that takes two.
    """
    wide = ems(plain(title), bold=True) * MM
    for lines in (1, 1.9):
        for size in _HEADS[: -1 if lines == 1 else None]:
            if wide * size <= width * lines:
                return size
    return _HEADS[-1]


def fitted(text: str, width: float) -> str:
    """The text, plain, with places to break inside each word that is wider than `width` em."""
    return broken(plain(text), width)


def set_parts(parts: Iterable[Part], whole: float) -> list[dict[str, object]]:
    """What the templates draw, one after another, in a line of `whole` millimetres."""
    found: list[dict[str, object]] = []
    level = 0
    for part in parts:
        if isinstance(part, Heading):
            if not part.text.strip():
                continue
            # Readers that go by headings get lost where a level is left out.
            level = min(part.level, level + 1)
        found.append(_part(part, whole, level))
    return found


def _part(part: Part, whole: float, level: int) -> dict[str, object]:
    line = whole / MM / _TEXT
    match part:
        case Heading(text):
            own = _NUMBERED.match(text) is not None
            set_in = fitted(text, line * 0.7)
            return {"kind": "heading", "level": level, "text": set_in, "own": own}
        case Prose(text):
            return {"kind": "prose", "text": fitted(text, line)}
        case Facts(_, title, facts):
            room = (whole - TITLES[1]) / MM / FACT - _INSET
            shown = [
                {
                    "title": fitted(fact.title, TITLES[0] / MM / FACT - _INSET),
                    "text": fitted(fact.text, room),
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
    room = whole / MM / CELL
    cells = [[line.cells[at] for line in table.lines] for at in range(len(table.columns))]
    wanted = [
        max(least([column.title], _SHORT) * _BOLD, least(cells[at], _SHORT))
        for at, column in enumerate(table.columns)
    ]
    needs = _modest(wanted, room)
    wide = widths([column.width for column in table.columns], needs, room)
    inner = [each - _INSET for each in wide]
    return {
        "kind": "table",
        "title": table.title,
        "none": table.none,
        "columns": [
            {"title": fitted(column.title, inner[at]), "width": wide[at] * CELL * MM}
            for at, column in enumerate(table.columns)
        ],
        "lines": [
            {
                "cells": [fitted(cell, inner[at]) for at, cell in enumerate(line.cells)],
                "long": any(_long(cell, inner[at]) for at, cell in enumerate(line.cells)),
            }
            for line in table.lines
        ],
    }


def _modest(wanted: Sequence[float], room: float) -> list[float]:
    """What columns need: the longest words count in full only where that leaves room for texts."""
    most = next(
        (cap for cap in (room / 3, *_CAPS) if _needs(wanted, cap) <= room * _TAKEN), _LEAST
    )
    return [min(each, most) + _INSET for each in wanted]


def _needs(wanted: Sequence[float], most: float) -> float:
    return sum(min(each, most) + _INSET for each in wanted)


def _long(text: str, room: float) -> bool:
    """Whether the text may take more lines than a row should have."""
    return ems(text) + room * text.count("\n") > room * _LINES


def titles_width(parts: Iterable[Part]) -> float:
    """How wide the titles of all facts are set, in millimetres."""
    titles = [fact.title for part in parts if isinstance(part, Facts) for fact in part.facts]
    widest = max((ems(title, bold=True) + _INSET + 0.3 for title in titles), default=0)
    return min(max(widest * FACT * MM, TITLES[0]), TITLES[1])
