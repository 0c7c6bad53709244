"""What is proved of a guard holds of its value on any data: tried on random guards and data.

TADASU_FUZZ and TADASU_SEED as in test_guard_oracle.
"""

from collections import Counter
from datetime import UTC

from tadasu.guard.claiming import claim
from tadasu.guard.claims import Claims
from tadasu.guard.guard import Guard, GuardError
from tests.property.guard_terms import random_data
from tests.property.test_guard_properties import guards

TRIES = 4
"""Data that each guard is tried on."""


def proved(guard: Guard) -> bool | None:
    claims = Claims()
    formula = claim(claims, guard.checked)
    if claims.always(formula):
        return True
    return False if claims.never([formula]) else None


def test_no_value_contradicts_a_proof() -> None:
    found: Counter[bool | None] = Counter()
    for generator, guard in guards():
        verdict = proved(guard)
        found[verdict] += 1
        for _ in range(TRIES if verdict is not None else 0):
            try:
                value = guard.value(random_data(generator.random), zone=UTC)
            except GuardError:
                continue
            assert value is verdict, guard.source
    assert min(found[True], found[False], found[None]) > 0


def test_of_two_guards_that_never_hold_together_one_fails() -> None:
    before: Guard | None = None
    excluded = 0
    for generator, guard in guards():
        if before is not None:
            claims = Claims()
            both = [claim(claims, before.checked), claim(claims, guard.checked)]
            if claims.never(both):
                excluded += 1
                data = random_data(generator.random)
                assert not (_holds(before, data) and _holds(guard, data)), guard.source
        before = guard
    assert excluded > 0


def _holds(guard: Guard, data: dict[str, object]) -> bool:
    try:
        return bool(guard.value(data, zone=UTC))
    except GuardError:
        return False
