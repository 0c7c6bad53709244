from collections.abc import Mapping
from typing import Any

import pytest

from tadasu.core.events import CaseMoved, WaiverGranted
from tadasu.errors import ConflictError, NotFoundError, RefusalError
from tests.unit.core.library import CASES, library

RETURN = {"do": "return", "on": "B-001-L1", "as": "M-1"}


def rules(when: Mapping[str, Any], world: Any = None) -> list[str]:
    with pytest.raises(RefusalError) as no:
        (world or library()).act(when)
    assert all(r.message.en and r.message.ja and r.remedy.ja for r in no.value.reasons)
    return [reason.rule for reason in no.value.reasons]


def test_an_opening_names_the_case_from_its_template() -> None:
    decision = library().act({"new": "book", "as": "M-1", "with": {"title": "門"}})

    assert decision.case == "B-002"


def test_a_child_counts_under_its_parent() -> None:
    world = library()
    world.act({**RETURN, "with": {"condition": "good", "counter": "1"}})
    lent = {"new": "loan", "parent": "B-001", "as": "M-1", "with": {"reader": "M-3"}}

    assert world.act(lent).case == "B-001-L2"


def test_every_reason_is_told_at_once() -> None:
    lent = {"new": "loan", "parent": "B-001", "as": "M-2", "with": {"reader": "M-3"}}

    assert rules(lent) == ["role", "L-01"]


@pytest.mark.parametrize(
    ("stated", "count"),
    [
        ({}, 1),
        ({"titel": "門"}, 2),
        ({"title": "門", "pages": "many"}, 1),
        ({"title": "門", "authors": ["M-9"]}, 1),
        ({"title": "門", "authors": ["B-001"]}, 1),
        ({"title": "  　"}, 1),
    ],
)
def test_what_is_stated_must_be_known_readable_and_there(
    stated: dict[str, object], count: int
) -> None:
    assert rules({"new": "book", "as": "M-1", "with": stated}) == ["input"] * count


def test_a_key_is_given_once() -> None:
    member = {"new": "member", "as": "M-1", "with": {"id": "M-2", "name": "別人"}}

    with pytest.raises(ConflictError):
        library().act(member)


@pytest.mark.parametrize("parent", [None, "M-1"])
def test_a_child_needs_its_kind_of_parent(parent: str | None) -> None:
    lent = {"new": "loan", "parent": parent, "as": "M-1", "with": {"reader": "M-2"}}

    assert rules(lent) == ["input"]


def test_a_case_that_has_ended_takes_no_children() -> None:
    world = library()
    world.give("B-009", {"workflow": "book", "state": "gone", "fields": {"title": "絶版"}})
    lent = {"new": "loan", "parent": "B-009", "as": "M-1", "with": {"reader": "M-2"}}

    assert rules(lent, world) == ["state"]


def test_a_move_states_facts_and_inputs() -> None:
    world = library()
    decision = world.act({**RETURN, "with": {"condition": "good", "counter": "３"}})
    (event,) = decision.events

    assert isinstance(event, CaseMoved)
    assert (event.fields, event.input) == ({"condition": "good"}, {"counter": 3})
    assert world.held["B-001-L1"].state == "back"


def test_a_warning_does_not_block() -> None:
    world = library()
    decision = world.act({**RETURN, "with": {"condition": "good", "counter": 12}})

    assert [reason.rule for reason in decision.warnings] == ["L-05"]
    assert world.held["B-001-L1"].warned == 1


def test_a_wrong_state_is_the_only_reason() -> None:
    world = library()
    world.act({**RETURN, "with": {"condition": "good", "counter": 1}})

    assert rules({**RETURN, "as": "M-2"}, world) == ["state"]


def test_an_unknown_transition_is_not_found() -> None:
    with pytest.raises(NotFoundError, match="return"):
        library().act({**RETURN, "do": "retrun"})


def test_who_has_left_acts_no_more() -> None:
    world = library()
    world.give_all(
        {
            "M-5": {
                "workflow": "member",
                "state": "left",
                "fields": {"id": "M-5", "name": "退職", "librarian": "true"},
            }
        }
    )

    assert rules({**RETURN, "as": "M-5", "with": {"condition": "good", "counter": 1}}, world) == [
        "role"
    ]


def test_nobody_states_the_fact_that_entitles() -> None:
    taken = {"set": "B-001-L1", "as": "M-3", "with": {"remark": "mine"}}

    assert rules(taken) == ["role"]


def test_a_fact_changes_only_where_the_state_lets_it() -> None:
    world = library()
    world.act({"set": "B-001-L1", "as": "M-2", "with": {"remark": "濡れた"}})
    assert world.held["B-001-L1"].fields["remark"] == "濡れた"

    assert rules({"set": "B-001-L1", "as": "M-1", "with": {"reader": "M-3"}}, world) == ["field"]


def test_a_blank_clears_and_a_required_fact_stays() -> None:
    world = library()
    world.act({"set": "B-001-L1", "as": "M-2", "with": {"remark": "濡れた"}})
    world.act({"set": "B-001-L1", "as": "M-2", "with": {"remark": "　"}})
    assert "remark" not in world.held["B-001-L1"].fields

    assert rules({"set": "M-2", "as": "M-1", "with": {"name": ""}}, world) == ["input"]


def test_a_change_is_judged_against_what_was() -> None:
    world = library()
    world.act({"set": "B-001-L1", "as": "M-1", "with": {"condition": "bad"}})

    assert rules({"set": "B-001-L1", "as": "M-1", "with": {"condition": "good"}}, world) == [
        "L-02"
    ]


