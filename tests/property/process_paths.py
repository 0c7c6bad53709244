"""Paths through the records of a process that is being written, with what they need."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random  # noqa: TID251  (seeded, so that every run is the same)

from tadasu.guard.types import ListOf, Member, RecordOf, Type

Names = Mapping[str, Type]
Schema = Mapping[str, Mapping[str, Member]]

REACH = 3
"""Steps from a name that a path may take."""


@dataclass(frozen=True)
class Term:
    """An expression, and the optional fields that it reads unasked."""

    text: str
    needs: tuple[str, ...] = ()

    def put(self, shape: str, *others: "Term") -> "Term":
        needs = dict.fromkeys((*self.needs, *(n for other in others for n in other.needs)))
        return Term(shape.format(self.text, *(other.text for other in others)), tuple(needs))


@dataclass
class Paths:
    """All that can be read, from names on."""

    random: Random
    schema: Schema
    hidden: Collection[tuple[str, str]] = ()
    """Members that may not be read yet, by record: what is computed from what is not written."""
    business: bool = False
    """Whether there is a calendar."""
    _paths: dict[tuple[str, Type], list[tuple[Term, Type]]] = field(default_factory=dict)
    _variables: int = 0

    def _all(self, names: Names) -> list[tuple[Term, Type]]:
        return [each for name, kind in names.items() for each in self._from(name, kind)]

    def _from(self, name: str, kind: Type) -> list[tuple[Term, Type]]:
        if (name, kind) not in self._paths:
            self._paths[name, kind] = list(self._walk(Term(name), kind, REACH))
        return self._paths[name, kind]

    def forget(self) -> None:
        """Look at the members anew: more of them may be read."""
        self._paths.clear()

    def _walk(self, term: Term, kind: Type, steps: int) -> list[tuple[Term, Type]]:
        found = [(term, kind)]
        if not isinstance(kind, RecordOf) or not steps:
            return found
        for name, member in self.schema.get(kind.name, {}).items():
            if (kind.name, name) in self.hidden:
                continue
            text = f"{term.text}.{name}"
            needs = (*term.needs, text) if member.optional else term.needs
            found += self._walk(Term(text, needs), member.type, steps - 1)
        return found

    def _lists(self, names: Names) -> list[tuple[Term, Type]]:
        return [(term, kind) for term, kind in self._all(names) if isinstance(kind, ListOf)]

    def _variable(self) -> str:
        self._variables += 1
        return f"x{self._variables}"

    def _pick(self, found: Sequence[tuple[Term, Type]]) -> tuple[Term, Type]:
        """One of them, a short one rather than a long one."""
        drawn = [self.random.choice(found) for _ in range(3)]
        return min(drawn, key=lambda each: len(each[0].text.split(".")) + len(each[0].needs))

    def _has_key(self, kind: Type) -> bool:
        """Whether its values can be told apart: a record without a key is only ever itself."""
        return isinstance(kind, RecordOf) and "key" in self.schema[kind.name]
