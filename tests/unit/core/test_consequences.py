"""What one act brings about: targets, effects, automatic transitions, all or nothing."""

from contextlib import nullcontext

import pytest

from tadasu.core.deeds import Decision
from tadasu.errors import RefusalError
from tests.unit.core.works import ordered, works
from tests.world import World


def grant(world: World, key: str, by: str = "P-1") -> Decision:
    return world.act({"as": by, "do": "grant", "on": key})


def told(decision: Decision) -> list[tuple[str, str, str]]:
    return [(deed.case, type(deed.event).__name__, deed.role) for deed in decision.deeds]


def rules(no: RefusalError) -> list[str]:
    return [reason.rule for reason in no.reasons]


@pytest.mark.parametrize(("size", "state"), [(10, "small"), (11, "large")])
def test_the_first_target_whose_guard_holds_is_taken(size: int, state: str) -> None:
    world = works()
    key = ordered(world, [], size)
    grant(world, key)
    assert world.held[key].state == state


def test_an_effect_opens_one_case_for_each_item_in_the_same_decision() -> None:
    world = works()
    key = ordered(world, ["P-2", "P-3"])
    decision = grant(world, key)
    assert told(decision) == [
        (key, "CaseMoved", "boss"),
        (f"{key}-J1", "CaseOpened", "effect"),
        (f"{key}-J2", "CaseOpened", "effect"),
        (key, "CaseAmended", "effect"),
    ]
    assert world.held[f"{key}-J2"].fields == {"worker": "P-3", "task": "paint"}
    assert "reason" not in world.held[key].fields
    assert world.held[key].fields["last"] == "granted"


def test_an_opening_has_effects_where_their_condition_holds() -> None:
    world = works()
    ordered(world, [], size=100)
    assert "N-1" not in world.held
    key = ordered(world, [], size=101)
    assert world.held["N-1"].fields == {"text": "large", "about": key}


def test_an_item_that_a_sibling_has_already_is_left_out() -> None:
    world = works()
    key = ordered(world, ["P-2", "P-3"])
    world.give(
        f"{key}-J1",
        {"workflow": "job", "parent": key, "fields": {"worker": "P-3", "task": "earlier"}},
    )
    grant(world, key)
    jobs = [c.fields["worker"] for c in world.held.values() if c.workflow == "job"]
    assert sorted(map(str, jobs)) == ["P-2", "P-3"]


def test_an_effect_that_a_rule_refuses_refuses_the_whole_act() -> None:
    world = works()
    key = ordered(world, ["P-2", "P-1"])
    before = dict(world.held)
    with pytest.raises(RefusalError) as no:
        grant(world, key)
    assert rules(no.value) == ["J-01"]
    assert "It would also open a case: Job" in no.value.reasons[0].message.en
    assert "これに伴う" in no.value.reasons[0].message.ja
    assert world.held == before


def test_an_effect_moves_other_cases_and_states_their_facts() -> None:
    world = works()
    key = ordered(world, ["P-2", "P-3"])
    grant(world, key)
    world.act({"as": "P-2", "do": "do_it", "on": f"{key}-J1"})
    decision = world.act({"as": "P-1", "do": "stop", "on": key})
    assert told(decision)[1:] == [(f"{key}-J2", "CaseMoved", "effect")]
    assert world.held[f"{key}-J2"].state == "dropped"
    assert world.held[f"{key}-J2"].fields["why"] == "stopped"


def test_what_an_effect_does_is_judged_like_an_act() -> None:
    world = works()
    key = ordered(world, ["P-2"], what="keep")
    grant(world, key)
    with pytest.raises(RefusalError) as no:
        world.act({"as": "P-1", "do": "stop", "on": key})
    assert rules(no.value) == ["J-02"]
    assert world.held[key].state == "small"


def test_what_nobody_may_do_the_process_does_by_itself() -> None:
    world = works()
    key = ordered(world, ["P-2"])
    grant(world, key)
    with pytest.raises(RefusalError) as no:
        world.act({"as": "P-1", "do": "drop", "on": f"{key}-J1", "with": {"why": "x"}})
    assert rules(no.value) == ["role"]


