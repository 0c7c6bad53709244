"""Matrices: each thing marks the cells that it names, and the weightiest mark is shown."""

import pytest

from tadasu.core.matrix import Worked, work_out
from tadasu.errors import NotFoundError
from tests.world import MOMENT, World, shipped_process

CLAUSES = {"SOA-4.1": "4.1", "SOA-A.5.7": "A.5.7", "SOA-A.8.13": "A.8.13"}
DAYS = {"lead": "P-1", "first_day": "2026-06-15", "last_day": "2026-06-16"}


def declared(number: str, **more: object) -> dict[str, object]:
    fields = {"number": number, "requirement": f"iso27001-2022:{number}", "applicable": True}
    return {"workflow": "applicability", "fields": {**fields, **more}}


def audit(programme: str, state: str = "executed", **fields: object) -> dict[str, object]:
    stated = {"title": "x", **DAYS, "departments": ["D-1"], **fields}
    return {"workflow": "audit", "parent": programme, "state": state, "fields": stated}


def check(of: str, clause: str, result: str | None, **fields: object) -> dict[str, object]:
    stated: dict[str, object] = {"question": "?", "requirements": [f"iso27001-2022:{clause}"]}
    state = "open" if result is None else "judged"
    stated |= fields if result is None else {**fields, "result": result}
    return {"workflow": "check", "parent": of, "state": state, "fields": stated}


@pytest.fixture
def world() -> World:
    """Two years, two departments, three requirements."""
    world = World(shipped_process())
    department = {"workflow": "department", "state": "active"}
    world.give_all(
        {
            "P-1": {"workflow": "person", "fields": {"id": "P-1", "name": "髙橋"}},
            "D-1": {**department, "fields": {"code": "D-1", "name": "情シス", "head": "P-1"}},
            "D-2": {**department, "fields": {"code": "D-2", "name": "人事", "head": "P-1"}},
            "PRG-2021": {"workflow": "programme", "fields": {"fiscal_year": "2021"}},
            "PRG-2025": {"workflow": "programme", "fields": {"fiscal_year": "2025"}},
            "PRG-2026": {"workflow": "programme", "fields": {"fiscal_year": "2026"}},
            **{key: declared(number) for key, number in CLAUSES.items()},
            "AUD-1": audit("PRG-2025", "verified"),
            "AUD-2": audit("PRG-2026"),
        }
    )
    return world


def worked(world: World) -> Worked:
    return work_out(world.setting_of("", MOMENT), "PRG-2026", "coverage")


def shown(world: World) -> dict[tuple[str, str, str], str | None]:
    found = worked(world)
    return {place: found.shown(place) for place in found.cells}


def test_rows_columns_and_periods_are_those_of_the_lists(world: World) -> None:
    world.give("SOA-A.7.4", declared("A.7.4", applicable=False, reason="なし"))
    found = worked(world)
    assert found.rows == tuple(CLAUSES)
    assert found.columns == ("D-1", "D-2")
    assert found.periods == ("PRG-2025", "PRG-2026")
    assert found.cells == {}
    assert [found.standing(row) for row in found.rows] == [None] * 3


def test_the_weightiest_mark_of_a_cell_is_shown(world: World) -> None:
    for number, result in enumerate(["conformity", "nonconformity", "observation", None]):
        world.give(f"AUD-2-C{number}", check("AUD-2", "4.1", result))
    assert shown(world) == {("SOA-4.1", "D-1", "PRG-2026"): "nonconformity"}
    marks = worked(world).cells["SOA-4.1", "D-1", "PRG-2026"]
    assert marks == {"conformity": 1, "nonconformity": 1, "weakness": 1, "planned": 1}


def test_what_does_not_apply_marks_nothing(world: World) -> None:
    world.give("AUD-2-C1", check("AUD-2", "4.1", "not_applicable"))
    world.give("AUD-2-C2", check("AUD-2", "A.8.1", "conformity"))
    assert shown(world) == {}


def test_a_check_of_one_department_marks_it_alone(world: World) -> None:
    world.give("AUD-1", audit("PRG-2025", "verified", departments=["D-1", "D-2"]))
    world.give("AUD-1-C1", check("AUD-1", "4.1", "conformity"))
    world.give("AUD-1-C2", check("AUD-1", "A.5.7", "improvement", department="D-2"))
    assert shown(world) == {
        ("SOA-4.1", "D-1", "PRG-2025"): "conformity",
        ("SOA-4.1", "D-2", "PRG-2025"): "conformity",
        ("SOA-A.5.7", "D-2", "PRG-2025"): "weakness",
    }


def test_what_is_only_planned_is_no_coverage(world: World) -> None:
    criteria = ["iso27001-2022:A.8.13"]
    world.give("AUD-3", audit("PRG-2026", "planned", departments=["D-2"], criteria=criteria))
    world.give("AUD-4", audit("PRG-2026", "cancelled", criteria=["iso27001-2022:4.1"]))
    assert shown(world) == {("SOA-A.8.13", "D-2", "PRG-2026"): "planned"}
    assert worked(world).standing("SOA-A.8.13") == "planned"


def test_years_before_the_cycle_do_not_count(world: World) -> None:
    world.give("AUD-0", audit("PRG-2021", "verified"))
    world.give("AUD-0-C1", check("AUD-0", "4.1", "conformity"))
    assert shown(world) == {}


def test_a_matrix_that_is_not_there_is_told(world: World) -> None:
    for key, name in (("PRG-2026", "other"), ("D-1", "coverage"), ("PRG-1999", "coverage")):
        with pytest.raises(NotFoundError):
            work_out(world.setting_of("", MOMENT), key, name)


def test_a_site_is_visited_when_an_audit_that_names_it_was_reported(world: World) -> None:
    site = {"kind": "site", "holders": [{"person": "P-1", "part": "owner", "from": "2024-04-01"}]}
    for key, more in (("L-1", {}), ("L-2", {}), ("L-3", {}), ("S-1", {"kind": "system"})):
        fields = {"code": key, "name": key, **site, **more}
        world.give(key, {"workflow": "asset", "fields": fields})
    world.give("AUD-1", audit("PRG-2025", "verified", assets=["L-1", "S-1"]))
    world.give("AUD-2", audit("PRG-2026", assets=["L-1", "L-2"]))
    world.give("AUD-3", audit("PRG-2026", "cancelled", assets=["L-3"]))
    world.give("AUD-4", audit("PRG-2026", "capa", assets=["L-2"], departments=["D-2"]))
    found = work_out(world.setting_of("", MOMENT), "PRG-2026", "sites")
    assert {place: found.shown(place) for place in found.cells} == {
        ("L-1", "D-1", "PRG-2025"): "visited",
        ("L-1", "D-1", "PRG-2026"): "planned",
        ("L-2", "D-1", "PRG-2026"): "planned",
        ("L-2", "D-2", "PRG-2026"): "visited",
    }
    assert [found.standing(row) for row in found.rows] == ["visited", "visited", None]
