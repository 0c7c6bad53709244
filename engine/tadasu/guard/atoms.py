"""The atoms of a guard, and which of them decide an evaluation.

An atom is a maximal condition without `&&`, `||`, `!` or `?:`, in the bodies of `all`, `exists`
and `exists_one` too. It decides as true where the guard would come out otherwise if it were false,
for every element of the loops around it, and as false likewise: the idea of MC/DC (RTCA DO-178C).
To come out otherwise is also to have no value any more.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final

from tadasu.guard.evaluate import Program
from tadasu.guard.guard import DEFAULT_STEPS, Guard
from tadasu.guard.lexer import condensed
from tadasu.guard.problem import GuardError
from tadasu.guard.reading import Reader
from tadasu.guard.syntax import Comprehension, Conditional, Constant, Logic, Name, Node, Not
from tadasu.guard.types import Scalar

_STEPS: Final = 10_000_000
"""A whole evaluation is repeated for each part."""


AtomName = tuple[str, int]
"""The name that stands for the guard in which an atom is written (empty: the guard itself that
is asked), and the number of its node there."""


@dataclass(frozen=True, slots=True)
class Atom:
    """A part of a guard that is true or false by itself."""

    name: AtomName
    offset: int
    """Characters from the start of the source in which it is written."""
    text: str
    """As it is written, on one line."""


Told = Callable[[Mapping[str, object], object, tzinfo], None]
"""Takes the names in scope, the value (or the GuardError) and the time zone."""


class Watched(Guard):
    """A guard that tells of each of its evaluations while what it read is still there."""

    __slots__ = ("_told",)

    def __init__(self, guard: Guard, told: Told) -> None:
        super().__init__(guard.program)
        self._told = told

    def value(
        self, names: Mapping[str, object], *, zone: tzinfo, steps: int = DEFAULT_STEPS
    ) -> object:
        """As a guard's; whoever watches is told first."""
        try:
            value = super().value(names, zone=zone, steps=steps)
        except GuardError as wrong:
            self._told(names, wrong, zone)
            raise
        self._told(names, value, zone)
        return value


def atoms(guard: Guard) -> tuple[Atom, ...]:
    """The atoms of a condition and of those that names in it stand for, in the order of the text.

    None of an expression of another type.
    """
    return tuple(dict.fromkeys(_written("", guard.program)))


def deciding(
    guard: Guard,
    names: Mapping[str, object],
    candidates: Iterable[tuple[AtomName, bool]],
    *,
    zone: tzinfo,
) -> frozenset[tuple[AtomName, bool]]:
    """Those of `candidates`, atoms with a value each, that decide this evaluation."""
    reader = Reader(guard.program, guard.program.begin(names, zone, _STEPS))
    value = _Supposed(None).value("", reader, reader.tree)
    if value is None:
        return frozenset()
    return frozenset(
        (atom, held)
        for atom, held in candidates
        if _Supposed((atom, not held)).value("", reader, reader.tree) is not value
    )


def _written(define: str, program: Program) -> Iterator[Atom]:
    checked = program.checked
    if checked.types[checked.tree.id] is not Scalar.BOOL:
        return
    for node in _atoms(checked.tree):
        if isinstance(node, Name) and node.name in program.defines:
            yield from _written(node.name, program.defines[node.name])
        else:
            text = condensed(checked.source[node.offset : node.offset + node.length])
            yield Atom((define, node.id), node.offset, text)


def _atoms(node: Node) -> Iterator[Node]:
    match node:
        case Not(operand=operand):
            yield from _atoms(operand)
        case Logic(parts=parts):
            for part in parts:
                yield from _atoms(part)
        case Conditional(condition=condition, then=then, otherwise=otherwise):
            for part in (condition, then, otherwise):
                yield from _atoms(part)
        case Comprehension(macro="all" | "exists" | "exists_one", body=body):
            yield from _atoms(body)
        case Constant():
            return
        case _:
            yield node


class _Supposed:
    """What a guard would come to if one of its atoms always had a certain value."""

    def __init__(self, supposed: tuple[AtomName, bool] | None) -> None:
        self._atom: AtomName | None = supposed[0] if supposed else None
        self._truth = supposed is not None and supposed[1]

    def value(self, define: str, reader: Reader, node: Node) -> bool | None:
        """The truth of a part, None where it has none."""
        match node:
            case Not(operand=operand):
                truth = self.value(define, reader, operand)
                return None if truth is None else not truth
            case Logic(op=op, parts=parts):
                truths = (self.value(define, reader, part) for part in parts)
                return _joined(truths, every=op == "&&")
            case Conditional(condition=condition, then=then, otherwise=otherwise):
                way = self.value(define, reader, condition)
                if way is None:
                    return None
                return self.value(define, reader, then if way else otherwise)
            case Comprehension(macro="all" | "exists" | "exists_one"):
                return self._loop(define, reader, node)
            case Name(name=name) if (inner := reader.behind(name)) is not None:
                return self.value(name, inner, inner.tree)
            case _:
                return self._truth if (define, node.id) == self._atom else reader.truth(node)

    def _loop(self, define: str, reader: Reader, node: Comprehension) -> bool | None:
        items = reader.items(node.range)
        if items is None:
            return None
        truths: list[bool | None] = []
        for item in items:
            reader.bind(node.variable, item)
            truths.append(self.value(define, reader, node.body))
        if node.macro == "exists_one":
            return None if None in truths else truths.count(True) == 1
        return _joined(truths, every=node.macro == "all")


def _joined(truths: Iterable[bool | None], *, every: bool) -> bool | None:
    """A conjunction, or a disjunction: what decides absorbs what has no value."""
    found = set(truths)
    if (not every) in found:
        return not every
    return None if None in found else every
