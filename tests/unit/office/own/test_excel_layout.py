"""Own forms in Excel: all that stands around what is filled in stays, and moves along."""

import io
import struct
import zipfile
import zlib
from dataclasses import replace

import pytest
from openpyxl.comments import Comment
from openpyxl.drawing.image import Image
from openpyxl.styles import Alignment, Font
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.header_footer import HeaderFooterItem
from openpyxl.worksheet.worksheet import Worksheet

from tadasu.office.paper.excel import fill
from tests.papers import programme, report
from tests.unit.office.own.making import read_sheet, repacked, values, workbook

BOX = """<xdr:twoCellAnchor><xdr:from><xdr:col>0</xdr:col><xdr:colOff>0</xdr:colOff>\
<xdr:row>0</xdr:row>\
<xdr:rowOff>0</xdr:rowOff></xdr:from><xdr:to><xdr:col>3</xdr:col><xdr:colOff>0</xdr:colOff>\
<xdr:row>9</xdr:row><xdr:rowOff>0</xdr:rowOff></xdr:to><xdr:sp><xdr:txBody xmlns:a=\
"http://schemas.openxmlformats.org/drawingml/2006/main"><a:p><a:r><a:t>No. {{ num</a:t></a:r><a:r>\
<a:t>ber }}</a:t></a:r></a:p></xdr:txBody></xdr:sp><xdr:clientData/></xdr:twoCellAnchor>"""


def of(item: HeaderFooterItem | None) -> HeaderFooterItem:
    assert item is not None
    return item


