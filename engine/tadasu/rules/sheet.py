"""Sheets: tables that leave as a spreadsheet, are filled in, and come back as acts."""

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, StrictBool

from tadasu.rules.allowance import Allowances
from tadasu.rules.words import Id, Names, NonBlank, Part, Whole, Words


class SheetColumn(Part):
    """A column: what is shown of each row, or filled in."""

    name: Id
    """A field of the rows' workflow, or `key` or `state`."""
    evidence: StrictBool = False
    """It is a field of evidence: the sheet that comes back is attached to the row's case."""
    fill: StrictBool = False
    """People fill it in; every other column is locked."""
    title: Words | None = None
    """What people read; without it, the title of the field."""
    width: Whole = Field(default=14, ge=4, le=80)
    """How many half-width letters find room in a line."""


def _column(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


Columns = Annotated[
    tuple[
        Annotated[SheetColumn, BeforeValidator(_column, json_schema_input_type=Id | SheetColumn)],
        ...,
    ],
    Field(min_length=1, max_length=60),
]
"""Columns, or names of fields that are only shown."""


class Mark(Part):
    """A cell that is marked while it lacks what the others ask for."""

    needs: Id
    """The column that is filled in."""
    where: dict[Id, Names] = Field(min_length=1)
    """By column, the values at which it is asked for; all columns must have one of theirs."""


class SheetAct(Part):
    """The transition that a filled row makes."""

    do: Id
    """A transition of the rows' workflow."""
    when: Id
    """It is made where this column was filled in."""


class Sheet(Part):
    """A sheet: a table of cases under another, to be filled in with a spreadsheet program."""

    name: Id = Field(alias="sheet")
    """Its name."""
    title: Words
    """What people read."""
    of: Id
    """The workflow of the case that it is written for."""
    rows: Id
    """The workflow of its rows, cases under that case."""
    states: Names = ()
    """The states of cases that become rows; without it, any."""
    number: NonBlank | None = None
    """The organisation's number of the form."""
    head: Names = ()
    """Fields of the case that stand above the table."""
    columns: Columns
    """What each row shows and asks for, from left to right."""
    act: SheetAct | None = None
    """What a filled row does; without it, only facts are stated."""
    marks: tuple[Mark, ...] = ()
    """Which cells are marked while something is missing."""
    allow: Allowances = ()
    """Remarks of lint that this definition answers with a reason."""

    @property
    def filled(self) -> tuple[SheetColumn, ...]:
        """The columns that people fill in."""
        return tuple(column for column in self.columns if column.fill)
