"""Why a guard holds, or why it does not: a walk down the tree by polarity.

A conjunction that is false is explained by its false parts, a disjunction by all its parts; `!`
turns the question round; `all` that is false by the elements that fail, `exists` that is true by
those that qualify. Everything else is a fragment: its source, and the values that it read.
"""

from collections.abc import Iterator, Mapping
from datetime import tzinfo
from itertools import islice
from typing import Final, cast

from tadasu.errors import Fragment
from tadasu.guard.check import Checked
from tadasu.guard.evaluate import Program
from tadasu.guard.lexer import condensed
from tadasu.guard.problem import GuardError
from tadasu.guard.syntax import (
    Binary,
    Call,
    Comprehension,
    Conditional,
    Constant,
    Has,
    Logic,
    Node,
    Not,
    children,
    path,
)
from tadasu.guard.values import ABSENT, show

MAX_FRAGMENTS: Final = 20
"""An explanation ends after so many fragments."""
MAX_SHOWN: Final = 80
"""Characters of a shown value; what is longer ends in an ellipsis."""
_STEPS: Final = 1_000_000
_SHOWN_ITEMS: Final = 20

Pairs = tuple[tuple[str, str], ...]
"""Expressions and their shown values."""


def explain(
    checked: Checked,
    program: Program,
    names: Mapping[str, object],
    *,
    zone: tzinfo,
    holds: bool,
) -> tuple[Fragment, ...]:
    """Why the guard's value is `holds`: one fragment at least, and at most MAX_FRAGMENTS.

    Never raises GuardError: what cannot be evaluated is shown as absent.
    """
    walker = _Walker(checked, program, names, zone)
    found = tuple(islice(_distinct(walker.why(checked.tree, holds, ())), MAX_FRAGMENTS))
    return found or (walker.fragment(checked.tree, ()),)


def _distinct(fragments: Iterator[Fragment]) -> Iterator[Fragment]:
    seen: set[Fragment] = set()
    for fragment in fragments:
        if fragment not in seen:
            seen.add(fragment)
            yield fragment


class _Walker:
    """Walks the tree with one frame; variables are set in it as the walk enters comprehensions."""

    def __init__(
        self, checked: Checked, program: Program, names: Mapping[str, object], zone: tzinfo
    ) -> None:
        self._checked = checked
        self._program = program
        self._zone = zone
        self._frame = program.frame(names, zone, _STEPS)

    def why(self, node: Node, holds: bool, element: Pairs) -> Iterator[Fragment]:
        """Fragments that explain why `node` is `holds`; `element` names where a loop stands."""
        match node:
            case Not(operand=operand):
                yield from self.why(operand, not holds, element)
            case Logic(op=op, parts=parts):
                everything = holds == (op == "&&")
                for part in parts:
                    if everything or self._truth(part) is holds:
                        yield from self.why(part, holds, element)
            case Conditional(condition=condition, then=then, otherwise=otherwise):
                chosen = self._truth(condition)
                if chosen is not None:
                    yield from self.why(condition, chosen, element)
                    yield from self.why(then if chosen else otherwise, holds, element)
            case Comprehension(macro="all" | "exists"):
                yield from self._elements(node, holds, element)
            case _:
                yield self.fragment(node, element)

    def _elements(self, node: Comprehension, holds: bool, element: Pairs) -> Iterator[Fragment]:
        """Elements that decide; where none does, how many there are."""
        if holds == (node.macro == "all"):
            yield self.fragment(node, element)
            return
        slot = self._program.slots[node.variable]
        for item in self._items(node.range) or ():
            self._frame[slot] = item
            if self._truth(node.body) is holds:
                here = (node.variable, self._shown(item))
                yield from self.why(node.body, holds, (*element, here))

    def fragment(self, node: Node, element: Pairs) -> Fragment:
        """`node` as it is written, with the values of what it reads."""
        pairs = dict(element)
        for text, value in self._operands(node):
            pairs.setdefault(text, value)
        return Fragment(self._text(node), tuple(pairs.items()))

    def _operands(self, node: Node) -> Iterator[tuple[str, str]]:
        """The values that `node` is made of: its operands, then the fields within them."""
        match node:
            case Comprehension():
                yield from self._count(node)
            case Has(select=select):
                yield self._pair(select)
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
            if not isinstance(operand, Constant) and operand.id not in self._checked.constants:
                yield self._pair(operand)
        for operand in operands:
            for read in self._paths(operand):
                yield self._pair(read)

    def _paths(self, node: Node) -> Iterator[Node]:
        """The names and fields that `node` reads, but for those that only a loop knows."""
        if path(node) is not None:
            yield node
        elif isinstance(node, Comprehension):
            yield from self._paths(node.range)
        else:
            for child in children(node):
                yield from self._paths(child)

    def _count(self, node: Comprehension) -> Iterator[tuple[str, str]]:
        """How many elements qualify, of how many: 0 / 3."""
        if node.macro in ("filter", "map"):
            yield self._pair(node)
            return
        slot = self._program.slots[node.variable]
        items = self._items(node.range)
        if items is None:
            yield (self._text(node.range), ABSENT)
            return
        qualified = 0
        for item in items:
            self._frame[slot] = item
            qualified += self._truth(node.body) is True
        yield (self._text(node.range), f"{qualified} / {len(items)}")

    def _pair(self, node: Node) -> tuple[str, str]:
        try:
            return (self._text(node), self._shown(self._value(node)))
        except GuardError:
            return (self._text(node), ABSENT)

    def _value(self, node: Node) -> object:
        return self._program.closures[node.id](self._frame)

    def _items(self, node: Node) -> tuple[object, ...] | None:
        """The elements of a list, None where it has no value."""
        try:
            return cast("tuple[object, ...]", self._value(node))
        except GuardError:
            return None

    def _truth(self, node: Node) -> bool | None:
        """The node's truth, None where it has none."""
        try:
            return bool(self._value(node))
        except GuardError:
            return None

    def _text(self, node: Node) -> str:
        return condensed(self._checked.source[node.offset : node.offset + node.length])

    def _shown(self, value: object) -> str:
        more = isinstance(value, tuple) and len(value) > _SHOWN_ITEMS
        try:
            text = show(value[:_SHOWN_ITEMS] if isinstance(value, tuple) else value, self._zone)
        except GuardError:
            return ABSENT
        text = f"{text[:-1]}, …]" if more else text
        return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"
