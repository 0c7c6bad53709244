"""Acting in another's name: by date, on record, and never around a rule."""

import pytest

from tadasu.core.decide import move
from tadasu.errors import RefusalError
from tadasu.rules.process import assemble
from tadasu.rules.source import read_documents
from tests.unit.core.works import CASES, PROCESS, ordered, works
from tests.world import World, project

JULY = "2026-07-01T09:00:00+09:00"


def refused(world: World, **when: object) -> list[str]:
    with pytest.raises(RefusalError) as no:
        world.act(when)
    return [reason.rule for reason in no.value.reasons]


def test_a_deputy_acts_in_the_role_and_the_record_names_both() -> None:
    world = works()
    key = ordered(world, [])
    decision = world.act({"as": "P-4", "do": "grant", "on": key})
    assert (decision.role, decision.behalf) == ("boss", "P-1")
    done = world.held[key].did["grant"]
    assert (done.by, done.voices, done.actor) == (("P-4", "P-1"), ("P-1",), "P-4")


def test_a_delegation_ends_on_its_last_day() -> None:
    world = works()
    key = ordered(world, [])
    assert refused(world, **{"as": "P-4", "do": "grant", "on": key, "at": JULY}) == ["role"]


def test_only_a_delegable_role_is_delegated() -> None:
    world = works()
    key = ordered(world, ["P-2"])
    world.act({"as": "P-1", "do": "grant", "on": key})
    assert refused(world, **{"as": "P-4", "do": "stop", "on": key}) == ["role"]


def test_nobody_acts_for_someone_who_has_left() -> None:
    world = works()
    key = ordered(world, [])
    world.give(
        "P-1", {"workflow": "person", "state": "gone", "fields": {"id": "P-1", "boss": True}}
    )
    assert refused(world, **{"as": "P-4", "do": "grant", "on": key}) == ["role"]


def test_separation_of_duties_looks_through_the_deputy() -> None:
    world = works()
    asked = {"what": "paint", "size": 5, "reason": "worn"}
    own = world.act({"as": "P-1", "new": "order", "with": asked}).case
    assert refused(world, **{"as": "P-4", "do": "grant", "on": own}) == ["O-01"]
    deputys = world.act({"as": "P-4", "new": "order", "with": asked}).case
    assert refused(world, **{"as": "P-4", "do": "grant", "on": deputys}) == ["O-01"]


def test_who_acted_by_a_deputy_has_acted() -> None:
    world = works()
    key = ordered(world, [])
    setting = world.setting("P-4", "2026-06-01T09:00:00+09:00", behalf="P-1")
    world.keep(setting, move(setting, key, "second", {}))
    assert refused(world, **{"as": "P-1", "do": "second", "on": key}) == ["O-02"]
    assert refused(world, **{"as": "P-4", "do": "second", "on": key}) == ["O-02"]
    assert world.held[key].did["second"].voices == ("P-1",)


def test_own_rights_come_before_those_of_another() -> None:
    world = works()
    key = ordered(world, [])
    decision = world.act({"as": "P-4", "do": "second", "on": key})
    assert decision.behalf is None


WRITABLE = "writable: {anyone: [what, size, workers, reason]}"
ANYONE = """  anyone: {title: {en: Anyone, ja: 誰でも}, guard: "true"}
  boss:"""


def divided(*, delegable: bool) -> World:
    """The works where the size of an order is the boss's to change."""
    changed = PROCESS.replace(WRITABLE, "writable: {anyone: [what, reason], boss: [size]}")
    if delegable:
        changed = changed.replace(ANYONE, ANYONE.replace('"true"', '"true", delegable: true'))
    world = World(assemble((), read_documents("works.yaml", changed), project(base="none")))
    world.give_all(CASES)
    return world


def test_facts_of_two_people_are_not_changed_in_one_act() -> None:
    world = divided(delegable=False)
    key = ordered(world, [])
    both = {"what": "paper", "size": "7"}
    assert refused(world, **{"as": "P-4", "set": key, "with": both}) == ["role"]
    assert world.act({"as": "P-4", "set": key, "with": {"what": "paper"}}).behalf is None
    assert world.act({"as": "P-4", "set": key, "with": {"size": "7"}}).behalf == "P-1"


def test_facts_are_changed_in_the_one_name_that_may_change_them_all() -> None:
    world = divided(delegable=True)
    key = ordered(world, [])
    for both in ({"what": "paper", "size": "7"}, {"size": "8", "what": "wood"}):
        assert world.act({"as": "P-4", "set": key, "with": both}).behalf == "P-1"
