"""Measuring: sides that take turns, ratios round by round, medians and quartiles.

A machine is never quiet, but it is equally unquiet for two sides that take turns. So a ratio is
taken in each round, A B A B …, and the median of these ratios is what a figure says.
"""

import gc
import importlib
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Scale:
    """How much is measured."""

    rounds: int
    """How often each side has its turn."""
    block: int
    """Acts in one turn."""
    sizes: tuple[int, ...]
    """Entries of the logs among which growth is measured."""
    entries: int
    """Entries of the log that is verified."""
    processes: int
    """How often each whole process is started."""
    workflows: tuple[int, int]
    """Workflows of the two processes that are read."""


FULL = Scale(
    rounds=15,
    block=200,
    sizes=(1_000, 10_000, 100_000, 1_000_000),
    entries=5_000,
    processes=25,
    workflows=(10, 100),
)
QUICK = Scale(
    rounds=7, block=100, sizes=(1_000, 10_000), entries=1_000, processes=15, workflows=(5, 50)
)


@dataclass(frozen=True, slots=True)
class Spread:
    """The middle of a series, and the quartiles around it."""

    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> "Spread":
        """The spread of at least two values."""
        low, median, high = statistics.quantiles(values, n=4, method="inclusive")
        return cls(median, low, high)


@dataclass(frozen=True, slots=True)
class Aim:
    """What a ratio should reach, or stay under."""

    most: bool
    value: float

    def met(self, ratio: float) -> bool:
        """Whether `ratio` is good enough."""
        return ratio <= self.value if self.most else ratio >= self.value


@dataclass(frozen=True, slots=True)
class Ratio:
    """One side against another: of their times (`cost`), or of their speeds (`speed`)."""

    side: str
    peer: str
    kind: Literal["cost", "speed"]
    aim: Aim | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, in seconds for one `unit`."""

    name: str
    title: str
    unit: str
    series: Mapping[str, Sequence[float]]
    ratios: Sequence[Ratio]
    notes: Sequence[str] = ()

    def spread(self, ratio: Ratio) -> Spread:
        """The ratio, taken in each round."""
        pairs = zip(self.series[ratio.side], self.series[ratio.peer], strict=True)
        return Spread.of([a / b if ratio.kind == "cost" else b / a for a, b in pairs])


@dataclass(frozen=True, slots=True)
class Place:
    """Where a figure may keep files, and how much it measures."""

    folder: Path
    scale: Scale


class MissingPeerError(Exception):
    """A peer is not installed here."""


def peer(module: str) -> Any:
    """A module of a peer, or MissingPeerError with what to do."""
    try:
        return importlib.import_module(module)
    except ImportError as missing:
        name = module.partition(".")[0]
        raise MissingPeerError(f"{name} is not installed: `make bench` brings it") from missing


def timed(work: Callable[[], object], count: int = 1) -> float:
    """Seconds that `work` takes, divided by `count`."""
    gc.collect()
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) / count


def take_turns(
    sides: Mapping[str, Callable[[], float]], rounds: int
) -> dict[str, tuple[float, ...]]:
    """What each side measured in each round; before the first, all go once for nothing."""
    for side in sides.values():
        side()
    found: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(rounds):
        for name, side in sides.items():
            found[name].append(side())
    return {name: tuple(values) for name, values in found.items()}
