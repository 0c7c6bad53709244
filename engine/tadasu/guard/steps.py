"""The frame that a guard runs in, and its budget."""

from collections.abc import Callable
from typing import Any, Final

from tadasu.guard.problem import GuardError

Frame = list[Any]
"""The steps left, the time zone, the values of names, the variables of comprehensions."""

Closure = Callable[[Frame], Any]
"""A part of a guard, compiled: from the frame to the part's value."""

STEPS: Final = 0
"""The slot of the steps left."""
ZONE: Final = 1
"""The slot of the time zone that `date(t)` asks."""
FIRST_SLOT: Final = 2
"""The slot of the first name."""


def spend(frame: Frame, steps: int) -> None:
    """Pay for what is about to be visited or built; GuardError budget where too little is left."""
    frame[STEPS] -= steps
    if frame[STEPS] < 0:
        raise GuardError("budget", "the guard takes too many steps")
