"""The parts of a paper as the page templates set them: levels, widths, rows that may break."""

from collections.abc import Iterable

from tadasu.office.paper.fit import broken, ems, least, widths
from tadasu.office.paper.plain import plain
from tadasu.office.paper.tree import Facts, Heading, Part, Picture, Prose, Table

MM = 25.4 / 72
"""Of a point."""

CELL = 8.5
"""The size of the type in tables, in points, as the templates have it."""

TITLES = (26.0, 46.0)
"""Between which widths, in millimetres, the titles of facts are set."""

_TEXT = 9.5
_INSET = 9 / CELL
"""Beside the text of a cell, in its em."""
_SHORT = 7.0
"""Up to so many em, the text of a cell stays on one line."""
_LINES = 14
"""How many lines a row may have before a page may end in it."""


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
            return {"kind": "heading", "level": level, "text": fitted(text, line * 0.7)}
        case Prose(text):
            return {"kind": "prose", "text": fitted(text, line)}
        case Facts(_, title, facts):
            room = (whole - TITLES[1]) / MM / CELL - _INSET
            shown = [
                {
                    "title": fitted(fact.title, TITLES[0] / MM / CELL - _INSET),
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
    most = room / 3
    needs = [
        min(most, least((column.title, *(line.cells[at] for line in table.lines)), _SHORT))
        + _INSET
        for at, column in enumerate(table.columns)
    ]
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


def _long(text: str, room: float) -> bool:
    """Whether the text may take more lines than a row should have."""
    return ems(text) + room * text.count("\n") > room * _LINES


def titles_width(parts: Iterable[Part]) -> float:
    """How wide the titles of all facts are set, in millimetres."""
    titles = [fact.title for part in parts if isinstance(part, Facts) for fact in part.facts]
    widest = max((ems(title) + _INSET + 0.5 for title in titles), default=0) * CELL * MM
    return min(max(widest, TITLES[0]), TITLES[1])
