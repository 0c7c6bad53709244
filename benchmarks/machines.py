"""The guarded step in two state machine libraries, as their documentation shows it."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any

from benchmarks.lending import HOLDER, KEEPER, OTHER, STEPS
from benchmarks.measure import peer

Steps = Callable[[int], Callable[[], object]]
"""Prepares so many steps, and returns the work that makes them."""


@dataclass(slots=True)
class Person:
    """Somebody who keeps, holds or uses."""

    key: str
    keeper: bool = False
    state: str = "active"


@dataclass
class Item:
    """Something that is lent; its library sets the state."""

    users: list[Person]
    holder: str | None = None

    def may(self, actor: Person, holder: str | None = None) -> bool:
        """The role and both rules."""
        holds = holder or self.holder
        active = all(user.state == "active" for user in self.users)
        return actor.keeper and holds != actor.key and active


def item() -> Item:
    """An item with two users."""
    return Item([Person(HOLDER), Person(OTHER)])


def with_transitions() -> Steps:
    """One machine, to which an item is added as a model; a condition of the model's."""
    machine = peer("transitions").Machine(
        model=None,
        states=["available", "lent"],
        initial="available",
        auto_transitions=False,
        transitions=[
            {"trigger": "lend", "source": "available", "dest": "lent", "conditions": "may"},
            {"trigger": "give_back", "source": "lent", "dest": "available", "conditions": "may"},
        ],
    )
    model: Any = item()
    machine.add_model(model)
    keeper, steps = Person(KEEPER, keeper=True), cycle(name for name, _ in STEPS)

    def prepare(count: int) -> Callable[[], object]:
        def work() -> None:
            for name in islice(steps, count):
                if name == "lend":
                    assert model.lend(keeper, HOLDER)
                    model.holder = HOLDER
                else:
                    assert model.give_back(keeper)

        return work

    return prepare


def with_statemachine() -> Steps:
    """A machine class, with an instance for the item; a condition of the machine's model.

    Its StateMachine raises where no transition is made.
    """
    library = peer("statemachine")
    state = library.State

    class Lending(library.StateMachine):  # type: ignore[misc,name-defined]
        available = state(initial=True)
        lent = state()
        lend = available.to(lent, cond="may")
        give_back = lent.to(available, cond="may")

    model = item()
    machine: Any = Lending(model)
    keeper, steps = Person(KEEPER, keeper=True), cycle(name for name, _ in STEPS)

    def prepare(count: int) -> Callable[[], object]:
        def work() -> None:
            for name in islice(steps, count):
                if name == "lend":
                    machine.lend(actor=keeper, holder=HOLDER)
                    model.holder = HOLDER
                else:
                    machine.give_back(actor=keeper)

        return work

    return prepare
