"""Inverse lists, all cases, ancestors and computed members: what they give and what they cost."""

from dataclasses import replace

import pytest

from tadasu.core.scene import DEEPEST
from tadasu.guard.guard import GuardError
from tests.unit.core.orchestra import Hall
from tests.world import ZONE


@pytest.fixture
def hall() -> Hall:
    return Hall()


@pytest.mark.parametrize(
    ("key", "source", "found"),
    [
        ("strings", "case.players", ["P-1", "P-2"]),
        ("brass", "case.players", []),
        ("P-1", "case.followers", ["P-2"]),
        ("P-1", "case.admirers", ["P-2", "P-3"]),
        ("P-3", "case.admirers", ["P-2"]),
        ("strings", "case.seated", ["P-3"]),
        ("strings", "case.players.filter(p, size(p.followers) > 0)", ["P-1", "P-2"]),
        ("P-1", "all.section", ["strings", "brass"]),
        ("P-1", "all.player.filter(p, has(p.leader) && p.leader == case)", ["P-2"]),
        ("P-3", "case.ancestors('leader')", ["P-2", "P-1"]),
        ("P-1", "case.ancestors('leader')", []),
        ("P-2", "case.peers", ["P-1", "P-2"]),
        ("P-3", "case.peers", ["P-1"]),
    ],
)
def test_a_list_holds_those_that_belong(
    hall: Hall, key: str, source: str, found: list[str]
) -> None:
    assert hall.keys(key, source) == found


@pytest.mark.parametrize(
    ("key", "source", "value"),
    [
        ("P-1", "case.leading", True),
        ("P-3", "case.leading", False),
        ("P-3", "case.above", 2),
        ("P-3", "case.under_leader", True),
        ("P-1", "case.under_leader", False),
        ("strings", "case.full", True),
        ("brass", "case.full", False),
        ("strings", "case.largest && !all.section.all(s, s.largest)", True),
        ("strings", "case.players.map(p, p.above)", (0, 1)),
        ("P-2", "case.peers.exists(p, p.peers.exists(q, q.leading))", True),
        ("P-1", "case.crowded", False),
    ],
)
def test_a_computed_member_has_its_value(hall: Hall, key: str, source: str, value: object) -> None:
    assert hall.value(key, source) == value


def test_a_condition_holds_only_in_its_states() -> None:
    fields = {"section": "strings"}
    hall = Hall(
        **{
            "P-4": {"workflow": "player", "fields": {"id": "P-4", **fields}},
            "P-5": {"workflow": "player", "state": "away", "fields": {"id": "P-5", **fields}},
        }
    )

    assert hall.value("P-4", "case.crowded") is True
    assert hall.value("P-5", "case.crowded") is False
    record = hall.scene.record("P-5")
    (told,) = record.because("crowded", holds=False, called="case")
    assert (told.text, told.values) == ("case.state in [playing]", (("case.state", "away"),))


def test_a_computed_member_says_why(hall: Hall) -> None:
    assert hall.value("P-1", "case.crowded") is False

    (told,) = hall.scene.record("P-1").because("crowded", holds=False, called="case")

    assert told.text == "size(case.peers) > 2"
    assert dict(told.values)["size(case.peers)"] == "2"
    assert hall.scene.record("P-1").because("section", holds=True, called="case") == ()


def test_why_another_case_is_so_says_which_case(hall: Hall) -> None:
    assert hall.why("P-1", "case.crowded") == [
        ("case.crowded", None),
        ("size(case.peers) > 2", None),
    ]
    assert hall.why("P-3", "has(case.leader) && case.leader.crowded") == [
        ("case.leader.crowded", None),
        ("size(case.peers) > 2", "P-2"),
    ]
    assert hall.why("strings", "case.players.all(p, p.id == 'P-1' || p.crowded)") == [
        ("p.id == 'P-1'", None),
        ("p.crowded", None),
        ("size(case.peers) > 2", "P-2"),
    ]
    assert hall.why("P-2", "has(case.leader) && case.leader.under_leader")[-1] == (
        "case.ancestors('leader').exists(p, p.leading)",
        "P-1",
    )


