"""From the checked tree to nested Python closures, built once; nothing is generated as text.

A closure takes the frame and gives its node's value. The frame is a list: the run, the names that
the guard reads, then the variables of its comprehensions.

Work is bounded: a guard has at most 400 nodes, and comprehensions, `in`, list comparisons, list
literals and searches in texts pay for what they visit out of the steps, before they visit it.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import tzinfo
from typing import Any, cast

from tadasu.guard import loops
from tadasu.guard.arithmetic import ARITHMETIC, negate, utc
from tadasu.guard.checked import Checked
from tadasu.guard.equality import equality, membership, order
from tadasu.guard.invoke import invoke, operation, unary
from tadasu.guard.problem import GuardError
from tadasu.guard.steps import FIRST_SLOT, RUN, Closure, Frame, Run, spend
from tadasu.guard.syntax import (
    Binary,
    Call,
    Comprehension,
    Conditional,
    Constant,
    Has,
    ListLiteral,
    Logic,
    Name,
    Negate,
    Node,
    Not,
    Select,
    walk,
)
from tadasu.guard.types import ListOf, Scalar, Type, join


class Program:
    """A guard ready to run, with the closure of each of its parts."""

    def __init__(self, checked: Checked, defines: Mapping[str, "Program"]) -> None:
        self.checked = checked
        self.defines = {name: defines[name] for name in checked.defines}
        """The guards that names in it stand for."""
        self._names, variables = _names(checked.tree, checked.defines)
        borrowed = [name for inner in self.defines.values() for name in inner.needs]
        self.needs: tuple[str, ...] = tuple(dict.fromkeys((*self._names, *borrowed)))
        """The names that it reads, itself or through the names that stand for guards."""
        # Variables of one name are never alive together, so they share a slot.
        self.slots = {n: i for i, n in enumerate((*self._names, *variables), FIRST_SLOT)}
        self._empty = [None] * len(variables)
        self.closures: dict[int, Closure] = {}
        self.run = self._compile(checked.tree)

    def begin(self, names: Mapping[str, object], zone: tzinfo, steps: int) -> Run:
        """A new evaluation. GuardError absent where a name is missing."""
        try:
            return Run({name: names[name] for name in self.needs}, zone, steps)
        except KeyError as error:
            raise GuardError("absent", f"no value for the name {error.args[0]}") from error

    def frame(self, run: Run) -> Frame:
        """The frame of this guard within an evaluation."""
        return [run, *[run.names[name] for name in self._names], *self._empty]

    def _compile(self, node: Node) -> Closure:
        closure = self._closure(node)
        self.closures[node.id] = closure
        return closure

    def _closure(self, node: Node) -> Closure:
        match node:
            case Constant(value=value):
                return lambda _: value
            case Name(name=name):
                return self._name(name)
            case Select():
                return self._select(node)
            case Has(select=select):
                return self._has(select)
            case Not(operand=operand):
                return _not(self._compile(operand))
            case Negate(operand=operand):
                return unary(negate, self._compile(operand))
            case Logic(op=op, parts=parts):
                return loops.LOGIC[op]([self._compile(part) for part in parts])
            case Conditional():
                return self._conditional(node)
            case Binary():
                return self._binary(node)
            case ListLiteral(items=items):
                return _list([self._compile(item) for item in items])
            case Call():
                return self._call(node)
            case Comprehension():
                return self._comprehension(node)
        raise AssertionError(node)

    def _name(self, name: str) -> Closure:
        if name in self.defines:
            return _stand_in(self.defines[name])
        return _read(self.slots[name])

    def _select(self, node: Select) -> Closure:
        operand, field = self._compile(node.operand), node.field
        if node is self.checked.tree and self.checked.maybe:
            return lambda frame: operand(frame).get(field)
        if isinstance(node.operand, Name) and node.operand.name in self.slots:
            return _field_of_name(self.slots[node.operand.name], field)

        def select(frame: Frame) -> Any:
            value = operand(frame).get(field)
            if value is None:
                raise GuardError("absent", f"the field {field} is not there")
            return value

        return select

    def _has(self, select: Select) -> Closure:
        self._compile(select)
        operand, field = self.closures[select.operand.id], select.field
        return lambda frame: operand(frame).get(field) is not None

    def _conditional(self, node: Conditional) -> Closure:
        condition, then, otherwise = map(
            self._compile, (node.condition, node.then, node.otherwise)
        )
        return lambda frame: then(frame) if condition(frame) else otherwise(frame)

    def _binary(self, node: Binary) -> Closure:
        left, right = self._compile(node.left), self._compile(node.right)
        types = self.checked.types
        one, other = types[node.left.id], types[node.right.id]
        if node.op == "+" and isinstance(one, ListOf):
            return _chain(left, right)
        if node.op in ("+", "-", "*", "/", "%"):
            return operation(ARITHMETIC[node.op, one, other], left, right)
        if node.op == "in":
            members = cast("ListOf", join(ListOf(one), other))
            return _inclusion(right, left, members.item)
        kind = cast("Type", join(one, other))
        if node.op not in ("==", "!="):
            return operation(order(node.op, kind), left, right)
        same = _paid_equality(left, right, kind) if isinstance(kind, ListOf) else None
        equal = same or operation(equality(kind), left, right)
        return equal if node.op == "==" else _not(equal)

    def _call(self, node: Call) -> Closure:
        parts = node.arguments if node.target is None else (node.target, *node.arguments)
        return invoke(node, self.checked, [self._compile(part) for part in parts])

    def _comprehension(self, node: Comprehension) -> Closure:
        over, body = self._compile(node.range), self._compile(node.body)
        if node.macro == "latest" and self.checked.types[node.body.id] is Scalar.TIMESTAMP:
            body = unary(utc, body)
        return loops.LOOPS[node.macro](over, self.slots[node.variable], body)


def _names(tree: Node, defines: Collection[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names in scope that the guard reads, and its variables; none is both or a define."""
    nodes = list(walk(tree))
    variables = dict.fromkeys(n.variable for n in nodes if isinstance(n, Comprehension))
    names = dict.fromkeys(n.name for n in nodes if isinstance(n, Name))
    bound = {*variables, *defines}
    return tuple(name for name in names if name not in bound), tuple(variables)


