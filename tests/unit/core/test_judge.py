from datetime import date
from typing import Any

import pytest

from tadasu.core.judge import Court, Verdict, verdict_data
from tadasu.core.scene import Scene
from tests.unit.core.library import library
from tests.world import MOMENT, ZONE, World


def verdicts(world: World, key: str, act: str, **names: object) -> dict[str, Verdict]:
    scene = Scene(world.process, world, MOMENT, ZONE)
    bound = world.process.guards.bound(world.held[key].workflow, act)
    scope: dict[str, Any] = {"case": scene.record(key), "params": scene.params, **names}
    scene.fetch([key])
    scene.gather({path for rule in bound for path in rule.footprint}, scope)
    court = Court(names=scope, zone=ZONE, today=date(2026, 6, 1), act=act, subject=key)
    return {verdict.bound.policy.id: verdict for verdict in court.judge(bound)}


def test_offending_items_are_named_one_by_one_with_what_was_seen() -> None:
    world = library()
    world.give(
        "B-001-L2",
        {"workflow": "loan", "parent": "B-001", "state": "back", "fields": {"reader": "M-1"}},
    )
    world.give("B-001-L3", {"workflow": "loan", "parent": "B-001", "fields": {"reader": "M-3"}})

    verdict = verdicts(world, "B-001", "discard")["B-01"]

    assert (verdict.result, verdict.looked, verdict.counted) == ("fail", 3, 3)
    assert [item.key for item in verdict.items] == ["B-001-L1", "B-001-L3"]
    assert verdict.items[1].message.ja == "B-001-L3 は貸出中です。"
    assert ("x.state", "out") in verdict.items[0].because[0].values


def test_what_when_leaves_out_does_not_count() -> None:
    verdict = verdicts(library(), "B-001-L1", "open")["L-01"]

    assert (verdict.result, verdict.looked, verdict.counted) == ("not_applicable", 1, 0)


def test_a_guard_that_cannot_be_evaluated_blocks_whatever_its_level() -> None:
    verdict = verdicts(library(), "B-001-L1", "return")["L-05"]

    assert (verdict.result, verdict.blocks) == ("error", True)


def test_the_record_holds_values_and_no_sentences() -> None:
    data = verdict_data(verdicts(library(), "B-001", "discard")["B-01"])

    assert data == {
        "policy": "B-01",
        "level": "block",
        "result": "fail",
        "looked": 1,
        "counted": 1,
        "items": [
            {
                "key": "B-001-L1",
                "because": [{"text": "x.state == 'back'", "values": [["x.state", "out"]]}],
            }
        ],
    }


@pytest.mark.parametrize(("empty", "result"), [("pass", "not_applicable"), ("refuse", "fail")])
def test_an_empty_list_is_decided_by_the_policy(empty: str, result: str) -> None:
    world = library()
    world.held.pop("B-001-L1")
    scene = Scene(world.process, world, MOMENT, ZONE)
    bound = world.process.guards.bound("book", "discard")[0]
    changed = type(bound)(**{**{n: getattr(bound, n) for n in bound.__slots__}, "empty": empty})
    names = {"case": scene.record("B-001"), "params": scene.params}
    scene.gather(changed.footprint, names)
    court = Court(names=names, zone=ZONE, today=date(2026, 6, 1), subject="B-001")

    (verdict,) = court.judge([changed])

    assert verdict.result == result
