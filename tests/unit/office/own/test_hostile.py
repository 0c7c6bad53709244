"""What an own form may not be or hold: refused before anything is opened, and told."""

import io
import struct
import zipfile
from collections.abc import Callable

import pytest

from tadasu.office.paper import excel, word
from tadasu.office.paper.stencil import package
from tests.papers import report
from tests.unit.office.own.making import document, paragraphs, repacked, told, values, workbook

PAPER = report("en")
WORD, EXCEL = document("{{ title }}"), workbook({"A1": "{{ title }}"})
EXTERNAL = "</Relationships>"


def relation(kind: str, target: str) -> Callable[[str], str]:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    made = f'<Relationship Id="x1" Type="{base}/{kind}" Target="{target}" TargetMode="External"/>'
    return lambda said: said.replace(EXTERNAL, made + EXTERNAL)


def body(xml: str) -> Callable[[str], str]:
    return lambda said: said.replace("<w:body>", f"<w:body>{xml}")


def bomb(name: str) -> bytes:
    return repacked(WORD, add={name: b"\0" * 30_000_000})


def declared(size: int) -> bytes:
    """A package whose directory says that its last part has another size."""
    content = repacked(WORD, add={"word/extra.bin": b"x" * 100})
    at = content.rindex(b"PK\x01\x02") + 24
    return content[:at] + struct.pack("<I", size) + content[at + 4 :]


def encrypted() -> bytes:
    at = WORD.rindex(b"PK\x01\x02") + 8
    return WORD[:at] + struct.pack("<H", 1) + WORD[at + 2 :]


def doctype(said: str) -> str:
    entity = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    head, _, rest = said.partition("?>")
    return f"{head}?>{entity}{rest}"


DOCUMENT, RELATIONS, TYPES = (
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "[Content_Types].xml",
)
MACRO = "application/vnd.ms-word.document.macroEnabled.main+xml"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
PIECES = ("INCL", 'UDETEXT "x"')
FIELD = f"<w:p>{''.join(f'<w:r><w:instrText>{one}</w:instrText></w:r>' for one in PIECES)}</w:p>"

