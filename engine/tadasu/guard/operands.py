"""Whether operands fit one another and their operator; what does not is reported."""

from tadasu.errors import Text
from tadasu.guard.operators import ARITHMETIC, arithmetic_hint, comparison_hint, is_ordered
from tadasu.guard.reports import Reports
from tadasu.guard.syntax import Binary, Conditional, Constant, ListLiteral, Node
from tadasu.guard.types import UNKNOWN, EnumOf, ListOf, Scalar, Type, fits, join

Typed = tuple[Node, Type]
"""A part of the guard and its type."""


class Operands:
    """The rules for pairs of operands, reporting to `reports`."""

    def __init__(self, reports: Reports) -> None:
        self._reports = reports

    def want(self, node: Node, given: Type, wanted: Type) -> None:
        """Report where `node` does not fit `wanted`."""
        if not fits(given, wanted) and not self._texts_fit(node, given, wanted):
            self._reports.mismatch(node, wanted, given)

    def rank(self, node: Node, given: Type) -> None:
        """Report where `node` cannot be the key of `latest`."""
        if given not in (UNKNOWN, Scalar.INT, Scalar.DATE, Scalar.TIMESTAMP):
            wanted = Text(en="an int, a date or a timestamp", ja="int、date、timestamp のいずれか")
            self._reports.mismatch(node, wanted, given)

    def binary(self, node: Binary, left: Type, right: Type) -> Type | None:
        """The type of arithmetic; None for comparisons, which give a bool."""
        match node.op:
            case "+" | "-" | "*" | "/" | "%":
                return self._arithmetic(node, left, right)
            case "in":
                self._inclusion(node, left, right)
            case "==" | "!=":
                self.common(node, node.op, (node.left, left), (node.right, right))
            case _:
                self._order(node, left, right)
        return None

    def _arithmetic(self, node: Binary, left: Type, right: Type) -> Type:
        if UNKNOWN in (left, right):
            return UNKNOWN
        if node.op == "+" and isinstance(left, ListOf) and isinstance(right, ListOf):
            return self.common(node, "+", (node.left, left), (node.right, right))
        kind = ARITHMETIC.get((node.op, left, right))
        if kind is None:
            hint = arithmetic_hint(node.op, left, right)
            self._reports.incomparable(node, node.op, left, right, hint)
        return kind or UNKNOWN

    def _order(self, node: Binary, left: Type, right: Type) -> None:
        kind = join(left, right)
        enums = isinstance(left, EnumOf) or isinstance(right, EnumOf)
        if UNKNOWN not in (left, right) and (kind is None or enums or not is_ordered(kind)):
            hint = comparison_hint(node.op, left, right)
            self._reports.incomparable(node, node.op, left, right, hint)

    def _inclusion(self, node: Binary, left: Type, right: Type) -> None:
        if right == UNKNOWN:
            return
        if not isinstance(right, ListOf):
            hint = comparison_hint("in", left, right)
            self._reports.incomparable(node, "in", left, right, hint)
            return
        # The element and the list join as lists, so that texts on both sides are checked.
        if join(ListOf(left), right) is None:
            self._reports.incomparable(
                node, "in", left, right, comparison_hint("in", left, right.item)
            )
        self._texts_fit(node.left, left, right.item)
        self._texts_fit(node.right, right, ListOf(left))

    def common(self, at: Node, op: str, one: Typed, other: Typed) -> Type:
        """The type of both, or a report at `at`."""
        kind = join(one[1], other[1])
        if kind is None:
            hint = comparison_hint(op, one[1], other[1])
            self._reports.incomparable(at, op, one[1], other[1], hint)
            return UNKNOWN
        self._texts_fit(*one, other[1])
        self._texts_fit(*other, one[1])
        return kind

    def _texts_fit(self, node: Node, given: Type, wanted: Type) -> bool:
        """Compare the literal texts in `node` with the enumeration `wanted`, where it is one."""
        match node, wanted:
            case Constant(value=str() as value), EnumOf(values=values):
                if value not in values:
                    self._reports.unknown_text(node, value, values)
                return True
            case Conditional(then=then, otherwise=otherwise), (EnumOf() | ListOf()):
                fit = [self._texts_fit(part, given, wanted) for part in (then, otherwise)]
                return all(fit)
            case ListLiteral(items=items), ListOf(item=item) if isinstance(given, ListOf):
                fit = [self._texts_fit(part, given.item, item) for part in items]
                return all(fit)
        return fits(given, wanted)
