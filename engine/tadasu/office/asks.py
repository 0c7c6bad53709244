"""What somebody asks for, before anything is decided, and how the record may tell of it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tadasu.core.waive import Grant

Given = Mapping[str, object]
"""What a person states: FIELD to text, to a list of texts, or to JSON."""


@dataclass(frozen=True, slots=True)
class Waive:
    """A wish to set rules aside in an act, until a day, inclusive."""

    policies: tuple[str, ...]
    reason: str
    measure: str
    until: date

    @property
    def grants(self) -> tuple[Grant, ...]:
        """One for each rule."""
        return tuple(
            Grant(policy, self.reason, self.measure, self.until) for policy in self.policies
        )


@dataclass(frozen=True, slots=True)
class Ask:
    """A request: what is asked, and on whose refusal record it goes."""

    act: str
    on: str | None
    """The case that it is about; for an opening the parent, if any."""
    words: Mapping[str, object]

    def digest(self, actor: str, behalf: str | None) -> str:
        """SHA-256 of what was asked and by whom, to tell a repetition from a conflict."""
        whole = {"act": self.act, "on": self.on, "actor": actor, **self.words}
        if behalf is not None:
            whole["for"] = behalf
        text = json.dumps(whole, ensure_ascii=True, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()
