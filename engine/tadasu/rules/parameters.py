"""Parameters: what an organisation may set without touching a rule.

A setting is one value, or a table: rows of values under declared columns. Values are kept as the
canonical document writes them, a date as its ISO text.
"""

import datetime
from collections.abc import Mapping
from typing import Annotated, Any, Literal, Self

from pydantic import Field, PlainValidator, StrictBool, WithJsonSchema, model_validator

from tadasu.errors import Text
from tadasu.rules.allowance import Allowances
from tadasu.rules.words import Id, Part, Value, Whole, Words, whole, wrong

Cell = bool | int | str
Row = Mapping[str, Cell]
Setting = Cell | tuple[Row, ...]


def _shaped(given: Any) -> Any:
    if isinstance(given, bool | int | str):
        return given
    if not isinstance(given, list | tuple):
        raise wrong(_NO_SETTING)
    for number, row in enumerate(given):
        if not isinstance(row, Mapping):
            raise wrong(_NO_ROW, number)
        for name, cell in row.items():
            if not isinstance(cell, bool | int | str):
                raise wrong(_NO_CELL, number, name)
    return tuple(dict(row) for row in given)


_CELL = {"anyOf": [{"type": "string"}, {"type": "boolean"}, {"type": "integer"}]}
_ROWS = {"type": "array", "items": {"type": "object", "additionalProperties": _CELL}}

Stated = Annotated[
    Setting, PlainValidator(_shaped), WithJsonSchema({"anyOf": [*_CELL["anyOf"], _ROWS]})
]
"""A setting as somebody wrote it; whether it fits is known once its parameter is."""


class Entry(Part):
    """What one value may be: of a parameter, or of a column."""

    type: Literal["int", "bool", "text", "enum", "date", "table"]
    """What a value is."""
    values: dict[Value, Words] | None = Field(default=None, min_length=1)
    """The values of an enum, in the order of the file, with their titles."""
    min: Whole | None = None
    """The least int."""
    max: Whole | None = None
    """The greatest int; both bounds are allowed themselves."""
    title: Words
    """What people read."""
    help: Words | None = None
    """A longer explanation."""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if (self.type == "enum") != (self.values is not None):
            raise wrong(_ENUM_VALUES, "type" if self.values is None else "values")
        for name, bound in (("min", self.min), ("max", self.max)):
            if self.type != "int" and bound is not None:
                raise wrong(_INT_BOUNDS, name)
        if self.min is not None and self.max is not None and self.min > self.max:
            raise wrong(_ODD_BOUNDS, "min")
        return self

    def cell(self, given: object) -> Cell | None:
        """The value that `given` stands for, within its bounds, or None where it is none."""
        match self.type:
            case "bool":
                return given if isinstance(given, bool) else None
            case "int":
                return self._bounded(whole(given))
            case "text":
                return given if isinstance(given, str) and given.strip() else None
            case "enum":
                return given if isinstance(given, str) and given in (self.values or {}) else None
            case "date":
                return given if isinstance(given, str) and is_date(given) else None
            case _:
                return None

    def _bounded(self, number: int | None) -> int | None:
        if number is None or (self.min is not None and number < self.min):
            return None
        return None if self.max is not None and number > self.max else number


class Column(Entry):
    """What stands under one name in each row of a table."""

    type: Literal["int", "bool", "text", "enum", "date"]
    """What stands in the column."""
    required: StrictBool = False
    """Every row has it, so that guards need no has()."""


class Parameter(Entry):
    """A value or a table that an organisation may set without touching a rule."""

    fields: dict[Id, Column] | None = Field(default=None, min_length=1)
    """The columns of a table."""
    default: Stated
    """What holds where the project says nothing: a value, or the rows of the table."""
    allow: Allowances = ()
    """Remarks of lint that this definition answers with a reason."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if (self.type == "table") != (self.fields is not None):
            raise wrong(_TABLE_FIELDS, "type" if self.fields is None else "fields")
        if self.type == "int" and (self.min is None or self.max is None):
            raise wrong(_NO_BOUNDS, "type")
        return self

    def read(self, given: object) -> Setting:
        """What `given` stands for; whatever does not fit is left as it is, for a check to tell."""
        shaped: Setting = _shaped(given)
        if not isinstance(shaped, tuple):
            cell = self.cell(shaped)
            return shaped if cell is None else cell
        return tuple(
            {name: self._column(name, stated) for name, stated in row.items()} for row in shaped
        )

    @property
    def settled(self) -> "Parameter":
        """The same with its default read, so that `"14"` and `14` are one."""
        return self.model_copy(update={"default": self.read(self.default)})

    def _column(self, name: str, stated: Cell) -> Cell:
        column = (self.fields or {}).get(name)
        cell = column.cell(stated) if column else None
        return stated if cell is None else cell


class Parameters(Part):
    """A set of parameters."""

    parameters: dict[Id, Parameter] = Field(min_length=1)
    """Each by its name; guards read params.NAME."""


def is_date(text: str) -> bool:
    """Whether a text is a calendar day such as 2026-04-01, and written so."""
    try:
        return datetime.date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


_NO_SETTING = Text(
    en="A value or a list of rows is needed here.",
    ja="ここには値、または行のリストが必要です。",
)
_NO_ROW = Text(
    en="A row is written as a mapping (`column: value`).",
    ja="行は「列: 値」の組で書きます。",
)
_NO_CELL = Text(
    en="A single value is needed here; leave the key out where there is none.",
    ja="ここには一つの値が必要です。値がないときは、キーごと削除してください。",
)
_ENUM_VALUES = Text(
    en="`values` belongs to the type enum, and to no other.",
    ja="`values` は enum 型に必須で、ほかの型には書けません。",
)
_INT_BOUNDS = Text(
    en="`min` and `max` belong to the type int, and to no other.",
    ja="`min` と `max` は int 型にだけ書けます。",
)
_ODD_BOUNDS = Text(en="`min` is greater than `max`.", ja="`min` が `max` より大きくなっています。")
_NO_BOUNDS = Text(
    en="A parameter of type int needs `min` and `max`.",
    ja="int 型のパラメータには `min` と `max` が必要です。",
)
_TABLE_FIELDS = Text(
    en="`fields` belongs to a parameter of type table, and to no other.",
    ja="`fields` は table 型のパラメータに必須で、ほかの型には書けません。",
)
