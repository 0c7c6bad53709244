"""Documents of a process while they are being written."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random  # noqa: TID251  (seeded, so that every run is the same)
from typing import Any

Data = dict[str, Any]
TITLE = {"en": "Word", "ja": "語"}


@dataclass
class Draft:
    """What is written so far."""

    random: Random
    workflows: dict[str, Data] = field(default_factory=dict)
    policies: list[Data] = field(default_factory=list)

    def _odds(self, chance: float) -> bool:
        return self.random.random() < chance

    def some(self, items: Sequence[str], least: int = 0, most: int = 3) -> list[str]:
        """Some of them, in any order."""
        count = self.random.randint(least, most)
        return self.random.sample(items, min(count, len(items)))
