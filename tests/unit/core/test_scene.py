from tadasu.core.scene import Scene
from tests.unit.core.counted import Counted
from tests.unit.core.library import library
from tests.world import MOMENT, ZONE


def gathered(*paths: tuple[str, ...], root: str = "B-001-L1") -> list[tuple[str, ...]]:
    world = library()
    source = Counted(world)
    scene = Scene(world.process, source, MOMENT, ZONE)
    scene.gather(paths, {"case": scene.record(root), "params": scene.params})
    return source.asked


def test_a_key_alone_is_not_looked_up() -> None:
    assert gathered(("case",)) == []


def test_a_reference_is_followed_only_as_far_as_it_is_read() -> None:
    assert gathered(("case", "reader")) == [("B-001-L1",)]
    assert gathered(("case", "reader", "name")) == [("B-001-L1",), ("M-2",)]


def test_a_generation_is_asked_for_at_once() -> None:
    world = library()
    for number in range(3):
        world.give(
            f"B-001-L{number + 2}",
            {"workflow": "loan", "parent": "B-001", "fields": {"reader": f"M-{number + 1}"}},
        )
    source = Counted(world)
    scene = Scene(world.process, source, MOMENT, ZONE)
    paths = [("case", "loans"), ("case", "loans", "reader"), ("case", "loans", "reader", "name")]

    scene.gather(paths, {"case": scene.record("B-001")})

    assert source.asked == [("B-001",), ("loan", "B-001"), ("M-2", "M-1", "M-3")]


def test_a_circle_of_references_ends() -> None:
    paths = [("case", "parent", "loans", "parent", "loans", "state")]

    assert len(gathered(*paths)) == 3


def test_a_reference_that_leads_nowhere_is_asked_for_once() -> None:
    world = library()
    fields = {"reader": "M-9"}
    world.give("B-001-L2", {"workflow": "loan", "parent": "B-001", "fields": fields})
    source = Counted(world)
    scene = Scene(world.process, source, MOMENT, ZONE)

    scene.gather([("case", "reader", "name")], {"case": scene.record("B-001-L2")})

    assert source.asked == [("B-001-L2",), ("M-9",)]
