"""What holds for every guard that the checker lets pass, tried on random ones.

TADASU_FUZZ and TADASU_SEED as in test_guard_oracle.
"""

import os
from collections.abc import Iterator
from datetime import UTC
from random import Random  # noqa: TID251  (seeded, so that every run is the same)

import pytest

from tadasu.guard.explain import MAX_FRAGMENTS
from tadasu.guard.guard import Guard, GuardError, GuardProblems, compile_guard
from tadasu.guard.lexer import condensed
from tadasu.guard.parse import parse
from tadasu.guard.reading import MAX_SHOWN
from tadasu.guard.types import Scalar
from tests.property.guard_generator import Generator
from tests.property.guard_terms import CALENDAR, NAMES, SCHEMA, random_data

GUARDS = int(os.environ.get("TADASU_FUZZ", "6000")) // 4
SEED = int(os.environ.get("TADASU_SEED", "20250401"))


def guards() -> Iterator[tuple[Generator, Guard]]:
    generator = Generator(Random(SEED), extended=True)  # noqa: S311  (no secret)
    for n in range(GUARDS):
        try:
            text = generator.guard(Scalar.BOOL, 2 + n % 3)
            yield generator, compile_guard(text.ours, NAMES, SCHEMA, calendar=CALENDAR)
        except GuardProblems as error:
            assert {problem.code for problem in error.problems} == {"limit"}  # noqa: PT017


def test_a_guard_has_a_value_or_leaves_a_range_or_the_calendar() -> None:
    errors: set[str] = set()
    for generator, guard in guards():
        try:
            assert guard.value(random_data(generator.random), zone=UTC) in (True, False)
        except GuardError as error:
            errors.add(error.code)
    assert errors == {"overflow", "calendar"}


def test_every_outcome_is_explained() -> None:
    for generator, guard in guards():
        data = random_data(generator.random)
        for holds in (True, False):
            fragments = guard.explain(data, zone=UTC, holds=holds)
            assert 1 <= len(fragments) <= MAX_FRAGMENTS, guard.source
            for fragment in fragments:
                assert fragment.text in condensed(guard.source)
                assert all(len(shown) <= MAX_SHOWN for _, shown in fragment.values)


def test_a_spent_budget_is_never_absorbed() -> None:
    stopped = 0
    for generator, guard in guards():
        data = random_data(generator.random)
        try:
            free = guard.value(data, zone=UTC)
            tight = guard.value(data, zone=UTC, steps=2)
        except GuardError as error:
            stopped += error.code == "budget"
        else:
            assert tight == free, guard.source
    assert stopped > 0


def test_what_is_read_is_in_the_footprint() -> None:
    for generator, guard in guards():
        try:
            guard.value(Recorder(random_data(generator.random), guard), zone=UTC)
        except GuardError:
            continue


class Recorder(dict[str, object]):
    """Hands out a guard's names, and fails for those that its footprint leaves out."""

    def __init__(self, values: dict[str, object], guard: Guard) -> None:
        super().__init__(values)
        self.first = {path[0] for path in guard.footprint}

    def __getitem__(self, name: str) -> object:
        assert name in self.first
        return super().__getitem__(name)


@pytest.mark.parametrize("cut", [0.3, 0.6, 0.9])
def test_a_guard_cut_short_is_refused_with_a_place(cut: float) -> None:
    for _, guard in guards():
        source = guard.source[: int(len(guard.source) * cut)]
        try:
            parse(source)
        except GuardProblems as error:
            for problem in error.problems:
                assert 0 <= problem.offset <= len(source)
