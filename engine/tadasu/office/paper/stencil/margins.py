"""Texts of a workbook outside of its cells: headers, footers and text boxes."""

import re
from collections.abc import Iterator

from tadasu.errors import Reason, Text
from tadasu.office.paper.stencil.book import Book, S, Sheet
from tadasu.office.paper.stencil.faults import around, fault
from tadasu.office.paper.stencil.marks import MARK, check_text
from tadasu.office.paper.stencil.package import is_xml
from tadasu.office.paper.stencil.words import Words
from tadasu.office.paper.stencil.xml import Element, local, parsed

_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MARKED = re.compile(r"{{\s*\w")
_EMPTY = re.compile(r"(?<!&)&[LCR](?=&[LCR]|$)")
_SIZE = re.compile(r"&\d+$")


def fill_margins(book: Book, words: Words, used: set[str]) -> list[Reason]:
    """Fill them in, and the faults of what names nothing or stands where nothing is filled."""
    faults: list[Reason] = []

    def named(name: str) -> bool:
        used.add(name.partition(".")[0])
        return words.text(name) is not None

    done = {sheet.part for sheet in book.sheets} | {"xl/sharedStrings.xml"}
    for sheet in book.sheets:
        for one, said, where in _margins(book, sheet):
            faults += check_text(words, said, where, named)
            _put(one, said, words)
        done |= {part for part in sheet.others if "/drawings/" in part}
    for part in book.parts:
        if is_xml(part) and part not in done and not part.endswith((".rels", ".vml")):
            faults += _elsewhere(part, parsed(part, book.parts[part]))
    return faults


def _margins(book: Book, sheet: Sheet) -> Iterator[tuple[Element, str, Text]]:
    for one in sheet.root.iterfind(f"{S}headerFooter/*"):
        if one.text and "{" in one.text:
            yield (
                one,
                one.text,
                Text(
                    en=f"Sheet “{sheet.name}”, header or footer",
                    ja=f"シート「{sheet.name}」のヘッダー・フッター",
                ),
            )
    for part in sheet.others:
        if "/drawings/" in part and part.endswith(".xml"):
            for one in book.tree(part).iter(f"{_DRAWN}p"):
                said = "".join(text.text or "" for text in one.iter(f"{_DRAWN}t"))
                if "{" in said or "｛" in said:
                    yield (
                        one,
                        said,
                        Text(
                            en=f"Sheet “{sheet.name}”, a text box",
                            ja=f"シート「{sheet.name}」のテキストボックス",
                        ),
                    )


def _put(one: Element, said: str, words: Words) -> None:
    if one.tag.startswith(S):
        filled = MARK.sub(lambda found: _in_header(found, words), said)
        one.text = _EMPTY.sub("", filled)
        return
    filled = MARK.sub(lambda found: words.text(found[1].strip()) or "", said)
    for number, text in enumerate(one.iter(f"{_DRAWN}t")):
        text.text = filled.replace("\n", " ") if number == 0 else ""


def _in_header(found: re.Match[str], words: Words) -> str:
    # `&` begins a code (18.3.1, `headerFooter`); digits after a size would belong to it.
    told = (words.text(found[1].strip()) or "").replace("&", "&&")
    glued = _SIZE.search(found.string[: found.start()]) and told[:1].isdecimal()
    return f" {told}" if glued else told


def _elsewhere(part: str, root: Element) -> Iterator[Reason]:
    for element in root.iter():
        texts = [element.text or "", *element.attrib.values()] if local(element) else []
        for text in texts:
            found = _MARKED.search(text)
            if found is not None:
                shown = around(text, found.start(), found.end() + 20)
                yield fault(
                    Text(
                        en=f"A placeholder stands where nothing is filled in (“{shown}”): in a "
                        "sheet's name, a comment, a chart or a property. Put it into a cell.",
                        ja=f"差し込めない場所に差込項目があります(「{shown}」)。シート名、コメント、"
                        "グラフ、プロパティではなく、セルに書いてください。",
                    ),
                    Text(en=f"In the file, {part}", ja=f"ファイルの中の {part}"),
                )
