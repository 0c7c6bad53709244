"""Plans against all plans there are: possible exactly where one is, and then without a fault."""

import pytest

from tadasu.office.rostering import roster
from tests.unit.office.tasks import broken, by_chance, every_plan, kept

pytest.importorskip("highspy", reason="the extra plan is not installed")

SEEDS = range(60)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plan_is_found_exactly_where_there_is_one(seed: int) -> None:
    task = by_chance(seed)
    found = roster(task)
    possible = next(every_plan(task), None) is not None
    assert (not found.short) is possible
    if possible:
        assert kept(task, found.filled)


def test_chance_gives_both() -> None:
    possible = {next(every_plan(by_chance(seed)), None) is not None for seed in SEEDS}
    assert possible == {True, False}


@pytest.mark.parametrize("seed", SEEDS)
def test_a_plan_takes_the_evenest_and_then_the_earliest_months(seed: int) -> None:
    task = by_chance(seed)
    plans = [[one.slot for one in plan] for plan in every_plan(task)]
    if not plans:
        return
    slots = [one.slot for one in roster(task).filled]

    def cost(plan: list[int]) -> tuple[int, int]:
        begun = [task.begun.get(slot, 0) for slot in range(3)]
        return max(begun[slot] + plan.count(slot) for slot in range(3) if slot in plan), sum(plan)

    least = min(cost(plan) for plan in plans)
    assert cost(slots) == least


@pytest.mark.parametrize("seed", range(20))
def test_where_rules_alone_stand_in_the_way_the_fewest_are_left(seed: int) -> None:
    task = by_chance(seed, level="waiver")
    if next(every_plan(task), None) is not None:
        return
    found = roster(task)
    if any(short.kind != "rule" for short in found.short):
        # Cheaper than a rule, or nothing else was left.
        return
    rules = [
        sum(
            not one.need.may(name, one.slot, key)
            for one in plan
            for name, keys in one.seats.items()
            for key in keys
        )
        for plan in every_plan(task, rules=False)
    ]
    assert broken(found) == min(rules)


def test_nobody_is_let_off_a_floor() -> None:
    seen = 0
    for seed in SEEDS:
        task = by_chance(seed, level="floor")
        found = roster(task)
        assert broken(found) == 0
        assert all(short.kind != "rule" for short in found.short)
        seen += bool(found.short)
    assert seen


@pytest.mark.parametrize("seed", range(0, 60, 7))
def test_the_same_task_has_the_same_plan(seed: int) -> None:
    one, other = roster(by_chance(seed)), roster(by_chance(seed))
    assert [(f.need.name, f.slot, f.seats) for f in one.filled] == [
        (f.need.name, f.slot, f.seats) for f in other.filled
    ]
    assert [(s.kind, s.field, s.key, s.by) for s in one.short] == [
        (s.kind, s.field, s.key, s.by) for s in other.short
    ]
