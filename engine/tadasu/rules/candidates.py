"""Who or what may stand in a field: among which cases, and by which rules each is judged."""

from pydantic import Field

from tadasu.errors import Text
from tadasu.rules.words import Expression, Id, Part, PolicyId


class Candidates(Part):
    """Of a reference: who or what comes into question, and the rules that each has to keep."""

    among: Expression
    """The cases that come into question, as a list."""
    act: Id
    """The act that will ask: open, change, evidence or a transition."""
    policies: tuple[PolicyId, ...] = Field(min_length=1)
    """Rules of that act; each candidate is judged as if he, she or it alone were in the field."""


NO_REFERENCE = Text(
    en="Only a field of a case that refers to cases has `candidates`.",
    ja="`candidates` は、案件を参照する項目にだけ書けます。",
)
