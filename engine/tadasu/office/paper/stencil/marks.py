"""What is to be filled into a workbook, and where: found and checked before a cell is changed.

A placeholder is a text `{{ name }}` in a cell, a header or a text box, or a defined name of the
workbook. A row that names columns of a group is repeated, and so are the rows of a defined name
that is called like a group.
"""

import difflib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from tadasu.errors import Reason, Text
from tadasu.office.paper.stencil.book import Book, S, Sheet
from tadasu.office.paper.stencil.cells import cell_at, cells, formula, text, write
from tadasu.office.paper.stencil.faults import MOST, around, fault, unfit, unknown
from tadasu.office.paper.stencil.places import opened
from tadasu.office.paper.stencil.references import Area, Cell, area_of, cell_of, sheet_named
from tadasu.office.paper.stencil.words import NUMBER, Group, Words
from tadasu.office.paper.stencil.xml import Element

MARK = re.compile(r"{{([^{}]{0,200})}}")
COLUMN = re.compile(r"{{([^{}]{0,200})}}|{([^{}]{0,200})}")
_WIDE = re.compile(r"[｛{]｛|｛[｛{]|｝[}｝]|}｝")
_TARGET = re.compile(r"((?:'(?:[^']|'')+'|[^'!]+)!)(\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?)")
_CLOSE = 0.75
_COMPARED = 300
"""Defined names that are looked at for a slip of the pen; some workbooks have thousands."""


@dataclass(slots=True)
class Block:
    """Rows of a sheet that are repeated for each row of a group."""

    sheet: Sheet
    group: Group
    first: int
    last: int
    named: Area | None
    """The cells of the defined name; None where the rows name the group themselves."""

    def holds(self, place: Cell) -> bool:
        """Whether a cell is one of those that are filled anew in each copy."""
        if self.named is None:
            return self.first <= place.row <= self.last
        first, last = self.named
        inside = first.column <= place.column <= last.column
        return inside and self.first <= place.row <= self.last


@dataclass(slots=True)
class Marks:
    """What is to be done with a workbook, and what is wrong with it."""

    book: Book
    words: Words
    singles: list[tuple[Sheet, Element, str]] = field(default_factory=list)
    """Cells that get a text for a defined name."""
    rows: dict[tuple[str, int], Group] = field(default_factory=dict)
    """Rows that name columns of a group, by sheet and number."""
    blocks: list[Block] = field(default_factory=list)
    faults: list[Reason] = field(default_factory=list)
    used: set[str] = field(default_factory=set)
    ours: int = 0
    foreign: int = 0
    """Defined names that aren't ours."""


def find_marks(book: Book, words: Words) -> Marks:
    """Everything to be filled in, and every fault."""
    marks = Marks(book, words)
    for name in book.names:
        _defined(marks, name)
    for sheet in book.sheets:
        blocks = [block for block in marks.blocks if block.sheet is sheet]
        for cell in cells(sheet):
            _cell(marks, sheet, cell, blocks)
    return marks


def place(sheet: Sheet, reference: str) -> Text:
    """A cell, as people find it."""
    return Text(
        en=f"Sheet “{sheet.name}”, cell {reference}",
        ja=f"シート「{sheet.name}」のセル {reference}",
    )


def column_in(group: Group, said: str) -> str | None:
    """The column that a text in the rows of a group means, or None."""
    name = said.removeprefix(f"{group.name}.")
    return name if name in group.columns or name == NUMBER else None


def check_text(
    words: Words, said: str, where: Text, named: Callable[[str], bool], *, hint: bool = True
) -> Iterator[Reason]:
    """The faults of a text; `named` is asked for each name first, and says whether it knows it."""
    for found in MARK.finditer(said):
        name = found[1].strip()
        if not named(name):
            shown = around(said, found.start(), found.end())
            yield unknown(name, words.names(), where, shown, hint=hint)
    begun, wide = opened(MARK.sub("", said)) or opened(said), _WIDE.search(said)
    if begun or "{%" in said:
        yield fault(_UNCLOSED, where)
    elif wide:
        yield fault(_FULL_WIDTH, where)


def _cell(marks: Marks, sheet: Sheet, cell: Element, blocks: list[Block]) -> None:
    reference = str(cell.get("r"))
    where, at = place(sheet, reference), cell_of(reference)
    told = formula(cell)
    if told is not None:
        if "{{" in told:
            marks.faults.append(fault(_IN_FORMULA, where))
        return
    said = text(marks.book, cell)
    block = next((one for one in blocks if one.holds(at)), None)

    def named(name: str) -> bool:
        if block is not None and column_in(block.group, name) is not None:
            return True
        return _named(marks, sheet, at.row, name, where)

    hint = len(marks.faults) < MOST
    marks.faults += check_text(marks.words, said, where, named, hint=hint)
    if block is not None:
        for found in COLUMN.finditer(MARK.sub("", said)):
            name = (found[2] or "").strip()
            if column_in(block.group, name) is None:
                known = [*block.group.columns, NUMBER]
                marks.faults.append(unknown(name, known, where, said[:40]))


