"""Guards that stand on one another: each level doubles what a careless reader would read."""

import sys
from collections.abc import Callable
from datetime import UTC, date
from typing import Any

import pytest

from tadasu.core.records import Part
from tadasu.rules.lint import lint
from tadasu.rules.process import Process
from tests.unit.rules.library import FILES, PERSON, made

LEVELS = 7
MOST_STEPS = 20_000_000
"""Calls of functions; careless readers would make more than 10 to the power of 9."""

TOWERS: dict[str, Callable[[str], str]] = {
    "wide": lambda below: " && ".join([below] * 190),
    "choices": lambda below: f"({below} ? {below} : {below})",
    "many choices": lambda below: " && ".join([f"({below} ? {below} : !{below})"] * 40),
    "deep": lambda below: "!(" * 22 + below + ")" * 22,
    "loops": lambda below: " && ".join([f"[1, 2].exists(x, x > 1 && {below})"] * 20),
}


def tower(make: Callable[[str], str], base: str) -> Process:
    levels = [f'  a0: "{base}"', *(f'  a{n}: "{make(f"a{n - 1}")}"' for n in range(1, LEVELS))]
    defines = "define:\n" + "\n".join(levels) + "\n"
    person = PERSON.replace("roles:\n", defines + "roles:\n")
    person = person.replace("guard: has(actor.manager)", f"guard: a{LEVELS - 1}")
    return made({**FILES, "person.yaml": person})


def steps(work: Callable[[], object]) -> int:
    """How many functions are called; it stops where there are too many."""
    count = 0

    def called(_frame: object, event: str, _value: Any) -> None:
        nonlocal count
        count += event == "call"
        assert count < MOST_STEPS

    before = sys.getprofile()
    sys.setprofile(called)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("name", TOWERS)
@pytest.mark.parametrize("base", ["actor.name == 'x'", "actor.name != 'x'"])
def test_a_tower_is_read_judged_and_explained_in_few_steps(name: str, base: str) -> None:
    process = tower(TOWERS[name], base)
    guard = process.guards.role("person", "desk")
    names = {"actor": Part("P-1", {"name": "y"}), "today": date(2026, 6, 1)}
    value = guard.value(names, zone=UTC)
    assert isinstance(value, bool)
    explained = guard.explain(names, zone=UTC, holds=value)
    assert explained
    assert steps(lambda: guard.value(names, zone=UTC)) < 100_000
    assert steps(lambda: guard.explain(names, zone=UTC, holds=value)) < 1_000_000
    assert steps(lambda: lint(process)) < MOST_STEPS


def test_a_choice_within_a_choice_is_not_unfolded() -> None:
    guard = "case.round > 0"
    for level in range(20):
        guard = f"({guard}) ? (size(case.book) > {level}) : !(size(case.book) > {level})"
    rules = FILES["policies.yaml"]
    old = "require: case.reader == old.reader"
    process = made({**FILES, "policies.yaml": rules.replace(old, f'require: "{guard}"')})
    assert steps(lambda: lint(process)) < MOST_STEPS
