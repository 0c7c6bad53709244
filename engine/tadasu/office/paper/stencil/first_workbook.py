"""A plain Excel form with every placeholder, as the parts of a .xlsx (ECMA-376 part 1, 18)."""

from collections.abc import Iterator, Sequence
from html import escape

from tadasu.office.paper.stencil.outline import Each, Lines, Piece, mark, pieces
from tadasu.office.paper.stencil.package import Parts
from tadasu.office.paper.stencil.references import column_letters
from tadasu.office.paper.stencil.words import Words

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_PLAIN, _TITLE, _HEADING, _LABEL, _TEXT = range(5)
"""Styles, by their places in `_STYLES`."""

_TYPES = f"""{_HEAD}<Types xmlns="{_PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/xl/workbook.xml" ContentType="{_KIND}.sheet.main+xml"/>\
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_KIND}.worksheet+xml"/>\
<Override PartName="/xl/styles.xml" ContentType="{_KIND}.styles+xml"/></Types>"""
_ROOT = f"""{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" \
Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>"""
_RELATIONS = f"""{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>\
<Relationship Id="rId2" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>"""
_EDGES = "".join(f'<{side} style="thin"/>' for side in ("left", "right", "top", "bottom"))
_WRAPPED = '<alignment vertical="top" wrapText="1"/>'
_NORMAL = '<cellStyle name="Normal" xfId="0" builtinId="0"/>'
_STYLES = f"""{_HEAD}<styleSheet xmlns="{_MAIN}"><fonts count="4">\
<font><sz val="10"/><name val="游ゴシック"/></font>\
<font><b/><sz val="16"/><name val="游ゴシック"/></font>\
<font><b/><sz val="12"/><name val="游ゴシック"/></font>\
<font><b/><sz val="10"/><name val="游ゴシック"/></font></fonts>\
<fills count="3"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill>\
<fill><patternFill patternType="solid"><fgColor rgb="FFEDEDED"/></patternFill></fill></fills>\
<borders count="2"><border/><border>{_EDGES}</border></borders>\
<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="5"><xf/>\
<xf fontId="1" applyFont="1"/><xf fontId="2" applyFont="1"/>\
<xf fontId="3" fillId="2" borderId="1" applyFont="1" applyFill="1" applyBorder="1" \
applyAlignment="1">{_WRAPPED}</xf>\
<xf borderId="1" applyBorder="1" applyAlignment="1">{_WRAPPED}</xf></cellXfs>\
<cellStyles count="1">{_NORMAL}</cellStyles></styleSheet>"""

Row = Sequence[tuple[str, int]]
"""Texts of a row with their styles."""


def workbook_parts(words: Words, *, landscape: bool) -> Parts:
    """The parts: one sheet, in which every group of the words is named, and nothing else."""
    rows = [*_rows(words)]
    widest = max(map(len, rows))
    lines = "".join(_row(number, row) for number, row in enumerate(rows, 1))
    turned = "landscape" if landscape else "portrait"
    head = escape(f"&R{mark('mark')}")
    foot = escape(f"&L{mark('number')}&C&P / &N&R{mark('day')}")
    sheet = (
        f'<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        f'<sheetFormatPr defaultRowHeight="16"/><cols><col min="1" max="{widest}" width="'
        f'{_width(widest)}" customWidth="1"/></cols><sheetData>{lines}</sheetData>'
        '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/>'
        f'<pageSetup paperSize="9" orientation="{turned}" fitToHeight="0"/>'
        f"<headerFooter><oddHeader>{head}</oddHeader>"
        f"<oddFooter>{foot}</oddFooter></headerFooter>"
    )
    named = (
        '<sheets><sheet name="Form" sheetId="1" r:id="rId1"/></sheets>'
        '<definedNames><definedName name="title">Form!$A$1</definedName></definedNames><calcPr/>'
    )
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _ROOT,
        "xl/workbook.xml": _part("workbook", named),
        "xl/_rels/workbook.xml.rels": _RELATIONS,
        "xl/styles.xml": _STYLES,
        "xl/worksheets/sheet1.xml": _part("worksheet", sheet),
    }
    return {name: text.encode() for name, text in parts.items()}


def _rows(words: Words) -> Iterator[Row]:
    yield [(mark("title"), _TITLE)]
    yield [(mark("simulated"), _PLAIN)]
    for piece in pieces(words):
        if piece.title:
            yield [(piece.title, _HEADING)]
        yield from _piece(piece)
        yield []


def _piece(piece: Piece) -> Iterator[Row]:
    match piece:
        case Lines():
            for first, *others in piece.rows:
                style = _TEXT if first.startswith("{{") else _LABEL
                yield [(first, style), *((one, _TEXT) for one in others)]
        case Each():
            heads = [(head, _LABEL) for head, _ in piece.rows]
            if any(head for head, _ in heads):
                yield heads
            yield [(said, _TEXT) for _, said in piece.rows]
        case _:
            yield [(head, _LABEL) for head in piece.heads]
            yield [(said, _TEXT) for said in piece.cells]


def _row(number: int, row: Row) -> str:
    cells = "".join(
        f'<c r="{column_letters(column)}{number}" s="{style}" t="inlineStr"><is>'
        f'<t xml:space="preserve">{escape(text)}</t></is></c>'
        for column, (text, style) in enumerate(row, 1)
    )
    return f'<row r="{number}">{cells}</row>'


def _width(columns: int) -> int:
    return max(12, min(40, 150 // columns))


def _part(tag: str, inner: str) -> str:
    return f'{_HEAD}<{tag} xmlns="{_MAIN}" xmlns:r="{_OFFICE}">{inner}</{tag}>'
