"""A plain Word form with every placeholder, as the parts of a .docx (ECMA-376 part 1, 17)."""

from collections.abc import Iterable, Sequence
from html import escape

from tadasu.office.paper.stencil.outline import Each, Lines, Piece, Repeated, mark, pieces
from tadasu.office.paper.stencil.package import Parts
from tadasu.office.paper.stencil.words import Words

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_WIDTH = 9638
"""Of the text on an A4 page, in twentieths of a point."""

_TYPES = f"""{_HEAD}<Types xmlns="{_PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Default Extension="xml" ContentType="application/xml"/>\
<Override PartName="/word/document.xml" ContentType="{_KIND}.document.main+xml"/>\
<Override PartName="/word/styles.xml" ContentType="{_KIND}.styles+xml"/>\
<Override PartName="/word/header1.xml" ContentType="{_KIND}.header+xml"/>\
<Override PartName="/word/footer1.xml" ContentType="{_KIND}.footer+xml"/></Types>"""
_ROOT = f"""{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="rId1" \
Type="{_OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>"""
_RELATIONS = f"""{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/>\
<Relationship Id="rId2" Type="{_OFFICE}/header" Target="header1.xml"/>\
<Relationship Id="rId3" Type="{_OFFICE}/footer" Target="footer1.xml"/></Relationships>"""
_STYLES = f"""{_HEAD}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>\
<w:rFonts w:ascii="Yu Gothic" w:hAnsi="Yu Gothic" w:eastAsia="游ゴシック"/><w:sz w:val="20"/>\
</w:rPr></w:rPrDefault></w:docDefaults>\
<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>\
<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/><w:pPr>\
<w:spacing w:after="200"/><w:jc w:val="center"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/></w:rPr>\
</w:style><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:pPr>\
<w:keepNext/><w:spacing w:before="240" w:after="80"/><w:outlineLvl w:val="0"/></w:pPr>\
<w:rPr><w:b/><w:sz w:val="24"/></w:rPr></w:style></w:styles>"""


def document_parts(words: Words, *, landscape: bool) -> Parts:
    """The parts; every group of the words is named, and nothing else."""
    wide, high = (16838, 11906) if landscape else (11906, 16838)
    width = _WIDTH + 4932 if landscape else _WIDTH
    turned = ' w:orient="landscape"' if landscape else ""
    body = [_paragraph(mark("title"), "Title"), _paragraph(mark("simulated"))]
    for piece in pieces(words):
        body += _piece(piece, width)
    section = (
        '<w:sectPr><w:headerReference w:type="default" r:id="rId2"/>'
        '<w:footerReference w:type="default" r:id="rId3"/>'
        f'<w:pgSz w:w="{wide}" w:h="{high}"{turned}/><w:pgMar w:top="1134" w:right="1134" '
        'w:bottom="1134" w:left="1134" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr>'
    )
    document = f"<w:body>{''.join(body)}{section}</w:body>"
    foot = f"{mark('number')}  {mark('case')}  {mark('day')}"
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _ROOT,
        "word/document.xml": _part("document", document),
        "word/_rels/document.xml.rels": _RELATIONS,
        "word/styles.xml": _STYLES,
        "word/header1.xml": _part("hdr", _paragraph(mark("mark"))),
        "word/footer1.xml": _part("ftr", _paragraph(foot)),
    }
    return {name: text.encode() for name, text in parts.items()}


def _piece(piece: Piece, width: int) -> Iterable[str]:
    if piece.title:
        yield _paragraph(piece.title, "Heading1")
    match piece:
        case Lines(rows=rows):
            yield _table(rows, width)
        case Repeated(heads=heads, cells=cells):
            yield _table((heads, cells), width)
        case Each(name=name, rows=rows):
            yield _paragraph(f"{{%p for {name} in {name} %}}")
            if any(head for head, _ in rows):
                yield _table(rows, width)
            else:
                yield from (_paragraph(said) for _, said in rows)
            yield _paragraph("{%p endfor %}")
    yield _paragraph("")


def _table(rows: Sequence[Sequence[str]], width: int) -> str:
    count = max(map(len, rows))
    share = width // count
    edges = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:color="808080"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = f'<w:gridCol w:w="{share}"/>' * count
    lines = "".join(
        "<w:tr>"
        + "".join(
            f'<w:tc><w:tcPr><w:tcW w:w="{share}" w:type="dxa"/></w:tcPr>{_paragraph(cell)}</w:tc>'
            for cell in row
        )
        + "</w:tr>"
        for row in rows
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{share * count}" w:type="dxa"/><w:tblBorders>{edges}'
        f"</w:tblBorders></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{lines}</w:tbl>"
    )


def _paragraph(text: str, style: str = "") -> str:
    looks = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    run = f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""
    return f"<w:p>{looks}{run}</w:p>"


def _part(tag: str, inner: str) -> str:
    return f'{_HEAD}<w:{tag} xmlns:w="{_W}" xmlns:r="{_OFFICE}">{inner}</w:{tag}>'
