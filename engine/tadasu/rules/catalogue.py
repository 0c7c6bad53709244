"""What is looked up, not run: standards with their clauses, checklists, parameters."""

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, StrictBool, model_validator

from tadasu.errors import Language, Text
from tadasu.rules.words import CatalogueId, Id, NonBlank, Part, Whole, Words, wrong


class ClauseEntry(Part):
    """A clause of a standard or a control of its annex."""

    title: Words
    kind: Literal["clause", "control"]


class Standard(Part):
    """A standard in one edition: its clauses by number, in its own order."""

    name: CatalogueId = Field(alias="standard")
    title: Words
    edition: NonBlank
    clauses: dict[NonBlank, ClauseEntry] = Field(min_length=1)


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
    title: Words
    workflow: Id
    items: tuple[ChecklistItem, ...] = Field(min_length=1)


class Parameter(Part):
    """A number that an organisation may set without touching a rule."""

    type: Literal["int"]
    default: Whole
    min: Whole
    max: Whole
    title: Words
    help: Words | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if not self.min <= self.default <= self.max:
            raise wrong(
                Text(
                    en=f"The default must lie between {self.min} and {self.max}.",
                    ja=f"default は {self.min} から {self.max} の間でなければなりません。",
                ),
                "default",
            )
        return self


class Parameters(Part):
    """A set of parameters."""

    parameters: dict[Id, Parameter] = Field(min_length=1)
