"""Guards without their spelling: the same term for texts that mean the same by simple laws.

Negations are pushed inwards (de Morgan holds in CEL, errors included: a part that decides absorbs
the errors of the others), `&&` and `||` are sets, comparisons look one way, variables are
numbered, parameters are their values, and defined names what they stand for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tadasu.guard.parse import parse
from tadasu.guard.syntax import (
    Binary,
    Call,
    Comprehension,
    Conditional,
    Constant,
    Has,
    Logic,
    Name,
    Negate,
    Node,
    Not,
    Select,
    children,
)

Term = tuple[Any, ...]
"""A tag and its parts; two terms are equal when their guards mean the same."""

TRUE: Term = ("const", "bool", True)
FALSE: Term = ("const", "bool", False)

_DUAL = {"and": "or", "or": "and", "all": "exists", "exists": "all"}


@dataclass(frozen=True, slots=True)
class Reading:
    """What stands behind the names in a guard."""

    params: Mapping[str, object]
    defines: Mapping[str, str]
    variable: str | None = None
    """The variable of `each`, which may be called otherwise in the other process."""

    def about(self, variable: str | None) -> "Reading":
        """The same, for guards that are asked of each item."""
        return replace(self, variable=variable)

    @property
    def unset(self) -> "Reading":
        """The same, whatever is set."""
        return replace(self, params={})

    def term(self, source: str) -> Term:
        """The term of a guard that was compiled before."""
        return self._term(parse(source), {self.variable: "each"} if self.variable else {})

    def _term(self, node: Node, bound: Mapping[str, str]) -> Term:
        match node:
            case Constant(value=value):
                return ("const", type(value).__name__, value)
            case Name(name=name):
                return self._name(name, bound)
            case Select(operand=Name(name="params"), field=field) if field in self.params:
                return _parameter(field, self.params[field])
            case Not(operand=operand):
                return negated(self._term(operand, bound))
            case Negate(operand=operand):
                return _minus(self._term(operand, bound))
            case Logic(op=op, parts=parts):
                tag = "and" if op == "&&" else "or"
                return joined(tag, [self._term(part, bound) for part in parts])
            case Binary():
                return self._binary(node, bound)
            case Comprehension():
                variable = f"#{len(bound)}"
                inner = {**bound, node.variable: variable}
                body = self._term(node.body, inner)
                return (node.macro, self._term(node.range, bound), variable, body)
        return (_tag(node), *(self._term(part, bound) for part in children(node)))

    def _name(self, name: str, bound: Mapping[str, str]) -> Term:
        if name in bound:
            return ("name", bound[name])
        if name in self.defines:
            return self._term(parse(self.defines[name]), {})
        return ("name", name)

    def _binary(self, node: Binary, bound: Mapping[str, str]) -> Term:
        one, other = self._term(node.left, bound), self._term(node.right, bound)
        match node.op:
            case "==":
                return ("==", frozenset((one, other)))
            case "!=":
                return negated(("==", frozenset((one, other))))
            case ">":
                return ("<", other, one)
            case ">=":
                return ("<=", other, one)
            case _:
                return (node.op, one, other)


def _tag(node: Node) -> object:
    """What a node is, besides its parts."""
    match node:
        case Select(field=field):
            return ("select", field)
        case Has():
            return "has"
        case Call(function=function, target=target):
            return ("call", function, target is None)
    return "if" if isinstance(node, Conditional) else "list"


def negated(term: Term) -> Term:
    """The term that is true where this one is false."""
    match term:
        case ("not", inner):
            return inner  # type: ignore[no-any-return]  # a term inside a term
        case ("const", "bool", value):
            return FALSE if value else TRUE
        case ("and" | "or" as tag, parts):
            return joined(_DUAL[tag], [negated(part) for part in parts])
        case ("<", one, other):
            return ("<=", other, one)
        case ("<=", one, other):
            return ("<", other, one)
        case ("all" | "exists" as tag, over, variable, body):
            return (_DUAL[tag], over, variable, negated(body))
        case ("if", condition, then, otherwise):
            return ("if", condition, negated(then), negated(otherwise))
    return ("not", term)


def joined(tag: str, parts: list[Term]) -> Term:
    """`and` or `or` over a set of parts, nested ones taken in."""
    flat: set[Term] = set()
    for part in parts:
        flat |= part[1] if part[0] == tag else {part}
    return next(iter(flat)) if len(flat) == 1 else (tag, frozenset(flat))


def _minus(term: Term) -> Term:
    if term[:2] == ("const", "int"):
        return ("const", "int", -term[2])
    return ("minus", term)


def _parameter(name: str, value: object) -> Term:
    if isinstance(value, date):
        return (("call", "date", True), ("const", "str", value.isoformat()))
    if isinstance(value, bool | int | str):
        return ("const", type(value).__name__, value)
    return ("param", name, repr(value))
