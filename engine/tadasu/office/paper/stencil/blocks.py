"""Which rows of a workbook are repeated together."""

from collections.abc import Iterator
from itertools import pairwise

from tadasu.errors import Reason, Text
from tadasu.office.paper.stencil.book import S, Sheet
from tadasu.office.paper.stencil.faults import fault
from tadasu.office.paper.stencil.marks import Block, Marks
from tadasu.office.paper.stencil.references import LAST_ROW, Area, area_of
from tadasu.office.paper.stencil.words import Group

_HIGHEST = 50
"""Rows that are repeated together, at most."""
_MOST = 60
"""Places of a workbook where rows are repeated, at most."""


def blocks(marks: Marks) -> tuple[list[Block], list[Reason]]:
    """The blocks from the lowest up, and what is wrong with them.

    Neighbouring rows of one group are one block, with the rows that their merged cells reach into.
    """
    found = list(marks.blocks)
    for sheet in marks.book.sheets:
        named = [(row, group) for (name, row), group in marks.rows.items() if name == sheet.name]
        found += _neighbours(sheet, sorted(named, key=lambda one: one[0]))
    if len(found) > _MOST:
        return [], [fault(_TOO_MANY)]
    found.sort(key=lambda block: (block.sheet.part, -block.first))
    return found, [*_overlaps(found), *_too_many(found)]


def _neighbours(sheet: Sheet, rows: list[tuple[int, Group]]) -> list[Block]:
    made: list[Block] = []
    merged = _merged(sheet)
    for row, group in rows:
        before = made[-1] if made else None
        if before is not None and before.group is group and row <= before.last + 1:
            before.last = max(before.last, row)
        else:
            made.append(Block(sheet, group, row, row, None))
        for area in merged:
            if area.first.row == row and area.last.row - row < _HIGHEST:
                made[-1].last = max(made[-1].last, area.last.row)
    return made


def _merged(sheet: Sheet) -> list[Area]:
    found = sheet.root.iterfind(f"{S}mergeCells/{S}mergeCell")
    return [area_of(str(one.get("ref"))) for one in found]


def _overlaps(found: list[Block]) -> Iterator[Reason]:
    for lower, upper in pairwise(found):
        if lower.sheet is upper.sheet and upper.last >= lower.first:
            yield fault(
                Text(
                    en=f"Rows of {upper.group.name} and of {lower.group.name} lie in each other: "
                    "give each of them rows of its own.",
                    ja=f"{upper.group.name} と {lower.group.name} の行が重なっています。それぞれに"
                    "別の行を使ってください。",
                ),
                _rows(lower),
            )


def _too_many(found: list[Block]) -> Iterator[Reason]:
    for block in found:
        height = block.last - block.first + 1
        if height > _HIGHEST or block.last + height * len(block.group.rows) > LAST_ROW:
            yield fault(
                Text(
                    en=f"Too many rows are repeated together; {_HIGHEST} are the most.",
                    ja=f"まとめて繰り返す行が多すぎます({_HIGHEST} 行まで)。",
                ),
                _rows(block),
            )


def _rows(block: Block) -> Text:
    return Text(
        en=f"Sheet “{block.sheet.name}”, rows {block.first} to {block.last}",
        ja=f"シート「{block.sheet.name}」の {block.first}〜{block.last} 行目",
    )


_TOO_MANY = Text(
    en=f"Rows are repeated in too many places; {_MOST} are the most.",
    ja=f"行を繰り返す箇所が多すぎます({_MOST} か所まで)。",
)
