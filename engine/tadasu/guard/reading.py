"""Reads parts of a guard for its explanation: their source, their truth, their values as shown."""

from typing import Final, cast

from tadasu.errors import Fragment
from tadasu.guard.evaluate import Program
from tadasu.guard.lexer import condensed
from tadasu.guard.problem import GuardError
from tadasu.guard.steps import Run
from tadasu.guard.syntax import Constant, ListLiteral, Node, Select
from tadasu.guard.types import Scalar
from tadasu.guard.values import ABSENT, show

MAX_SHOWN: Final = 80
"""Characters of a shown value; what is longer ends in an ellipsis."""
_SHOWN_ITEMS: Final = 20


class Reader:
    """One evaluation whose parts can be asked one by one; what has no value raises nothing."""

    def __init__(self, program: Program, run: Run) -> None:
        self._program = program
        self._checked = program.checked
        self._run = run
        self._frame = program.frame(run)

    @property
    def tree(self) -> Node:
        """The whole guard."""
        return self._checked.tree

    def behind(self, name: str) -> "Reader | None":
        """The guard that a name stands for, in the same evaluation; None for other names."""
        inner = self._program.defines.get(name)
        return None if inner is None else Reader(inner, self._run)

    def is_condition(self, node: Node) -> bool:
        """Whether the part is a bool."""
        return self._checked.types[node.id] is Scalar.BOOL

    def because(self, node: Select, *, holds: bool) -> tuple[Fragment, ...]:
        """Why a field is `holds`, if the record knows (Record, in `values`)."""
        try:
            known = getattr(self._value(node.operand), "because", None)
            called = self.text(node.operand)
            return known(node.field, holds=holds, called=called) if known else ()
        except GuardError:
            return ()

    def bind(self, variable: str, item: object) -> None:
        """Let the variable of a comprehension stand for `item`."""
        self._frame[self._program.slots[variable]] = item

    def is_constant(self, node: Node) -> bool:
        """Whether the part is its own value, so that showing it says nothing."""
        if isinstance(node, ListLiteral):
            return all(map(self.is_constant, node.items))
        return isinstance(node, Constant) or node.id in self._checked.constants

    def pair(self, node: Node) -> tuple[str, str]:
        """The part as it is written, and its value as shown."""
        try:
            return (self.text(node), self.shown(self._value(node)))
        except GuardError:
            return (self.text(node), ABSENT)

    def _value(self, node: Node) -> object:
        return self._program.closures[node.id](self._frame)

    def items(self, node: Node) -> tuple[object, ...] | None:
        """The elements of a list, None where it has no value."""
        try:
            return cast("tuple[object, ...]", self._value(node))
        except GuardError:
            return None

    def truth(self, node: Node) -> bool | None:
        """The node's truth, None where it has none."""
        try:
            return bool(self._value(node))
        except GuardError:
            return None

    def text(self, node: Node) -> str:
        """The part as it is written, on one line."""
        return condensed(self._checked.source[node.offset : node.offset + node.length])

    def shown(self, value: object) -> str:
        """A value for people, of at most MAX_SHOWN characters."""
        more = isinstance(value, tuple) and len(value) > _SHOWN_ITEMS
        try:
            text = show(
                value[:_SHOWN_ITEMS] if isinstance(value, tuple) else value, self._run.zone
            )
        except GuardError:
            return ABSENT
        text = f"{text[:-1]}, …]" if more else text
        return text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + "…"
