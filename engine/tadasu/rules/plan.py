"""What a plan of migration may say: the names that changed from one process to the next."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from tadasu.rules.catalogue import Given
from tadasu.rules.document import Document
from tadasu.rules.single import read_single
from tadasu.rules.words import Id, Part, Value

FieldPath = Annotated[
    str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?$", max_length=129)
]
"""FIELD, LIST.FIELD for the rows of a list of records, or evidence.FIELD."""


class WorkflowPlan(Part):
    """The names of one workflow that changed: old to new. What is not named stays as it is."""

    to: Id | None = None
    """The workflow's own new name, if it has one."""
    states: dict[Id, Id] = {}
    """Its states."""
    transitions: dict[Id, Id | None] = {}
    """Its transitions; null gives up a history: rules will not see that it was ever done."""
    fields: dict[FieldPath, Id | None] = {}
    """Its fields, by old paths; null gives up a value."""
    values: dict[FieldPath, dict[Value, Value]] = {}
    """The values of an enum, by the old path of its field."""
    roles: dict[Id, Id] = {}
    """Its roles, for readers of the record."""
    defaults: dict[Id, Given] = {}
    """What is stated for cases that state nothing there, by a field's new name."""


class Migration(Part):
    """A plan: how running cases go on under the process in force; a file of its own."""

    migration: Literal["tadasu/1"]
    """The version of this format."""
    workflows: dict[Id, WorkflowPlan] = Field(min_length=1)
    """By their old names; cases of others stay where they are."""


def read_plan(file: str, text: str | bytes) -> tuple[Migration, Document]:
    """The plan and its document, or DefinitionError with all that is wrong."""
    return read_single(file, text, Migration)
