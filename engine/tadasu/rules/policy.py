"""What a policy file may say: a rule, where it comes from, and how a refusal teaches."""

from typing import Literal, Self

from pydantic import Field, model_validator

from tadasu.errors import Text
from tadasu.rules.allowance import Allowances
from tadasu.rules.words import (
    CatalogueId,
    Expression,
    Id,
    Names,
    NonBlank,
    Part,
    PolicyId,
    Words,
    wrong,
)
from tadasu.rules.workflow import Level


class Ref(Part):
    """Where a rule comes from."""

    standard: CatalogueId
    """A standard that is among the definitions."""
    clause: NonBlank
    """The clause's number, as the standard's file writes it."""
    point: NonBlank | None = None
    """The letter or number within the clause."""
    basis: Literal["requirement", "guidance", "organisation", "practice"]
    """Whether the clause demands it, or who does."""


class Waiver(Part):
    """Who may set the rule aside, never for whom, and for how long at most."""

    by: Names
    """The roles of which any one may grant it."""
    beneficiaries: Expression
    """The people who gain by it, a person or a list of them; none of them may grant it."""
    longest: Expression
    """Days, as an int expression."""


class Policy(Part):
    """A rule over a case, or over each item of a list of it."""

    id: PolicyId = Field(alias="policy")
    """Its id, such as E-01."""
    title: Words
    """What people read."""
    refs: tuple[Ref, ...] = ()
    """The clauses that it rests on."""
    level: Level
    """How strict it is: never weakened, refusing, refusing unless waived, only noted."""
    each: dict[Id, Expression] | None = Field(default=None, min_length=1, max_length=1)
    """One variable and the list that it runs over, so that offending items are named."""
    empty: Literal["pass", "refuse"] | None = None
    """What holds when no item is left after `when`."""
    when: Expression | None = None
    """Which items it is about; if it does not read the item, which cases."""
    require: Expression
    """What must hold."""
    message: Words
    """What is wrong, as a template over the names of the guard."""
    remedy: Words
    """What to do about it, as a template likewise."""
    waiver: Waiver | None = None
    """With level waiver, and only then: how it may be set aside."""
    allow: Allowances = ()
    """Remarks of lint that this rule answers with a reason."""

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if (self.each is None) != (self.empty is None):
            raise wrong(
                Text(
                    en="`each` and `empty` belong together: say what holds when nothing is left.",
                    ja="`each` と `empty` は必ず組にします。対象が残らないときの扱いを書いてください。",
                ),
                "each" if self.empty is None else "empty",
            )
        if (self.level == "waiver") != (self.waiver is not None):
            raise wrong(
                Text(
                    en="A policy has a `waiver` block if, and only if, its level is waiver.",
                    ja="`waiver` の設定は、level が waiver のポリシーにだけ必要です。",
                ),
                "level" if self.waiver is None else "waiver",
            )
        return self

    @property
    def variable(self) -> str | None:
        """The name that stands for each item."""
        return next(iter(self.each)) if self.each else None
