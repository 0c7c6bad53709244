"""Keys of cases below several parents."""

from tests.unit.core.tours import process
from tests.world import World


def test_cases_below_two_parents_have_different_keys_without_the_parents_key() -> None:
    world = World(process(('key: "{parent}-T{n}"', 'key: "T-{n:03}"')))
    for year in ("2026", "2027"):
        world.give(f"S-{year}", {"workflow": "season", "fields": {"year": year}})
    world.give("G-1", {"workflow": "guide", "fields": {"id": "G-1"}})
    made = [
        world.act({"new": "tour", "parent": parent, "as": "G-1", "with": {"name": "旅"}}).case
        for parent in ("S-2026", "S-2027", "S-2026", "S-2027")
    ]
    assert made == ["T-001", "T-002", "T-003", "T-004"]