def _stand_in(program: Program) -> Closure:
    """The value of the guard that a name stands for, the same wherever a run reads it."""

    def read(frame: Frame) -> Any:
        run: Run = frame[RUN]
        if program not in run.memo:
            try:
                run.memo[program] = (program.run(program.frame(run)), None)
            except GuardError as error:
                run.memo[program] = (None, error)
        value, failed = run.memo[program]
        if failed is not None:
            raise GuardError(failed.code, failed.detail) from failed
        return value

    return read


def _read(slot: int) -> Closure:
    return lambda frame: frame[slot]


def _field_of_name(slot: int, field: str) -> Closure:
    """The most frequent selection, without a call for the name."""

    def select(frame: Frame) -> Any:
        value = frame[slot].get(field)
        if value is None:
            raise GuardError("absent", f"the field {field} is not there")
        return value

    return select


def _not(operand: Closure) -> Closure:
    return lambda frame: not operand(frame)


def _list(items: Sequence[Closure]) -> Closure:
    count = len(items)

    def build(frame: Frame) -> Any:
        spend(frame, count)
        return tuple([item(frame) for item in items])

    return build


def _chain(left: Closure, right: Closure) -> Closure:
    def chain(frame: Frame) -> Any:
        one, other = left(frame), right(frame)
        spend(frame, len(one) + len(other))
        return one + other

    return chain


def _paid_equality(left: Closure, right: Closure, kind: ListOf) -> Closure:
    same = equality(kind)

    def equal(frame: Frame) -> Any:
        one, other = left(frame), right(frame)
        spend(frame, len(one))
        return same(one, other)

    return equal


def _inclusion(items: Closure, value: Closure, item: Type) -> Closure:
    holds = membership(item)

    def includes(frame: Frame) -> Any:
        sought, found = value(frame), items(frame)
        spend(frame, len(found))
        return holds(found, sought)

    return includes
