"""Where a case can be, and what may be said of it there."""

from pydantic import Field, StrictBool

from tadasu.rules.words import Expression, Id, Names, Part, Words


class Condition(Part):
    """What may be said of a case while it is in some states, computed and never stored."""

    title: Words
    """What people read."""
    states: Names = Field(alias="in", min_length=1)
    """The states in which it may hold; in others it does not."""
    when: Expression
    """When it holds."""


class State(Part):
    """Where a case can be."""

    title: Words
    """What people read."""
    writable: dict[Id, tuple[Id, ...]] = {}
    """Role → the fields that it may set while the case is here."""
    due: Expression | None = None
    """Days from entering until something must have happened, as an int expression."""
    final: StrictBool = False
    """Nothing leads out of it: the case has ended."""
    settled: StrictBool = False
    """Nothing is outstanding here, though the case may be taken up again."""
    retired: StrictBool = False
    """For old records only: nothing leads here any more."""
    stages: dict[Id, Words] | None = Field(default=None, min_length=1)
    """Steps of the organisation's own within the state; a case enters at the first."""
