"""What a sheet holds, as openpyxl reads it back."""

import io
import zipfile
from typing import Any

import openpyxl

from tadasu.office.acts import Acts
from tadasu.office.letters import wide
from tadasu.office.roundtrip.layout import height
from tadasu.office.workspace import Workspace
from tests.unit.office.rounds import COLUMNS, FIRST, QUESTIONS, cell, exported, table


def checked(page: Any) -> dict[str, Any]:
    """The rules of what a cell takes, by the range that they are of."""
    return {str(rule.sqref): rule for rule in page.data_validations.dataValidation}


def test_the_same_record_gives_the_same_bytes(workspace: Workspace) -> None:
    first, again = exported(workspace), exported(workspace)
    assert first == again
    with zipfile.ZipFile(io.BytesIO(first)) as packed:
        assert {info.date_time[:3] for info in packed.infolist()} == {(1980, 1, 1)}
        assert b"1980-01-01T00:00:00Z" in packed.read("docProps/core.xml")


def test_rows_are_locked_but_for_what_is_filled_in(sheet: bytes) -> None:
    _, page = table(sheet)
    assert page.protection.sheet
    assert not page.protection.password
    assert page[cell("question")].protection.locked
    assert not page[cell("grade")].protection.locked
    assert not page[cell("seen", 4)].protection.locked
    assert page.column_dimensions["A"].hidden
    assert [page[f"A{FIRST + n}"].value for n in range(4)] == [f"R-001-P0{n}" for n in range(1, 5)]


def test_text_that_looks_like_a_formula_is_text(sheet: bytes) -> None:
    _, page = table(sheet)
    assert [page[cell("question", n)].value for n in range(1, 5)] == list(QUESTIONS)
    found = page[cell("question", 2)]
    assert (found.data_type, found.quotePrefix) == ("s", True)
    assert not page[cell("question")].quotePrefix
    with zipfile.ZipFile(io.BytesIO(sheet)) as packed:
        assert not any(b"<f>" in packed.read(n) for n in packed.namelist() if "/sheet" in n)


def test_choices_are_lists_with_titles(workspace: Workspace) -> None:
    book, page = table(exported(workspace, "ja"))
    rules = checked(page)
    grade = rules[f"L{FIRST}:L{FIRST + 3}"]
    assert (grade.type, grade.allow_blank) == ("list", True)
    where = book.defined_names[grade.formula1].attr_text
    name, _, cells = where.partition("!")
    assert [row[0].value for row in book[name][cells.replace("$", "")]] == ["良", "不良"]
    assert book[name].sheet_state == "veryHidden"
    assert rules[f"F{FIRST}:F{FIRST + 3}"].type == "date"
    assert rules[f"G{FIRST}:G{FIRST + 3}"].type == "whole"
    assert f"J{FIRST}:J{FIRST + 3}" not in rules  # several kinds may stand there


def test_what_is_bad_without_a_fact_is_marked(workspace: Workspace) -> None:
    _, page = table(exported(workspace, "ja"))
    (marked,) = page.conditional_formatting
    (rule,) = marked.rules
    assert str(marked.sqref) == f"M{FIRST}:M{FIRST + 3}"
    assert rule.formula == [f'AND(LEN(TRIM($M{FIRST}))=0,OR($L{FIRST}="不良"))']


def test_it_can_be_printed_and_read_on_a_screen(workspace: Workspace) -> None:
    _, page = table(exported(workspace, "ja"))
    assert page.print_title_rows == f"${FIRST - 1}:${FIRST - 1}"
    assert page.freeze_panes == f"D{FIRST}"
    assert (page.page_setup.orientation, page.page_setup.fitToWidth) == ("landscape", 1)
    assert page["B1"].value == "点検表  (F-1)  R-001"
    assert page["B2"].value == "場所: 本館"
    assert [page[f"{letter}{FIRST - 1}"].value for letter in "BCDL"] == [
        "番号", "質問", "方法", "判定",
    ]  # fmt: skip
    assert page[cell("question")].alignment.wrap_text
    assert page[cell("question")].font.name == "游ゴシック"
    assert page[cell("size")].value == 7


def test_rows_are_as_high_as_their_text(workspace: Workspace) -> None:
    long = "情報" * 60
    Acts(workspace, "M-1").set("R-001-P01", {"question": long})
    _, page = table(exported(workspace))
    assert wide(long) == 240
    # Thirty half-width letters to a line, two to each of these.
    assert page.row_dimensions[FIRST].height == height([(long, 30)]) == 17 * 8 + 2
    # Else there is room for three lines, where people are to write.
    assert page.row_dimensions[FIRST + 1].height == 17 * 3 + 2
    assert height([("灯りは\n点くか。", 30)]) == 17 * 2 + 2
    assert height([("あ" * 9_000, 30)]) == 400


def test_odd_letters_and_long_texts_are_written(workspace: Workspace) -> None:
    odd = "a\x01b\x0bc_x000D_d"
    Acts(workspace, "M-1").set("R-001-P01", {"question": odd, "remark": "x" * 40_000})
    _, page = table(exported(workspace))
    assert "\x01" not in page[cell("question")].value
    assert len(page[cell("remark")].value) == 32_000


def test_only_rows_in_its_states_are_written(sheet: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(sheet))
    assert [page.sheet_state for page in book.worksheets] == [
        "visible", "veryHidden", "veryHidden",
    ]  # fmt: skip
    _, page = table(sheet)
    assert page.max_row == FIRST + 3
    assert page.max_column == len(COLUMNS) + 1
