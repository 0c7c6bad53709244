"""Reads checked guards as formulas: what each compares, and what follows from how they are read.

Sound for proofs: a part that this room doesn't understand becomes a variable of its own, which
may be anything.
"""

from collections.abc import Iterable, Mapping
from itertools import islice
from typing import Any, Final

from tadasu.guard.checked import Checked
from tadasu.guard.claims import Claims
from tadasu.guard.formula import Formula, Is, all_of, any_of, atoms, deny, same
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
    Node,
    Not,
    Select,
    path,
)
from tadasu.guard.types import ORDERED, EnumOf, Scalar
from tadasu.guard.wording import Renaming, is_bound, within, written

_FLIPPED: Final[Mapping[str, str]] = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
_SIGNS: Final[Mapping[str, frozenset[int]]] = {
    "==": frozenset({0}),
    "<": frozenset({-1}),
    "<=": frozenset({-1, 0}),
    ">": frozenset({1}),
    ">=": frozenset({0, 1}),
}
"""How two ordered values compare, as the sign of their difference."""

LARGEST: Final = 2_000
"""Comparisons in a formula; a part that would have more is a variable of its own."""


def claim(
    claims: Claims, checked: Checked, names: Renaming | None = None, part: Node | None = None
) -> Formula:
    """A condition, or a part of it, as a formula over `claims`.

    `names` renames what isn't its like.
    """
    claims.begin()
    return _Reader(claims, checked, dict(names or {})).truth(part or checked.tree)


class _Reader:
    """Reads one guard; `names` renames, and holds the variables of macros around a part."""

    def __init__(self, claims: Claims, checked: Checked, names: dict[str, str]) -> None:
        self._claims = claims
        self._checked = checked
        self._names = {**_stand_ins(checked, names), **names}

    def truth(self, node: Node) -> Formula:
        """When the part is true."""
        found = self._truth(node) if self._claims.reads_on() else None
        if found is None or next(islice(atoms(found), LARGEST, None), None) is not None:
            return self._claims.flag(self._written(node))
        return found

    def _truth(self, node: Node) -> Formula:
        match node:
            case Constant(value=bool() as value):
                return value
            case Not(operand=operand):
                return deny(self.truth(operand))
            case Logic(op=op, parts=parts):
                return (all_of if op == "&&" else any_of)(map(self.truth, parts))
            case Conditional(condition=condition, then=then, otherwise=otherwise):
                asked = self.truth(condition)
                return any_of(
                    [
                        all_of([asked, self.truth(then)]),
                        all_of([deny(asked), self.truth(otherwise)]),
                    ]
                )
            case Has(select=select):
                return self._claims.flag(f"has({self._written(select)})")
            case Name(name=name) if name in self._checked.defines:
                inner = self._checked.defines[name]
                around = {old: new for old, new in self._names.items() if not is_bound(new)}
                return _Reader(self._claims, inner, around).truth(inner.tree)
            case Binary(op="in"):
                return self._member(node)
            case Binary(op="!="):
                return deny(self._compare("==", node.left, node.right))
            case Binary(op=op) if op in _SIGNS:
                return self._compare(op, node.left, node.right)
            case Comprehension(macro="all" | "exists" | "exists_one"):
                return self._some(node)
        return self._claims.flag(self._written(node))

    def _compare(self, op: str, left: Node, right: Node) -> Formula:
        kind = self._checked.types[left.id]
        if kind is Scalar.BOOL:
            return same(self.truth(left), self.truth(right))
        one, other = self._constant(left), self._constant(right)
        if one is not None and other is not None:
            return Is("", op, other).holds(one)
        if one is not None:
            return self._against(_FLIPPED.get(op, op), right, [one])
        if other is not None:
            return self._against(op, left, [other])
        first, second = self._written(left), self._written(right)
        if first == second:
            return 0 in _SIGNS[op]
        swapped = first > second
        if swapped:
            first, second = second, first
        name = f"{first} <=> {second}"
        if not {kind, self._checked.types[right.id]} <= ORDERED:
            return self._claims.flag(name)
        signs = _SIGNS[_FLIPPED.get(op, op) if swapped else op]
        return self._claims.sign(name, signs)

    def _against(self, op: str, term: Node, constants: Iterable[Any]) -> Formula:
        """A term against constants."""
        kind = self._checked.types[term.id]
        name = self._written(term)
        if isinstance(kind, EnumOf):
            allowed = self._claims.allowed(path(term), kind)
            return self._claims.chosen(name, allowed, constants)
        if isinstance(term, Call) and term.function == "size":
            if self._is_empty(term.arguments[0]):
                return any(Is("", op, each).holds(0) for each in constants)
            return self._claims.compared(name, op, constants, 0)
        low = None
        if isinstance(term, Select):
            low = self._claims.least(self._checked.types.get(term.operand.id), term.field)
        return self._claims.compared(name, op, constants, low)

    def _member(self, node: Binary) -> Formula:
        items, sought = node.right, self._constant(node.left)
        if isinstance(items, ListLiteral):
            constants = [self._constant(item) for item in items.items]
            if sought is None and all(each is not None for each in constants):
                return self._against("in", node.left, constants) if constants else False
            return any_of(self._compare("==", node.left, item) for item in items.items)
        if self._is_empty(items) or self._is_own_chain(node.left, items):
            return False
        found = self._claims.flag(self._written(node))
        self._claims.follows(found, self._filled(items))
        return found

    def _some(self, node: Comprehension) -> Formula:
        """`all` is read as: there is none for which the opposite holds."""
        if self._is_empty(node.range):
            return node.macro == "all"
        inner = self._claims.inner()
        names = within(self._names, node.variable)
        body = _Reader(inner, self._checked, names).truth(node.body)
        sought = deny(body) if node.macro == "all" else body
        filled = self._filled(node.range)
        found: Formula
        if inner.never([sought]):
            found = False
        elif node.macro == "exists_one":
            found = self._claims.flag(self._written(node))
            self._claims.follows(found, filled)
        elif inner.always(sought):
            found = filled
        else:
            wanted = written(node.body, names, denied=node.macro == "all")
            found = self._claims.flag(f"some {self._written(node.range)}: {wanted}")
            self._claims.follows(found, filled)
        return deny(found) if node.macro == "all" else found

    def _filled(self, items: Node) -> Formula:
        """The list holds something."""
        if isinstance(items, ListLiteral):
            return bool(items.items)
        return self._claims.compared(f"size({self._written(items)})", ">", [0], 0)

    def _is_empty(self, items: Node) -> bool:
        if isinstance(items, Comprehension) and items.macro in ("filter", "map"):
            return self._is_empty(items.range)
        if isinstance(items, ListLiteral):
            return not items.items
        return self._claims.is_empty(path(items))

    def _is_own_chain(self, sought: Node, items: Node) -> bool:
        """Whether these are the ancestors of what is sought, which is never among them."""
        if not isinstance(items, Call) or items.function != "ancestors" or items.target is None:
            return False
        return self._written(items.target) == self._written(sought)

    def _constant(self, node: Node) -> Any:
        if isinstance(node, Constant) and not isinstance(node.value, bool):
            return node.value
        return self._checked.constants.get(node.id)

    def _written(self, node: Node) -> str:
        return written(node, self._names)


def _stand_ins(checked: Checked, names: Renaming) -> dict[str, str]:
    """Names that stand for guards are others where what they read is renamed."""
    renamed = {old: new for old, new in names.items() if not is_bound(new)}
    told = ", ".join(f"{old} as {new}" for old, new in sorted(renamed.items()))
    return {name: f"{name} with {told}" for name in checked.defines} if told else {}
