"""A case in one line, as lists show it."""

from dataclasses import dataclass

from tadasu.office.answers import Named


@dataclass(frozen=True, slots=True)
class Reached:
    """A role that an overdue case has climbed to, and at which step of the ladder."""

    step: int
    """The number of the step, from 1; a later step may name the same role again."""
    role: str


@dataclass(frozen=True, slots=True)
class Row:
    """A case in a list."""

    key: str
    label: str
    state: Named
    parent: str | None
    due: str | None
    overdue: bool
    conditions: tuple[Named, ...] = ()
    days_left: int | None = None
    """Until the day due; negative where it is past, None where no day is set."""
    climbed: tuple[Named, ...] = ()
    """The roles that the case has climbed to, being overdue, in the order of the ladder."""
    reached: tuple[Reached, ...] = ()
    """The same, step by step."""
    mine: tuple[Named, ...] = ()
    """Those of them that the person holds whose list it is."""
    acts: tuple[Named, ...] = ()
    """For a list of things to do: the transitions that the person's roles allow here."""
