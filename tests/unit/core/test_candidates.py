"""Candidates: judged alone in the field by the rules of the act itself; nothing stays behind."""

import itertools

import pytest

from tadasu.core.candidates import candidacy, coming_into_question
from tadasu.core.setting import Setting
from tadasu.errors import DefinitionError, RefusalError
from tests.unit.core.tours import guide, process, tours
from tests.world import MOMENT, World

_PLAIN = "name: {type: text, required: true, title: {en: Name, ja: 名称}}\n  valleys"
_THEIRS = "{among: all.guide, act: start, policies: [G-01]}"


@pytest.fixture
def world() -> World:
    return tours()


def setting(world: World) -> Setting:
    return world.setting_of("G-1", MOMENT)


def rules(world: World, field: str, key: str) -> list[str]:
    here = setting(world)
    return [each.rule for each in candidacy(here, world.held["S-2026-T1"], field, key).reasons]


def test_those_among_whom_come_by_key(world: World) -> None:
    tour = world.held["S-2026-T1"]
    assert coming_into_question(setting(world), tour, "crew") == ("G-1", "G-2", "G-3")
    assert coming_into_question(setting(world), tour, "chief") == ("G-1", "G-2", "G-3", "G-4")


def test_a_field_that_says_nothing_has_none(world: World) -> None:
    assert coming_into_question(setting(world), world.held["S-2026-T1"], "valleys") == ()


@pytest.mark.parametrize(
    ("field", "key", "found"),
    [
        ("crew", "G-1", []),
        ("crew", "G-2", ["G-01"]),
        ("crew", "G-3", ["G-02"]),
        ("chief", "G-1", []),
        ("chief", "G-2", ["G-03"]),
    ],
)
def test_each_is_told_the_rules_in_the_way(
    world: World, field: str, key: str, found: list[str]
) -> None:
    assert rules(world, field, key) == found


def test_a_reason_is_as_whole_as_that_of_an_act(world: World) -> None:
    found = candidacy(setting(world), world.held["S-2026-T1"], "crew", "G-2")
    (reason,) = found.reasons
    assert reason.message.ja == "G-2 の地元です。"
    assert reason.items[0].key == "G-2"
    assert reason.items[0].because[0].values
    assert [who.en for who in reason.waivable_by] == ["Anyone"]


def test_a_rule_that_warns_does_not_keep_anybody_out(world: World) -> None:
    world.give("G-5", guide("G-5", name=None))
    found = candidacy(setting(world), world.held["S-2026-T1"], "crew", "G-5")
    assert (found.reasons, [each.rule for each in found.warnings]) == ((), ["G-05"])


def test_a_waiver_on_record_counts(world: World) -> None:
    waiver = {"policy": "G-01", "act": "start", "items": ["G-2"], "until": "2026-12-31"}
    fields = {"name": "北", "valleys": ["north"], "ends": "2026-08-02"}
    spec = {"workflow": "tour", "parent": "S-2026", "fields": fields, "waivers": [waiver]}
    world.give("S-2026-T1", spec)
    found = candidacy(setting(world), world.held["S-2026-T1"], "crew", "G-2")
    assert (found.reasons, found.waived) == ((), ("G-01",))


def test_whoever_is_there_already_makes_no_difference(world: World) -> None:
    before = rules(world, "crew", "G-1")
    world.act({"set": "S-2026-T1", "as": "G-1", "with": {"crew": ["G-2", "G-3"]}})
    assert rules(world, "crew", "G-1") == before == []


def test_nothing_stays_supposed(world: World) -> None:
    here, tour = setting(world), world.held["S-2026-T1"]
    candidacy(here, tour, "crew", "G-2")
    coming_into_question(here, tour, "crew")
    here.scene.fetch([tour.key])
    assert here.scene.case(tour.key) == tour


def test_the_act_refuses_exactly_whom_the_candidates_exclude(world: World) -> None:
    """The same rules of the same act, for every pair of crew and chief."""
    tour = world.held["S-2026-T1"]
    keys = ("G-1", "G-2", "G-3", "G-4")
    checked = 0
    for crew, chief in itertools.product(keys, keys):
        alone = {
            field: {each.rule for each in candidacy(setting(world), tour, field, key).reasons}
            for field, key in (("crew", crew), ("chief", chief))
        }
        trial = tours()
        trial.act({"set": "S-2026-T1", "as": "G-1", "with": {"crew": [crew], "chief": chief}})
        try:
            trial.act({"do": "start", "on": "S-2026-T1", "as": "G-1"})
            refused: set[str] = set()
        except RefusalError as no:
            refused = {each.rule for each in no.reasons}
        assert refused - {"G-06"} == alone["crew"] | alone["chief"]
        checked += 1
    assert checked == len(keys) ** 2


def test_a_guard_without_a_value_is_no_empty_list(world: World) -> None:
    beyond = "all.guide.filter(g, today.addDays(4000000) > today)"
    broken = World(process(("all.guide.filter(g, g.state == 'here')", beyond)))
    broken.held = dict(world.held)
    with pytest.raises(RefusalError):
        coming_into_question(setting(broken), broken.held["S-2026-T1"], "crew")


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("act: start\n      policies: [G-01,", "act: go\n      policies: [G-01,"), "T020"),
        (("policies: [G-01, G-02, G-05]\n    title", "policies: [G-04]\n    title"), "T020"),
        (("among: all.guide,", "among: all.valley,"), "T034"),
        (("among: all.guide,", "among: actor,"), "T033"),
        (
            (_PLAIN, _PLAIN.replace("}}", "}, candidates: " + _THEIRS + "}", 1)),
            "T026",
        ),
    ],
)
def test_candidates_that_cannot_be_judged_are_found(change: tuple[str, str], code: str) -> None:
    with pytest.raises(DefinitionError) as found:
        process(change)
    assert code in [each.code for each in found.value.problems]
