"""What is looked up, not run: standards with their clauses, and checklists."""

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StrictBool

from tadasu.errors import Language
from tadasu.rules.allowance import Allowances
from tadasu.rules.words import CatalogueId, Id, NonBlank, Part, Words


class ClauseEntry(Part):
    """A clause of a standard or a control of its annex."""

    title: Words
    """What people read."""
    kind: Literal["clause", "control"]
    """Whether it is a clause or a control."""


class Standard(Part):
    """A standard in one edition: its clauses by number, in its own order."""

    name: CatalogueId = Field(alias="standard")
    """Its name, by which rules refer to it."""
    title: Words
    """What people read."""
    edition: NonBlank
    """Which edition, as the publisher calls it."""
    clauses: dict[NonBlank, ClauseEntry] = Field(min_length=1)
    """Its clauses by number."""
    allow: Allowances = ()
    """Remarks of lint that this definition answers with a reason."""


def _tuple(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


Given = Annotated[
    StrictBool | str | tuple[str, ...] | Words,
    Field(union_mode="left_to_right"),
    BeforeValidator(_tuple),
]
"""A field's value in a checklist: one text, two in a pair, a list of them, or true or false."""


def _sorted(value: dict[str, Given]) -> dict[str, Given]:
    return dict(sorted(value.items()))


class ChecklistItem(Part):
    """One case to open."""

    id: CatalogueId
    """Its name, by which it can be chosen."""
    fields: Annotated[dict[Id, Given], AfterValidator(_sorted)] = {}
    """Field values; their order is the workflow's, not the file's."""

    def values(self, language: Language) -> dict[str, object]:
        """The field values to state, texts in one of their languages."""
        return {
            name: given.text.to(language) if isinstance(given, Words) else given
            for name, given in self.fields.items()
        }


class Checklist(Part):
    """A set of cases to open together."""

    name: CatalogueId = Field(alias="checklist")
    """Its name."""
    title: Words
    """What people read."""
    workflow: Id
    """The workflow of the cases."""
    items: tuple[ChecklistItem, ...] = Field(min_length=1)
    """The cases, in order."""
    allow: Allowances = ()
    """Remarks of lint that this definition answers with a reason."""
