"""What an author has looked at and means: a remark of lint, taken back with a reason."""

from typing import Annotated

from pydantic import Field, StringConstraints

from tadasu.rules.words import NonBlank, Part

Code = Annotated[str, StringConstraints(pattern=r"^T1[0-9]{2}$")]
"""A code of lint; what keeps a process from loading can't be allowed."""


class Allowance(Part):
    """One remark that is not to be made, with the reason."""

    code: Code = Field(alias="finding")
    """The remark's code, such as T108."""
    at: NonBlank | None = None
    """The place within the definition, such as transitions.hold; without it, anywhere in it."""
    reason: NonBlank
    """Why it is right as it is, for whoever reads the file next."""


Allowances = tuple[Allowance, ...]
"""What a definition allows itself."""
