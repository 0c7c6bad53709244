"""Random decisions on a scene: what is supposed reads like what will have happened."""

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tadasu.core.scene import Scene
from tests.unit.core.orchestra import Hall
from tests.world import MOMENT, ZONE, World

PLAYERS = [f"P-{n}" for n in range(1, 6)]
SECTIONS = ["strings", "brass"]
FACTS = st.fixed_dictionaries(
    {},
    optional={
        "section": st.sampled_from(SECTIONS),
        "leader": st.sampled_from(PLAYERS[:3]),
        "friends": st.lists(st.sampled_from(PLAYERS[:3]), max_size=2),
        "chairs": st.lists(
            st.fixed_dictionaries({"section": st.sampled_from(SECTIONS), "desk": st.just(1)}),
            max_size=2,
        ),
    },
)
LOOKS = st.tuples(
    st.sampled_from([("section", name) for name in ("players", "seated", "full", "largest")])
    | st.sampled_from(
        [("player", name) for name in ("followers", "admirers", "above", "leading", "peers")]
    )
    | st.just(("all", "player")),
    st.integers(0, 1),
)
STEPS = st.lists(
    LOOKS.map(lambda look: ("look", look))
    | st.tuples(st.just("put"), st.tuples(st.sampled_from(PLAYERS), FACTS)),
    max_size=14,
)


def seen(scene: Scene, kind: str, name: str, at: int) -> object:
    """The value of a member, lists as the keys in them."""
    keys = {"section": SECTIONS, "player": PLAYERS[:2]}
    root = scene.all if kind == "all" else scene.record(keys[kind][at])
    scene.gather([("case", name)], {"case": root})
    value: Any = root.get(name)
    return sorted(each.key for each in value) if isinstance(value, tuple) else value


@settings(max_examples=150, deadline=None)
@given(STEPS)
def test_what_is_supposed_reads_like_what_will_have_happened(steps: list[Any]) -> None:
    hall = Hall()
    scene, after = hall.scene, World(hall.world.process)
    after.held = dict(hall.world.held)
    looks: list[Any] = []
    for what, (first, second) in steps:
        if what == "look":
            looks.append((*first, second))
            seen(scene, first[0], first[1], second)
            continue
        before = after.held.get(first)
        template = before or after.held["P-1"]
        case = replace(template, key=first, fields={"id": first, **second})
        scene.suppose(case)
        if before is None:
            scene.arrived(case)
        after.held[first] = case
    fresh = Scene(after.process, after, MOMENT, ZONE)
    for look in looks:
        assert seen(scene, *look) == seen(fresh, *look)
    assert scene.count("player", None) == fresh.count("player", None)
