"""What a field may be: of a case, of a row, of evidence, of an act's input."""

from typing import Self

from pydantic import Field, StrictBool, model_validator

from tadasu.errors import Text
from tadasu.rules.candidates import Candidates
from tadasu.rules.words import Expression, Id, Part, Value, Words, wrong

SCALARS = ("text", "int", "bool", "date", "timestamp", "enum")
TYPES = (*SCALARS, "requirement", "record")
"""The types of fields besides the names of workflows."""


class FieldSpec(Part):
    """A field: of a case, of a record, of the evidence or an input of a transition."""

    type: Id
    """text, int, bool, date, timestamp, enum, requirement, record, or a workflow: a reference."""
    many: StrictBool = False
    """A list of values; an empty list when none was given."""
    required: StrictBool = False
    """Must be given at once and can't be cleared, so that guards need no has()."""
    values: dict[Value, Words] | None = Field(default=None, min_length=1)
    """The values of an enum, in the order of the file, with their titles."""
    fields: dict[Id, "FieldSpec"] | None = Field(default=None, min_length=1)
    """The fields of a record."""
    inverse: Id | None = None
    """Of a reference: the list of these cases on the case that it refers to."""
    personal: StrictBool | Id = False
    """Sealed: a person's own case says true, others name the field of the person it is about."""
    derive: Expression | None = None
    """Computed whenever it is read: never stated, never stored."""
    candidates: Candidates | None = None
    """Of a reference: who or what may stand here, and by which rules; `tadasu why` tells."""
    title: Words
    """What people read."""
    help: Words | None = None
    """A longer explanation."""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if (self.type == "enum") != (self.values is not None):
            raise wrong(
                Text(
                    en="`values` belongs to a field of type enum, and to no other.",
                    ja="`values` は enum 型の項目に必須で、ほかの型には書けません。",
                ),
                "type" if self.values is None else "values",
            )
        if (self.type == "record") != (self.fields is not None):
            raise wrong(
                Text(
                    en="`fields` belongs to a field of type record, and to no other.",
                    ja="`fields` は record 型の項目に必須で、ほかの型には書けません。",
                ),
                "type" if self.fields is None else "fields",
            )
        if self.derive is not None and (self.required or self.inverse or self.fields):
            raise wrong(
                Text(
                    en="A field with `derive` is computed: no `required`, `inverse` or rows.",
                    ja="`derive` の項目には `required`、`inverse`、record 型を使えません。",
                ),
                "derive",
            )
        if self.type == "record" and not self.many:
            raise wrong(
                Text(
                    en="A field of type record needs `many: true`.",
                    ja="record 型の項目には `many: true` が必要です。",
                ),
                "type",
            )
        return self
