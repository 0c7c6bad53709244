"""The frame that a guard runs in, and the budget that it shares with the guards it is made of."""

from collections.abc import Callable, Mapping
from datetime import tzinfo
from typing import Any, Final

from tadasu.guard.problem import GuardError


class Run:
    """One evaluation of a guard and of all guards that its names stand for."""

    __slots__ = ("memo", "names", "steps", "zone")

    def __init__(self, names: Mapping[str, object], zone: tzinfo, steps: int) -> None:
        self.names = names
        self.zone = zone
        """The time zone that `date(t)` asks."""
        self.steps = steps
        """The steps left."""
        self.memo: dict[object, tuple[object, GuardError | None]] = {}
        """What the guards behind names gave: each is evaluated once, when it is first read."""


Frame = list[Any]
"""The run, the values of names, the variables of comprehensions."""

Closure = Callable[[Frame], Any]
"""A part of a guard, compiled: from the frame to the part's value."""

RUN: Final = 0
"""The slot of the run."""
FIRST_SLOT: Final = 1
"""The slot of the first name."""


def spend(frame: Frame, steps: int) -> None:
    """Pay for what is about to be visited or built; GuardError budget where too little is left."""
    run = frame[RUN]
    run.steps -= steps
    if run.steps < 0:
        raise GuardError("budget", "the guard takes too many steps")
