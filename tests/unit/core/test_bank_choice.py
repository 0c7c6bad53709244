"""The shipped banks at work: a checklist for an audit's scope, with last year's findings."""

from functools import cache

import pytest

from tadasu.core.choosing import chosen
from tadasu.core.rows import Row
from tadasu.core.setting import workflow_of
from tadasu.core.wanted import Wanted
from tadasu.errors import RefusalError
from tadasu.rules.process import Process
from tests.world import MOMENT, World, shipped_process

CRITERIA = ["iso27001-2022:9.2.2", "iso27001-2022:10.2", "iso27001-2022:A.5.7"]
FIELDS = {"lead": "P-1", "team": ["P-1"], "first_day": "2026-06-15", "last_day": "2026-06-16"}


LATER = {
    "workflow": "audit",
    "state": "verified",
    "fields": {"title": "フォローアップ監査", **FIELDS, "departments": ["D-1"]},
}


@cache
def process() -> Process:
    return shipped_process()


def finding(department: str, grade: str, **more: object) -> dict[str, object]:
    fields = {"department": department, "grade": grade, "fact": "復元試験の記録がない", **more}
    return {
        "workflow": "finding",
        "parent": "AUD-900",
        "state": "closed",
        "fields": {"check": "AUD-900-C001", "requirements": ["iso27001-2022:A.8.13"], **fields},
    }


def audits(state: str = "planned") -> World:
    """An audit of IT, and last year's audit of IT and HR with findings of every kind."""
    world = World(process())
    department = {"workflow": "department", "state": "active"}
    check = {"workflow": "check", "fields": {"question": "復元試験を行いましたか。"}}
    audit = {
        "workflow": "audit",
        "fields": {"title": "定期監査", **FIELDS, "departments": ["D-1"]},
    }
    world.give_all(
        {
            "P-1": {"workflow": "person", "fields": {"id": "P-1", "name": "髙橋"}},
            "P-2": {"workflow": "person", "fields": {"id": "P-2", "name": "﨑山"}},
            "D-1": {**department, "fields": {"code": "D-1", "name": "情シス", "head": "P-2"}},
            "D-2": {**department, "fields": {"code": "D-2", "name": "人事", "head": "P-2"}},
            "PRG-2025": {"workflow": "programme", "fields": {"fiscal_year": "2025"}},
            "PRG-2026": {
                "workflow": "programme",
                "fields": {"fiscal_year": "2026", "previous": "PRG-2025"},
            },
            "AUD-900": {**audit, "parent": "PRG-2025"},
            "AUD-900-C001": {**check, "parent": "AUD-900"},
            "AUD-900-F01": finding("D-1", "minor"),
            "AUD-900-F02": finding("D-1", "observation"),
            "AUD-900-F03": finding("D-2", "major"),
            "AUD-900-F04": {**finding("D-1", "major"), "state": "withdrawn"},
            "AUD-900-F05": finding("D-1", "major", fact="ログの欠落"),
            "AUD-001": {
                **audit,
                "parent": "PRG-2026",
                "state": state,
                "fields": {"title": "x", **FIELDS, "departments": ["D-1"], "criteria": CRITERIA},
            },
        }
    )
    return world


def rows(world: World, checklist: str = "isms-full", where: str | None = None) -> list[Row]:
    setting = world.setting_of("P-1", MOMENT)
    wanted = Wanted(checklist, where=where)
    return chosen(setting, workflow_of(setting, "check"), "AUD-001", wanted, {})


def prepared(world: World, checklist: str) -> list[str]:
    """The keys of what one command opens."""
    return [
        world.act({"new": "check", "parent": "AUD-001", "as": "P-1", "with": dict(row)}).case
        for row in rows(world, checklist)
    ]


def test_an_audits_criteria_choose_the_questions_and_last_year_adds_its_own() -> None:
    found = rows(audits())
    assert [row["item"] for row in found] == [
        "c9-2-2",
        "c10-2",
        "c10-2-effect",
        "a5-7",
        "earlier-finding",
        "earlier-finding",
        "earlier-finding",
    ]
    follow_up = found[-3:]
    assert [row["earlier"] for row in follow_up] == ["AUD-900-F01", "AUD-900-F02", "AUD-900-F05"]
    assert [row["department"] for row in follow_up] == ["D-1"] * 3
    assert "「復元試験の記録がない」(AUD-900-F01)" in str(follow_up[0]["question"])
    assert [row["requirements"] for row in follow_up] == [["iso27001-2022:A.8.13"]] * 3