def test_an_approval_falls_with_what_it_covers() -> None:
    world = library()
    world.act({"do": "extend", "on": "B-001-L1", "as": "M-2"})
    world.act({"set": "B-001-L1", "as": "M-2", "with": {"remark": "濡れた"}})
    assert world.held["B-001-L1"].did["extend"].count == 1

    world.act({"set": "B-001-L1", "as": "M-1", "with": {"condition": "bad"}})

    case = world.held["B-001-L1"]
    assert ("extend" in case.did, case.ever["extend"].count) == (False, 1)


def test_a_round_counts_anew_and_remembers() -> None:
    world = library()
    extend = {"do": "extend", "on": "B-001-L1", "as": "M-2"}
    world.act(extend)
    world.act(extend)
    assert rules(extend, world) == ["L-04"]

    world.act({"do": "renew", "on": "B-001-L1", "as": "M-1"})
    world.act(extend)

    case = world.held["B-001-L1"]
    assert (case.round, case.did["extend"].count, case.ever["extend"].count) == (2, 1, 3)


def test_due_counts_days_of_the_project_from_the_opening() -> None:
    world = library()
    world.act({**RETURN, "with": {"condition": "good", "counter": 1}})
    lent = {"new": "loan", "parent": "B-001", "with": {"reader": "M-2"}}
    decision = world.act({**lent, "as": "M-1", "at": "2026-06-01T01:00:00+09:00"})

    assert world.held[decision.case].due == "2026-06-15"


def test_due_is_kept_by_an_act_that_stays_and_counted_anew_by_one_that_states() -> None:
    world = library()
    world.give("B-001-L1", {**CASES["B-001-L1"], "due": "2026-06-15"})
    world.act({"do": "extend", "on": "B-001-L1", "as": "M-2"})
    assert world.held["B-001-L1"].due == "2026-06-15"

    world.act({"do": "postpone", "on": "B-001-L1", "as": "M-1", "with": {"remark": "休館"}})
    assert world.held["B-001-L1"].due == "2026-06-15"
    later = {"at": "2026-06-05T09:00:00+09:00", "with": {"remark": "まだ休館"}}
    world.act({"do": "postpone", "on": "B-001-L1", "as": "M-1", **later})
    assert world.held["B-001-L1"].due == "2026-06-19"


BAD = {**RETURN, "with": {"condition": "bad", "counter": 1}}
WISH = {"policy": "L-03", "reason": "水害", "measure": "写真を撮る", "until": "2026-06-10"}


def test_a_waiver_is_granted_used_and_on_record() -> None:
    decision = library().act({**BAD, "waive": WISH})
    granted, moved = decision.events

    assert isinstance(granted, WaiverGranted)
    assert granted.items == ("B-001-L1",)
    assert isinstance(moved, CaseMoved)
    assert next(v for v in moved.verdicts if v["policy"] == "L-03")["result"] == "waived"


@pytest.mark.parametrize(
    ("who", "wish", "expected"),
    [
        ("M-1", {"until": "2026-07-01"}, ["waiver", "L-03"]),
        ("M-1", {"until": "2026-05-01"}, ["waiver", "L-03"]),
        ("M-1", {"measure": "　"}, ["waiver", "L-03"]),
        ("M-1", {"policy": "L-05"}, ["waiver", "L-03"]),
        ("M-1", {"policy": "X-99"}, ["waiver", "L-03"]),
    ],
)
def test_a_waiver_that_may_not_be(who: str, wish: dict[str, str], expected: list[str]) -> None:
    assert rules({**BAD, "as": who, "waive": {**WISH, **wish}}) == expected


def test_who_profits_does_not_grant() -> None:
    world = library()
    world.give_all(
        {"B-001-L1": {"workflow": "loan", "parent": "B-001", "fields": {"reader": "M-1"}}}
    )

    assert rules({**BAD, "waive": WISH}, world) == ["waiver", "L-03"]
    assert world.act({**BAD, "as": "M-3", "waive": WISH}).role == "staff"


def test_a_waiver_on_record_covers_its_items_until_its_day() -> None:
    def world(until: str, items: list[str]) -> Any:
        found = library()
        waiver = {"policy": "L-03", "act": "return", "items": items, "until": until}
        found.give_all(
            {
                "B-001-L1": {
                    "workflow": "loan",
                    "parent": "B-001",
                    "fields": {"reader": "M-2"},
                    "waivers": [waiver],
                }
            }
        )
        return found

    assert world("2026-06-01", ["B-001-L1"]).act(BAD).events
    assert rules(BAD, world("2026-05-31", ["B-001-L1"])) == ["L-03"]
    assert rules(BAD, world("2026-06-01", ["B-001-L2"])) == ["L-03"]


def test_evidence_is_taken_where_the_state_takes_it() -> None:
    world = library()
    attach = {"attach": "B-001-L1", "as": "M-2", "with": {"method": "photo"}}
    world.act(attach)
    world.act(attach)
    assert [e.key for e in world.held["B-001-L1"].evidence] == ["B-001-L1-E1", "B-001-L1-E2"]

    assert rules({**attach, "as": "M-1"}, world) == ["role"]
    assert rules({**attach, "with": {}}, world) == ["input"]
    assert rules({**attach, "attach": "B-001"}, world) == ["evidence"]


def test_a_list_that_may_be_empty_says_so() -> None:
    world = library()
    discard = {"do": "discard", "on": "B-001", "as": "M-1"}
    assert rules(discard, world) == ["B-01"]

    world.act({**RETURN, "with": {"condition": "good", "counter": 1}})
    assert world.act(discard).events
