"""What a transition sets off: cases opened, cases moved, facts set, in the same commit."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from tadasu.errors import Text
from tadasu.rules.words import Expression, Id, Names, Part, wrong


def _sorted(value: dict[str, str]) -> dict[str, str]:
    return dict(sorted(value.items()))


Assignments = Annotated[dict[Id, Expression], AfterValidator(_sorted)]
"""Field or input → the expression whose value it gets; their order means nothing."""

KINDS = ("open", "do", "set")
_KEYS = {
    "open": {"open", "under", "once", "values"},
    "do": {"do", "on", "values"},
    "set": {"set", "clear", "on"},
}


class Effect(Part):
    """One thing that follows, once or for each item of a list; judged like an act of a person."""

    open: Id | None = None
    """The workflow of which a case is opened."""
    do: Id | None = None
    """The transition that is made on the cases of `on`."""
    set: Assignments = {}
    """The facts that are set on the cases of `on`, or on the case itself."""
    clear: Names = ()
    """The facts that are cleared there."""
    each: dict[Id, Expression] | None = Field(default=None, min_length=1, max_length=1)
    """One variable and the list that it runs over: the effect follows once for each item."""
    when: Expression | None = None
    """The effect follows only where this holds."""
    on: Expression | None = None
    """A case or a list of cases; without it, facts are set on the case itself."""
    under: Expression | None = None
    """The parent of the opened case; without it the case itself, where it can be the parent."""
    once: Id | None = None
    """A field of the opened case: an item is left out that a sibling has there already."""
    values: Assignments = Field(default={}, alias="with")
    """Facts of the opened case, or facts and inputs of the transition."""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        given = [kind for kind in KINDS if getattr(self, kind)]
        if self.clear and "set" not in given:
            given.append("set")
        if len(given) != 1:
            raise wrong(
                Text(
                    en="An effect says one of `open`, `do`, and `set` or `clear`.",
                    ja="effects の各要素には `open`、`do`、`set`(または `clear`)のいずれか一つを書きます。",
                )
            )
        own = _KEYS[given[0]] | {"each", "when"}
        names = {name for name in type(self).model_fields if getattr(self, name)}
        for name in sorted(names - own):
            raise wrong(
                Text(
                    en=f"`{_alias(name)}` means nothing in an effect that says `{given[0]}`.",
                    ja=f"`{given[0]}` の effects では `{_alias(name)}` は使えません。",
                ),
                _alias(name),
            )
        if given == ["do"] and self.on is None:
            raise wrong(
                Text(en="Say on which case: `on`.", ja="対象の案件を `on` に書いてください。"),
                "do",
            )
        return self

    @property
    def kind(self) -> Literal["open", "do", "set"]:
        """What it does; clearing facts counts as setting them."""
        return "open" if self.open else "do" if self.do else "set"

    @property
    def variable(self) -> str | None:
        """The name that stands for each item."""
        return next(iter(self.each)) if self.each else None


def _alias(name: str) -> str:
    return "with" if name == "values" else name
