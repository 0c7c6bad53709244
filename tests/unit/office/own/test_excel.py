"""Own forms in Excel: what is filled in, what moves along, and what is told with its cell."""

import datetime as dt
from dataclasses import replace

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tadasu.errors import UnavailableError
from tadasu.office.paper.excel import fill
from tadasu.office.paper.stencil import extras
from tadasu.office.paper.stencil.words import Group
from tadasu.office.paper.tree import Column, Line, Paper, Table
from tests.papers import FACT, STATEMENT, report
from tests.unit.office.own.making import read_sheet, refusal, told, values, workbook

KEYS = ["NC-26-001", "NC-26-002", "NC-26-003"]


def numbers(*rows: tuple[str, str]) -> Paper:
    """A paper with a table of numbers and days."""
    columns = (Column("n", "N"), Column("day", "Day"))
    lines = tuple(Line("", row) for row in rows)
    return replace(report("en"), parts=(Table("sums", "", columns, lines, "-"),))


def test_placeholders_in_cells_are_filled_in() -> None:
    made = fill(
        report("ja"), workbook({"A1": "{{ title }}", "B2": "第{{edition}}版 {{ outline.lead }}"})
    )
    assert values(made) == {"A1": "内部監査報告書", "B2": "第2版 P-1 髙橋 花子"}


def test_defined_names_hold_single_texts() -> None:
    names = {"title": "$A$1", "outline.lead": "$B$3", "RECORD.SIZE": "$C$9"}
    made = fill(report("ja"), workbook({"A1": "ここに標題"}, names))
    assert values(made) == {"A1": "内部監査報告書", "B3": "P-1 髙橋 花子", "C9": "1284"}


def test_a_defined_name_may_stand_for_merged_cells() -> None:
    form = workbook({}, {"title": "$A$1:$C$2"}, lambda sheet: sheet.merge_cells("A1:C2"))
    assert values(fill(report("en"), form)) == {"A1": "Internal audit report"}


def test_a_row_that_names_columns_is_repeated() -> None:
    form = workbook(
        {"A4": "No", "A5": "{{findings.no}}", "B5": "{{ findings.key }}", "A6": "以上"}
    )
    rows = {f"A{row}": str(row - 4) for row in (5, 6, 7)} | dict(
        zip(("B5", "B6", "B7"), KEYS, strict=True)
    )
    assert values(fill(report("ja"), form)) == {"A4": "No", **rows, "A8": "以上"}


def test_a_defined_name_of_a_row_repeats_it_by_its_columns() -> None:
    cells = {"A5": "{no}", "B5": "key", "C5": "{{ statement }}", "D5": "memo", "F5": "beside"}
    form = workbook(cells, {"findings": "$A$5:$D$5"})
    made = values(fill(report("ja"), form))
    assert [made[f"B{row}"] for row in (5, 6, 7)] == KEYS
    assert [made[f"C{row}"] for row in (5, 6, 7)] == [STATEMENT.ja] * 3
    assert [made[f"D{row}"] for row in (5, 6, 7)] == ["memo"] * 3
    assert [made.get(f"F{row}") for row in (5, 6, 7)] == ["beside", None, None]


def test_a_defined_name_of_a_column_does_as_a_placeholder() -> None:
    made = values(fill(report("en"), workbook({}, {"findings.key": "$B$2"})))
    assert made == dict(zip(("B2", "B3", "B4"), KEYS, strict=True))


def test_neighbouring_rows_of_one_table_are_repeated_together() -> None:
    cells = {"A2": "{{ findings.key }}", "A3": "{{ findings.grade }}", "A4": "."}
    made = values(fill(report("en", 2), workbook(cells)))
    grade = "Minor nonconformity"
    assert list(made.values()) == [KEYS[0], grade, KEYS[1], grade, "."]


def test_a_table_without_rows_says_so_once() -> None:
    form = workbook({"A2": "{{ waivers.rule }}", "B2": "{{ waivers.why }}", "A3": "."})
    assert values(fill(report("en"), form)) == {"A2": "No waiver was granted.", "A3": "."}


def test_what_is_repeated_in_the_form_is_repeated_in_rows() -> None:
    made = values(fill(report("ja"), workbook({"A1": "{{ finding.no }}. {{ finding.fact }}"})))
    assert made == {f"A{row}": f"{row}. {FACT.ja}" for row in (1, 2, 3)}


def test_texts_stay_texts() -> None:
    odd = ["=1+1", "+81-3", "-x", "@SUM(A1)", "{{ title }}", "_x0041_", "a\x0bb", "1e5", "007"]
    lines = tuple(Line("", (text,)) for text in odd)
    table = Table("odd", "", (Column("text", ""),), lines, "")
    paper: Paper = replace(report("en"), parts=(table,), label="{{ odd.text }}")
    sheet = read_sheet(fill(paper, workbook({"A1": "{{ odd.text }}", "A2": "{{ label }}"})))
    cells = [sheet[f"A{row}"] for row in range(1, 11)]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    assert [cell.value for cell in cells] == [
        *odd[:5],
        "_x005F_x0041_",
        "a�b",
        *odd[7:],
        "{{ odd.text }}",
    ]
    assert [cell.quotePrefix for cell in cells] == [True] * 4 + [False] * 6


