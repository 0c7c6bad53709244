"""What the counter answers when it is asked what is possible."""

from dataclasses import dataclass

from tadasu.errors import Reason, Text
from tadasu.office.answers import Named


@dataclass(frozen=True, slots=True)
class Takes:
    """Something that a transition lets the actor state."""

    name: str
    title: Text
    required: bool


@dataclass(frozen=True, slots=True)
class Way:
    """A transition as it stands for one person now."""

    act: Named
    targets: tuple[Named, ...]
    """Where it leads; of several the first whose condition holds."""
    reasons: tuple[Reason, ...]
    """Empty: possible now."""
    takes: tuple[Takes, ...]
    cosign: tuple[Named, ...] = ()
    """The roles of which another person must hold one and sign as well; empty: none."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """One who might stand in a field, and what the rules say of it."""

    key: str
    label: str
    reasons: tuple[Reason, ...]
    """Why not; empty: nothing stands in the way."""
    warnings: tuple[Reason, ...] = ()
    waived: tuple[str, ...] = ()
    """Rules that are set aside here for this candidate."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """All who come into question for a field, each judged alone by the rules of an act."""

    field: Named
    act: Named
    policies: tuple[str, ...]
    may: tuple[Candidate, ...]
    may_not: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Ways:
    """What one person may do to one case now, and what blocks the rest."""

    case: str
    actor: str
    state: Named
    ways: tuple[Way, ...]
    candidates: tuple[Candidates, ...] = ()
    """Of the fields that can be filled now and say among whom."""
