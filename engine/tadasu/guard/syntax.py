"""The syntax tree of a guard: frozen nodes, each with its place in the source.

The shape follows CEL's abstract syntax (langdef, "Syntax" and "Macros"): a macro is a node of its
own, and a chain of `&&` or `||` is one node with all its parts.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

LogicOp = Literal["&&", "||"]
BinaryOp = Literal["==", "!=", "<", "<=", ">", ">=", "in", "+", "-", "*", "/", "%"]
MacroName = Literal["all", "exists", "exists_one", "filter", "map", "latest"]


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a guard."""

    id: int
    """Counts from 0 within one guard, as the ids of CEL's own tree do."""
    offset: int
    """Characters from the start of the source."""
    length: int
    """Characters of this part, without parentheses around it."""


@dataclass(frozen=True, slots=True)
class Constant(Node):
    """`true`, `42` or `'text'`."""

    value: bool | int | str


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A name in scope, or the variable of a comprehension."""

    name: str


@dataclass(frozen=True, slots=True)
class Select(Node):
    """`operand.field`; `field_offset` is where the field's name stands."""

    operand: Node
    field: str
    field_offset: int


@dataclass(frozen=True, slots=True)
class Has(Node):
    """`has(operand.field)`."""

    select: Select


@dataclass(frozen=True, slots=True)
class Not(Node):
    """`!operand`."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Negate(Node):
    """`-operand`."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Logic(Node):
    """`a && b && c` or `a || b || c`: two parts or more."""

    op: LogicOp
    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Binary(Node):
    """A comparison, a membership test or arithmetic."""

    op: BinaryOp
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Conditional(Node):
    """`condition ? then : otherwise`."""

    condition: Node
    then: Node
    otherwise: Node


@dataclass(frozen=True, slots=True)
class ListLiteral(Node):
    """`[a, b]`."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Call(Node):
    """`function(arguments)`, or `target.function(arguments)` where there is a target."""

    function: str
    function_offset: int
    target: Node | None
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Comprehension(Node):
    """`range.all(variable, body)` and the other macros over lists."""

    macro: MacroName
    range: Node
    variable: str
    variable_offset: int
    body: Node


def children(node: Node) -> tuple[Node, ...]:
    """The parts directly below `node`, from left to right."""
    match node:
        case Select(operand=operand) | Not(operand=operand) | Negate(operand=operand):
            return (operand,)
        case Has(select=select):
            return (select,)
        case Logic(parts=parts):
            return parts
        case Binary(left=left, right=right):
            return (left, right)
        case Conditional(condition=condition, then=then, otherwise=otherwise):
            return (condition, then, otherwise)
        case ListLiteral(items=items):
            return items
        case Call(target=target, arguments=arguments):
            return arguments if target is None else (target, *arguments)
        case Comprehension(range=over, body=body):
            return (over, body)
    return ()


def walk(node: Node) -> Iterator[Node]:
    """`node` and everything below it, parents first."""
    yield node
    for child in children(node):
        yield from walk(child)


def path(node: Node) -> tuple[str, ...] | None:
    """The words of a name, or of a chain of fields that starts at one; None for anything else."""
    words: list[str] = []
    while isinstance(node, Select):
        words.append(node.field)
        node = node.operand
    return (node.name, *reversed(words)) if isinstance(node, Name) else None
