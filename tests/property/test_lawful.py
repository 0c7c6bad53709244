"""Random records: what was decided is lawful, and whatever else is written is found.

TADASU_FUZZ=100000 asks for more acts, TADASU_SEED takes others.
"""

import os
from collections import Counter
from functools import lru_cache
from random import Random  # noqa: TID251  (seeded, so that every run is the same)

import pytest

from tadasu.errors import UnlawfulError
from tests.property.process_forger import FORGERS, Case, Forger
from tests.property.process_record import Record, Told, judged, record

ACTS = 50
RECORDS = max(12, int(os.environ.get("TADASU_FUZZ", "2000")) // ACTS)
SEED = int(os.environ.get("TADASU_SEED", "1"))
LIES = max(40, RECORDS // 2)
"""Of each kind."""


@lru_cache(maxsize=200)
def written(seed: int) -> Record:
    return record(seed, ACTS)


def seeds() -> range:
    return range(SEED, SEED + RECORDS)


def test_what_was_decided_is_lawful() -> None:
    kinds: Counter[str] = Counter()
    for seed in seeds():
        print(seed, end=" ")  # noqa: T201
        kept = written(seed)
        lawful = judged(kept.process, kept.requests)
        entries = [each for told in kept.requests for each in told]
        assert lawful.entries + lawful.refused == len(entries)
        assert not lawful.unjudged
        kinds.update(f"{each.kind} {each.actor['role'] or '-'}" for each in entries)
        kinds["for"] += sum("for" in each.actor for each in entries)
    print(kinds)  # noqa: T201
    for what in ("for", "case.moved/1 automatic", "case.opened/1 effect", "case.refused/1 -"):
        assert kinds[what], what
    assert sum(count for what, count in kinds.items() if what.startswith("document.")) > RECORDS


@pytest.mark.parametrize("forger", FORGERS, ids=lambda each: each.__name__)
def test_what_nobody_decided_is_found_where_it_is(forger: Forger) -> None:
    lies = [(seed, *lie) for seed in seeds() for lie in forged(written(seed), forger)]
    assert len(lies) > 3
    for seed, number, lie in Random(SEED).sample(lies, min(LIES, len(lies))):  # noqa: S311
        kept = written(seed)
        start = sum(map(len, kept.requests[:number]))
        print(seed, number, end=" ")  # noqa: T201
        with pytest.raises(UnlawfulError) as no:
            judged(kept.process, [*kept.requests[:number], lie])
        assert start <= no.value.position < start + max(1, len(lie)), no.value.text
        assert no.value.text.en
        assert no.value.text.ja


def forged(kept: Record, forger: Forger) -> list[tuple[int, Told]]:
    """Every lie that a forger can tell of a record, with the number of the request."""
    found = []
    before = None
    for number, told in enumerate(kept.requests):
        if told[0].kind != "case.refused/1":
            found += [(number, lie) for lie in forger(Case(kept.process, told, before))]
        before = told[-1]
    return found
