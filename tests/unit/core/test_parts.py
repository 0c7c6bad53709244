"""Records that are no cases, as an explanation shows them: the same text for the same data."""

from typing import Any

import pytest

from tests.unit.core.library import library
from tests.unit.core.works import ordered, works
from tests.world import NOW, World


def seen(world: World, key: str, *path: str, actor: str = "P-1") -> Any:
    scene = world.setting(actor, NOW).scene
    value: Any = scene.record(key)
    scene.gather([("case", *path)], {"case": value})
    for name in path:
        value = value.get(name)
    return value


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        (("did", "second"), "2, P-2, P-3, P-2, P-3, P-3, 2026-06-01 00:00:00+00:00"),
        (("did", "finish"), "0, , "),
    ],
)
def test_what_was_done_is_shown_by_its_parts(path: tuple[str, ...], shown: str) -> None:
    world = works()
    key = ordered(world, [])
    for person in ("P-2", "P-3"):
        world.act({"as": person, "do": "second", "on": key})
    assert seen(world, key, *path).shown == shown


def test_a_round_is_shown_without_any_address() -> None:
    world = works()
    key = ordered(world, ["P-3"])
    world.act({"as": "P-1", "do": "grant", "on": key})
    world.act({"as": "P-3", "do": "do_it", "on": f"{key}-J1"})
    stated = {"size": 6, "last": "second try"}
    world.act({"as": "P-1", "do": "again", "on": key, "with": stated})
    (ended,) = seen(world, key, "rounds")
    assert ended.shown.startswith("paint, 5, P-3, granted, 1, 2026-06-01")
    assert "object" not in ended.shown


def test_a_row_is_shown_by_its_values() -> None:
    (row,) = seen(works(), "P-4", "deputy_of")
    assert row.shown == "P-1, 2026-05-01, 2026-06-30"


@pytest.mark.parametrize(("behalf", "both"), [(None, ["M-2"]), ("M-1", ["M-2", "M-1"])])
def test_rules_see_who_acted_and_in_whose_name(behalf: str | None, both: list[str]) -> None:
    world = library()
    waiver = {"policy": "L-03", "act": "return", "items": "x", "until": "2026-07-01"}
    photo = {"method": "photo", "collector": "M-2"} | ({"collected_for": behalf} if behalf else {})
    given = {
        "workflow": "loan",
        "parent": "B-001",
        "fields": {"reader": "M-2"},
        "opened_by": "M-2",
    }
    waivers = [{**waiver, "grantor": "M-2", "granted_for": behalf}]
    world.give(
        "B-001-L1", {**given, "opened_for": behalf, "evidence": [photo], "waivers": waivers}
    )
    (item,) = seen(world, "B-001-L1", "evidence")
    (waived,) = seen(world, "B-001-L1", "waivers")
    openers = seen(world, "B-001-L1", "openers")
    for people in (openers, item.get("collectors"), waived.get("grantors")):
        assert [person.key for person in people] == both
