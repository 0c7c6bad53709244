"""What a plan is suggested for: which cases a case should have, when, and who stands in them."""

from typing import Annotated

from pydantic import AfterValidator, Field

from tadasu.rules.effect import Assignments
from tadasu.rules.words import Expression, Id, Part, Words


def _sorted(value: dict[str, Words]) -> dict[str, Words]:
    return dict(sorted(value.items()))


class Slots(Part):
    """The spans of days that come into question: one in each of so many months."""

    first: Id
    """The date field of the suggested case that holds the first day."""
    last: Id
    """The date field that holds the last day."""
    year: Expression
    """The year of the first month."""
    month: Expression
    """The first month, 1 to 12."""
    count: Expression = "12"
    """How many months."""
    day: Expression = "1"
    """The day of the month on which a case begins; if that is closed, the next business day."""
    length: Expression = "1"
    """Business days of a case; without a calendar, days."""
    most: Expression | None = None
    """Cases that may begin in one month; without it, any number."""


class Seats(Part):
    """A field with `candidates` that is filled: with how many, and how much each may bear."""

    least: Expression = "1"
    """The fewest that are needed."""
    most: Expression = "1"
    """The most that may be; of a field without `many`, one."""
    load: Expression | None = None
    """Cases in which one candidate may stand; without it, any number."""
    within: Id | None = None
    """Another of these fields, in which whoever stands here stands as well."""


class Suggestion(Part):
    """What `tadasu plan suggest` works out for a case: it keeps every rule, or says why not."""

    open: Id
    """The workflow of the cases: children of this one."""
    each: dict[Id, Expression] = Field(min_length=1, max_length=1)
    """One variable and the list that it runs over: what needs a case each."""
    when: Expression | None = None
    """Only items for which this holds need one."""
    standing: Expression
    """The cases that are there and count; those that nobody stands in yet are filled as well."""
    rank: Expression
    """An int: items with a smaller one come no later than those with a greater one."""
    values: Assignments = Field(default={}, alias="with")
    """Facts of a new case."""
    texts: Annotated[dict[Id, Words], AfterValidator(_sorted)] = {}
    """Texts of a new case, with expressions in braces."""
    slots: Slots
    """When."""
    seats: dict[Id, Seats] = Field(min_length=1)
    """Who: fields with `candidates`, the first one with `many`."""

    @property
    def variable(self) -> str:
        """The name that stands for each item."""
        return next(iter(self.each))

    @property
    def source(self) -> str:
        """The list that it runs over."""
        return next(iter(self.each.values()))
