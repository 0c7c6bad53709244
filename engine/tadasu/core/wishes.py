"""What the process itself wants done: by an effect of an act, or as soon as a guard holds."""

from collections.abc import Mapping
from dataclasses import dataclass

from tadasu.core.setting import EFFECT

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Open:
    """Open a case."""

    workflow: str
    parent: str | None
    values: Values
    role: str = EFFECT


@dataclass(frozen=True, slots=True)
class Move:
    """Make a transition of a case."""

    key: str
    transition: str
    values: Values
    role: str = EFFECT


@dataclass(frozen=True, slots=True)
class Amend:
    """Set and clear facts of a case."""

    key: str
    values: Values
    role: str = EFFECT


@dataclass(frozen=True, slots=True)
class Erase:
    """Destroy the key to what is sealed about a person."""

    key: str
    act: str
    """The transition that asks for it."""
    role: str = EFFECT


Wish = Open | Move | Amend | Erase