def test_without_criteria_only_findings_are_followed_up_until_one_was_in_order() -> None:
    world = audits()
    world.give(
        "AUD-001",
        {
            "workflow": "audit",
            "parent": "PRG-2026",
            "fields": {"title": "x", **FIELDS, "departments": ["D-1"]},
        },
    )
    assert {row["item"] for row in rows(world)} == {"earlier-finding"}
    assert len(rows(world)) == 3
    seen = {
        "question": "その後どうなりましたか。",
        "earlier": "AUD-900-F01",
        "result": "conformity",
    }
    check = {"workflow": "check", "parent": "AUD-901", "state": "judged", "fields": seen}
    world.give_all({"AUD-901": {**LATER, "parent": "PRG-2025"}, "AUD-901-C001": check})
    assert [row["earlier"] for row in rows(world)] == ["AUD-900-F02", "AUD-900-F05"]


def test_an_audit_of_everything_gets_every_question_once() -> None:
    world = audits()
    every = [f"iso27001-2022:{number}" for number in process().standards["iso27001-2022"].clauses]
    world.give(
        "AUD-001",
        {
            "workflow": "audit",
            "parent": "PRG-2026",
            "fields": {"title": "x", **FIELDS, "departments": ["D-2"], "criteria": every},
        },
    )
    items = [row["item"] for row in rows(world)]
    assert len(items) == len(set(items)) == 126 + 1
    assert items[-1] == "earlier-finding"
    observed = rows(world, where="'observation' in case.suggested_methods")
    assert 0 < len(observed) < len(items)


@pytest.mark.parametrize(("bank", "count"), [("isms-full", 7), ("isms-basic", 23)])
def test_a_prepared_checklist_is_whole_and_comes_once(bank: str, count: int) -> None:
    world = audits()
    assert len(prepared(world, bank)) == count
    assert rows(world, bank) == []
    with pytest.raises(RefusalError) as no:
        world.act({"do": "prepare", "on": "AUD-001", "as": "P-1"})
    refused = {reason.rule for reason in no.value.reasons}
    assert "L-01" in refused
    assert {"C-01-Q", "C-03"} & refused == set()
    assert ("C-01" in refused) is (bank == "isms-basic")


def test_what_is_added_later_is_all_that_comes() -> None:
    world = audits()
    prepared(world, "isms-full")
    held = world.held["AUD-001"].fields
    more = {
        "workflow": "audit",
        "parent": "PRG-2026",
        "fields": {**held, "criteria": [*CRITERIA, "iso27001-2022:A.8.12"]},
    }
    world.give("AUD-001", more)
    world.give("AUD-900-F06", finding("D-1", "minor", fact="鍵の台帳が古い"))
    assert [(row["item"], row.get("earlier")) for row in rows(world)] == [
        ("a8-12", None),
        ("earlier-finding", "AUD-900-F06"),
    ]


def test_an_auditor_adds_a_question_on_the_spot_and_judges_it() -> None:
    world = audits("executed")
    asked = {"question": "この書庫の鍵は誰が持っていますか。"}
    made = world.act({"new": "check", "parent": "AUD-001", "as": "P-1", "with": asked}).case
    world.act({"set": made, "as": "P-1", "with": {"suggested_methods": ["observation"]}})
    seen = {"method": "observation", "source": "書庫", "captured_at": "2026-06-01T08:00:00+09:00"}
    world.act({"attach": made, "as": "P-1", "with": seen})
    world.act({"do": "judge", "on": made, "as": "P-1", "with": {"result": "conformity"}})
    assert world.held[made].state == "judged"
    with pytest.raises(RefusalError) as no:
        world.act({"new": "check", "parent": "AUD-001", "as": "P-2", "with": asked})
    assert [reason.rule for reason in no.value.reasons] == ["role"]
