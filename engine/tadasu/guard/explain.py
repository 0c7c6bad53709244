"""Why a guard holds, or why it does not: a walk down the tree by polarity.

A conjunction that is false is explained by its false parts, a disjunction by all its parts; `!`
turns the question round; `all` that is false by the elements that fail, `exists` that is true by
those that qualify. Everything else is a fragment: its source, and the values that it read.
"""

from collections.abc import Iterator, Mapping
from datetime import tzinfo
from itertools import islice
from typing import Final

from tadasu.errors import Fragment
from tadasu.guard.evaluate import Program
from tadasu.guard.reading import Reader
from tadasu.guard.syntax import (
    Binary,
    Call,
    Comprehension,
    Conditional,
    Constant,
    Has,
    Logic,
    Name,
    Node,
    Not,
    Select,
    children,
    path,
)
from tadasu.guard.values import ABSENT

MAX_FRAGMENTS: Final = 20
"""An explanation ends after so many fragments."""

_STEPS: Final = 1_000_000

Pairs = tuple[tuple[str, str], ...]
"""Expressions and their shown values."""


def explain(
    program: Program, names: Mapping[str, object], *, zone: tzinfo, holds: bool
) -> tuple[Fragment, ...]:
    """Why the guard's value is `holds`: one fragment at least, and at most MAX_FRAGMENTS.

    Never raises GuardError: what cannot be evaluated is shown as absent.
    """
    reader = Reader(program, program.begin(names, zone, _STEPS))
    walker = _Walker(reader)
    found = tuple(islice(_distinct(walker.why(reader.tree, holds, ())), MAX_FRAGMENTS))
    return found or (walker.fragment(reader.tree, ()),)


def _distinct(fragments: Iterator[Fragment]) -> Iterator[Fragment]:
    seen: set[Fragment] = set()
    for fragment in fragments:
        if fragment not in seen:
            seen.add(fragment)
            yield fragment


class _Walker:
    """Walks the tree; variables are bound as the walk enters comprehensions."""

    def __init__(self, reader: Reader, told: set[object] | None = None) -> None:
        self._reader = reader
        self._told: set[object] = set() if told is None else told
        """What has been explained already; once more would only say the same."""

    def why(self, node: Node, holds: bool, element: Pairs) -> Iterator[Fragment]:
        """Fragments that explain why `node` is `holds`; `element` names where a loop stands."""
        match node:
            case Not(operand=operand):
                yield from self.why(operand, not holds, element)
            case Logic(op=op, parts=parts):
                everything = holds == (op == "&&")
                for part in parts:
                    if everything or self._reader.truth(part) is holds:
                        yield from self.why(part, holds, element)
            case Conditional(condition=condition, then=then, otherwise=otherwise):
                chosen = self._reader.truth(condition)
                if chosen is not None:
                    yield from self.why(condition, chosen, element)
                    yield from self.why(then if chosen else otherwise, holds, element)
            case Comprehension(macro="all" | "exists"):
                yield from self._elements(node, holds, element)
            case Name(name=name) if (inner := self._condition(node, name)) is not None:
                if self._first(id(inner.tree), holds):
                    yield from _Walker(inner, self._told).why(inner.tree, holds, ())
            case Select() if self._reader.is_condition(node):
                if self._first(id(self._reader.tree), self._reader.text(node), element, holds):
                    yield self.fragment(node, element)
                    yield from self._reader.because(node, holds=holds)
            case _:
                yield self.fragment(node, element)

    def _first(self, *what: object) -> bool:
        """Whether this is explained for the first time."""
        before = len(self._told)
        self._told.add(what)
        return len(self._told) > before

    def _condition(self, node: Name, name: str) -> Reader | None:
        """The condition that a name stands for, if it stands for one."""
        return self._reader.behind(name) if self._reader.is_condition(node) else None

    def _elements(self, node: Comprehension, holds: bool, element: Pairs) -> Iterator[Fragment]:
        """Elements that decide; where none does, how many there are."""
        if holds == (node.macro == "all"):
            yield self.fragment(node, element)
            return
        for item in self._reader.items(node.range) or ():
            self._reader.bind(node.variable, item)
            if self._reader.truth(node.body) is holds:
                here = (node.variable, self._reader.shown(item))
                yield from self.why(node.body, holds, (*element, here))

    def fragment(self, node: Node, element: Pairs) -> Fragment:
        """`node` as it is written, with the values of what it reads."""
        pairs = dict(element)
        for text, value in self._operands(node):
            pairs.setdefault(text, value)
        return Fragment(self._reader.text(node), tuple(pairs.items()))

    def _operands(self, node: Node) -> Iterator[tuple[str, str]]:
        """The values that `node` is made of: its operands, then the fields within them."""
        match node:
            case Comprehension():
                yield from self._count(node)
            case Has(select=select):
                yield self._reader.pair(select)
            case Binary(left=left, right=right):
                yield from self._parts(left, right)
            case Call(target=target, arguments=arguments) if target is not None:
                yield from self._parts(target, *arguments)
            case Constant():
                return
            case _:
                yield from self._parts(node)

    def _parts(self, *operands: Node) -> Iterator[tuple[str, str]]:
        for operand in operands:
            if not self._reader.is_constant(operand):
                yield self._reader.pair(operand)
        seen: set[int] = set()
        for operand in operands:
            if not self._reader.is_constant(operand):
                yield from self.reads(operand, seen)

    def reads(self, node: Node, seen: set[int]) -> Iterator[tuple[str, str]]:
        """The names and fields that `node` reads, but for those that only a loop knows.

        `seen` are the guards whose names have been followed.
        """
        words = path(node)
        if words is not None:
            yield self._reader.pair(node)
            inner = self._reader.behind(words[0])
            if inner is not None and id(inner.tree) not in seen:
                seen.add(id(inner.tree))
                yield from _Walker(inner).reads(inner.tree, seen)
        elif isinstance(node, Comprehension):
            yield from self.reads(node.range, seen)
        else:
            for child in children(node):
                yield from self.reads(child, seen)

    def _count(self, node: Comprehension) -> Iterator[tuple[str, str]]:
        """How many elements qualify, of how many: 0 / 3."""
        if node.macro in ("filter", "map", "latest"):
            yield self._reader.pair(node)
            return
        items = self._reader.items(node.range)
        if items is None:
            yield (self._reader.text(node.range), ABSENT)
            return
        qualified = 0
        for item in items:
            self._reader.bind(node.variable, item)
            qualified += self._reader.truth(node.body) is True
        yield (self._reader.text(node.range), f"{qualified} / {len(items)}")
