"""Own forms made by hand, with python-docx and openpyxl, and what is refused of them."""

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence

import docx
import openpyxl
import pytest
from docx.document import Document
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.worksheet import Worksheet

from tadasu.errors import Reason, RefusalError

Row = Sequence[str]


def document(*paragraphs: str, tables: Sequence[Sequence[Row]] = ()) -> bytes:
    """A .docx of paragraphs and, after them, tables."""
    made = docx.Document()
    for text in paragraphs:
        made.add_paragraph(text)
    for rows in tables:
        table = made.add_table(len(rows), len(rows[0]))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    return saved(made)


def saved(made: Document) -> bytes:
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def read_document(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def paragraphs(content: bytes) -> list[str]:
    return [one.text for one in read_document(content).paragraphs]


def tables(content: bytes) -> list[list[list[str]]]:
    found = read_document(content).tables
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in found]


def workbook(
    cells: Mapping[str, str | int],
    names: Mapping[str, str] | None = None,
    change: Callable[[Worksheet], None] = lambda _: None,
) -> bytes:
    """A .xlsx with one sheet, called `様式 1`."""
    made = openpyxl.Workbook()
    sheet = made.worksheets[0]
    sheet.title = "様式 1"
    for reference, value in cells.items():
        sheet[reference] = value
    for name, reference in (names or {}).items():
        made.defined_names[name] = DefinedName(name, attr_text=f"'様式 1'!{reference}")
    change(sheet)
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def read_sheet(content: bytes) -> Worksheet:
    return openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]


def values(content: bytes) -> dict[str, object]:
    """What the cells of the first sheet hold, but for the empty ones."""
    rows = read_sheet(content).iter_rows()
    return {cell.coordinate: cell.value for row in rows for cell in row if cell.value is not None}


def repacked(
    content: bytes,
    change: Mapping[str, Callable[[str], str]] | None = None,
    add: Mapping[str, bytes] | None = None,
) -> bytes:
    """The same package with other parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if change and name in change:
                part = change[name](part.decode()).encode()
            new.writestr(name, part, zipfile.ZIP_DEFLATED)
        for name, part in (add or {}).items():
            new.writestr(name, part, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def refusal(act: Callable[[], object]) -> list[Reason]:
    with pytest.raises(RefusalError) as caught:
        act()
    return list(caught.value.reasons)


def told(act: Callable[[], object]) -> list[str]:
    """Each fault in English with its place."""
    return [f"{one.title.en}: {one.message.en}" for one in refusal(act)]
