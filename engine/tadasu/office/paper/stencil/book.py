"""A workbook as its parts: sheets, names and styles, changed in place so that all else stays.

ECMA-376 part 1, 18. What isn't understood here (pictures, drawn shapes, charts, print settings,
themes) is carried over untouched; a library that reads a workbook into objects of its own and
writes it anew would lose some of it.
"""

import copy
from collections.abc import Iterator
from dataclasses import dataclass, field

from tadasu.office.paper.stencil.faults import refused
from tadasu.office.paper.stencil.package import Parts
from tadasu.office.paper.stencil.xml import Element, local, parsed, written

S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_WORKBOOK, _STYLES, _STRINGS = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"
_CHAIN = "xl/calcChain.xml"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet, by the name on its tab, with the parts that it refers to."""

    name: str
    part: str
    root: Element
    others: tuple[str, ...]
    """Drawings, comments and tables of this sheet, by their parts."""

    @property
    def data(self) -> Element:
        """Where its rows are."""
        return self.root.find(f"{S}sheetData")


@dataclass(slots=True)
class Book:
    """A workbook under change; `save` puts the changed parts back."""

    parts: Parts
    sheets: list[Sheet] = field(default_factory=list)
    strings: list[str] = field(default_factory=list)
    trees: dict[str, Element] = field(default_factory=dict)
    """Parts that were read, and are written back."""
    _quoted: dict[int, int] = field(default_factory=dict)

    def tree(self, name: str) -> Element:
        """A part as a tree, the same one each time."""
        if name not in self.trees:
            self.trees[name] = parsed(name, self.parts[name])
        return self.trees[name]

    @property
    def workbook(self) -> Element:
        """The part that names the sheets."""
        return self.tree(_WORKBOOK)

    @property
    def names(self) -> list[Element]:
        """Defined names."""
        return list(self.workbook.iterfind(f"{S}definedNames/{S}definedName"))

    def style(self, number: int) -> Element | None:
        """How cells of a style number look; None for one that isn't there."""
        formats = self._formats()
        return formats[number] if formats is not None and 0 <= number < len(formats) else None

    def quoted(self, number: int) -> int:
        """The number of the same style for texts that begin like a formula and are none."""
        found = self.style(number)
        if found is None:
            return number
        if number not in self._quoted:
            twin = copy.deepcopy(found)
            twin.set("quotePrefix", "1")
            formats = self._formats()
            formats.append(twin)
            formats.set("count", str(len(formats)))
            self._quoted[number] = len(formats) - 1
        return self._quoted[number]

    def number_format(self, style: int) -> tuple[int, str]:
        """The number of a style's format, and its code where the workbook has one."""
        found = self.style(style)
        number = int(found.get("numFmtId", "0")) if found is not None else 0
        for one in self.tree(_STYLES).iterfind(f"{S}numFmts/{S}numFmt"):
            if one.get("numFmtId") == str(number):
                return number, str(one.get("formatCode", ""))
        return number, ""

    def save(self) -> Parts:
        """The parts, to be computed anew when they are opened."""
        settings = self.workbook.find(f"{S}calcPr")
        if settings is not None:
            settings.set("fullCalcOnLoad", "1")
        parts = {**self.parts, **{name: written(tree) for name, tree in self.trees.items()}}
        if parts.pop(_CHAIN, None) is not None:
            for name, attribute in (
                ("[Content_Types].xml", "PartName"),
                ("xl/_rels/workbook.xml.rels", "Target"),
            ):
                root = parsed(name, parts[name])
                for one in list(root):
                    if str(one.get(attribute, "")).endswith("calcChain.xml"):
                        root.remove(one)
                parts[name] = written(root)
        return parts

    def _formats(self) -> Element:
        if _STYLES not in self.parts:
            return None
        return self.tree(_STYLES).find(f"{S}cellXfs")


def read_book(parts: Parts) -> Book:
    """A workbook; RefusalError where its parts don't make one."""
    book = Book(parts)
    if _WORKBOOK not in parts or book.workbook.tag != f"{S}workbook":
        raise refused(
            "It isn't built as Excel builds workbooks: save it in Excel as .xlsx (not Strict).",
            "Excel が作るブックと構造が異なります。Excel で .xlsx(Strict 以外)として保存して"
            "ください。",
        )
    targets = _targets(book, _WORKBOOK)
    for one in book.workbook.iterfind(f"{S}sheets/{S}sheet"):
        part = targets.get(str(one.get(f"{_R}id")), "")
        if part in parts and (root := book.tree(part)).tag == f"{S}worksheet":
            others = tuple(other for other in _targets(book, part).values() if other in parts)
            book.sheets.append(Sheet(str(one.get("name")), part, root, others))
    if _STRINGS in parts:
        book.strings = [string_text(one) for one in book.tree(_STRINGS).iterfind(f"{S}si")]
    if any(sheet.data is None for sheet in book.sheets) or not book.sheets:
        raise refused("It has no sheet with cells.", "セルのあるシートがありません。")
    return book


def string_text(item: Element) -> str:
    """The text of a string, without how it is pronounced (18.4.8, `rPh`)."""
    return "".join(_pieces(item))


def _pieces(item: Element) -> Iterator[str]:
    for one in item:
        if local(one) == "t":
            yield one.text or ""
        elif local(one) == "r":
            yield from _pieces(one)


def _targets(book: Book, part: str) -> dict[str, str]:
    folder, _, name = part.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in book.parts:
        return {}
    found = {}
    for one in parsed(relations, book.parts[relations]):
        target = str(one.get("Target", ""))
        if one.get("TargetMode") != "External":
            found[str(one.get("Id"))] = _resolved(folder, target)
    return found


def _resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    steps = folder.split("/")
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    return "/".join(steps)