def test_each_generation_is_one_question(hall: Hall) -> None:
    assert hall.value("strings", "case.players.all(p, p.followers.all(q, q.above > 0))")

    assert hall.asked == [
        ("strings",),
        ("player", "section", "strings"),
        ("player", "leader", "P-1", "P-2"),
    ]


def test_ancestors_cost_one_question_each_generation() -> None:
    more = {
        f"P-{n}": {"workflow": "player", "fields": {"id": f"P-{n}", "leader": f"P-{n - 1}"}}
        for n in (4, 5)
    }
    hall = Hall(**more)

    assert hall.value("P-5", "case.above") == 4
    assert hall.asked == [("P-5",), ("P-4",), ("P-3",), ("P-2",), ("P-1",)]


def test_what_was_gathered_is_not_asked_for_again(hall: Hall) -> None:
    for _ in range(2):
        assert hall.value("strings", "case.full && case.largest")

    assert hall.asked == [
        ("strings",),
        ("player", "section", "strings"),
        ("section",),
        ("player", "section", "brass"),
    ]


def test_a_circle_of_leaders_ends() -> None:
    fields = {"id": "P-4", "leader": "P-5"}
    hall = Hall(
        **{
            "P-4": {"workflow": "player", "fields": fields},
            "P-5": {"workflow": "player", "fields": {"id": "P-5", "leader": "P-4"}},
        }
    )

    # The case itself is where the chain comes round, and is not reached.
    assert hall.keys("P-4", "case.ancestors('leader')") == ["P-5"]
    assert hall.value("P-5", "case.under_leader") is True


def test_a_list_that_nobody_gathered_is_an_error(hall: Hall) -> None:
    hall.scene.fetch(["strings"])

    for read in (hall.scene.record("strings").get, hall.scene.all.get):
        with pytest.raises(GuardError, match="not gathered"):
            read("players")
    with pytest.raises(GuardError, match="no loans"):
        hall.scene.record("strings").get("loans")


def test_members_that_rest_on_one_another_without_end_have_no_value(hall: Hall) -> None:
    guard = hall.world.process.guards.derived("section", "full")
    record = hall.scene.record("strings")
    hall.scene.gather([("case", "full")], {"case": record})
    scene = hall.scene

    class Round:
        """A guard that asks for itself."""

        def value(self, *_: object, **__: object) -> object:
            return scene.compute(self, record)  # type: ignore[arg-type]

    with pytest.raises(GuardError, match=f"more than {DEEPEST}"):
        scene.compute(Round(), record)  # type: ignore[arg-type]
    assert scene.compute(guard, record) is True


def test_earlier_rounds_keep_their_facts() -> None:
    rounds = [
        {
            "ended_at": "2026-05-01T00:00:00Z",
            "fields": {"section": "brass", "stage": "trial"},
            "did": {"audition": {"by": ["P-1", "P-2"], "voices": ["P-1"]}},
        },
        {"fields": {"friends": ["P-1"]}},
    ]
    hall = Hall(**{"P-4": {"workflow": "player", "fields": {"id": "P-4"}, "rounds": rounds}})

    assert hall.value("P-4", "case.rounds.map(r, r.round)") == (1, 2)
    assert hall.value("P-4", "case.rounds.map(r, has(r.section) && r.section.full)") == (
        False,
        False,
    )
    assert hall.value("P-4", "case.rounds.exists(r, has(r.stage) && r.stage == 'trial')")
    assert hall.value("P-4", "case.rounds.map(r, size(r.friends))") == (0, 1)
    assert hall.value("P-4", "case.rounds.map(r, size(r.did.audition.by))") == (2, 0)
    assert hall.value("P-4", "case.rounds.map(r, size(r.did.audition.voices))") == (1, 0)
    assert hall.value("P-4", "case.rounds.all(r, r.ended_at < now)")
    assert hall.value("P-4", "!has(case.section) && !has(case.stage)")


def test_the_stage_is_a_fact(hall: Hall) -> None:
    assert hall.value("P-1", "has(case.stage)") is False
    hall.scene.suppose(hall.changed("P-1", stage="full"))
    assert hall.value("P-1", "has(case.stage) && case.stage == 'full'")