def pixel() -> bytes:
    """A picture of one grey point."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        said = struct.pack(">I", len(data)) + kind + data
        return said + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n"
        + head
        + chunk(b"IDAT", zlib.compress(b"\0\x80"))
        + chunk(b"IEND", b"")
    )


def test_formulas_follow() -> None:
    cells: dict[str, str | int] = {
        "A5": "{{ findings.key }}",
        "B5": "=ROW(A5)+$B$9+A$4",
        "B4": "=B5+B9",
        "B6": '=COUNTA(A5:A5)&"A9"',
        "B7": "=SUM('様式 1'!B$5:B$6)+other!B9",
        "B9": 1,
    }
    made = values(fill(report("en"), workbook(cells)))
    assert [made[cell] for cell in ("B4", "B5", "B6", "B7", "B8", "B9", "B11")] == [
        "=B5+B11",
        "=ROW(A5)+$B$11+A$4",
        "=ROW(A6)+$B$11+A$4",
        "=ROW(A7)+$B$11+A$4",
        '=COUNTA(A5:A7)&"A9"',
        "=SUM('様式 1'!B$5:B$8)+other!B9",
        1,
    ]


def dressed(sheet: Worksheet) -> None:
    sheet["A5"].font = Font(bold=True)
    sheet.row_dimensions[5].height = 33
    sheet.row_dimensions[6].height = 44
    for area in ("B5:C5", "A6:C6", "E4:E6"):
        sheet.merge_cells(area)
    rule = DataValidation(type="list", formula1="$H$8:$H$9")
    rule.add("D5")
    sheet.add_data_validation(rule)
    sheet.print_area = "A1:F6"
    sheet.print_title_rows = "4:4"
    sheet.column_dimensions["B"].width = 31
    sheet.page_setup.orientation = "landscape"
    sheet.freeze_panes = "A5"
    sheet.auto_filter.ref = "A4:D5"
    sheet["A6"].hyperlink = "https://example.com/"


def test_merged_cells_heights_and_everything_else_follow() -> None:
    cells: dict[str, str | int] = {
        "A5": "{{ findings.key }}",
        "B5": "{{ findings.due }}",
        "A6": "End",
    }
    sheet = read_sheet(fill(report("en"), workbook(cells, change=dressed)))
    merged = {str(area) for area in sheet.merged_cells.ranges}
    assert merged == {"B5:C5", "B6:C6", "B7:C7", "A8:C8", "E4:E8"}
    assert [sheet.row_dimensions[row].height for row in (5, 6, 7, 8)] == [33, 33, 33, 44]
    assert all(sheet[f"A{row}"].font.bold for row in (5, 6, 7))
    (rule,) = sheet.data_validations.dataValidation
    assert (str(rule.sqref), rule.formula1) == ("D5:D7", "$H$10:$H$11")
    assert sheet.print_area == "'様式 1'!$A$1:$F$8"
    assert sheet.print_title_rows == "$4:$4"
    assert sheet.column_dimensions["B"].width == 31
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.freeze_panes == "A5"
    assert sheet.auto_filter.ref == "A4:D7"
    assert sheet["A8"].hyperlink is not None
    assert sheet["A8"].hyperlink.target == "https://example.com/"


def test_wrapped_texts_get_rows_that_are_high_enough() -> None:
    def wrapped(sheet: Worksheet) -> None:
        for cell in ("A1", "A2"):
            sheet[cell].alignment = Alignment(wrap_text=True)
        sheet.merge_cells("A2:D2")
        sheet.column_dimensions["A"].width = 20
        sheet.row_dimensions[3].height = 60

    cells: dict[str, str | int] = {
        "A1": "{{ finding.fact }}",
        "A2": "{{ outline.scope }}",
        "A3": "x",
    }
    sheet = read_sheet(fill(report("ja", 1), workbook(cells, change=wrapped)))
    high, merged = (sheet.row_dimensions[row].height or 0 for row in (1, 2))
    assert high > 100
    assert 25 < merged < high
    assert sheet.row_dimensions[3].height == 60


def test_headers_and_footers_are_filled_in() -> None:
    def headed(sheet: Worksheet) -> None:
        of(sheet.oddHeader).center.text = "{{ mark }}"
        of(sheet.oddFooter).right.text = "{{ label }} &P"

    paper = replace(report("ja"), label="R&D")
    sheet = read_sheet(fill(paper, workbook({}, change=headed)))
    assert of(sheet.oddHeader).center.text == "社外秘"
    assert of(sheet.oddFooter).right.text == "R&&D &P"


def test_a_played_record_says_so_on_top_of_every_sheet() -> None:
    def printed(sheet: Worksheet) -> None:
        sheet.print_area = "A1:C3"
        sheet.freeze_panes = "A2"

    form = workbook({"A1": "{{ title }}", "A2": "=A1"}, change=printed)
    sheet = read_sheet(fill(programme("ja"), form))
    assert [sheet[f"A{row}"].value for row in (1, 2, 3)] == [
        "SIMULATED RECORD 模擬記録",
        "2026年度 内部監査年間計画書",
        "=A2",
    ]
    assert (sheet.print_area, sheet.freeze_panes) == ("'様式 1'!$A$1:$C$4", "A3")
    own = values(fill(programme("ja"), workbook({"B3": "{{ simulated }}"})))
    assert own == {"B3": "SIMULATED RECORD 模擬記録"}


def test_the_same_form_and_paper_give_the_same_bytes() -> None:
    form = workbook({"A5": "{{ findings.key }}"}, change=dressed)
    assert fill(report("ja"), form) == fill(report("ja"), form)


def test_a_thousand_rows_are_filled_in() -> None:
    cells: dict[str, str | int] = {
        "A5": "{{findings.no}}",
        "B5": "{{findings.key}}",
        "B6": "=COUNTA(B5:B5)",
    }
    made = values(fill(report("ja", 1000), workbook(cells)))
    assert (made["B5"], made["B1004"], made["B1005"]) == (
        "NC-26-001",
        "NC-26-1000",
        "=COUNTA(B5:B1004)",
    )


@pytest.mark.filterwarnings("ignore:DrawingML support is incomplete")  # of what reads it back
def test_pictures_text_boxes_and_comments_are_kept_and_move_along() -> None:
    def drawn(sheet: Worksheet) -> None:
        sheet.add_image(Image(io.BytesIO(pixel())), "B8")
        sheet["A8"].comment = Comment("稟議の番号", "総務")

    form = workbook({"A5": "{{ findings.key }}", "A8": "以上"}, change=drawn)
    drawing = "xl/drawings/drawing1.xml"

    def boxed(said: str) -> str:
        end = "</wsDr>" if "</wsDr>" in said else "</xdr:wsDr>"
        return said.replace(end, BOX.replace("xdr:", "" if end == "</wsDr>" else "xdr:") + end)

    made = fill(report("ja"), repacked(form, {drawing: boxed}))
    sheet = read_sheet(made)
    assert sheet["A10"].comment is not None
    assert sheet["A10"].comment.text == "稟議の番号"
    with zipfile.ZipFile(io.BytesIO(made)) as packed:
        assert packed.read("xl/media/image1.png") == pixel()
        said = packed.read(drawing).decode()
        (note,) = [name for name in packed.namelist() if name.endswith(".vml")]
        assert "Row>9<" in packed.read(note).decode()
    assert "No. IA-04" in said
    rows = [one.split("<")[0] for one in said.replace("xdr:", "").split("<row>")[1:]]
    assert "9" in rows
    assert "11" in rows


def test_a_style_that_needs_a_twin_keeps_its_looks() -> None:
    def bold(sheet: Worksheet) -> None:
        sheet["A1"].font = Font(bold=True)

    paper = replace(report("en"), label="=cmd")
    cell = read_sheet(fill(paper, workbook({"A1": "{{ label }}"}, change=bold)))["A1"]
    assert (cell.value, cell.font.bold, cell.quotePrefix) == ("=cmd", True, True)


def test_shared_formulas_are_told_apart_before_rows_move() -> None:
    form = workbook({"A2": "{{ findings.key }}", "B5": "=A5*2", "B6": "x", "B7": "y", "A1": 1})

    def shared(said: str) -> str:
        start, end = said.index('<c r="B5"'), said.index("</sheetData>")
        rows = (
            '<c r="B5"><f t="shared" si="0" ref="B5:B6">A5*2+A$1</f><v>4</v></c></row>'
            '<row r="6"><c r="B6"><f t="shared" si="0"/><v>6</v></c></row>'
        )
        return said[:start] + rows + said[end:]

    made = values(fill(report("en"), repacked(form, {"xl/worksheets/sheet1.xml": shared})))
    assert (made["B7"], made["B8"]) == ("=A7*2+A$1", "=A8*2+A$1")


def test_what_was_computed_before_is_computed_anew() -> None:
    form = repacked(
        workbook({"A1": "{{ label }}", "A2": "=LEN(A1)"}),
        add={"xl/calcChain.xml": b"<calcChain/>"},
    )
    with zipfile.ZipFile(io.BytesIO(fill(report("en"), form))) as packed:
        assert 'fullCalcOnLoad="1"' in packed.read("xl/workbook.xml").decode()
        assert "xl/calcChain.xml" not in packed.namelist()
