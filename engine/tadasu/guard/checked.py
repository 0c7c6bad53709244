"""What the checker finds out about a guard and about each of its parts."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tadasu.guard.calendar import Calendar
from tadasu.guard.facts import NEVER, NOTHING, OPEN, Facts, Outcome
from tadasu.guard.syntax import Node
from tadasu.guard.types import Scalar, Type

Path = tuple[str, ...]
"""Where data come from: a name and the fields behind it; steps into lists leave no trace.

The step `*` stands for the step before it, taken again and again: ("actor", "superior", "*") is
everybody whom `actor.ancestors('superior')` reaches, the direct superior among them.
"""

AGAIN: Final = "*"
"""The step of a path that stands for the step before it, again and again."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of a part: its type, where its value comes from, what its outcome proves."""

    type: Type
    origin: frozenset[Path] = frozenset()
    true: Outcome = OPEN
    false: Outcome = OPEN
    items: Facts = NOTHING
    """What is there in each element of the list that it is, as paths from the element on."""


def written(value: bool | int | str) -> Seen:
    """What is known of `true`, `42` or `'text'`."""
    if isinstance(value, bool):
        # `false` is never true: what holds when it is true does not matter.
        return Seen(Scalar.BOOL, true=OPEN if value else NEVER, false=NEVER if value else OPEN)
    return Seen(Scalar.INT if isinstance(value, int) else Scalar.STRING)


@dataclass(frozen=True, slots=True)
class Checked:
    """A guard whose types fit."""

    source: str
    tree: Node
    seen: Seen
    """What is known of the whole."""
    maybe: bool
    """Whether the whole is a member that may be absent."""
    types: Mapping[int, Type]
    """The type of each node, by its id."""
    constants: Mapping[int, object]
    """The values of `timestamp('…')`, `duration('…')` and `date('…')`, by the call's id."""
    unending: frozenset[int]
    """The calls of `ancestors` by a field that is never absent, by their ids."""
    footprint: frozenset[Path]
    """The paths that it reads, with all their prefixes of two words or more, and bare names."""
    defines: Mapping[str, "Checked"]
    """The names in it that stand for other guards."""
    calendar: Calendar | None

    @property
    def levels(self) -> int:
        """How many guards stand behind one another, this one among them."""
        return 1 + max((inner.levels for inner in self.defines.values()), default=0)
