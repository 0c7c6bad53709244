"""Answers drawn: what a reader sees, in both languages, and what a program gets."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tadasu.errors import (
    Clause,
    Fragment,
    Item,
    Language,
    Place,
    Problem,
    Reason,
    RefusalError,
    Text,
)
from tadasu.office.answers import (
    Brood,
    Doer,
    Fact,
    Granted,
    Named,
    Receipt,
    Sheet,
    Step,
    Symptom,
)
from tadasu.office.answers import Line as Entry
from tadasu.office.possible import Takes, Way, Ways
from tadasu.office.rows import Row
from tadasu_cli.page import Block, lay
from tadasu_cli.paint import painted
from tadasu_cli.render.data import body_of, data_of
from tadasu_cli.render.entries import log_page
from tadasu_cli.render.errors import error_data, error_page
from tadasu_cli.render.inspections import doctor_page
from tadasu_cli.render.problems import problems_page
from tadasu_cli.render.reasons import SHOWN_ITEMS, reasons_page
from tadasu_cli.render.receipts import receipt_page, receipts_page
from tadasu_cli.render.rows import list_page, todo_page
from tadasu_cli.render.sheets import sheet_page
from tadasu_cli.render.view import View
from tadasu_cli.render.ways import ways_page

EN, JA = View("en"), View("ja", ZoneInfo("Asia/Tokyo"))
OPEN = Named("open", Text(en="Open", ja="未着手"))

REASON = Reason(
    code="policy",
    rule="L-02",
    level="waiver",
    title=Text(en="A loan has a limit", ja="貸出期間には上限がある"),
    message=Text(en="Too long.", ja="長すぎます。"),
    remedy=Text(en="Choose an earlier day.", ja="期限を早めてください。"),
    refs=(Clause("house-2026", "2.2", "requirement"),),
    items=(
        Item(
            "EQ-1",
            Text(en="Too long.", ja="長すぎます。"),
            (Fragment("days <= 14", (("days", "60"),)),),
        ),
    ),
    waivable_by=(Text(en="Head", ja="責任者"),),
)

RECEIPT = Receipt(
    request="r",
    case="EQ-1",
    act=Named("lend", Text(en="Lend", ja="貸し出す")),
    state=OPEN,
    version=2,
    position=41,
    at="2026-05-01T00:00:00Z",
    size=42,
    root="0123456789abcdef" * 4,
    spoken="42-04HM-ASW9-NF6Y-Y04H-X",
)


def drawn(blocks: Sequence[Block], columns: int = 80) -> str:
    return painted(lay(blocks, columns), colour=False)


def test_a_refusal_teaches() -> None:
    no = RefusalError(Text(en="lend EQ-1", ja="EQ-1 を貸し出す"), [REASON])
    assert drawn(error_page(EN, no, on_record=True)) == (
        "✗ Refused: lend EQ-1\n"
        "\n"
        "  ✗ L-02  A loan has a limit  [blocks unless waived]\n"
        "    house-2026 2.2 (requirement)\n"
        "    EQ-1  Too long.\n"
        "      · days <= 14   days = 60\n"
        "    → Choose an earlier day.\n"
        "    May be waived by: Head  --waive L-02 --reason … --measure … --until …\n"
        "\n"
        "  Nothing was changed; that it was tried is on record."
    )
    ja = drawn(error_page(JA, no))
    for said in (
        "できません: EQ-1 を貸し出す",
        "要求事項",
        "長すぎます。",
        "免除できる人: 責任者",
        "days = 60",
    ):
        assert said in ja
    assert "記録に残" not in ja


def test_the_engines_own_reasons_show_no_rule_id() -> None:
    own = replace(REASON, code="role", rule="role", refs=(), waivable_by=())
    page = drawn(reasons_page(EN, [own]))
    assert page.startswith("✗ A loan has a limit\n")
    assert "role" not in page


def test_many_items_are_cut_for_people_only() -> None:
    many = replace(REASON, items=REASON.items * (SHOWN_ITEMS + 3))
    assert "… and 3 more" in drawn(reasons_page(EN, [many]))
    data = error_data(RefusalError(Text("a", "b"), [many]), 4)
    assert len(data["reasons"][0]["items"]) == SHOWN_ITEMS + 3  # type: ignore[index]


def test_a_caret_stands_under_its_letter() -> None:
    problem = Problem(
        code="T003",
        severity="error",
        place=Place("workflows/a.yaml", 12, 8),
        message=Text(en="Twice.", ja="重複しています。"),
        remedy=Text(en="Remove one.", ja="一方を消してください。"),
        source="  題名: ああ色: red",
    )
    rows = drawn(problems_page(JA, [problem])).splitlines()
    assert rows[0] == "誤り[T003] 重複しています。"
    assert rows[1] == "  --> workflows/a.yaml:12:8"
    assert rows[3] == "12 |   題名: ああ色: red"
    assert rows[4] == "   |           ^"
    assert rows[5:7] == ["   = 一方を消してください。", "   = docs/lint.md#t003"]
    assert rows[-1] == "誤り 1 件、注意 0 件"


def test_a_long_source_line_is_cut_around_the_caret() -> None:
    problem = Problem("X", "warning", Place("a", 1, 501), Text("m", "m"), None, "あ" * 1000)
    page = drawn(problems_page(EN, [problem]))
    assert max(map(len, page.splitlines())) < 200
    assert "0 errors, 1 warning" in page


def test_a_receipt_can_be_read_aloud() -> None:
    assert drawn(receipt_page(JA, RECEIPT)) == (
        "✓ EQ-1  貸し出す → 未着手 (open)\n"
        "  2026-05-01 09:00 ・ 記録 41 番(全 42 件) ・ 照合符号 42-04HM-ASW9-NF6Y-Y04H-X"
    )
    warned = replace(
        RECEIPT, warnings=(replace(REASON, level="warn"),), waivers=("EQ-1-W1",), again=True
    )
    page = drawn(receipt_page(EN, warned))
    for said in ("! L-02", "[warns]", "EQ-1-W1", "answered before", "2026-05-01 00:00Z"):
        assert said in page


def test_several_receipts_line_up() -> None:
    page = drawn(receipts_page(EN, [RECEIPT, replace(RECEIPT, case="EQ-1-I02")]))
    assert page.splitlines()[:2] == [
        "✓ EQ-1      Lend  → Open (open)",
        "✓ EQ-1-I02  Lend  → Open (open)",
    ]


def test_ways_say_it_in_words_too() -> None:
    takes = Takes("who", Text("Who", "誰"), True)
    free = Way(Named("lend", Text("Lend", "貸し出す")), (OPEN,), (), (takes,))
    shut = Way(Named("drop", Text("Drop", "廃棄する")), (OPEN,), (REASON,), ())
    page = drawn(ways_page(EN, Ways("EQ-1", "P-1", OPEN, (shut, free))))
    assert page.index("✓ lend  Lend → Open (open)  [possible]") < page.index("✗ drop")
    assert "    who=  Who, required" in page
    assert "No transition" in drawn(ways_page(EN, Ways("EQ-1", "P-1", OPEN, ())))


def test_a_sheet_holds_everything() -> None:
    sheet = Sheet(
        key="EQ-1",
        label="カメラ",
        workflow=Named("item", Text("Item", "備品")),
        state=OPEN,
        parent="ROOM-1",
        round=2,
        version=7,
        due="2026-05-10",
        overdue=True,
        conditions=(Named("worn", Text("Worn", "摩耗")),),
        process="ab" * 32,
        opened_by=Doer("P-1 髙橋"),
        opened_at="2026-05-01T00:00:00Z",
        facts=(
            Fact("name", Text("Name", "名称"), "カメラ", Text("Camera", "カメラ")),
            Fact("note", Text("Note", "備考"), None, None),
        ),
        children=(Brood(Named("check", Text("Check", "点検")), ((OPEN, 2),)),),
        referring=(Brood(Named("loans", Text("Loan", "貸出")), ((OPEN, 3),)),),
        evidence=(),
        waivers=(Granted("EQ-1-W1", "L-02", ("EQ-1",), "r", "m", "2026-06-01", Doer("P-2")),),
        steps=(
            Step(
                act=Named("lend", Text("Lend", "貸し出す")),
                by=(Doer("P-1"), Doer("P-2", "P-4")),
                at="2026-05-01T00:00:00Z",
                count=2,
            ),
        ),
    )
    page = drawn(sheet_page(JA, sheet))
    for said in (
        "EQ-1  カメラ  備品 (item)",
        "期限 2026-05-10 ! 期限超過 · 摩耗 (worn)",
        "ROOM-1 の下",
        "2 巡目",
        "第 7 版",
        "名称  name  カメラ",
        "備考  note  —",
        "点検 (check)  未着手 2",
        "貸出 (loans)  未着手 3",
        "EQ-1-W1",
        "代替策: m",
        "2026-05-01 09:00  貸し出す (lend) ×2  P-1、P-2(P-4 の代理)",
    ):
        assert said in page


def test_lists_leave_out_empty_columns() -> None:
    row = Row("EQ-1", "カメラ", OPEN, None, None, overdue=False)
    assert (
        drawn(list_page(EN, [row], 3)) == "Key   Label   State\nEQ-1  カメラ  Open\n1 of 3 shown"
    )
    late = replace(row, due="2026-05-01", overdue=True, acts=(OPEN,))
    assert "2026-05-01 ! 超過  未着手 (open)" in drawn(todo_page(JA, [late]))
    boss = Named("boss", Text(en="Boss", ja="長"))
    climbed = replace(late, days_left=-9, climbed=(boss,))
    assert "2026-05-01 ! 超過  9 日超過  長      未着手 (open)" in drawn(todo_page(JA, [climbed]))
    for days, said in ((0, "today"), (1, "1 day left"), (2, "2 days left"), (-1, "1 day overdue")):
        assert said in drawn(todo_page(EN, [replace(climbed, days_left=days)]))
    assert "no such case" in drawn(list_page(EN, [], 0))
    assert "nothing to do" in drawn(todo_page(EN, []))


def test_the_log_marks_what_stands_out() -> None:
    entry = Entry(
        position=3,
        at="2026-05-01T00:00:00Z",
        actor="P-1",
        role="",
        case="EQ-1",
        kind="case.refused/1",
        what=Text("refused: Lend", "拒否: 貸し出す"),
        refused_by=("L-01", "L-02"),
        waived=(),
        warned=(),
        leaf="",
    )
    page = drawn(
        log_page(EN, [entry, replace(entry, refused_by=(), waived=("L-02",), warned=("L-03",))]),
        120,
    )
    assert "✗ refused: Lend  [refused by L-01, L-02]" in page
    assert "[waived L-02]  [warned by L-03]" in page


def test_the_doctor_puts_the_remedy_under_the_finding() -> None:
    ill = Symptom(
        Text("clock", "時計"),
        "error",
        Text("behind", "遅れ"),
        Text("Set it.", "合わせてください。"),
    )
    assert drawn(doctor_page(EN, [ill])) == "✗ error  clock  behind\n                → Set it."


@pytest.mark.parametrize("language", ["en", "ja"])
def test_any_record_is_json(language: Language) -> None:
    body = body_of(replace(RECEIPT, warnings=(REASON,)))
    assert json.loads(json.dumps(body)) == body
    assert body["act"] == {"id": "lend", "title": {"en": "Lend", "ja": "貸し出す"}}
    assert data_of([Path("a/b"), date(2026, 4, 1), {"k": (1, None)}]) == [
        "a/b",
        "2026-04-01",
        {"k": [1, None]},
    ]
    assert OPEN.title.to(language)
    with pytest.raises(TypeError):
        data_of(1.5)