PACKAGES = {
    "nothing": (b"", "no .docx or .xlsx"),
    "a text": (b"{{ title }}", "no .docx or .xlsx"),
    "cut off": (WORD[:-400], "no .docx or .xlsx"),
    "damaged within": (WORD[:2000] + b"\xff" * 64 + WORD[2064:], "no .docx or .xlsx"),
    "an old .doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Word or Excel"),
    "very large": (b"PK" + b"\0" * 20_000_000, "larger than 20 MB"),
    "a zip of something else": (repacked(EXCEL), "no .docx document"),
    "encrypted": (encrypted(), "under a password"),
    "a bomb in one part": (bomb("word/media/a.png"), "too large"),
    "a bomb in XML": (bomb("word/theme/a.xml"), "too large"),
    "more than it declares": (declared(5), "no .docx or .xlsx"),
    "less than it declares": (declared(2_000_000_000), "too large"),
    "a name that climbs": (repacked(WORD, add={"../x.xml": b"<a/>"}), "odd name"),
    "a part twice": (repacked(WORD, add={"WORD/document.xml": b"<a/>"}), "odd name"),
    "an entity": (repacked(WORD, {DOCUMENT: doctype}), "DOCTYPE"),
    "an entity in a header of its own": (
        repacked(WORD, add={"word/header9.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
        "DOCTYPE",
    ),
    "UTF-16": (
        repacked(WORD, add={"word/a.xml": "<!DOCTYPE a><a/>".encode("utf-16")}),
        "DOCTYPE or an encoding",
    ),
    "UTF-7": (
        repacked(WORD, add={"word/a.xml": b'<?xml version="1.0" encoding="UTF-7"?><a/>'}),
        "DOCTYPE or an encoding",
    ),
    "no XML": (repacked(WORD, {DOCUMENT: lambda said: said[:-20]}), "no XML"),
    "macros": (repacked(WORD, {TYPES: lambda said: said.replace(MAIN, MACRO)}), "macros"),
    "macros that are denied": (repacked(WORD, add={"word/vbaProject.bin": b"x"}), "macros"),
    "a template": (
        repacked(WORD, {TYPES: lambda said: said.replace("document.main", "template.main")}),
        "not as a template",
    ),
    "XML under another name": (
        repacked(WORD, {TYPES: lambda said: said.replace('Extension="xml"', 'Extension="dat"')}),
        "XML under another name",
    ),
    "an embedded object": (repacked(WORD, add={"word/embeddings/o.bin": b"x"}), "embedded"),
    "a picture from elsewhere": (
        repacked(WORD, {RELATIONS: relation("image", "https://example.com/spy.png")}),
        "outside of itself (image",
    ),
    "a template from elsewhere": (
        repacked(WORD, {RELATIONS: relation("attachedTemplate", "http://example.com/x.dotm")}),
        "outside of itself (attachedTemplate",
    ),
    "a link to a share": (
        repacked(WORD, {RELATIONS: relation("hyperlink", "file:" + "//server/share")}),
        "outside of itself (hyperlink",
    ),
    "a field that fetches": (repacked(WORD, {DOCUMENT: body(FIELD)}), "(INCLUDETEXT) fetches"),
    "another kind of XML": (
        repacked(WORD, {DOCUMENT: lambda _: "<a>{{ title }}</a>"}),
        "isn't built as Word builds",
    ),
}


@pytest.mark.parametrize("kind", PACKAGES)
def test_such_a_package_is_refused(kind: str) -> None:
    content, says = PACKAGES[kind]
    (only,) = told(lambda: word.fill(PAPER, content))
    assert says in only


def test_a_link_that_a_reader_may_click_is_kept() -> None:
    linked = repacked(WORD, {RELATIONS: relation("hyperlink", "https://example.com/")})
    assert paragraphs(word.fill(PAPER, linked)) == [PAPER.title]


def test_very_many_parts_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_PARTS", 10)
    assert "very many parts" in told(lambda: word.fill(PAPER, WORD))[0]


INJECTIONS = [
    "{{ ''.__class__.__mro__[1].__subclasses__() }}",
    "{{ title.__class__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ outline['__class__'] }}",
    "{{ title|attr('__class__') }}",
    "{{ title|safe }}",
    "{{ title.format(title) }}",
    "{{ 'a' * 10**9 }}",
    "{{ title ~ title }}",
    "{{ '<w:p/>' }}",
    "{{ lipsum() }}",
    "{{ 7*7 }}",
    "{{ outline.title[0:1] }}",
    "{% for i in range(10**9) %}x{% endfor %}",
    "{% for i in 'abc' %}x{% endfor %}",
    "{% for a, b in findings %}x{% endfor %}",
    "{% for a in findings recursive %}{{ loop(findings) }}{% endfor %}",
    "{% for a in findings if a.key %}x{% endfor %}",
    "{% set x = title %}{{ x }}",
    "{% macro m() %}{% endmacro %}{{ m() }}",
    "{% include 'word/document.xml' %}",
    "{% import 'os' as os %}",
    "{% extends title %}",
    "{% filter upper %}x{% endfilter %}",
    "{% with x = title %}{{ x }}{% endwith %}",
    "{% autoescape false %}{{ title }}{% endautoescape %}",
    "{% block a %}{% endblock %}",
    "{% if title is defined %}x{% endif %}",
    "{% if title in outline %}x{% endif %}",
    "{% if (1, 2)|length %}x{% endif %}",
    "{% cellbg title %}",
    "{% colspan title %}",
    "{% vm %}",
    "{{r title }}",
    "{{ outline.__len__ }}",
    "{{ findings.pop }}",
    "{{ record.__init__ }}",
    "{{ true }}",
    "{{ " + "(" * 400 + "title" + ")" * 400 + " }}",
    "{% if title %}" * 60 + "x" + "{% endif %}" * 60,
    "{% if " + "not " * 3000 + "title %}x{% endif %}",
]


@pytest.mark.parametrize("text", INJECTIONS, ids=range(len(INJECTIONS)))
def test_a_form_can_say_nothing_but_names_repetitions_and_conditions(text: str) -> None:
    found = told(lambda: word.fill(PAPER, document(text)))
    assert found
    assert all("paragraph 1" in one for one in found)


def test_repetitions_within_each_other_are_bounded_before_they_run() -> None:
    paper = report("en", 400)
    deep = "{% for a in findings %}{% for b in findings %}{% for c in findings %}{{ a.key }}"
    form = document(deep + "{% endfor %}" * 3)
    assert "repeats too much" in told(lambda: word.fill(paper, form))[0]


WORKBOOKS = {
    "macros": (
        repacked(
            EXCEL,
            {
                TYPES: lambda said: said.replace(
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                    "application/vnd.ms-excel.sheet.macroEnabled.main+xml",
                )
            },
        ),
        "macros",
    ),
    "an old macro sheet": (repacked(EXCEL, add={"xl/macrosheets/s.xml": b"<a/>"}), "macros"),
    "a link to a workbook": (
        repacked(EXCEL, add={"xl/externalLinks/externalLink1.xml": b"<a/>"}),
        "linked object",
    ),
    "a connection": (repacked(EXCEL, add={"xl/connections.xml": b"<a/>"}), "data connection"),
    "a document": (WORD, "no .xlsx document"),
    "an entity": (repacked(EXCEL, {"xl/worksheets/sheet1.xml": doctype}), "DOCTYPE"),
    "a cell nowhere": (
        repacked(
            EXCEL, {"xl/worksheets/sheet1.xml": lambda said: said.replace('r="A1"', 'r="é"')}
        ),
        "isn't built as Excel builds",
    ),
    "no sheet": (
        repacked(EXCEL, {"xl/worksheets/sheet1.xml": lambda _: "<worksheet/>"}),
        "no sheet with cells",
    ),
    "another kind of XML": (
        repacked(EXCEL, {"xl/workbook.xml": lambda _: "<workbook/>"}),
        "isn't built as Excel builds",
    ),
    "a formula that fetches": (workbook({"A1": '=WEBSERVICE("http://example.com/")'}), "fetches"),
    "a formula that runs": (workbook({"A1": "=cmd|'/c calc'!A0"}), "fetches"),
}


@pytest.mark.parametrize("kind", WORKBOOKS)
def test_such_a_workbook_is_refused(kind: str) -> None:
    content, says = WORKBOOKS[kind]
    found = told(lambda: excel.fill(PAPER, content))
    assert says in found[0]


def test_merged_cells_as_large_as_the_sheet_cost_nothing() -> None:
    form = workbook({"A1": "{{ title }}"})
    merged = '</sheetData><mergeCells count="1"><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    large = repacked(
        form, {"xl/worksheets/sheet1.xml": lambda said: said.replace("</sheetData>", merged)}
    )
    with zipfile.ZipFile(io.BytesIO(excel.fill(PAPER, large))) as packed:
        assert PAPER.title in packed.read("xl/worksheets/sheet1.xml").decode()


