"""Where the boxes and lines of a diagram go: layers from top to bottom, few crossings.

After Sugiyama: edges point down by the order of the boxes, each box stands below all that point to
it, long edges get a bend in every layer they pass. Layers of boxes alternate with layers of
labels, so a label never lies on a box or on another label. Same input, same picture.
"""

import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

Point = tuple[float, float]
Size = tuple[float, float]

GAP_X = 28.0
GAP_Y = 30.0
PORT = 26.0
LABEL, BEND = 2.0, 8.0
SWEEPS = 12


@dataclass(eq=False, slots=True)
class Box:
    """Something with a size in a layer; a bend is as high as its layer and has no width."""

    width: float
    height: float
    rank: int
    weight: float = 1.0
    """How hard it holds on to its place; bends most, so that long lines are straight."""
    x: float = 0.0
    """The middle."""
    y: float = 0.0
    """The middle."""
    above: list["Box"] = field(default_factory=list)
    below: list["Box"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Route:
    """A line from the bottom of its upper box to the top of its lower one."""

    points: tuple[Point, ...]
    label: Point
    """The middle of the label."""
    upwards: bool
    """The line leads from its last point to its first."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A finished picture, from (0, 0) to (width, height)."""

    boxes: Mapping[str, Box]
    routes: Mapping[tuple[str, str], Route]
    width: float
    height: float


def layout(boxes: Mapping[str, Size], labels: Mapping[tuple[str, str], Size]) -> Layout:
    """Place boxes, in their order, and the lines between them with labels of these sizes."""
    order = {name: number for number, name in enumerate(boxes)}
    layers = _layers(order, labels)
    placed = {name: Box(*size, rank=2 * layers[name]) for name, size in boxes.items()}
    chains = {
        (source, target): _chain(placed[source], placed[target], size)
        for (source, target), size in labels.items()
    }
    inner = [box for chain in chains.values() for box in chain[1:-1]]
    ranks = _ranks([*placed.values(), *inner])
    _untangle(ranks)
    _spread(ranks)
    for _ in range(4):
        for chain in chains.values():
            _straighten(ranks, chain[1:-1])
    width, height = _settle(ranks)
    routes = {
        ends: _route(chain, upwards=order[ends[0]] > order[ends[1]])
        for ends, chain in chains.items()
    }
    return Layout(placed, routes, width, height)


def _layers(order: Mapping[str, int], edges: Iterable[tuple[str, str]]) -> dict[str, int]:
    down = [sorted(edge, key=lambda name: order[name]) for edge in edges]
    layers = dict.fromkeys(order, 0)
    for name in order:
        layers[name] = max(
            (layers[upper] + 1 for upper, lower in down if lower == name), default=0
        )
    return layers


def _chain(source: Box, target: Box, label: Size) -> list[Box]:
    """The boxes of a line from top to bottom; its label stands next to where it begins."""
    upper, lower = sorted((source, target), key=lambda box: box.rank)
    at = upper.rank + 1 if source is upper else lower.rank - 1
    middle = [
        Box(*label, rank, LABEL) if rank == at else Box(0, 0, rank, BEND)
        for rank in range(upper.rank + 1, lower.rank)
    ]
    chain = [upper, *middle, lower]
    for one, two in itertools.pairwise(chain):
        one.below.append(two)
        two.above.append(one)
    return chain


def _ranks(boxes: Iterable[Box]) -> list[list[Box]]:
    ranks: dict[int, list[Box]] = {}
    for box in boxes:
        ranks.setdefault(box.rank, []).append(box)
    return [ranks[rank] for rank in sorted(ranks)]


def _untangle(ranks: list[list[Box]]) -> None:
    """Order each layer by the middle of what it is tied to, up and down, and keep the best."""
    best = (_crossings(ranks), [list(rank) for rank in ranks])
    for sweep in range(SWEEPS):
        for rank in ranks if sweep % 2 == 0 else reversed(ranks):
            _sort(rank, ranks, above=sweep % 2 == 0)
        found = _crossings(ranks)
        if found < best[0]:
            best = (found, [list(rank) for rank in ranks])
    for rank, ordered in zip(ranks, best[1], strict=True):
        rank[:] = ordered


def _sort(rank: list[Box], ranks: Iterable[Sequence[Box]], *, above: bool) -> None:
    spots = {id(box): float(n) for other in ranks for n, box in enumerate(other)}
    wishes = dict(spots)
    for box in rank:
        near = box.above if above else box.below
        if near:
            wishes[id(box)] = sum(spots[id(one)] for one in near) / len(near)
    rank.sort(key=lambda box: (wishes[id(box)], spots[id(box)]))


def _crossings(ranks: Sequence[Sequence[Box]]) -> int:
    count = 0
    for upper, lower in itertools.pairwise(ranks):
        spots = {id(box): n for n, box in enumerate(lower)}
        ends = [sorted(spots[id(one)] for one in box.below) for box in upper]
        seen: list[int] = []
        for row in ends:
            count += sum(1 for end in row for other in seen if other > end)
            seen += row
    return count


def _spread(ranks: Sequence[Sequence[Box]]) -> None:
    for rank in ranks:
        _place(rank, [box.x for box in rank])
    for sweep in range(8 * SWEEPS):
        for rank in ranks if sweep % 2 == 0 else reversed(ranks):
            _place(rank, [_wish(box) for box in rank])


def _wish(box: Box) -> float:
    """The middle of what a box is tied to, the heavier nearer."""
    pulls = [(near.x, near.weight) for near in (*box.above, *box.below)]
    weight = sum(pull for _, pull in pulls)
    return sum(x * pull for x, pull in pulls) / weight if weight else box.x


def _place(rank: Sequence[Box], wishes: Sequence[float]) -> None:
    """The places nearest to the wishes that keep order and distance (pooling violators)."""
    offsets: list[float] = []
    for box in rank:
        last = rank[len(offsets) - 1] if offsets else None
        gap = (last.width + box.width) / 2 + GAP_X if last else 0.0
        offsets.append((offsets[-1] if offsets else 0.0) + gap)
    pools: list[tuple[float, float, int]] = []
    for box, wish, offset in zip(rank, wishes, offsets, strict=True):
        total, weight, count = (wish - offset) * box.weight, box.weight, 1
        while pools and pools[-1][0] / pools[-1][1] > total / weight:
            before = pools.pop()
            total, weight, count = total + before[0], weight + before[1], count + before[2]
        pools.append((total, weight, count))
    means = [total / weight for total, weight, count in pools for _ in range(count)]
    for box, mean, offset in zip(rank, means, offsets, strict=True):
        box.x = mean + offset


def _straighten(ranks: Sequence[Sequence[Box]], chain: Sequence[Box]) -> None:
    """Put as many boxes of a line under one another as their neighbours leave room for."""
    run: list[Box] = []
    low, high = -math.inf, math.inf
    for box in chain:
        free = _room(ranks[box.rank], box)
        if run and max(low, free[0]) > min(high, free[1]):
            _line_up(run, low, high)
            run, (low, high) = [], free
        run.append(box)
        low, high = max(low, free[0]), min(high, free[1])
    _line_up(run, low, high)


def _room(rank: Sequence[Box], box: Box) -> tuple[float, float]:
    """How far a box can be moved without touching its neighbours."""
    at = next(n for n, one in enumerate(rank) if one is box)
    left = rank[at - 1] if at else None
    right = rank[at + 1] if at + 1 < len(rank) else None
    return (
        left.x + (left.width + box.width) / 2 + GAP_X if left else -math.inf,
        right.x - (right.width + box.width) / 2 - GAP_X if right else math.inf,
    )


def _line_up(run: Sequence[Box], low: float, high: float) -> None:
    wish = sum(box.x for box in run) / len(run)
    for box in run:
        box.x = min(max(wish, low), high)


def _settle(ranks: Sequence[Sequence[Box]]) -> Size:
    """Move everything to begin at 0, give each layer its height, and return the whole size."""
    left = min(box.x - box.width / 2 for rank in ranks for box in rank)
    y = 0.0
    for rank in ranks:
        tall = max(box.height for box in rank)
        for box in rank:
            box.x -= left
            box.y = y + tall / 2
            box.height = box.height if box.weight < BEND else tall
        y += tall + GAP_Y
    right = max(box.x + box.width / 2 for rank in ranks for box in rank)
    return right, y - GAP_Y


def _route(chain: Sequence[Box], *, upwards: bool) -> Route:
    upper, lower = chain[0], chain[-1]
    points: list[Point] = [(_port(upper, upper.below, chain[1]), upper.y + upper.height / 2)]
    for box in chain[1:-1]:
        points += [(box.x, box.y - box.height / 2), (box.x, box.y + box.height / 2)]
    points.append((_port(lower, lower.above, chain[-2]), lower.y - lower.height / 2))
    label = next(box for box in chain if box.weight == LABEL)
    return Route(tuple(points), (label.x, label.y), upwards)


def _port(box: Box, ties: Sequence[Box], tie: Box) -> float:
    """Where on its edge a box is tied to `tie`: side by side, in the order of the ties."""
    row = sorted(ties, key=lambda one: one.x)
    step = min(PORT, (box.width - 2 * PORT) / max(len(row) - 1, 1))
    return box.x + (row.index(tie) - (len(row) - 1) / 2) * step
