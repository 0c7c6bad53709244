"""Matrices: what was looked at, against what should be: rows, columns, periods, marks."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StrictBool

from tadasu.rules.words import Expression, Id, NonBlank, Part, Words


class Axis(Part):
    """What stands along one side: the cases of a list."""

    each: dict[Id, Expression] = Field(min_length=1, max_length=1)
    """One variable and the list of cases that it runs over."""
    by: Expression | None = None
    """By what things find their place on it; without it, by the case itself."""
    title: Words
    """What people read."""

    @property
    def variable(self) -> str:
        """The name that stands for each case."""
        return next(iter(self.each))

    @property
    def source(self) -> str:
        """The list that it runs over."""
        return next(iter(self.each.values()))


class Mark(Part):
    """What a cell may show: a symbol and words, so that nothing is told by colour alone."""

    mark: Id
    """Its name."""
    symbol: NonBlank
    """What stands in the cell."""
    title: Words
    """What it means."""
    done: StrictBool = True
    """It has been looked at; false: it is only meant to be."""


class When(Part):
    """A mark, and when a thing has it."""

    mark: Id
    """One of the matrix's marks."""
    when: Expression | None = None
    """Without it, whenever none before it holds."""


def _marked(value: Any) -> Any:
    return {"mark": value} if isinstance(value, str) else value


class Counted(Part):
    """Things that mark cells: where each belongs, and with what it marks."""

    each: dict[Id, Expression] = Field(min_length=1, max_length=1)
    """One variable and the list that it runs over."""
    row: Expression
    """The row, or a list of rows; what is on none marks nothing."""
    column: Expression
    """Likewise the columns."""
    period: Expression | None = None
    """Likewise the periods, where the matrix has such."""
    marks: tuple[
        Annotated[When, BeforeValidator(_marked, json_schema_input_type=Id | When)], ...
    ] = Field(min_length=1)
    """The first whose guard holds; a thing for which none holds marks nothing."""

    @property
    def variable(self) -> str:
        """The name that stands for each thing."""
        return next(iter(self.each))

    @property
    def source(self) -> str:
        """The list that it runs over."""
        return next(iter(self.each.values()))


class Matrix(Part):
    """What `tadasu coverage` shows of a case of this workflow."""

    title: Words
    """What people read."""
    rows: Axis
    """What should be looked at."""
    columns: Axis
    """Where."""
    periods: Axis | None = None
    """When: each period has a column of its own within each column."""
    counts: tuple[Counted, ...] = Field(min_length=1)
    """What marks cells."""
    marks: tuple[Mark, ...] = Field(min_length=1)
    """Of several in one cell the first of these is shown."""
