"""What the counter answers when it is asked for a plan."""

from collections.abc import Mapping
from dataclasses import dataclass

from tadasu.errors import Reason, Text
from tadasu.office.answers import Named
from tadasu.office.possible import Candidate


@dataclass(frozen=True, slots=True)
class Seated:
    """Who stands in a field."""

    field: Named
    people: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Suggested:
    """One case of the plan: when it is, and who stands in it."""

    item: str
    """The key of what needs the case or, where `there`, of the case itself."""
    label: str
    there: bool
    """The case is there already, and only people are set."""
    rank: int
    first: str
    """ISO date."""
    last: str
    seats: tuple[Seated, ...]
    given: Mapping[str, object]
    """What is to be stated."""


@dataclass(frozen=True, slots=True)
class Shortfall:
    """Something that no plan can keep: with all of them granted, the plan would do."""

    kind: str
    """rule, load, month, order, both, seats, slots or whole."""
    item: str
    label: str
    text: Text
    reasons: tuple[Reason, ...] = ()
    """The rules in the way."""
    excluded: tuple[Candidate, ...] = ()
    """Of a case that lacks people: everybody who may not be there, and why."""


@dataclass(frozen=True, slots=True)
class Load:
    """In how many cases one candidate stands, before and with the plan."""

    key: str
    label: str
    before: int
    planned: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan for a case, or what stands in its way."""

    case: str
    workflow: Named
    """Of the cases of the plan."""
    possible: bool
    """It keeps every rule; otherwise it would if the shortfalls were granted."""
    suggested: tuple[Suggested, ...]
    shortfalls: tuple[Shortfall, ...]
    loads: tuple[Load, ...]
