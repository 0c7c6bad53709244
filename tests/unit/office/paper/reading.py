"""A PDF read back with pikepdf: its texts page by page, its tree of tags, its fonts."""

import io
import re
from collections.abc import Iterator
from typing import Any

import pikepdf

_HEX = re.compile(rb"<([0-9a-fA-F]+)>")
_CHARS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)


def opened(document: bytes) -> pikepdf.Pdf:
    """The document, not changed."""
    return pikepdf.open(io.BytesIO(document))


def texts(document: bytes) -> list[str]:
    """What stands on each page, in the order in which it is drawn, without spaces."""
    with opened(document) as pdf:
        return ["".join("".join(_drawn(page)).split()) for page in pdf.pages]


def tags(document: bytes, name: str = "/S") -> list[str]:
    """A member of each element of the structure that has one, parents first."""
    with opened(document) as pdf:
        return [str(tag[name]) for tag in _below(pdf.Root.StructTreeRoot) if name in tag]


def headings(document: bytes) -> list[str]:
    """The titles of the headings, as the structure has them."""
    return tags(document, "/T")


def fonts(document: bytes) -> list[str]:
    """The names of the fonts, or of where one has no shapes of its own in the file."""
    with opened(document) as pdf:
        found = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
        kinds = [each for each in found if each.get("/Type") == "/Font"]
        shapes = {"/FontFile", "/FontFile2", "/FontFile3"}
        return [
            f"{font.BaseFont}{'' if shapes & font.FontDescriptor.keys() else ' missing'}"
            for font in kinds
            if font.Subtype != "/Type0"
        ]


def _below(node: Any) -> Iterator[Any]:
    kids = node.get("/K", pikepdf.Array())
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from _below(kid)


def _drawn(page: Any) -> Iterator[str]:
    maps = {name: _letters(font) for name, font in page.Resources.get("/Font", {}).items()}
    letters: dict[bytes, str] = {}
    for told in pikepdf.parse_content_stream(page):
        match str(told.operator), list(told.operands):
            case "Tf", [name, _]:
                letters = maps[str(name)]
            case "Tj" | "TJ", [shown]:
                for part in shown if isinstance(shown, pikepdf.Array) else [shown]:
                    if isinstance(part, pikepdf.String):
                        code = bytes(part)
                        yield from (letters[code[at : at + 2]] for at in range(0, len(code), 2))


def _letters(font: Any) -> dict[bytes, str]:
    """The letters of a font's glyphs, each named by two bytes."""
    stream = font.ToUnicode.read_bytes()
    found: dict[bytes, str] = {}
    for block in _CHARS.findall(stream):
        words = [bytes.fromhex(each.decode()) for each in _HEX.findall(block)]
        found |= {
            code: text.decode("utf-16-be") for code, text in zip(*[iter(words)] * 2, strict=True)
        }
    for block in _RANGES.findall(stream):
        words = [bytes.fromhex(each.decode()) for each in _HEX.findall(block)]
        for first, last, text in zip(*[iter(words)] * 3, strict=True):
            low, high = int.from_bytes(first, "big"), int.from_bytes(last, "big")
            start = ord(text.decode("utf-16-be"))
            found |= {at.to_bytes(2, "big"): chr(start + at - low) for at in range(low, high + 1)}
    return found
