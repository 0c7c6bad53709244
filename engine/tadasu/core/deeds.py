"""What a decision consists of: events of one case or of several, and who stands behind each."""

from dataclasses import dataclass

from tadasu.core.case import Case
from tadasu.core.events import Event
from tadasu.core.setting import AUTOMATIC, EFFECT
from tadasu.errors import Reason, Text


@dataclass(frozen=True, slots=True)
class Deed:
    """One event of one case, in a role of the actor or of the process itself."""

    case: str
    event: Event
    role: str


@dataclass(frozen=True, slots=True)
class Heard:
    """What one act does to one case, before anything follows from it."""

    attempt: Text
    before: Case | None
    deeds: tuple[Deed, ...]
    warnings: tuple[Reason, ...]
    behalf: str | None = None
    lacking: bool = False
    """Something has yet to be stated: what would follow can't be told."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What happens, in order: the act, and all that follows from it in the same commit."""

    case: str
    """The case that the act is about."""
    deeds: tuple[Deed, ...]
    warnings: tuple[Reason, ...] = ()
    behalf: str | None = None
    """The person in whose name the actor acts, if it isn't his or her own."""

    @property
    def events(self) -> tuple[Event, ...]:
        """The events of the act itself."""
        return tuple(deed.event for deed in self.deeds if deed.role not in (EFFECT, AUTOMATIC))

    @property
    def role(self) -> str:
        """The role in which the act was done."""
        return self.deeds[0].role
