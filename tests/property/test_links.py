"""Random histories of references: the store's links are those that the entries tell."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tadasu.core.case import Case
from tadasu.core.events import CaseMoved
from tadasu.core.links import links
from tadasu.store.journal import Journal
from tadasu.store.rebuild import rebuild_views
from tadasu.store.views import refold
from tests.unit.store.pen import Written, begun, linked, restated, said, verified, write

KEYS = [f"L-{n}" for n in range(4)]
PEOPLE = st.sampled_from(["M-1", "M-2", "M-3"])
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "reader": st.none() | PEOPLE,
        "readers": st.none() | st.lists(PEOPLE, max_size=3),
        "rows": st.none()
        | st.lists(
            st.fixed_dictionaries({}, optional={"owner": PEOPLE, "owners": st.lists(PEOPLE)}),
            max_size=3,
        ),
        "remark": PEOPLE,
    },
)
REFS = st.lists(
    st.sampled_from(["reader", "readers", "rows.owner", "rows.owners"]), unique=True, max_size=4
)
STEPS = st.tuples(st.sampled_from(KEYS), FACTS, REFS, st.booleans())
HISTORIES = st.lists(st.lists(STEPS, min_size=1, max_size=5), max_size=6)


def told(
    versions: dict[str, int], key: str, facts: Mapping[str, Any], refs: list[str], moves: bool
) -> Written:
    """The next thing that happens to a case: it begins, or its facts change."""
    versions[key] = version = versions.get(key, 0) + 1
    if version == 1:
        return linked(key, "loan", refs, {k: v for k, v in facts.items() if v is not None})
    if moves:
        return said(key, version, CaseMoved("extend", "shelved", "shelved", fields=facts))
    return restated(key, version, facts)


def kept(journal: Journal) -> set[tuple[str, ...]]:
    """The links as they lie in the store."""
    with journal.reading() as shelf:
        return set(shelf.links())


def expected(cases: Mapping[str, Case]) -> set[tuple[str, ...]]:
    """The links of cases, as rows of the store."""
    return {
        (target, each.workflow, path, each.key)
        for each in cases.values()
        for path, target in links(each)
    }


@settings(max_examples=40, deadline=None)
@given(HISTORIES)
def test_links_in_the_store_are_those_of_the_entries(history: list[list[Any]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        journal = begun(f"sqlite:///{Path(folder) / 'log.db'}")
        versions: dict[str, int] = {}
        for steps in history:
            write(journal, *(told(versions, *step) for step in steps))
            with journal.reading() as shelf:
                cases = refold(shelf).cases
            assert kept(journal) == expected(cases)
            verified(journal)
        for workflow, path in {(row[1], row[2]) for row in kept(journal)}:
            with journal.reading() as shelf:
                found = shelf.referrers(["M-1", "M-2", "M-3"], workflow, path)
            rows = {(target, workflow, path, case.key) for target, case in found}
            assert rows == {row for row in kept(journal) if row[2] == path}
        before = kept(journal)
        rebuild_views(journal)
        assert kept(journal) == before
        journal.close()
