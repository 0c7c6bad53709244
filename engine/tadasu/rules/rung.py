"""The ladder that overdue cases climb: whom they concern after how many days."""

from pydantic import Field

from tadasu.rules.words import Expression, Names, Part


class Rung(Part):
    """A step of the ladder that overdue cases climb: whom they concern from then on, too."""

    after: Expression
    """It is reached when a case is overdue by more than so many days, as an int expression."""
    to: Names = Field(min_length=1)
    """The roles to which it then climbs, besides those of the steps below."""
