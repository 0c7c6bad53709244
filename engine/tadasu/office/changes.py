"""What the counter answers about processes: what one changes, and which cases go along."""

from collections.abc import Mapping
from dataclasses import dataclass

from tadasu.errors import Reason, Text
from tadasu.office.answers import Named


@dataclass(frozen=True, slots=True)
class Moved:
    """A case that goes on under another process, or would."""

    case: str
    workflow: str
    """What it is called there."""
    outcome: str
    """conforming: nothing but the process changes; mapped: names change; refused."""
    source: str
    target: str
    renames: Mapping[str, object]
    """What else changes: transitions, fields, values, stated."""
    obstacles: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Migrated:
    """What a plan of migration does, and where it was recorded if it was."""

    after: str
    """Digest of the process to which the cases go."""
    cases: tuple[Moved, ...]
    reasons: tuple[Reason, ...]
    """Why it can't be done; empty: it can."""
    position: int | None
    again: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """One way in which a process changes."""

    effect: str
    """tightened, widened, changed (nobody can say which way) or words (nothing but texts)."""
    what: Text
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class Altered:
    """A part of the process that changes: an act of a workflow, or something around the acts."""

    workflow: str
    """Empty for what belongs to no workflow."""
    part: Named
    effect: str
    """As of a difference; mixed where some tighten and some widen."""
    summary: Text | None
    """Of an act: who may do it, from where, to where, under which rules."""
    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Concerned:
    """Cases under way that a change concerns; they stay on the process that they are under."""

    workflow: Named
    count: int
    keys: tuple[str, ...]
    """The first few."""


@dataclass(frozen=True, slots=True)
class Adoption:
    """What adopting the files would change, and what was adopted if it was."""

    before: str | None
    after: str
    changes: tuple[Altered, ...]
    concerned: tuple[Concerned, ...]
    migrated: tuple[Moved, ...]
    """The cases that go on under the new process at once."""
    reasons: tuple[Reason, ...]
    """Why it can't be adopted; empty: it can."""
    position: int | None
    again: bool = False