def test_a_cell_with_a_format_for_numbers_or_days_gets_them() -> None:
    def formats(sheet: Worksheet) -> None:
        sheet["A1"].number_format = "#,##0"
        sheet["B1"].number_format = "yyyy/mm/dd"
        sheet["C1"].number_format = "0"

    cells: dict[str, str | int] = {
        "A1": "{{ sums.n }}",
        "B1": "{{ sums.day }}",
        "C1": "{{ sums.n }}件",
    }
    paper = numbers(
        ("1200", "2026-10-30"), ("about 5", "2026-10-31(令和8年10月31日)"), ("007", "2026-02-30")
    )
    made = values(fill(paper, workbook(cells, change=formats)))
    assert [made[f"A{row}"] for row in (1, 2, 3)] == [1200, "about 5", "007"]
    assert [made[f"B{row}"] for row in (1, 2, 3)] == [
        dt.datetime(2026, 10, 30),  # noqa: DTZ001 (a day of a cell has no zone)
        dt.datetime(2026, 10, 31),  # noqa: DTZ001
        "2026-02-30",
    ]
    assert made["C1"] == "1200件"


def test_everything_unknown_is_told_at_once_by_sheet_and_cell() -> None:
    cells: dict[str, str | int] = {
        "A1": "標題 {{ titel }}",
        "B5": "{{ findings.stat }}",
        "C9": "{{ x }}",
    }
    names = {"outline.scop": "$D$1", "edision": "$D$2", "choices": "$H$1:$H$3"}
    found = refusal(lambda: fill(report("ja"), workbook(cells, names)))
    assert [
        (one.title.ja, one.remedy.en.partition("`")[2].partition("`")[0]) for one in found
    ] == [
        ("名前の定義 outline.scop", "outline.scope"),
        ("名前の定義 edision", "edition"),
        ("シート「様式 1」のセル A1", "title"),
        ("シート「様式 1」のセル B5", "findings.statement"),
        ("シート「様式 1」のセル C9", "--placeholders"),
    ]
    assert "標題 {{ titel }}" in found[2].message.ja


@pytest.mark.parametrize(
    ("cells", "names", "says"),
    [
        ({"A1": '="x"&"{{ title }}"'}, {}, "in a formula"),
        ({"A1": "{{ title "}, {}, "can't be read"),
        ({"A1": "{% for x in findings %}"}, {}, "can't be read"),
        ({"A1": "{{ title }} {{ x"}, {}, "can't be read"),
        ({"A1": "｛｛title｝｝"}, {}, "full-width"),
        ({"A1": "{{ findings.key }}{{ keys.who }}"}, {}, "a row repeats one table"),
        ({"A1": "{{ findings }}"}, {}, "nothing called `findings`"),
        ({}, {"title": "$A$1:$B$1"}, "stands for several cells"),
        ({}, {"title": "#REF!"}, "no cell of this workbook"),
        ({"A1": "{stat}"}, {"findings": "$A$1:$B$1"}, "nothing called `stat`"),
        ({"A1": "key", "A2": "{{ keys.who }}"}, {"findings": "$A$1:$B$2"}, "lie in each other"),
        ({"A1": "{{ findings.key }}", "A2": "x"}, {"findings": "$A$1:$A$90"}, "Too many rows"),
    ],
)
def test_what_else_is_wrong_is_told(
    cells: dict[str, str | int], names: dict[str, str], says: str
) -> None:
    assert says in " ".join(told(lambda: fill(report("en"), workbook(cells, names))))


def test_names_of_the_form_itself_are_left_alone() -> None:
    cells: dict[str, str | int] = {"A1": "=SUM(days)", "H1": 3}
    made = fill(report("en"), workbook(cells, {"days": "$H$1:$H$3", "JUDGE": "$A$9"}))
    assert values(made) == cells


def test_a_part_that_this_paper_lacks_is_blank_where_the_form_knows_it() -> None:
    also = [Group("steps", "", {"who": "実施者"}, (), table=True, none="なし")]
    form = workbook({"A1": "{{ steps.who }}", "A2": "."})
    assert values(fill(report("ja"), form, also)) == {"A1": "なし", "A2": "."}


def test_a_text_that_no_cell_can_hold_is_told() -> None:
    paper = replace(report("en"), label="x" * 40_000)
    (only,) = told(lambda: fill(paper, workbook({"B2": "{{ label }}"})))
    assert only.startswith("Sheet “様式 1”, cell B2: What comes there is longer")


def test_without_the_extra_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extras, "find_spec", lambda _: None)
    with pytest.raises(UnavailableError) as caught:
        fill(report("en"), workbook({}))
    assert "pip install 'tadasu[xlsx]'" in caught.value.text.en
