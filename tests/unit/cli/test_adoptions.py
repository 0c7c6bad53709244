"""What an adoption changes and what a migration does, drawn for a reader."""

from dataclasses import replace

from tadasu.errors import Item, Reason, Text
from tadasu.office.answers import Named
from tadasu.office.changes import Adoption, Altered, Concerned, Difference, Migrated, Moved
from tadasu_cli.render.adoptions import adoption_page
from tadasu_cli.render.migrations import migration_page
from tests.unit.cli.test_render import EN, JA, drawn

NO_STATE = Text(en="There is no state lent.", ja="状態 lent がありません。")
STRANDED = Reason(
    code="migration",
    rule="migration",
    level="floor",
    title=Text(en="Cases under way", ja="進行中の案件"),
    message=NO_STATE,
    remedy=Text(en="Say in the plan what it is called.", ja="移行計画に書いてください。"),
    items=(Item("EQ-1", NO_STATE, ()), Item("EQ-2", NO_STATE, ())),
)


def test_an_adoption_says_what_changes_and_whether_it_holds() -> None:
    title = Text(en="Lend", ja="貸し出す")
    who = Difference("widened", Text(en="who may do it", ja="行える役割"), None, "keeper")
    rule = Difference("tightened", Text(en="the rule L-02", ja="規則 L-02"), "block", "floor")
    by = Text(en="by keeper", ja="行う人 keeper")
    altered = Altered("item", Named("lend", title), "mixed", by, (who, rule))
    item = Concerned(Named("item", Text(en="Item", ja="備品")), 3, ("EQ-1", "EQ-2"))
    adoption = Adoption("a" * 64, "b" * 64, (altered,), (item,), (), (), None)
    page = drawn(adoption_page(EN, adoption))
    assert "◆ item.lend  Lend  [both ways]\n  by keeper" in page
    assert "▽ widened    who may do it  + keeper" in page
    assert "▲ tightened  the rule L-02  block → floor" in page
    assert "Item (item) (3): EQ-1, EQ-2 … and 1 more" in page
    assert "Nothing was adopted" in page
    assert "緩くなる" in drawn(adoption_page(JA, adoption))
    assert "in force, by entry 9" in drawn(adoption_page(EN, replace(adoption, position=9)))
    assert "nothing to adopt" in drawn(adoption_page(EN, replace(adoption, after="a" * 64)))
    stranded = drawn(adoption_page(EN, replace(adoption, reasons=(STRANDED,))))
    assert "This can't be adopted:" in stranded
    assert "There is no state lent.\n    EQ-1, EQ-2\n    → Say" in stranded


def test_a_migration_says_what_becomes_of_each_case() -> None:
    renames = {"transitions": {"lend": "give", "old": None}, "stated": {"place": "3F"}}
    cases = (
        Moved("EQ-2", "item", "conforming", "here", "here", {}),
        Moved("EQ-1", "item", "mapped", "lent", "out", renames),
    )
    page = drawn(migration_page(EN, Migrated("b" * 64, cases, (), None)))
    assert "~ mapped    EQ-1  item  lent → out  lend → give, old → given up, place=3F" in page
    assert "mapped 1, as it is 1" in page
    assert "Nothing was moved" in page
    refused = replace(cases[0], outcome="refused", obstacles=(STRANDED.message,))
    page = drawn(migration_page(JA, Migrated("b" * 64, (refused,), (STRANDED,), None)))
    assert "✗ 移行不可" in page
    assert "このままでは移行できません" in page
    assert "2 cases moved" in drawn(migration_page(EN, Migrated("b" * 64, cases, (), 4)))
    assert "needs to be moved" in drawn(migration_page(EN, Migrated("b" * 64, (), (), None)))
