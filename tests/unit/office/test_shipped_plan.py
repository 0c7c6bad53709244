"""The year that the shipped process suggests: accepted by its own rules, without a warning."""

import itertools
from typing import Any

import pytest

from tadasu.core.decide import move, open_case
from tadasu.core.setting import Setting, workflow_of
from tadasu.office.planning import suggest
from tests.world import MOMENT, World, shipped_process

pytest.importorskip("highspy", reason="the extra plan is not installed")

RISKS = {"D-HR": "low", "D-IT": "high", "D-DEV": "medium", "D-OPS": "high"}


def auditor(key: str, department: str, **fields: Any) -> dict[str, Any]:
    """A trained auditor who has led an audit and belongs to a department."""
    stated = {
        "id": key,
        "name": key,
        "roles": ["auditor"],
        "memberships": [{"department": department, "from": "2020-04-01"}],
        "trainings": [{"course": "研修", "completed": "2026-01-10"}],
        "experience": [{"audit": "前職", "part": "led", "ended": "2025-10-20"}],
        **fields,
    }
    return {"workflow": "person", "fields": stated}


def department(code: str, head: str, risk: str) -> dict[str, Any]:
    """A department."""
    return {
        "workflow": "department",
        "fields": {"code": code, "name": code, "head": head, "risk": risk},
    }


@pytest.fixture
def world() -> World:
    found = World(shipped_process())
    for code, risk in RISKS.items():
        found.give(code, department(code, "P-09", risk))
    for number, code in enumerate(RISKS, 1):
        found.give(f"P-0{number}", auditor(f"P-0{number}", code))
    found.give("P-09", {"workflow": "person", "fields": {"id": "P-09", "name": "部門長"}})
    for key, role in (("P-06", "isms_office"), ("P-07", "isms_manager")):
        office: dict[str, Any] = {"id": key, "name": key, "roles": [role]}
        found.give(key, {"workflow": "person", "fields": office})
    held = {
        "code": "S-HR",
        "name": "人事システム",
        "kind": "system",
        "departments": ["D-HR"],
        "holders": [{"person": "P-02", "part": "operator", "from": "2024-04-01"}],
    }
    found.give("S-HR", {"workflow": "asset", "fields": held})
    told = dict.fromkeys(("objectives", "frequency", "methods", "responsibilities"), "…")
    fields: dict[str, Any] = {
        "fiscal_year": "2027",
        "cycle_year": "1",
        "departments": list(RISKS),
        "reporting": "…",
        **told,
    }
    found.give("PRG-2027", {"workflow": "programme", "opened_by": "P-06", "fields": fields})
    return found


def setting(world: World) -> Setting:
    return world.setting_of("P-06", MOMENT)


def test_everybody_is_below_the_same_head_and_so_nobody_may(world: World) -> None:
    found = suggest(setting(world), str, "PRG-2027")
    assert not found.possible
    rules = {each.rule for short in found.shortfalls for each in short.reasons}
    assert "A-01-R" in rules <= {"A-01", "A-01-R"}
    assert {who.en for s in found.shortfalls for r in s.reasons for who in r.waivable_by} == {
        "Top management",
        "Information security manager",
    }


def test_the_year_is_accepted_without_a_warning(world: World) -> None:
    for code, number in zip(RISKS, itertools.count(11), strict=False):
        key = f"P-{number}"
        world.give(key, {"workflow": "person", "fields": {"id": key, "name": key}})
        world.give(code, department(code, key, RISKS[code]))
    found = suggest(setting(world), str, "PRG-2027")
    assert found.possible
    assert [one.rank for one in found.suggested] == [0, 0, 1, 2]
    assert found.suggested[0].first == "2027-04-12"
    human = next(one for one in found.suggested if one.item == "D-HR")
    assert {each.key for each in human.seats[0].people} == {"P-03", "P-04"}
    for one in found.suggested:
        here = setting(world)
        made = open_case(here, workflow_of(here, "audit"), "PRG-2027", dict(one.given))
        world.keep(here, made)
    here = world.setting_of("P-07", MOMENT)
    assert move(here, "PRG-2027", "approve", {}).warnings == ()
