"""Decide: one guarded step in memory, beside three libraries that make such steps.

tadasu              core.decide.move: reads what is stated, finds the role, judges both rules and
                    explains every verdict for the record; returns events and changes nothing
  … and folds       the same, and the case is folded on, so that it is in its new state
transitions         one machine for all items, one condition in Python; changes a model's state
python-statemachine one machine for each item, one condition in Python; changes its own state
SpiffWorkflow       a BPMN loop of manual task and exclusive gateway, the condition an expression
                    that its script engine evaluates; keeps a tree of tasks with their data

The peers check the same role and rules, and give no reasons. Machines, items and parsed
definitions are made before the clock runs.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import UTC, datetime
from itertools import cycle, islice
from zoneinfo import ZoneInfo

from benchmarks import machines, spiff
from benchmarks.lending import HOLDER, KEEPER, OTHER, STEPS, lending_process
from benchmarks.measure import Figure, MissingPeerError, Place, Ratio, take_turns, timed
from tadasu.core.case import Case, Stamp
from tadasu.core.decide import move
from tadasu.core.deeds import Decision
from tadasu.core.fold import evolve
from tadasu.core.scene import Scene
from tadasu.core.setting import Setting
from tadasu.core.values import stamp
from tadasu.rules.process import Process

OURS, FOLDED = "tadasu", "tadasu, and folds"
ITEM = "I-0000001"
ZONE = ZoneInfo("Asia/Tokyo")
NOW = datetime(2026, 6, 1, tzinfo=UTC)

PEERS: Mapping[str, Callable[[], machines.Steps]] = {
    "transitions": machines.with_transitions,
    "python-statemachine": machines.with_statemachine,
    "SpiffWorkflow": spiff.with_bpmn,
}


class Held:
    """Cases in a dictionary."""

    def __init__(self, *cases: Case) -> None:
        self.by_key = {case.key: case for case in cases}

    def cases(self, keys: Collection[str]) -> Mapping[str, Case]:
        """Those that are here."""
        return {key: self.by_key[key] for key in keys if key in self.by_key}

    def children(self, parents: Collection[str], workflow: str) -> Sequence[Case]:
        """Nobody has children."""
        return [c for c in self.by_key.values() if c.workflow == workflow and c.parent in parents]

    def every(self, workflow: str) -> Sequence[Case]:
        """All of a kind."""
        return [c for c in self.by_key.values() if c.workflow == workflow]

    def referrers(
        self, targets: Collection[str], workflow: str, path: str
    ) -> Sequence[tuple[str, Case]]:
        """Nobody asks."""
        raise AssertionError((targets, workflow, path))

    def count(self, workflow: str, parent: str | None) -> int:
        """How many there are."""
        found = self.by_key.values()
        return sum(1 for c in found if c.workflow == workflow and c.parent == parent)

    def total(self, workflow: str) -> int:
        """How many there are."""
        return len(self.every(workflow))


def measure(place: Place) -> Figure:
    """Seconds for one step."""
    block = place.scale.block
    sides = {OURS: _ours(block), FOLDED: _folding(block)}
    ratios, notes = [], []
    for name, prepare in PEERS.items():
        try:
            sides[name] = _peer(prepare(), block)
            ratios.append(Ratio(OURS, name, "cost"))
        except MissingPeerError as missing:
            notes.append(str(missing))
    series = take_turns(sides, place.scale.rounds)
    return Figure("decide", __doc__.partition("\n")[0], "step", series, ratios, notes)


def _people(process: Process) -> list[Case]:
    return [
        _case(process, "person", "active", key, {"id": key, "name": key, "keeper": key == KEEPER})
        for key in (KEEPER, HOLDER, OTHER)
    ]


def _case(
    process: Process, workflow: str, state: str, key: str, fields: Mapping[str, object]
) -> Case:
    return Case(
        key=key,
        workflow=workflow,
        process=process.digest,
        parent=None,
        state=state,
        version=1,
        opened_at=stamp(NOW),
        opened_by=KEEPER,
        entered_at=stamp(NOW),
        fields=fields,
    )


def _decided(process: Process, held: Held, name: str, given: Mapping[str, object]) -> Decision:
    setting = Setting(process, Scene(process, held, NOW, ZONE), KEEPER, NOW, ZONE)
    return move(setting, ITEM, name, given)


def _ours(block: int) -> Callable[[], float]:
    process = lending_process()
    users = {"users": [HOLDER, OTHER]}
    here = Held(*_people(process), _case(process, "item", "available", ITEM, users))
    lent = {**users, "holder": HOLDER}
    away = Held(*_people(process), _case(process, "item", "lent", ITEM, lent))
    steps = cycle(zip((here, away), STEPS, strict=True))

    def work() -> None:
        for held, (name, given) in islice(steps, block):
            assert _decided(process, held, name, given).events

    return lambda: timed(work, block)


def _folding(block: int) -> Callable[[], float]:
    process = lending_process()
    users = {"users": [HOLDER, OTHER]}
    held = Held(*_people(process), _case(process, "item", "available", ITEM, users))
    steps = cycle(STEPS)

    def work() -> None:
        for name, given in islice(steps, block):
            (event,) = _decided(process, held, name, given).events
            case = held.by_key[ITEM]
            mark = Stamp(ITEM, case.version + 1, process.digest, stamp(NOW), KEEPER)
            after = evolve(case, event, mark)
            assert after is not None
            held.by_key[ITEM] = after

    return lambda: timed(work, block)


def _peer(steps: machines.Steps, block: int) -> Callable[[], float]:
    def turn() -> float:
        work = steps(block)
        return timed(work, block)

    return turn
