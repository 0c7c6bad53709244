"""Where the placeholders of a Word form stand: its paragraphs in their order, each with its place.

ECMA-376 part 1, 17: a part holds paragraphs (`w:p`), alone or in the cells of tables.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tadasu.errors import Reason, Text
from tadasu.office.paper.stencil.faults import around, fault
from tadasu.office.paper.stencil.xml import Element, local

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TAG = re.compile(r"{{.{0,300}?}}|{%.{0,300}?%}|{#.{0,300}?#}")
"""A placeholder; one that is longer counts as one that doesn't end."""
_OPEN = re.compile(r"{{|{%|{#|%}")
_BRACED = re.compile(r"[{｛}｝]")
_WIDE = re.compile(r"[｛{]｛|｛[｛{%％]|{％|｝[}｝]|}｝")
_STRAIGHT = str.maketrans("“”‘’", "\"\"''")
_PREFIX = re.compile(r"({%)(?:tr|tc|p|r) ")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, where it stands, and its text without those that stand within it."""

    element: Element
    place: Text
    text: str


def paragraphs(root: Element, part: Text) -> list[Paragraph]:
    """All paragraphs of a part; `part` is how people call it."""
    return list(_paragraphs(root, part))


def source(found: Sequence[Paragraph]) -> str:
    """The paragraphs as a template of one line each: its faults are on the lines of theirs."""
    lines = (_PREFIX.sub(r"\1 ", TAG.sub(_straightened, one.text)) for one in found)
    return "\n".join(lines)


def unclosed(found: Sequence[Paragraph]) -> list[Reason]:
    """Placeholders that don't end in the paragraph they begin in, or have full-width braces."""
    faults = []
    for one in found:
        begun, wide = opened(one.text), _WIDE.search(one.text)
        if begun:
            shown = around(begun.string, begun.start(), begun.end() + 20)
            message = Text(
                en="A placeholder begins there and doesn't end in the same paragraph "
                f"(“{shown}”).",
                ja=f"差込項目が同じ段落の中で閉じていません(「{shown}」)。",
            )
            faults.append(fault(message, one.place))
        elif wide:
            shown = around(one.text, wide.start(), wide.end() + 20)
            message = Text(
                en=f"Its braces are full-width letters (“{shown}”): write {{{{ and }}}}.",
                ja=f"波括弧が全角です(「{shown}」)。半角の {{{{ と }}}} で書いてください。",
            )
            faults.append(fault(message, one.place))
    return faults


def opened(text: str) -> re.Match[str] | None:
    """Where a placeholder begins that doesn't end, in the text without those that do."""
    return _OPEN.search(TAG.sub("", text))


def elsewhere(root: Element, part: Text) -> list[Reason]:
    """Placeholders where no text of a paragraph stands: in attributes, fields, tracked changes."""
    faults = []
    for element in root.iter():
        if not local(element):
            continue
        texts = [str(value) for value in element.attrib.values()]
        if element.tag != f"{W}t" and element.text:
            texts.append(element.text)
        for text in texts:
            found = _OPEN.search(text)
            if found:
                faults.append(
                    fault(_elsewhere(around(text, found.start(), found.end() + 20)), part)
                )
    return faults


def _paragraphs(root: Element, part: Text) -> Iterator[Paragraph]:
    alone = 0
    tables = {table: number for number, table in enumerate(root.iter(f"{W}tbl"), 1)}
    rows = {row: at for one in tables for at, row in enumerate(one.iterchildren(f"{W}tr"), 1)}
    for element in root.iter(f"{W}p"):
        text = "".join(_texts(element)).replace("\n", " ")
        cell = next(element.iterancestors(f"{W}tc"), None)
        alone += cell is None
        if not _BRACED.search(text):
            yield Paragraph(element, part, text)
            continue
        if cell is None:
            place = Text(
                en=f"{part.en}, paragraph {alone}",
                ja=f"{part.ja} 段落 {alone}",
            )
        else:
            row = next(cell.iterancestors(f"{W}tr"))
            table = tables[next(row.iterancestors(f"{W}tbl"))]
            column = 1 + sum(1 for _ in cell.itersiblings(f"{W}tc", preceding=True))
            place = Text(
                en=f"{part.en}, table {table}, row {rows.get(row, 1)}, cell {column}",
                ja=f"{part.ja} 表 {table} の {rows.get(row, 1)} 行目 {column} 番目のセル",
            )
        yield Paragraph(element, place, text)


def _texts(element: Element) -> Iterator[str]:
    for inner in element:
        if inner.tag == f"{W}p":
            continue
        if inner.tag == f"{W}t":
            yield inner.text or ""
        elif inner.tag in {f"{W}br", f"{W}tab", f"{W}cr"}:
            yield " "
        else:
            yield from _texts(inner)


def _straightened(tag: re.Match[str]) -> str:
    return tag[0].translate(_STRAIGHT)


def _elsewhere(shown: str) -> Text:
    return Text(
        en=f"A placeholder stands where nothing is filled in (“{shown}”): in a description, a "
        "field, a comment, a note or a tracked change. Write it as plain text.",
        ja=f"差し込めない場所に差込項目があります(「{shown}」)。代替テキスト、フィールド、コメント、"
        "文末脚注、変更履歴などではなく、本文として書いてください。",
    )
