"""From a task to a plan: a linear model, the solver's answer, and what it means.

First everything is kept: every rule, every load, one place at a time, as many a month as may be,
and no lesser rank before a greater one. The plan spreads over the months as evenly as it can and
takes the earliest ones; then it spreads over the people, in as few seats. Where that can't be,
the cheapest set of exceptions is looked for: what may be waived costs less than what may not, and
no floor is ever left.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from tadasu.core.candidates import Candidacy
from tadasu.core.staffing import Filled, Need, Roster, Seat, Short, Task
from tadasu.office.linear import Goal, Linear
from tadasu.office.solving import solve

COSTS = {"waiver": 10, "block": 40}
"""What it costs to be let off a rule of a level; others are never left."""

LOAD, MONTH, ORDER, SEATS, BOTH = 12, 8, 6, 100, 30
"""A case too many of a candidate or a month, a rank too late, a seat empty, in two places."""


def roster(task: Task) -> Roster:
    """A plan that keeps everything; else the fewest exceptions, with the plan that they allow."""
    late = [need for need in task.needs if not need.slots]
    if late:
        return Roster((), tuple(Short("slots", need) for need in late))
    strict = _Model(task, elastic=False)
    values = solve(strict.linear, strict.goals())
    if values is not None:
        return Roster(strict.filled(values))
    elastic = _Model(task, elastic=True)
    values = solve(elastic.linear, [Goal(elastic.costs), *elastic.goals()])
    if values is None:
        return Roster((), tuple(Short("slots", need) for need in task.needs))
    return Roster(elastic.filled(values), tuple(elastic.shorts(values)))


def cost_of(found: Candidacy) -> int | None:
    """What it costs to let a candidate be all the same; None: that can't be."""
    costs = [COSTS.get(each.level if each.code == "policy" else "") for each in found.reasons]
    whole = [each for each in costs if each is not None]
    return sum(whole) if len(whole) == len(costs) else None


