"""What guards compare and what follows, gathered so that formulas share their variables."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from tadasu.guard.checked import Path
from tadasu.guard.formula import (
    Formula,
    Is,
    Values,
    any_of,
    deny,
    telling,
)
from tadasu.guard.proof import Assumptions, is_certain, is_impossible
from tadasu.guard.types import EnumOf, RecordOf, Type

MOST_PARTS: Final = 20_000
"""Parts of a guard, and of the guards that its names stand for, that are read for one formula."""


class Claims:
    """The variables of guards judged at one moment, and the laws that hold between them."""

    def __init__(
        self,
        given: Mapping[Path, Iterable[str]] | None = None,
        lowest: Mapping[tuple[str, str], int] | None = None,
        empty: Iterable[Path] = (),
    ) -> None:
        """Claims under assumptions.

        `given` restricts enumerations by path, `lowest` says how small an int of a record can be,
        by (record, field), and lists at the paths in `empty` hold nothing.
        """
        self._given = {at: frozenset(values) for at, values in (given or {}).items()}
        self._lowest = lowest or {}
        self._empty = frozenset(empty)
        self._constants: dict[str, set[Any]] = {}
        self._bounds: dict[str, int] = {}
        self._whole: dict[str, Values] = {}
        self._laws: list[Formula] = []
        self._reading: Iterator[int] = iter(())

    def inner(self) -> "Claims":
        """The same assumptions, and no claims yet."""
        found = Claims(self._given, self._lowest, self._empty)
        found._reading = self._reading
        return found

    def reads_on(self) -> bool:
        """Count a part that is read; whether there is time for it."""
        return next(self._reading, None) is not None

    def begin(self) -> None:
        """Start to read a guard: `MOST_PARTS` parts of it are read."""
        self._reading = iter(range(MOST_PARTS))

    def never(self, claims: Iterable[Formula]) -> bool:
        """Whether it is proved that these never hold together."""
        return is_impossible(claims, self._known)

    def always(self, claim: Formula, given: Iterable[Formula] = ()) -> bool:
        """Whether it is proved that `claim` holds wherever `given` does."""
        return is_certain(claim, self._known, given)

    @property
    def _known(self) -> Assumptions:
        values = dict(self._whole)
        for name, constants in self._constants.items():
            low = self._bounds.get(name)
            found = telling({*constants, *(() if low is None else (low,))})
            values[name] = [one for one in found if low is None or one >= low]
        return Assumptions(values, self._laws)

    def compared(self, variable: str, op: str, constants: Iterable[Any], low: int | None) -> Is:
        """The variable against constants."""
        found = frozenset(constants)
        self._constants.setdefault(variable, set()).update(found)
        if low is not None:
            self._bounds[variable] = low
        return Is(variable, op, found if op == "in" else next(iter(found)))

    def chosen(self, variable: str, values: Iterable[str], sought: Iterable[str]) -> Is:
        """The variable is one of `sought`, of all its `values`."""
        self._whole[variable] = tuple(values)
        return Is(variable, "in", frozenset(sought))

    def flag(self, variable: str) -> Is:
        """The variable is true."""
        self._whole[variable] = (True, False)
        return Is(variable, "==", constant=True)

    def sign(self, variable: str, signs: frozenset[int]) -> Is:
        """The difference of two values has one of these signs."""
        self._whole[variable] = (-1, 0, 1)
        return Is(variable, "in", signs)

    def follows(self, premise: Formula, conclusion: Formula) -> None:
        """A law: where one holds, so does the other."""
        self._laws.append(any_of([deny(premise), conclusion]))

    def is_empty(self, at: Path | None) -> bool:
        """Whether the list at a path is taken to hold nothing."""
        return at in self._empty

    def allowed(self, at: Path | None, kind: EnumOf) -> Iterable[str]:
        """The values that an enumeration may have at a path."""
        given = self._given.get(at) if at is not None else None
        return kind.values if given is None else [one for one in kind.values if one in given]

    def least(self, owner: Type | None, field: str) -> int | None:
        """How small an int of a record can be, where that is known."""
        return self._lowest.get((owner.name, field)) if isinstance(owner, RecordOf) else None
