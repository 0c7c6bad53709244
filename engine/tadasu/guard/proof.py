"""What can be said of guards without any case: that one always holds, or never does.

A small decision procedure. It tries every combination of the few values that matter, and gives
up beyond a budget; then nothing is proved. What it proves is true of every case for which the
guard has a value at all: an error (overflow, budget) is neither yes nor no.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from tadasu.guard.formula import (
    All,
    Deny,
    Formula,
    Is,
    Values,
    all_of,
    atoms,
    deny,
    distinct,
    where,
)

BUDGET: Final = 20_000
"""Comparisons that one proof may look at, counted anew for every value that is tried."""


@dataclass(frozen=True, slots=True)
class Assumptions:
    """What is known beside the guards: values that terms may have, and what follows from what."""

    values: Mapping[str, Values] = field(default_factory=dict)
    """For each variable the values that tell its comparisons apart."""
    laws: Sequence[Formula] = ()


def is_impossible(claims: Iterable[Formula], known: Assumptions) -> bool:
    """Whether it is proved that the claims never hold together."""
    return not _Search(all_of([*claims]), known).finds()


def is_certain(claim: Formula, known: Assumptions, given: Iterable[Formula] = ()) -> bool:
    """Whether it is proved that `claim` holds wherever `given` does."""
    return is_impossible([*given, deny(claim)], known)


class _Search:
    """Looks for values under which a formula holds; giving up counts as having found some."""

    def __init__(self, formula: Formula, known: Assumptions) -> None:
        used = {atom.variable for atom in atoms(formula)}
        laws = [law for law in known.laws if {atom.variable for atom in atoms(law)} <= used]
        self._formula = all_of([formula, *laws])
        comparisons: dict[str, list[Is]] = {}
        for atom in atoms(self._formula):
            comparisons.setdefault(atom.variable, []).append(atom)
        self._values = {
            name: distinct(known.values[name], found) for name, found in comparisons.items()
        }
        self._left = BUDGET

    def finds(self) -> bool:
        """Whether the formula may hold."""
        return self._try(self._formula)

    def _try(self, formula: Formula) -> bool:
        if isinstance(formula, bool):
            return formula
        self._left -= sum(1 for _ in atoms(formula))
        if self._left < 0:
            return True
        name = _next(formula)
        return any(self._try(where(formula, name, value)) for value in self._values[name])


def _next(formula: Formula) -> str:
    """The variable to try first: one that the formula pins down, if there is one."""
    if isinstance(formula, All):
        for part in formula.parts:
            bare = part.part if isinstance(part, Deny) else part
            if isinstance(bare, Is):
                return bare.variable
    return next(atoms(formula)).variable
