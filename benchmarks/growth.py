"""Growth: what a transition costs in a log of a thousand entries, and in one of a million.

One log is filled, and copied at each size. In each round every copy takes its turn with the same
number of transitions, on cases that lie far apart in it, by a connection that was just opened.
Copies that these transitions would make noticeably longer are taken anew each time.
"""

import os
import shutil
from collections.abc import Callable
from itertools import islice
from pathlib import Path

from benchmarks.lending import KEEPER, STEPS, fill, founded
from benchmarks.measure import Aim, Figure, Place, Ratio, take_turns, timed
from tadasu.office.acts import Acts
from tadasu.office.workspace import Workspace

WARMING = 10
"""Transitions before the clock runs: a new connection has read nothing yet."""
AFRESH = 20_000
"""Logs of fewer entries are copied anew for each turn."""
STRIDE = 0.618
"""How far the next case lies, as a part of the log: so all regions are visited."""


def measure(place: Place) -> Figure:
    """Seconds for one transition, by the size of the log."""
    logs = _logs(place)
    sides = {
        f"{size:,} entries": _turn(root, keys, place.scale.block)
        for size, (root, keys) in logs.items()
    }
    series = take_turns(sides, place.scale.rounds)
    first, *others = sides
    aim = Aim(most=True, value=1.2)
    ratios = [Ratio(other, first, "cost", aim) for other in others]
    return Figure("growth", __doc__.partition("\n")[0], "transition", series, ratios)


def _logs(place: Place) -> dict[int, tuple[Path, list[str]]]:
    filling = place.folder / "filling"
    founded(filling, 0)[0].close()
    keys: list[str] = []
    found = {}
    for size in place.scale.sizes:
        with Workspace.open(filling) as workspace:
            keys += fill(workspace, size)
        root = place.folder / f"{size}"
        _copy(filling, root)
        found[size] = (root, list(keys))
    shutil.rmtree(filling)
    return found


def _copy(source: Path, target: Path) -> None:
    """A copy that lies on the disk: otherwise the first commits would have to bring it there."""
    shutil.copytree(source, target)
    for path in target.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())


def _turn(root: Path, keys: list[str], block: int) -> Callable[[], float]:
    kept = root.with_name(f"{root.name}-kept")
    afresh = len(keys) * (len(STEPS) + 1) < AFRESH
    if afresh:
        root.rename(kept)
    place = 0

    def turn() -> float:
        nonlocal place
        if afresh:
            shutil.rmtree(root, ignore_errors=True)
            _copy(kept, root)
        with Workspace.open(root) as workspace:
            acts = Acts(workspace, KEEPER)
            chosen = []
            for _ in range((WARMING + block) // len(STEPS)):
                place = (place + int(len(keys) * STRIDE) + 1) % len(keys)
                chosen.append(keys[place])
            steps = iter([(key, name, given) for key in chosen for name, given in STEPS])

            def work(count: int) -> None:
                for key, name, given in islice(steps, count):
                    acts.do(key, name, given)

            work(WARMING)
            return timed(lambda: work(block), block)

    return turn
