"""Small tasks made by chance, what every plan must keep, and all plans tried one after another."""

import itertools
import random  # noqa: TID251 (a seed, and the same chance again)
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from tadasu.core.candidates import Candidacy
from tadasu.core.case import Case
from tadasu.core.staffing import Filled, Need, Roster, Seat, Slot, Task
from tadasu.errors import Reason, Text

CREW, CHIEF = "crew", "chief"
SAME = Text(en="no", ja="不可")


def reason(level: str) -> Reason:
    """A rule in the way."""
    return Reason(code="policy", rule="G-01", level=level, title=SAME, message=SAME, remedy=SAME)


def draft(name: str) -> Case:
    """A case that isn't there yet."""
    day = "2026-04-01T00:00:00.000Z"
    return Case(
        key=f"?{name}",
        workflow="tour",
        process="",
        parent="S-1",
        state="planned",
        version=0,
        opened_at=day,
        opened_by="G-0",
        entered_at=day,
    )


def by_chance(seed: int, *, level: str = "block") -> Task:
    """Two or three needs, three slots, three or four candidates; about half is forbidden."""
    chance = random.Random(seed)  # noqa: S311 (no secrets)
    first = date(2026, 4, 10)
    slots = tuple(
        Slot(day, day + timedelta(days=1))
        for day in (first + timedelta(days=30 * n) for n in (0, 1, 2))
    )
    people = tuple(f"G-{n}" for n in range(chance.choice((3, 4))))
    least = chance.choice((1, 2))
    seats = (
        Seat(CREW, least, chance.choice((least, least + 1)), chance.choice((None, 1, 2)), None),
        Seat(CHIEF, 1, 1, None, CREW),
    )
    open_ = chance.choice((0.4, 0.6, 0.8))
    needs = []
    for number in range(chance.choice((2, 3))):
        judged = {
            (seat.field, slot, key): Candidacy(
                key, () if chance.random() < open_ else (reason(level),)
            )
            for seat in seats
            for slot in range(len(slots))
            for key in people
        }
        rank = chance.choice((0, 0, 1))
        name = f"V-{number}"
        needs.append(
            Need(name, draft(name), there=False, rank=rank, slots=(0, 1, 2), judged=judged)
        )
    return Task(
        case="S-1",
        slots=slots,
        needs=tuple(needs),
        seats=seats,
        candidates={CREW: people, CHIEF: people},
        most=chance.choice((None, 1, 2)),
        begun=Counter({0: chance.choice((0, 0, 1))}),
        loads=Counter({(CREW, people[0]): chance.choice((0, 1))}),
        busy=frozenset({(1, people[1])} if chance.random() < 0.3 else ()),
    )


def kept(task: Task, filled: tuple[Filled, ...], *, rules: bool = True) -> bool:
    """Whether a plan keeps everything, told without any solver; with `rules` the rules, too."""
    if sorted(one.need.name for one in filled) != sorted(need.name for need in task.needs):
        return False
    loads = Counter(key for one in filled for key in one.seats[CREW])
    places = Counter((one.slot, key) for one in filled for key in one.seats[CREW])
    months = Counter(one.slot for one in filled)
    crew = task.seat(CREW)
    return (
        all(
            crew.least <= len(one.seats[CREW]) <= crew.most
            and len(one.seats[CHIEF]) == 1
            and set(one.seats[CHIEF]) <= set(one.seats[CREW])
            and all(
                not rules or one.need.may(name, one.slot, key)
                for name, keys in one.seats.items()
                for key in keys
            )
            for one in filled
        )
        and all(
            crew.load is None or count + task.loads.get((CREW, key), 0) <= crew.load
            for key, count in loads.items()
        )
        and all(count == 1 and place not in task.busy for place, count in places.items())
        and all(
            task.most is None or count + task.begun.get(slot, 0) <= task.most
            for slot, count in months.items()
        )
        and all(
            one.slot <= other.slot
            for one, other in itertools.product(filled, filled)
            if one.need.rank < other.need.rank
        )
    )


def every_plan(task: Task, *, rules: bool = True) -> Iterator[tuple[Filled, ...]]:
    """All plans that keep everything, found by trying every one."""
    choices = [list(_ways(task, need, rules=rules)) for need in task.needs]
    for plan in itertools.product(*choices):
        if kept(task, plan, rules=rules):
            yield plan


def _ways(task: Task, need: Need, *, rules: bool) -> Iterator[Filled]:
    crew, people = task.seat(CREW), task.candidates[CREW]
    for slot, size in itertools.product(need.slots, range(crew.least, crew.most + 1)):
        for team in itertools.combinations(people, size):
            for chief in team:
                one = Filled(need, slot, {CREW: team, CHIEF: (chief,)})
                if not rules or all(
                    need.may(name, slot, key) for name, keys in one.seats.items() for key in keys
                ):
                    yield one


def broken(roster: Roster) -> int:
    """How many rules a plan leaves."""
    return sum(
        not one.need.may(name, one.slot, key)
        for one in roster.filled
        for name, keys in one.seats.items()
        for key in keys
    )
