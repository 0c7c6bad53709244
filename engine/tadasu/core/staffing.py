"""What a plan has to fill: needs, slots, seats, and what the rules say of each candidate there.

Each candidate is judged for each need and slot by the rules of the act (`core/candidates.py`), on
the case as it would be then. Nothing is decided here, and nothing stays supposed.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tadasu.core.candidates import Candidacy
from tadasu.core.case import Case


@dataclass(frozen=True, slots=True)
class Slot:
    """A span of days, both included, in the month that begins it."""

    first: date
    last: date

    def meets(self, other: "Slot") -> bool:
        """Whether they have a day in common."""
        return self.first <= other.last and other.first <= self.last

    @property
    def month(self) -> tuple[int, int]:
        """Year and month of the first day."""
        return self.first.year, self.first.month


@dataclass(frozen=True, slots=True)
class Seat:
    """A field that is filled, with its numbers."""

    field: str
    least: int
    most: int
    load: int | None
    within: str | None


@dataclass(frozen=True, slots=True)
class Need:
    """A case that is to be, or that is there and has nobody in it yet."""

    name: str
    """The key of the item or, of a case that is there, its own."""
    draft: Case
    """The case as it is, or as it would be opened."""
    there: bool
    rank: int
    slots: tuple[int, ...]
    """The slots that come into question, by number, earliest first."""
    judged: Mapping[tuple[str, int, str], Candidacy]
    """What the rules say, by field, slot and candidate."""

    def may(self, field: str, slot: int, key: str) -> bool:
        """Whether a candidate was judged, and nothing stands in the way."""
        found = self.judged.get((field, slot, key))
        return found is not None and not found.reasons


@dataclass(frozen=True, slots=True)
class Task:
    """Everything that a plan has to keep, as numbers."""

    case: str
    slots: tuple[Slot, ...]
    needs: tuple[Need, ...]
    seats: tuple[Seat, ...]
    candidates: Mapping[str, tuple[str, ...]]
    """Field → those who come into question, by key."""
    most: int | None
    """Cases that may begin in one month."""
    begun: Mapping[int, int] = field(default_factory=Counter)
    """Slot → cases that begin in its month already."""
    loads: Mapping[tuple[str, str], int] = field(default_factory=Counter)
    """Field and candidate → cases in which he or she stands already."""
    busy: frozenset[tuple[int, str]] = frozenset()
    """Slots in which a candidate stands in another case."""

    def seat(self, name: str) -> Seat:
        """The seat of a field."""
        return next(each for each in self.seats if each.field == name)


@dataclass(frozen=True, slots=True)
class Filled:
    """A need with a slot, and who stands in each field."""

    need: Need
    slot: int
    seats: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Short:
    """What a plan would have to be let off: the fewest and least grave that make one possible."""

    kind: str
    """rule, load, month, order, both, seats or slots."""
    need: Need | None
    slot: int | None = None
    field: str | None = None
    key: str | None = None
    """The candidate."""
    by: int = 0
    """How many too few, or too many."""


@dataclass(frozen=True, slots=True)
class Roster:
    """A plan; where `short` is empty, it keeps everything."""

    filled: tuple[Filled, ...]
    short: tuple[Short, ...] = ()


def loads_of(
    cases: Sequence[Case], seats: Sequence[Seat], spans: Mapping[str, Slot], slots: Sequence[Slot]
) -> tuple[Counter[tuple[str, str]], frozenset[tuple[int, str]], Counter[int]]:
    """What the cases that stand already take: loads, busy candidates, and months begun."""
    loads: Counter[tuple[str, str]] = Counter()
    busy: set[tuple[int, str]] = set()
    begun: Counter[int] = Counter()
    for case in cases:
        span = spans.get(case.key)
        for number, slot in enumerate(slots):
            if span is not None and span.month == slot.month:
                begun[number] += 1
        for seat in seats:
            for key in held(case, seat.field):
                loads[seat.field, key] += 1
                meeting = (n for n, slot in enumerate(slots) if span and span.meets(slot))
                busy.update((number, key) for number in meeting)
    return loads, frozenset(busy), begun


def held(case: Case, name: str) -> tuple[str, ...]:
    """The keys that a reference field holds."""
    value = case.fields.get(name)
    if isinstance(value, str):
        return (value,)
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()