def test_an_automatic_transition_fires_after_the_act_that_made_its_guard_hold() -> None:
    world = works()
    key = ordered(world, ["P-2", "P-3"])
    grant(world, key)
    first = world.act({"as": "P-2", "do": "do_it", "on": f"{key}-J1"})
    assert told(first) == [(f"{key}-J1", "CaseMoved", "worker")]
    last = world.act({"as": "P-3", "do": "do_it", "on": f"{key}-J2"})
    assert told(last)[1:] == [(key, "CaseMoved", "automatic")]
    assert world.held[key].state == "done"


def test_an_automatic_transition_waits_while_a_rule_holds_it_up() -> None:
    world = works()
    key = ordered(world, ["P-2"], size=0)
    grant(world, key)
    decision = world.act({"as": "P-2", "do": "do_it", "on": f"{key}-J1"})
    assert told(decision) == [(f"{key}-J1", "CaseMoved", "worker")]
    assert world.held[key].state == "small"


def test_why_an_automatic_transition_has_not_fired_is_told() -> None:
    world = works()
    key = ordered(world, ["P-2"])
    grant(world, key)
    with pytest.raises(RefusalError) as no:
        world.act({"as": "P-1", "do": "finish", "on": key})
    waiting = next(reason for reason in no.value.reasons if reason.rule == "automatic")
    assert "j.state == 'done'" in waiting.items[0].because[0].text


def test_a_new_round_clears_facts_and_counts_anew() -> None:
    world = works()
    key = ordered(world, ["P-2"])
    grant(world, key)
    world.act({"as": "P-2", "do": "do_it", "on": f"{key}-J1"})
    stated = {"size": 20, "last": "first try"}
    world.act({"as": "P-1", "do": "again", "on": key, "with": stated})
    case = world.held[key]
    assert (case.round, case.state, "grant" in case.did, "grant" in case.ever) == (
        *(2, "asked"),
        *(False, True),
    )
    assert case.rounds[0].fields["size"] == 5
    assert case.fields["size"] == 20


def test_rules_of_an_act_compare_with_the_case_as_it_was() -> None:
    world = works()
    key = ordered(world, ["P-2"])
    grant(world, key)
    world.act({"as": "P-2", "do": "do_it", "on": f"{key}-J1"})
    stated = {"size": 5, "last": "first try"}
    with pytest.raises(RefusalError) as no:
        world.act({"as": "P-1", "do": "again", "on": key, "with": stated})
    assert no.value.reasons[0].message.en == "5 as before (first try)."


@pytest.mark.parametrize(("size", "refused"), [(100, []), (101, ["O-05"])])
def test_a_when_about_the_case_decides_whether_a_rule_applies_at_all(
    size: int, refused: list[str]
) -> None:
    world = works()
    key = ordered(world, [], size)
    grant(world, key)
    with pytest.raises(RefusalError) if refused else nullcontext() as no:
        world.act({"as": "P-1", "do": "stop", "on": key})
    assert (rules(no.value) if no else []) == refused


def test_an_opening_states_only_what_it_may() -> None:
    world = works()
    stated = {"what": "paint", "size": 5, "reason": "worn", "last": "x"}
    with pytest.raises(RefusalError) as no:
        world.act({"as": "P-2", "new": "order", "with": stated})
    assert "last" in no.value.reasons[0].message.en
    with pytest.raises(RefusalError, match="open a case"):
        world.act({"as": "P-2", "new": "order", "with": {"what": "paint", "size": 5}})


def test_a_case_enters_a_state_at_its_first_stage_and_leaves_its_stages_behind() -> None:
    world = works()
    key = ordered(world, ["P-2"], size=50)
    grant(world, key)
    assert world.held[key].fields["stage"] == "draft"
    world.act({"as": "P-3", "set": key, "with": {"stage": "final"}})
    assert world.held[key].fields["stage"] == "final"
    world.act({"as": "P-2", "do": "do_it", "on": f"{key}-J1"})
    assert "stage" not in world.held[key].fields


def test_a_stage_of_another_state_is_refused() -> None:
    world = works()
    key = ordered(world, ["P-2"], size=50)
    with pytest.raises(RefusalError) as no:
        world.act({"as": "P-3", "set": key, "with": {"stage": "final"}})
    assert rules(no.value) == ["field", "field"]


def test_an_act_without_a_target_stays_where_the_case_is() -> None:
    world = works()
    key = ordered(world, ["P-2"])
    world.act({"as": "P-3", "do": "second", "on": key})
    assert world.held[key].state == "asked"
    grant(world, key)
    world.act({"as": "P-2", "do": "second", "on": key})
    assert world.held[key].state == "small"
