"""Old names and new ones: what a migration does to the words of a case, and to nothing else."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from tadasu.core.events import Facts, Names


@dataclass(frozen=True, slots=True)
class Renames:
    """What is called otherwise now; whatever is not mentioned keeps its name."""

    transitions: Names = field(default_factory=dict)
    fields: Names = field(default_factory=dict)
    values: Mapping[str, Mapping[str, str]] = field(default_factory=dict)

    def transition(self, name: str) -> str | None:
        """The transition's new name, or None where its history is given up."""
        return self.transitions.get(name, name)

    def act(self, name: str) -> str:
        """The name of an act that a waiver is for; one that is gone keeps its old name."""
        return self.transitions.get(name) or name

    def field(self, name: str) -> str | None:
        """The field's new name, or None where its value is given up."""
        return self.fields.get(name, name)

    def covers(self, names: Iterable[str]) -> tuple[str, ...]:
        """The fields that an approval covers."""
        renamed = (self.field(name) for name in names)
        return tuple(dict.fromkeys(name for name in renamed if name is not None))

    def dropped(self, facts: Facts) -> tuple[str, ...]:
        """The facts whose values are given up."""
        return tuple(name for name in facts if self.field(name) is None)

    def below(self, name: str) -> "Renames":
        """The renames inside the rows of a list, or inside the evidence."""
        mark = f"{name}."
        return Renames(
            fields={k[len(mark) :]: v for k, v in self.fields.items() if k.startswith(mark)},
            values={k[len(mark) :]: v for k, v in self.values.items() if k.startswith(mark)},
        )

    def facts(self, facts: Facts) -> dict[str, object]:
        """Facts by their new names, with the values that were renamed."""
        found: dict[str, object] = {}
        for old, value in facts.items():
            new = self.field(old)
            if new is not None:
                found[new] = self._value(old, value)
        return found

    def _value(self, name: str, value: object) -> object:
        if isinstance(value, list | tuple):
            return [self._value(name, each) for each in cast(Sequence[object], value)]
        if isinstance(value, Mapping):
            return self.below(name).facts(value)
        renamed = self.values.get(name, {})
        return renamed.get(value, value) if isinstance(value, str) else value
