"""What has no value, or no place, refuses the act that needs it and nothing else."""

import pytest

from tadasu.errors import RefusalError
from tadasu.rules.process import assemble
from tadasu.rules.source import read_documents
from tests.unit.core.works import CASES, PROCESS, ordered
from tests.world import World, project

HUGE = 2**52


def edited(*edits: tuple[str, str]) -> World:
    """The works, with some texts of the process replaced."""
    text = PROCESS
    for old, new in edits:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    world = World(assemble((), read_documents("works.yaml", text), project(base="none")))
    world.give_all(CASES)
    return world


def refused(world: World, **when: object) -> list[str]:
    with pytest.raises(RefusalError) as no:
        world.act(when)
    assert all(reason.message.ja and reason.remedy.ja for reason in no.value.reasons)
    return [reason.rule for reason in no.value.reasons]


def test_a_day_due_beyond_the_calendar_refuses_the_act() -> None:
    world = edited(
        ("title: {en: Small, ja: 小}}", "title: {en: Small, ja: 小}, due: case.size - 10}")
    )
    key = ordered(world, [], size=-HUGE)
    assert refused(world, **{"as": "P-1", "do": "grant", "on": key}) == ["guard-error"]


def test_so_does_a_number_of_days_that_is_none() -> None:
    due = "due: case.size * case.size * case.size * case.size}"
    world = edited(("title: {en: Small, ja: 小}}", f"title: {{en: Small, ja: 小}}, {due}"))
    key = ordered(world, [], size=-HUGE)
    assert refused(world, **{"as": "P-1", "do": "grant", "on": key}) == ["guard-error"]


def test_a_remedy_without_a_value_still_refuses() -> None:
    remedy = '"{case.size * case.size * case.size * case.size}"'
    world = edited(
        (
            "remedy: {en: Ask another., ja: 別の人に頼んでください。}\n---\npolicy: O-02",
            f"remedy: {{en: {remedy}, ja: {remedy}}}\n---\npolicy: O-02",
        )
    )
    stated = {"what": "paint", "size": HUGE, "reason": "worn"}
    key = world.act({"as": "P-1", "new": "order", "with": stated}).case
    assert refused(world, **{"as": "P-1", "do": "grant", "on": key}) == ["O-01"]


def test_an_effect_that_would_take_a_key_refuses_the_act() -> None:
    world = edited(('key: "N-{n}"', 'key: "N-{text}"'))
    ordered(world, [], size=101)
    with pytest.raises(RefusalError) as no:
        ordered(world, [], size=101)
    assert "N-large" in no.value.reasons[0].message.en


def test_a_key_that_is_taken_holds_an_automatic_transition_up_and_no_other_act() -> None:
    world = edited(
        ('key: "N-{n}"', 'key: "N-{text}"'),
        (
            "    policies: [O-03]\n",
            (
                "    policies: [O-03]\n"
                "    effects: [{open: note, with: {text: \"'large'\", about: case}}]\n"
            ),
        ),
    )
    ordered(world, [], size=101)
    key = ordered(world, ["P-3"])
    world.act({"as": "P-1", "do": "grant", "on": key})
    world.act({"as": "P-3", "do": "do_it", "on": f"{key}-J1"})
    assert world.held[f"{key}-J1"].state == "done"
    assert world.held[key].state == "small"
