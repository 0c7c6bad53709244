"""Random acts in a library: what happened can be folded again, what was refused has a reason."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tadasu.core.case import Case, Stamp
from tadasu.core.events import Event, parse_event, to_data
from tadasu.core.fold import evolve
from tadasu.core.values import stamp
from tadasu.errors import RefusalError, TadasuError
from tests.unit.core.library import library
from tests.world import NOW, World

PEOPLE = st.sampled_from(["M-1", "M-2", "M-3", "M-4"])
LOANS = st.sampled_from(["B-001-L1", "B-001-L2", "B-002-L1"])
STATED = st.fixed_dictionaries(
    {},
    optional={
        "condition": st.sampled_from(["good", "bad", ""]),
        "remark": st.sampled_from(["濡れた", "", "　", "よい"]),
        "counter": st.integers(0, 20).map(str),
    },
)
ACTS = st.one_of(
    st.fixed_dictionaries(
        {"new": st.just("book"), "as": PEOPLE, "with": st.just({"title": "門"})}
    ),
    st.fixed_dictionaries(
        {
            "new": st.just("loan"),
            "parent": st.sampled_from(["B-001", "B-002"]),
            "as": PEOPLE,
            "with": PEOPLE.map(lambda reader: {"reader": reader}),
        }
    ),
    st.fixed_dictionaries(
        {
            "do": st.sampled_from(["extend", "postpone", "renew", "return"]),
            "on": LOANS,
            "as": PEOPLE,
            "with": STATED,
        }
    ),
    st.fixed_dictionaries({"set": LOANS, "as": PEOPLE, "with": STATED}),
    st.fixed_dictionaries({"attach": LOANS, "as": PEOPLE, "with": st.just({"method": "photo"})}),
)


class Told:
    """A world, and what its log would tell."""

    def __init__(self) -> None:
        self.world: World = library()
        self.begun = dict(self.world.held)
        self.told: list[tuple[Stamp, Event]] = []

    def act(self, when: dict[str, Any]) -> None:
        before = dict(self.world.held)
        try:
            decision = self.world.act(when)
        except TadasuError as no:
            assert self.world.held == before
            reasons = no.reasons if isinstance(no, RefusalError) else None
            assert reasons is None or all(r.message.en and r.message.ja for r in reasons)
            assert reasons != ()
            return
        old = before.get(decision.case)
        for number, event in enumerate(decision.events, (old.version if old else 0) + 1):
            at = stamp(self.world.setting(when["as"], NOW).now)
            mark = Stamp(decision.case, number, self.world.process.digest, at, when["as"])
            self.told.append((mark, event))

    def folded(self) -> dict[str, Case]:
        """Every case from its events as they would be read back from the record."""
        cases = dict(self.begun)
        for mark, event in self.told:
            read = parse_event(event.kind, to_data(event))
            after = evolve(cases.get(mark.case), read, mark)
            assert after is not None
            cases[after.key] = after
        return cases


@settings(max_examples=60, deadline=None)
@given(st.lists(ACTS, max_size=25))
def test_what_happened_folds_to_what_is(acts: list[dict[str, Any]]) -> None:
    told = Told()
    for when in acts:
        told.act(when)

    assert told.folded() == told.world.held
    out = [c for c in told.world.held.values() if c.workflow == "loan" and c.state == "out"]
    assert len({c.parent for c in out}) == len(out)
