"""Forms: what a document shows of a case, or of the whole record, and in which order."""

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from tadasu.errors import Text
from tadasu.rules.allowance import Allowances
from tadasu.rules.effect import Assignments
from tadasu.rules.words import Expression, Id, Names, NonBlank, Part, Whole, Words, wrong

Listing = Literal["steps", "evidence", "waivers", "refusals", "due"]
"""Tables of what the record knows besides fields."""

Drawing = Literal["lifecycle", "timeline", "matrix", "gantt", "ages", "counts"]
"""What a picture shows."""

OPENING = "open"
"""What a box says that is signed by opening the case."""

_TAKEN = frozenset(
    [
        "title",
        "form",
        "number",
        "edition",
        "case",
        "label",
        "day",
        "mark",
        "simulated",
        "record",
        "boxes",
        "keys",
        "prose",
        "loop",
        "none",
        "true",
        "false",
        "not",
        "and",
        "or",
        "in",
        "is",
        "if",
        "else",
    ]
)

KINDS = ("heading", "text", "facts", "table", "parts", "listing", "picture")
_KEYS = {
    "facts": {"name", "title"},
    "table": {"title", "each", "columns", "none"},
    "parts": {"each"},
    "listing": {"title", "none"},
    "picture": {"title", "each", "draw", "matrix"},
}
_NEEDS = {"facts": "name", "table": "columns"}


class Cell(Part):
    """A value with its title: a fact, or a column of a table."""

    name: Id
    """Its name in an organisation's own form; without `value`, a field of the thing at hand."""
    title: Words | None = None
    """What people read; without it, the title of the field that is shown."""
    value: Expression | None = None
    """What is shown."""
    width: Whole = Field(default=1, ge=1, le=20)
    """A column's share of the line."""


def is_free(name: str) -> bool:
    """Whether a part may be called so: an own form names other things by the words taken."""
    return name not in _TAKEN and not name.startswith("box_")


def _cell(value: Any) -> Any:
    return {"name": value} if isinstance(value, str) else value


Cells = tuple[Annotated[Cell, BeforeValidator(_cell, json_schema_input_type=Id | Cell)], ...]
"""Values, or names of fields."""


class Block(Part):
    """One part of a form; of `each` item of a list it is repeated, or has a row."""

    when: Expression | None = None
    """It is there only where this holds; of `each` item, only those for which it holds."""
    each: dict[Id, Expression] | None = Field(default=None, min_length=1, max_length=3)
    """A variable and the list that it runs over; a second list may be one of the first's items."""
    heading: Words | None = None
    """A heading, with values in braces."""
    text: Words | None = None
    """A paragraph, with values in braces."""
    facts: Cells = ()
    """Titles and values side by side."""
    table: Id | None = None
    """A table; this is its name."""
    columns: Cells = ()
    """The columns of a table."""
    none: Words | None = None
    """What is said instead of a table without rows."""
    parts: "tuple[Block, ...]" = ()
    """Parts that belong together."""
    listing: Listing | None = None
    """What the record knows of the thing at hand besides its fields."""
    picture: Drawing | None = None
    """A picture; this is what it shows."""
    draw: Assignments = {}
    """What is drawn of each item, such as `from`, `to` and `label` of a bar."""
    matrix: Id | None = None
    """Which matrix a picture shows."""
    name: Id | None = None
    """The name of `facts` in an organisation's own form."""
    title: Words | None = None
    """What stands above it."""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        given = [kind for kind in KINDS if getattr(self, kind)]
        if len(given) != 1:
            raise wrong(_ONE)
        kind = given[0]
        own = _KEYS.get(kind, set()) | {"when", kind}
        for key in sorted({name for name in type(self).model_fields if getattr(self, name)} - own):
            raise wrong(
                Text(
                    en=f"`{key}` means nothing in a part that says `{kind}`.",
                    ja=f"`{kind}` の部分では `{key}` は使えません。",
                ),
                key,
            )
        need = _NEEDS.get(kind)
        if need and not getattr(self, need):
            raise wrong(
                Text(
                    en=f"A part that says `{kind}` needs `{need}`.",
                    ja=f"`{kind}` の部分には `{need}` が必要です。",
                ),
                kind,
            )
        if kind == "table" and self.each is None:
            raise wrong(
                Text(
                    en="Say of what the rows are: `each`.",
                    ja="行にするリストを `each` に書いてください。",
                ),
                "table",
            )
        return self

    @property
    def kind(self) -> str:
        """What it is: one of KINDS."""
        return next(kind for kind in KINDS if getattr(self, kind))

    @property
    def variables(self) -> tuple[str, ...]:
        """The names that stand for items, the innermost last."""
        return tuple(self.each or ())

    @property
    def called(self) -> str | None:
        """By which name an organisation's own form finds it."""
        return self.name or self.table or self.listing


_ONE = Text(
    en="A part says one of `heading`, `text`, `facts`, `table`, `parts`, `listing`, `picture`.",
    ja="各部分には `heading`、`text`、`facts`、`table`、`parts`、`listing`、`picture` の"
    "うち一つを書きます。",
)


class Signature(Part):
    """A box for who did something and when."""

    title: Words
    """What stands above it."""
    did: Names = Field(min_length=1)
    """The transition by which it is signed, or `open`; of several, the one made last."""


class Issue(Part):
    """Who may hand a form out."""

    by: Names = Field(min_length=1)
    """Roles of the workflow, on the case that it is filled from."""


class Form(Part):
    """A form: the layout of a document."""

    name: Id = Field(alias="form")
    """Its name."""
    title: Words
    """What people read."""
    of: Id | None = None
    """The workflow of the case that it is filled from; without it, it is about all cases."""
    number: NonBlank | None = None
    """The organisation's number of the form."""
    edition: NonBlank | None = None
    """The edition of the form."""
    paper: Literal["portrait", "landscape"] = "portrait"
    """How the sheet lies."""
    mark: Words | None = None
    """What stands on every page, such as how confidential it is."""
    issue: Issue | None = None
    """Who may issue it; a form without it is only looked at."""
    main: bool = False
    """What `tadasu report` writes where no form is named; at most one for each workflow."""
    boxes: tuple[Signature, ...] = Field(default=(), max_length=6)
    """Who prepared, checked, approved."""
    parts: tuple[Block, ...] = Field(min_length=1)
    """What it shows, in order."""
    allow: Allowances = ()
    """Remarks of lint that this definition answers with a reason."""
