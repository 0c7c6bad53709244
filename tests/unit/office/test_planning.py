"""Plans as the counter answers them: whole, or with the least that stands in the way."""

import sys

import pytest

from tadasu.core.decide import open_case
from tadasu.core.setting import Setting, workflow_of
from tadasu.errors import UnavailableError
from tadasu.office.planning import suggest
from tadasu.office.proposals import Proposal
from tadasu_cli.page import Block, lay
from tadasu_cli.paint import painted
from tadasu_cli.render.plans import commands_page, plan_page
from tadasu_cli.render.view import View
from tests.unit.core.tours import guide, tours
from tests.world import MOMENT, World


def setting(world: World) -> Setting:
    return world.setting_of("G-1", MOMENT)


def plan(world: World) -> Proposal:
    pytest.importorskip("highspy", reason="the extra plan is not installed")
    return suggest(setting(world), lambda key: f"〈{key}〉", "S-2026")


def text(blocks: list[Block]) -> str:
    return painted(lay(blocks, 100), colour=False)


@pytest.fixture
def staffed() -> World:
    world = tours()
    world.give("G-5", guide("G-5"))
    world.give("G-6", guide("G-6", chief=True))
    return world


def test_a_plan_fills_what_is_there_and_opens_what_is_missing(staffed: World) -> None:
    found = plan(staffed)
    assert found.possible
    south, north = found.suggested
    assert (south.item, south.first, south.there) == ("south", "2026-06-10", False)
    assert (north.item, north.first, north.there) == ("S-2026-T1", "2026-08-01", True)
    assert set(north.given) == {"crew", "chief"}
    # G-2 is at home in the north, G-3 has no licence any more by August.
    assert {each.key for each in north.seats[0].people} <= {"G-1", "G-5", "G-6"}


def test_what_is_suggested_is_accepted_by_the_law(staffed: World) -> None:
    for one in plan(staffed).suggested:
        if one.there:
            staffed.act({"set": one.item, "as": "G-1", "with": dict(one.given)})
            staffed.act({"do": "start", "on": one.item, "as": "G-1"})
        else:
            here = setting(staffed)
            made = open_case(here, workflow_of(here, "tour"), "S-2026", dict(one.given))
            staffed.keep(here, made)
            staffed.act({"do": "start", "on": made.case, "as": "G-1"})
    assert plan(staffed).suggested == ()


def test_the_same_world_has_the_same_plan(staffed: World) -> None:
    assert plan(staffed) == plan(staffed)


def test_where_no_plan_is_the_people_and_their_rules_are_named() -> None:
    world = tours()
    # In the north nobody may guide but G-1: two are needed.
    found = plan(world)
    assert not found.possible
    (short,) = found.shortfalls
    assert (short.kind, short.item) == ("rule", "S-2026-T1")
    assert [reason.rule for reason in short.reasons] == ["G-01"]
    shown = text(plan_page(View("ja"), found))
    assert "すべての規則を満たす計画はありません" in shown
    assert "G-01  G-2 の地元です。免除できる人: 誰でも。" in shown
    assert "G-01  G-2 is at home there. May be waived by: Anyone." in text(
        plan_page(View("en"), found)
    )


def test_where_nothing_can_be_granted_all_who_are_kept_out_are_named() -> None:
    world = tours()
    for key in ("G-1", "G-2", "G-3"):
        world.act({"do": "leave", "on": key, "as": key})
    found = suggest_as_gone(world)
    assert {short.kind for short in found.shortfalls} == {"seats"}
    assert "2 too few" in text(plan_page(View("en"), found))


def suggest_as_gone(world: World) -> Proposal:
    world.give("G-9", guide("G-9", home="north", licensed_until="2026-01-01"))
    world.act({"do": "leave", "on": "G-9", "as": "G-9"})
    return plan(world)


def test_a_load_that_is_too_great_is_named() -> None:
    world = tours()
    for number in range(5):
        name = f"valley{number}"
        world.give(name, {"workflow": "valley", "fields": {"name": name, "danger": "1"}})
    world.give("G-5", guide("G-5"))
    names = [f"valley{number}" for number in range(5)]
    world.act({"set": "S-2026", "as": "G-1", "with": {"valleys": names}})
    found = plan(world)
    assert not found.possible
    loads = [short for short in found.shortfalls if short.kind == "load"]
    assert {short.item for short in loads} == {"G-1"}
    assert "3 件を" in loads[0].text.ja


def test_a_season_that_is_over_has_no_month_left() -> None:
    world = tours()
    world.give(
        "S-2025",
        {"workflow": "season", "fields": {"year": "2025", "valleys": ["south"]}},
    )
    pytest.importorskip("highspy", reason="the extra plan is not installed")
    found = suggest(setting(world), lambda _: "", "S-2025")
    assert [(short.kind, short.item) for short in found.shortfalls] == [("slots", "south")]


def test_a_plan_is_a_table_and_lines_to_type(staffed: World) -> None:
    found = plan(staffed)
    japanese = text(plan_page(View("ja"), found))
    assert "S-2026 の計画案(すべての規則を満たしています)" in japanese
    assert "2026-06-10 – 06-11" in japanese
    assert "担当件数" in japanese
    lines = [painted([each], colour=False).strip() for each in commands_page(found, "G-1")]
    first, second = lines
    assert first.startswith("tadasu --as G-1 new tour --parent S-2026 valleys=south 'name=south")
    assert "begins=2026-06-10 ends=2026-06-11 crew=" in first
    assert second.startswith("tadasu --as G-1 set S-2026-T1 crew=")


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "highspy", None)
    with pytest.raises(UnavailableError, match=r"tadasu\[plan\]"):
        suggest(setting(tours()), str, "S-2026")
