"""What a verification found, step by step, for a person and for a program."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NoReturn

from tadasu.errors import Text

State = Literal["verified", "wrong", "unchecked"]
"""Three states, never two: what could not be checked is not verified."""


@dataclass(frozen=True, slots=True)
class Step:
    """One numbered step of a verification and how it ended."""

    number: int
    title: Text
    state: State
    detail: Text
    count: int = 0
    """How many things were looked at."""


@dataclass(frozen=True, slots=True)
class Report:
    """All steps that were taken; the last one is wrong where one is."""

    log: str
    size: int
    root: bytes
    steps: Sequence[Step]
    unproven: Sequence[Text]
    """What this verification cannot show, and what would."""

    @property
    def state(self) -> State:
        """Wrong where a step is; unchecked where one is; else verified."""
        states = {step.state for step in self.steps}
        if "wrong" in states:
            return "wrong"
        return "unchecked" if "unchecked" in states else "verified"


class WrongError(ValueError):
    """What ends a step: it names the first thing that is wrong."""

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def wrong(en: str, ja: str) -> NoReturn:
    """End a step."""
    raise WrongError(Text(en=en, ja=ja))