def test_what_is_aside_is_computed_from_what_it_was(hall: Hall) -> None:
    assert hall.value("P-3", "case.above") == 2
    before = hall.scene.aside(hall.world.held["P-3"])

    after = hall.scene.suppose(hall.changed("P-3", leader=None))

    hall.scene.gather([("case", "above"), ("old", "above")], {"case": after, "old": before})
    assert (before.get("above"), after.get("above")) == (2, 0)


@pytest.mark.parametrize("early", [True, False], ids=["gathered-before", "gathered-after"])
def test_what_is_supposed_is_seen_from_the_other_side(early: bool) -> None:
    hall = Hall()
    sides = {"strings": "case.players", "brass": "case.players", "P-1": "case.followers"}
    if early:
        for key, source in sides.items():
            hall.keys(key, source)
        assert hall.value("strings", "case.full")

    hall.scene.suppose(replace(hall.world.held["P-2"], fields={"id": "P-2", "section": "brass"}))

    assert hall.keys("strings", "case.players") == ["P-1"]
    assert hall.keys("brass", "case.players") == ["P-2"]
    assert hall.keys("P-1", "case.followers") == []
    assert hall.value("strings", "case.full") is False
    assert hall.value("P-1", "case.leading") is False


@pytest.mark.parametrize("early", [True, False], ids=["gathered-before", "gathered-after"])
def test_who_arrived_is_in_every_list(early: bool) -> None:
    hall = Hall()
    lists = {
        "strings": "case.players",
        "brass": "case.seated",
        "P-1": "case.followers",
        "P-3": "all.player",
    }
    before = {key: hall.keys(key, source) for key, source in lists.items()} if early else {}
    assert hall.scene.count("player", None) == 3
    fields = {"id": "P-4", "section": "strings", "leader": "P-1", "chairs": [{"section": "brass"}]}
    new = replace(hall.world.held["P-1"], key="P-4", fields=fields)

    hall.scene.suppose(new)
    if early:
        # It is only judged so far.
        assert {key: hall.keys(key, source) for key, source in lists.items()} == before
    assert hall.scene.count("player", None) == 3
    hall.scene.arrived(new)

    assert [hall.keys(key, source)[-1] for key, source in lists.items()] == ["P-4"] * 4
    assert hall.keys("strings", "case.players") == ["P-1", "P-2", "P-4"]
    assert hall.scene.count("player", None) == 4
    assert hall.scene.siblings(None, "player") == ("P-1", "P-2", "P-3", "P-4")
    assert hall.value("P-4", "case.above") == 1

    hall.scene.suppose(replace(new, fields={"id": "P-4"}))
    assert hall.keys("strings", "case.players") == ["P-1", "P-2"]
    assert hall.keys("P-3", "all.player")[-1] == "P-4"


def test_what_was_supposed_can_be_forgotten(hall: Hall) -> None:
    hall.keys("strings", "case.players")
    hall.scene.suppose(hall.changed("P-1", section="brass"))
    kept = hall.scene.kept()
    hall.scene.suppose(hall.changed("P-2", section="brass"))
    hall.scene.arrived(replace(hall.world.held["P-1"], key="P-4"))
    assert hall.keys("strings", "case.players") == ["P-4"]
    asked = len(hall.asked)

    hall.scene.restore(kept)

    assert hall.keys("strings", "case.players") == ["P-2"]
    assert hall.scene.count("player", None) == 3
    assert hall.scene.case("P-4") is None
    assert len(hall.asked) == asked


def test_a_reason_reaches_through_what_is_computed(hall: Hall) -> None:
    source = "case.players.all(p, !p.leading)"
    assert hall.value("strings", source) is False
    compiler = hall.world.process.guards.compiler
    guard = compiler.guard(source, compiler.watching("section"), None)

    names = hall.scene.names(hall.scene.record("strings"))
    told = guard.explain(names, zone=ZONE, holds=False)

    values = [dict(fragment.values) for fragment in told]
    assert {"p": "P-1", "p.leading": "true"} in values
    assert {"size(case.followers)": "1", "case.followers": "[P-2]"} in values
