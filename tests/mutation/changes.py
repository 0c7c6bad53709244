"""What a slip does to the data of a definition."""

import copy
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tadasu.rules.definitions import Definitions
from tadasu.rules.field import FieldSpec
from tests.mutation.slips import Slips

Data = dict[str, Any]
Path = tuple[str | int, ...]

GONE = object()
"""Nothing stands there any more."""


@dataclass(frozen=True)
class Change:
    """One slip in one definition."""

    kind: str
    at: Path
    said: str
    value: Any
    way: str | None = None
    """tightened or widened, where anybody can say."""

    def made(self, data: Data) -> Data:
        """A copy of the data with the slip in it."""
        if not self.at:
            return dict(self.value)
        whole = copy.deepcopy(data)
        here: Any = whole
        for step in self.at[:-1]:
            if isinstance(here, dict):
                held = here.setdefault(step, {})
                here[step] = list(held) if isinstance(held, tuple) else held
            here = here[step]
        if self.value is GONE:
            del here[self.at[-1]]
        else:
            here[self.at[-1]] = self.value
        return whole


@dataclass(frozen=True)
class Words:
    """For each word that the process knows, the one that stands beside it."""

    beside: Mapping[str, str]

    @classmethod
    def of(cls, definitions: Definitions) -> "Words":
        """States, and the values of enums."""
        found: dict[str, str] = {}
        for workflow in definitions.workflows.values():
            groups = [list(workflow.states), *map(_values, _specs(workflow.fields.values()))]
            for group in groups:
                turned = dict(zip(group, [*group[1:], *group[:1]], strict=True))
                found |= {a: b for a, b in turned.items() if a != b and a not in found}
        return cls(found)

    def condition(
        self, kind: str, at: Path, source: str, *, ways: bool = True
    ) -> Iterator[Change]:
        """Slips in what holds or doesn't; `ways` where more of it means that more is possible."""
        for said, text, way in Slips(source, self.beside).of_condition():
            yield Change(kind, at, said, text, way if ways else None)

    def value(self, kind: str, at: Path, source: str) -> Iterator[Change]:
        """Slips in a number, a list or a person."""
        for said, text, way in Slips(source, self.beside).of_value():
            yield Change(kind, at, said, text, way)

    def days(self, kind: str, at: Path, source: str) -> Iterator[Change]:
        """Slips in a number of days."""
        yield from self.value(kind, at, source)
        yield Change(kind, at, "a day more", f"({source}) + 1", "widened")
        yield Change(kind, at, "a day less", f"({source}) - 1", "tightened")


def _specs(specs: Iterable[FieldSpec]) -> Iterator[FieldSpec]:
    for spec in specs:
        yield spec
        yield from _specs((spec.fields or {}).values())


def _values(spec: FieldSpec) -> list[str]:
    return list(spec.values or ())


def names(
    kind: str, at: Path, given: Iterable[str], known: Iterable[str], *, ways: bool = True
) -> Iterator[Change]:
    """A name left out, and each other one added; `ways` where more names allow more."""
    stand = tuple(given)
    for number, name in enumerate(stand):
        rest = stand[:number] + stand[number + 1 :]
        yield Change(kind, at, f"without {name}", rest, "tightened" if ways else None)
    for name in known:
        if name not in stand:
            yield Change(kind, at, f"and {name}", (*stand, name), "widened" if ways else None)


def swapped(kind: str, at: Path, given: Iterable[Any]) -> Iterator[Change]:
    """The first two in the other order."""
    one = list(given)
    if len(one) > 1:
        yield Change(kind, at, "the first two in another order", (one[1], one[0], *one[2:]))
