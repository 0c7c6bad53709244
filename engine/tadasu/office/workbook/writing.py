"""Plain tables become a workbook; texts stay texts, whatever they begin with."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from tadasu.office.workbook.pages import Box, Page, cut, letter, library, typed
from tadasu.office.workbook.styles import styles


def written(pages: Sequence[Page], title: str) -> bytes:
    """A workbook of these pages; its times are those of writing. UnavailableError without it."""
    openpyxl = library()
    book = openpyxl.Workbook()
    book.remove(book.active)
    book.properties.creator, book.properties.title = "tadasu", typed(title)
    for style in styles():
        book.add_named_style(style)
    lists: dict[tuple[str, ...], str] = {}
    for page in pages:
        _put(book.create_sheet(page.name), page, lists)
    if lists:
        _put_lists(book, lists)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _put(sheet: Any, page: Page, lists: dict[tuple[str, ...], str]) -> None:
    for number, row in enumerate(page.rows, 1):
        for at, box in enumerate(row, 1):
            if box is not None:
                _fill(sheet.cell(number, at), box)
    for at, width in enumerate(page.widths, 1):
        column = sheet.column_dimensions[letter(at)]
        column.width, column.hidden = width + 1.5, not width
    for number, height in page.heights.items():
        sheet.row_dimensions[number].height = height
    if page.hidden:
        sheet.sheet_state = "veryHidden"
        return
    sheet.freeze_panes = page.frozen
    sheet.print_title_rows = page.repeated
    sheet.auto_filter.ref = page.filtered
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.right.text = "&P / &N"
    # Against slips, no more: without a password, and columns may be widened.
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.protection.autoFilter = False
    _guide(sheet, page, lists)


def _fill(cell: Any, box: Box) -> None:
    cell.style = f"tadasu {box.look}"
    if isinstance(box.value, str):
        cell.value = cut(box.value)
        cell.data_type = "s"
        cell.quotePrefix = box.value[:1] in ("=", "+", "-", "@", "'")
    else:
        cell.value = box.value
        cell.style = f"tadasu {box.look}"


def _guide(sheet: Any, page: Page, lists: dict[tuple[str, ...], str]) -> None:
    from openpyxl.formatting.rule import FormulaRule  # noqa: PLC0415 (an extra)
    from openpyxl.styles import Border, PatternFill, Side  # noqa: PLC0415 (an extra)
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415 (an extra)

    for check in page.checks:
        given: dict[str, Any] = {"type": check.kind}
        if check.kind == "list":
            name = lists.setdefault(check.values, f"tadasu_list_{len(lists) + 1}")
            given["formula1"] = name
        else:
            given |= {"operator": "greaterThanOrEqual"}
            given["formula1"] = "1" if check.kind == "date" else "-999999999999999"
        rule = DataValidation(allow_blank=True, showErrorMessage=True, **given)
        rule.error = check.told[:220] or None
        rule.add(check.cells)
        sheet.add_data_validation(rule)
    edge = Side(style="thin", color="C00000")
    for cells, formula in page.marks:
        fill = PatternFill(bgColor="FFC7CE", fill_type="solid")
        border = Border(left=edge, right=edge, top=edge, bottom=edge)
        mark: Any = FormulaRule
        sheet.conditional_formatting.add(cells, mark(formula=[formula], fill=fill, border=border))


def _put_lists(book: Any, lists: Mapping[tuple[str, ...], str]) -> None:
    from openpyxl.workbook.defined_name import DefinedName  # noqa: PLC0415 (an extra)

    sheet = book.create_sheet("_lists")
    sheet.sheet_state = "veryHidden"
    for at, (values, name) in enumerate(lists.items(), 1):
        for number, value in enumerate(values, 1):
            _fill(sheet.cell(number, at), Box(value))
        column = letter(at)
        where = f"_lists!${column}$1:${column}${len(values)}"
        book.defined_names[name] = DefinedName(name, attr_text=where)