def test_rows_that_would_be_far_too_many_are_refused() -> None:
    cells = {f"{letter}5": "{{ findings.key }}" for letter in "ABCDEFGHIJ"}
    found = told(lambda: excel.fill(report("en", 60_000), workbook(cells)))
    assert "500,000 cells" in found[0]


def test_formulas_of_the_usual_kind_are_kept() -> None:
    usual = '=IF(A2>1,"a|b!c","[x.xlsx]")&SUM(Table1[Sum])&HYPERLINK("https://example.com/")'
    made = excel.fill(PAPER, workbook({"A1": usual, "B1": "{{ title }}"}))
    assert values(made) == {"A1": usual, "B1": PAPER.title}


def test_very_many_repeated_rows_are_refused_before_they_are_made() -> None:
    rows = [("{{ findings.key }}",)] * 201
    assert "too many places" in told(lambda: word.fill(PAPER, document(tables=[rows])))[0]
    cells = {f"A{row}": "{{ findings.key }}" for row in range(1, 130, 2)}
    assert "too many places" in told(lambda: excel.fill(PAPER, workbook(cells)))[0]


def test_very_many_names_are_refused() -> None:
    one = "<definedName name='title' localSheetId='0'>'様式 1'!$A$1</definedName>"
    many = repacked(
        workbook({}, {"title": "$A$1"}),
        {
            "xl/workbook.xml": lambda said: said.replace(
                "</definedNames>", one * 400 + "</definedNames>"
            )
        },
    )
    assert "More than 300" in told(lambda: excel.fill(PAPER, many))[0]