def _named(marks: Marks, sheet: Sheet, row: int, name: str, where: Text) -> bool:
    first, _, second = name.partition(".")
    group = marks.words.groups.get(first)
    marks.used.add(first)
    if marks.words.text(name) is not None:
        return True
    if group is None or column_in(group, second) is None:
        return False
    held = marks.rows.setdefault((sheet.name, row), group)
    if held.name != group.name:
        marks.faults.append(fault(_two(held.name, group.name), where))
    return True


def _defined(marks: Marks, name: Element) -> None:
    called, target = str(name.get("name")), (name.text or "").strip()
    if called.startswith("_") or name.get("hidden") in {"1", "true"}:
        return
    known = {one.casefold(): one for one in (*marks.words.names(), *marks.words.groups)}
    meant = known.get(called.casefold())
    where = Text(en=f"Defined name {called}", ja=f"名前の定義 {called}")
    if meant is None:
        marks.foreign += 1
        if marks.foreign <= _COMPARED and _suspicious(marks, called, known):
            marks.faults.append(unknown(called, known.values(), where))
        return
    marks.ours += 1
    if marks.ours > _COMPARED:
        raise unfit([*marks.faults, fault(_MANY_NAMES)])
    found = _TARGET.fullmatch(target)
    sheet = _sheet(marks.book, sheet_named(found[1])) if found else None
    if found is None or sheet is None:
        marks.faults.append(fault(_nowhere(target), where))
        return
    _placed(marks, sheet, area_of(found[2].replace("$", "")), meant, where)


def _placed(marks: Marks, sheet: Sheet, area: Area, name: str, where: Text) -> None:
    marks.used.add(name.partition(".")[0])
    if name in marks.words.groups:
        group = marks.words.groups[name]
        marks.blocks.append(Block(sheet, group, area.first.row, area.last.row, area))
        return
    if area.first != area.last and not _merged(sheet, area):
        marks.faults.append(fault(_SEVERAL, where))
        return
    said = marks.words.text(name)
    cell = cell_at(sheet, area.first)
    if said is None:
        # A column of rows: the cell says so, as if it had been written there.
        write(marks.book, cell, f"{{{{{name}}}}}")
    else:
        marks.singles.append((sheet, cell, said))


def _merged(sheet: Sheet, area: Area) -> bool:
    merged = sheet.root.iterfind(f"{S}mergeCells/{S}mergeCell")
    return any(area_of(str(one.get("ref"))) == area for one in merged)


def _sheet(book: Book, name: str) -> Sheet | None:
    return next((one for one in book.sheets if one.name.casefold() == name.casefold()), None)


def _suspicious(marks: Marks, called: str, known: Mapping[str, str]) -> bool:
    # A workbook has names of its own, for its lists and formulas; those aren't ours to judge.
    first, dot, _ = called.casefold().partition(".")
    if dot and any(first == group.casefold() for group in marks.words.groups):
        return True
    near = difflib.get_close_matches(called.casefold(), list(known), n=1, cutoff=_CLOSE)
    if not near:
        return False
    roots = [one.root for one in marks.book.sheets]
    told = (element.text or "" for root in roots for element in root.iter() if element.text)
    return not any(called in one for one in told)


def _two(one: str, other: str) -> Text:
    return Text(
        en=f"That row names columns of {one} and of {other}: a row repeats one table.",
        ja=f"この行には {one} と {other} の列があります。1 行で繰り返せる表は一つです。",
    )


def _nowhere(target: str) -> Text:
    return Text(
        en=f"It stands for no cell of this workbook ({target[:40]}).",
        ja=f"このブックのセルを指していません({target[:40]})。",
    )


_MANY_NAMES = Text(
    en=f"More than {_COMPARED} of its defined names are placeholders.",
    ja=f"差込項目になっている名前の定義が {_COMPARED} 個を超えています。",
)
_UNCLOSED = Text(
    en="A placeholder there can't be read: in Excel it is {{ name }}, in one cell, and nothing "
    "else.",
    ja="差込項目の書き方を読み取れません。Excel では一つのセルに {{ 名前 }} とだけ書けます。",
)
_FULL_WIDTH = Text(
    en="Its braces are full-width letters: write {{ and }}.",
    ja="波括弧が全角です。半角の {{ と }} で書いてください。",
)
_IN_FORMULA = Text(
    en="A placeholder stands in a formula: put it into a cell of its own, and refer to that.",
    ja="数式の中に差込項目があります。別のセルに書いて、数式からそのセルを参照してください。",
)
_SEVERAL = Text(
    en="It stands for several cells, and names one text: let it stand for one cell.",
    ja="一つの文を入れる名前が複数のセルを指しています。一つのセルを指すようにしてください。",
)