@dataclass
class _Model:
    """The variables by what they mean; with `elastic`, exceptions at a cost."""

    task: Task
    elastic: bool
    linear: Linear = field(default_factory=Linear)
    costs: dict[int, int] = field(default_factory=dict)
    at: dict[tuple[int, int], int] = field(default_factory=dict)
    """Need and slot → whether it is then."""
    sits: dict[tuple[str, int, int, str], int] = field(default_factory=dict)
    """Field, need, slot, candidate → whether he or she stands there then."""
    over: dict[int, Short] = field(default_factory=dict)
    """Variable that counts exceptions → which."""
    heaviest: int = -1
    fullest: int = -1

    def __post_init__(self) -> None:
        """Build it."""
        size = len(self.task.needs)
        # What no plan can be below is said beforehand, so that the solver need not prove it.
        months = {self.task.slots[slot].month for need in self.task.needs for slot in need.slots}
        first = self.task.seats[0]
        people = len(self.task.candidates[first.field])
        even = 0 if self.elastic else _share(size * first.least, people)
        self.heaviest = self.linear.whole(
            even, max(even, size) + max(self.task.loads.values(), default=0)
        )
        self.fullest = self.linear.whole(
            _share(size, len(months)), size + max(self.task.begun.values(), default=0)
        )
        for number, need in enumerate(self.task.needs):
            for slot in need.slots:
                self.at[number, slot] = self.linear.yes()
            once = {self.at[number, slot]: 1 for slot in need.slots}
            self.linear.row(once, 1, 1)
            for seat in self.task.seats:
                self._seat(number, need, seat)
        self._within()
        self._loads()
        self._one_place()
        self._months()
        self._order()

    def goals(self) -> list[Goal]:
        """Even months, early ones; then even loads and few seats."""
        early = {at: slot for (_, slot), at in self.at.items()}
        few = dict.fromkeys(self.sits.values(), 1)
        return [
            Goal({self.fullest: 1}),
            Goal(early, frozenset(self.at.values())),
            Goal({self.heaviest: 1}),
            Goal(few),
        ]

    def filled(self, values: tuple[int, ...]) -> tuple[Filled, ...]:
        """What the values mean, in the order of time."""
        found = []
        for (number, slot), at in self.at.items():
            if values[at]:
                seats = {
                    seat.field: tuple(
                        key
                        for (name, one, then, key), sits in self.sits.items()
                        if (name, one, then) == (seat.field, number, slot) and values[sits]
                    )
                    for seat in self.task.seats
                }
                found.append(Filled(self.task.needs[number], slot, seats))
        return tuple(sorted(found, key=lambda each: (each.slot, each.need.rank, each.need.name)))

    def shorts(self, values: tuple[int, ...]) -> Iterator[Short]:
        """The exceptions that were made."""
        for variable, short in self.over.items():
            if values[variable]:
                yield Short(
                    short.kind, short.need, short.slot, short.field, short.key, values[variable]
                )

    def _seat(self, number: int, need: Need, seat: Seat) -> None:
        for slot in need.slots:
            here: dict[int, int] = {}
            for key in self.task.candidates[seat.field]:
                variable = self._sit(need, seat, slot, key)
                if variable is not None:
                    self.sits[seat.field, number, slot, key] = variable
                    self.linear.row({variable: 1, self.at[number, slot]: -1}, None, 0)
                    here[variable] = 1
            at = self.at[number, slot]
            least = {**here, at: -seat.least}
            if self.elastic and seat.least:
                empty = self._exception(SEATS, seat.least, Short("seats", need, slot, seat.field))
                least[empty] = 1
            self.linear.row(least, 0, None)
            self.linear.row({**here, at: -seat.most}, None, 0)

    def _sit(self, need: Need, seat: Seat, slot: int, key: str) -> int | None:
        """A variable for a candidate who may be there, or might be at a cost."""
        if need.may(seat.field, slot, key):
            return self.linear.yes()
        found = need.judged.get((seat.field, slot, key))
        cost = cost_of(found) if found is not None and self.elastic else None
        if cost is None:
            return None
        return self._exception(cost, 1, Short("rule", need, slot, seat.field, key))

    def _exception(self, cost: int, most: int, short: Short) -> int:
        variable = self.linear.whole(0, most)
        self.over[variable] = short
        self.costs[variable] = cost
        return variable

    def _within(self) -> None:
        for seat in self.task.seats:
            for (name, number, slot, key), inner in list(self.sits.items()):
                if name == seat.field and seat.within is not None:
                    outer = self.sits.get((seat.within, number, slot, key))
                    around = {outer: -1} if outer is not None else {}
                    self.linear.row({inner: 1, **around}, None, 0)

    def _by_candidate(self, name: str) -> Mapping[str, dict[int, int]]:
        found: dict[str, dict[int, int]] = {}
        for (field_, _, _, key), sits in self.sits.items():
            if field_ == name:
                found.setdefault(key, {})[sits] = 1
        return found

    def _loads(self) -> None:
        for number, seat in enumerate(self.task.seats):
            for key, terms in self._by_candidate(seat.field).items():
                before = self.task.loads.get((seat.field, key), 0)
                if number == 0:
                    self.linear.row({**terms, self.heaviest: -1}, None, -before)
                if seat.load is None:
                    continue
                whole = dict(terms)
                if self.elastic:
                    short = Short("load", None, None, seat.field, key)
                    whole[self._exception(LOAD, len(self.task.needs), short)] = -1
                # Whoever bears too much already bears nothing more; the rest is no matter here.
                self.linear.row(whole, None, max(0, seat.load - before))

    def _one_place(self) -> None:
        """Nobody is in two cases whose days meet."""
        first = self.task.seats[0].field
        places: dict[tuple[str, int], dict[int, int]] = {}
        for (name, _, slot, key), sits in self.sits.items():
            if name == first:
                places.setdefault((key, slot), {})[sits] = 1
        slots = self.task.slots
        for (key, slot), terms in places.items():
            free = 0 if (slot, key) in self.task.busy else 1
            self._place(Short("both", None, slot, first, key), terms, free)
            for (who, then), others in places.items():
                if who == key and then > slot and slots[then].meets(slots[slot]):
                    self._place(Short("both", None, slot, first, key), {**terms, **others}, 1)

    def _place(self, short: Short, terms: Mapping[int, int], free: int) -> None:
        whole = dict(terms)
        if self.elastic:
            whole[self._exception(BOTH, len(self.task.needs), short)] = -1
        self.linear.row(whole, None, free)

    def _months(self) -> None:
        months: dict[tuple[int, int], dict[int, int]] = {}
        begun: dict[tuple[int, int], int] = {}
        first: dict[tuple[int, int], int] = {}
        for (_, slot), at in self.at.items():
            month = self.task.slots[slot].month
            months.setdefault(month, {})[at] = 1
            begun[month] = self.task.begun.get(slot, 0)
            first.setdefault(month, slot)
        for month, terms in months.items():
            self.linear.row({**terms, self.fullest: -1}, None, -begun[month])
            if self.task.most is None:
                continue
            whole = dict(terms)
            if self.elastic:
                short = Short("month", None, first[month])
                whole[self._exception(MONTH, len(self.task.needs), short)] = -1
            self.linear.row(whole, None, max(0, self.task.most - begun[month]))

    def _order(self) -> None:
        """Of new cases none with a smaller rank comes later than one with the next greater."""
        fresh = [(n, need) for n, need in enumerate(self.task.needs) if not need.there]
        ranks = sorted({need.rank for _, need in fresh})
        turns = sorted({slot for _, need in fresh for slot in need.slots})
        for rank, following in pairwise(ranks):
            # Whether all of the one are done by a slot: before, none of the other may be.
            done = {slot: self.linear.yes() for slot in turns}
            for number, need in fresh:
                if need.rank not in (rank, following):
                    continue
                late = {}
                if self.elastic:
                    late[self._exception(ORDER, 1, Short("order", need))] = 1
                for turn in turns:
                    sign = 1 if need.rank == rank else -1
                    by_then = {self.at[number, s]: sign for s in need.slots if s <= turn}
                    self.linear.row({**by_then, done[turn]: -sign, **late}, 0, None)


def _share(whole: int, parts: int) -> int:
    """What at least one of the parts has; 0 of none."""
    return -(-whole // parts) if parts else 0
