"""The task of a suggestion: what is needed, when, by whom, and what stands already."""

from datetime import date

import pytest

from tadasu.core.staffing import Task
from tadasu.core.suggest import task_of
from tadasu.errors import DefinitionError, NotFoundError, RefusalError
from tests.unit.core.tours import process, tours
from tests.world import MOMENT, World

SOUTH = {"name": "南", "valleys": ["south"], "begins": "2026-08-10", "ends": "2026-08-11"}


def task(world: World) -> Task:
    return task_of(world.setting_of("G-1", MOMENT), "S-2026")


def test_only_what_has_no_case_yet_needs_one() -> None:
    found = task(tours())
    assert [(need.name, need.there) for need in found.needs] == [
        ("south", False),
        ("S-2026-T1", True),
    ]
    (south, _) = found.needs
    assert dict(south.draft.fields) == {"name": "southの旅", "valleys": ["south"]}
    assert south.rank == -1


def test_months_that_have_begun_are_left_out() -> None:
    found = task(tours())
    firsts = [slot.first for slot in found.slots]
    # It is June 1; the tour that is there has days of its own.
    assert firsts == [date(2026, 6, 10), date(2026, 7, 10), date(2026, 8, 1), *firsts[3:]]
    assert firsts[3:] == [date(2026, 8, 10), date(2026, 9, 10)]
    assert found.slots[0].last == date(2026, 6, 11)
    south, north = found.needs
    assert (south.slots, north.slots) == ((0, 1, 3, 4), (2,))


def test_each_is_judged_as_of_the_days_of_the_slot() -> None:
    south = task(tours()).needs[0]
    # The licence of G-3 ends on July 1.
    assert south.may("crew", 0, "G-3")
    assert not south.may("crew", 1, "G-3")
    assert {each.rule for each in south.judged["crew", 1, "G-3"].reasons} == {"G-02"}
    assert not south.may("chief", 0, "G-2")


def test_what_stands_counts() -> None:
    world = tours()
    world.give(
        "S-2026-T2",
        {"workflow": "tour", "parent": "S-2026", "fields": {**SOUTH, "crew": ["G-1", "G-2"]}},
    )
    found = task(world)
    assert [need.name for need in found.needs] == ["S-2026-T1"]
    assert found.loads == {("crew", "G-1"): 1, ("crew", "G-2"): 1}
    august = [n for n, slot in enumerate(found.slots) if slot.first.month == 8]
    assert {number: found.begun[number] for number in august} == dict.fromkeys(august, 1)
    met = next(n for n in august if found.slots[n].first == date(2026, 8, 10))
    assert found.busy == {(met, "G-1"), (met, "G-2")}


def test_whoever_stands_in_an_unfilled_case_stays() -> None:
    world = tours()
    world.act({"set": "S-2026-T1", "as": "G-1", "with": {"chief": "G-1"}})
    need = task(world).needs[1]
    assert {key for field, _, key in need.judged if field == "chief"} == {"G-1"}


def test_a_case_without_a_suggestion_has_no_task() -> None:
    with pytest.raises(NotFoundError):
        task_of(tours().setting_of("G-1", MOMENT), "north")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('month: "4"', 'month: "13"'),
        ("year: case.year", "year: case.year * 9"),
        ("rank: 0 - v.danger", "rank: v.danger + 9223372036854775807"),
    ],
)
def test_an_expression_without_a_value_is_a_refusal(old: str, new: str) -> None:
    world = World(process((old, new)))
    world.held = dict(tours().held)
    with pytest.raises(RefusalError):
        task(world)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("open: tour\n", "open: valley\n"), "T020"),
        (("first: begins", "first: name"), "T020"),
        (("with: {valleys:", "with: {hills:"), "T020"),
        (('with: {valleys: "[v]"}', 'with: {valleys: "v.name"}'), "T038"),
        (("crew: {least:", "valleys: {least:"), "T020"),
        (("chief: {within: crew}", "chief: {within: chief}"), "T020"),
        (('    crew: {least: "2", most: "2", load: "3"}\n', ""), "T038"),
        (("each: {v: case.valleys}", "each: {case: case.valleys}"), "T021"),
        (('texts: {name: {en: "{v.name} tour"', 'texts: {name: {en: "{w.name} tour"'), "T033"),
        (('  texts: {name: {en: "{v.name} tour", ja: "{v.name}の旅"}}\n', ""), "T038"),
        (("rank: 0 - v.danger", "rank: v.name"), "T034"),
        (("standing: case.tours", "standing: case.year"), "T034"),
    ],
)
def test_a_suggestion_that_cannot_be_worked_out_is_found(
    change: tuple[str, str], code: str
) -> None:
    with pytest.raises(DefinitionError) as found:
        process(change)
    assert code in [each.code for each in found.value.problems]
