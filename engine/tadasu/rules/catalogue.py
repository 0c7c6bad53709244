"""What is looked up, not run: standards with their clauses, and checklists."""

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, StrictBool, model_validator

from tadasu.errors import Language, Text
from tadasu.rules.allowance import Allowances
from tadasu.rules.effect import Assignments
from tadasu.rules.words import CatalogueId, Expression, Id, NonBlank, Part, Words, wrong


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
    """One case to open, or one for each item of a list."""

    id: CatalogueId
    """Its name, by which it can be chosen."""
    each: dict[Id, Expression] | None = Field(default=None, min_length=1, max_length=1)
    """One variable and the list that it runs over: a case for each; texts may hold `{...}`."""
    fields: Annotated[dict[Id, Given], AfterValidator(_sorted)] = {}
    """Field values; their order is the workflow's, not the file's."""
    computed: Assignments = Field(default={}, alias="with")
    """With `each`: field → the expression whose value it gets."""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.computed and self.each is None:
            raise wrong(
                Text(en="`with` needs `each`.", ja="`with` は `each` と一緒に使います。"), "with"
            )
        twice = sorted(set(self.fields) & set(self.computed))
        if twice:
            name = twice[0]
            raise wrong(
                Text(
                    en=f"`{name}` is given in `fields` and in `with`.",
                    ja=f"`{name}` が `fields` と `with` の両方にあります。",
                ),
                "with",
            )
        return self

    @property
    def variable(self) -> str | None:
        """The name that stands for each item of the list."""
        return next(iter(self.each)) if self.each else None

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
    choose: Expression | None = None
    """Which items are opened, asked of `case` as it would be; those named with --only always."""
    once: Id | None = None
    """A field of the cases: an item is left out that a sibling has there already."""
    includes: tuple[CatalogueId, ...] = ()
    """Other checklists whose items come first, each list by its own `choose` and `once`."""
    items: tuple[ChecklistItem, ...] = ()
    """The cases, in order."""
    allow: Allowances = ()
    """Remarks of lint that this definition answers with a reason."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not self.items and not self.includes:
            raise wrong(
                Text(
                    en="A checklist has `items`, or `includes` others.",
                    ja="チェックリストには `items` か `includes` が必要です。",
                )
            )
        return self
