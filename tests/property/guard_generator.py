"""Random guards that are well typed, up to a depth."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random  # noqa: TID251  (seeded, so that every run is the same)

from tadasu.guard.types import ORDERED, EnumOf, ListOf, Scalar, Type
from tests.property.guard_terms import (
    CHECK,
    DAYS,
    EVIDENCE,
    GRADE,
    INTS,
    LENGTHS,
    MOMENTS,
    TEXTS,
    Both,
    Scope,
    outermost,
)


@dataclass
class Generator:
    """Makes expressions of a wanted type, at most so deep."""

    random: Random
    outermost: Scope = field(default_factory=outermost)
    extended: bool = False
    """Use what CEL has not, too; the second text is then of no use."""

    def guard(self, kind: Type, depth: int = 4) -> Both:
        return self.make(kind, depth, self.outermost)

    def make(self, kind: Type, depth: int, scope: Scope) -> Both:
        if depth <= 0 or self.random.random() < 0.12:
            return self.leaf(kind, scope)
        shapes = (*self._shapes(kind), *(self._extensions(kind) if self.extended else ()))
        return self.random.choice(shapes)(kind, depth - 1, scope)

    def leaf(self, kind: Type, scope: Scope) -> Both:
        terms = [name for name, has in scope.terms if has == kind]
        literal = self._literal(kind, scope)
        if terms and (literal is None or self.random.random() < 0.65):
            name = self.random.choice(terms)
            return Both(name, name)
        assert literal is not None, kind
        return literal

    def _literal(self, kind: Type, scope: Scope) -> Both | None:
        match kind:
            case Scalar.BOOL:
                text = self.random.choice(("true", "false"))
            case Scalar.INT:
                text = str(self.random.choice((*range(-3, 9), *INTS)))
            case Scalar.STRING:
                text = quoted(self.random.choice(TEXTS))
            case EnumOf(values=values):
                text = quoted(self.random.choice(values))
            case Scalar.TIMESTAMP:
                text = f"timestamp('{self.random.choice(MOMENTS)}')"
            case Scalar.DURATION:
                text = f"duration('{self.random.choice(LENGTHS)}')"
            case Scalar.DATE:
                day = self.random.choice(DAYS)
                return Both(f"date('{day}')", f"'{day}'")
            case ListOf(item=item):
                items = [self.leaf(item, scope) for _ in range(self.random.randrange(1, 4))]
                return joined(items)
            case _:
                return None
        return Both(text, text)

    def _shapes(self, kind: Type) -> Sequence[Callable[[Type, int, Scope], Both]]:
        match kind:
            case Scalar.BOOL:
                return (
                    self._logic, self._logic, self._negation, self._comparison, self._comparison,
                    self._order, self._inclusion, self._quantifier, self._quantifier, self._has,
                    self._behind_has, self._behind_has, self._search, self._choice, self._sifted,
                )  # fmt: skip
            case Scalar.INT:
                return (
                    self._sum, self._sum, self._part, self._size, self._minus, self._choice,
                    self._known,
                )  # fmt: skip
            case Scalar.TIMESTAMP | Scalar.DURATION:
                return (self._time, self._time, self._choice)
            case ListOf():
                return (
                    self._filter, self._filter, self._map, self._list, self._chain, self._choice,
                )  # fmt: skip
        return (self._choice, self._known)

    def _extensions(self, kind: Type) -> Sequence[Callable[[Type, int, Scope], Both]]:
        match kind:
            case Scalar.INT:
                return (self._total, self._extreme, self._days)
            case Scalar.DURATION:
                return (self._total, self._extreme)
            case Scalar.DATE | Scalar.TIMESTAMP:
                return (self._extreme, self._later)
            case ListOf():
                return (self._latest,)
        return ()

    def _total(self, kind: Type, depth: int, scope: Scope) -> Both:
        return self.make(ListOf(kind), depth, scope).put("sum({})")

    def _extreme(self, kind: Type, depth: int, scope: Scope) -> Both:
        name, other = self.random.choice(("min", "max")), self.make(kind, depth, scope)
        return self.make(ListOf(kind), depth, scope).put(f"{name}({{}}, {{}})", other)

    def _latest(self, kind: Type, depth: int, scope: Scope) -> Both:
        if scope.variables >= 3 or not isinstance(kind, ListOf):
            return self.leaf(kind, scope)
        name = f"x{scope.variables}"
        rank = self.random.choice((Scalar.INT, Scalar.DATE, Scalar.TIMESTAMP))
        key = self.make(rank, depth, scope.binding(name, kind.item))
        return self.make(kind, depth - 1, scope).put(f"({{}}).latest({name}, {{}})", key)

    def _later(self, kind: Type, depth: int, scope: Scope) -> Both:
        if kind is not Scalar.DATE:
            return self.leaf(kind, scope)
        method = self.random.choice(("addDays", "addMonths", "addBusinessDays"))
        count = self.make(Scalar.INT, depth, scope)
        return self.make(kind, depth, scope).put(f"({{}}).{method}({{}})", count)

    def _days(self, _: Type, depth: int, scope: Scope) -> Both:
        if self.random.random() < 0.2:
            month = self.random.randint(1, 12)
            return self.make(Scalar.DATE, depth, scope).put(f"({{}}).fiscalYear({month})")
        left, right = self._pair(Scalar.DATE, depth, scope)
        method = self.random.choice(("daysUntil", "businessDaysUntil"))
        return left.put(f"({{}}).{method}({{}})", right)

    def _chain(self, kind: Type, depth: int, scope: Scope) -> Both:
        return self.make(kind, depth, scope).put("({}) + ({})", self.make(kind, depth, scope))

    def _logic(self, kind: Type, depth: int, scope: Scope) -> Both:
        parts = [self.make(kind, depth, scope) for _ in range(self.random.choice((2, 2, 3)))]
        op = self.random.choice((" && ", " || "))
        return Both.put(parts[0], op.join(["({})"] * len(parts)), *parts[1:])

    def _negation(self, kind: Type, depth: int, scope: Scope) -> Both:
        return self.make(kind, depth, scope).put("!({})")

    def _comparison(self, _: Type, depth: int, scope: Scope) -> Both:
        lists = (ListOf(Scalar.INT), ListOf(CHECK), ListOf(Scalar.STRING))
        scalars = (kind for kind in Scalar if kind is not Scalar.SEALED)
        kind = self.random.choice((*scalars, GRADE, CHECK, EVIDENCE, *lists))
        left, right = self._pair(kind, depth, scope)
        return left.put(self.random.choice(("({}) == ({})", "({}) != ({})")), right)

    def _pair(self, kind: Type, depth: int, scope: Scope) -> tuple[Both, Both]:
        return self.make(kind, depth, scope), self.make(kind, depth, scope)

    def _order(self, _: Type, depth: int, scope: Scope) -> Both:
        kind = self.random.choice([kind for kind in Scalar if kind in ORDERED])
        left, right = self._pair(kind, depth, scope)
        return left.put(f"({{}}) {self.random.choice(('<', '<=', '>', '>='))} ({{}})", right)

    def _inclusion(self, _: Type, depth: int, scope: Scope) -> Both:
        item = self._item(scope)
        value = self.make(item, depth, scope)
        return value.put("({}) in ({})", self.make(ListOf(item), depth, scope))

    def _item(self, scope: Scope) -> Type:
        lists = [kind.item for _, kind in scope.terms if isinstance(kind, ListOf)]
        return self.random.choice(lists)

    def _quantifier(self, _: Type, depth: int, scope: Scope) -> Both:
        if scope.variables >= 3:
            return self.leaf(Scalar.BOOL, scope)
        item = self._item(scope)
        name = f"x{scope.variables}"
        over = self.make(ListOf(item), depth - 1, scope)
        body = self.make(Scalar.BOOL, depth, scope.binding(name, item))
        macro = self.random.choice(("all", "exists", "exists_one"))
        return over.put(f"({{}}).{macro}({name}, {{}})", body)

    def _sifted(self, kind: Type, depth: int, scope: Scope) -> Both:
        """Elements that have a member, which is then read."""
        if scope.variables >= 3:
            return self.leaf(kind, scope)
        name = f"x{scope.variables}"
        asked, member = self.random.choice(scope.binding(name, CHECK).absent[len(scope.absent) :])
        knowing = scope.binding(name, CHECK).knowing(asked, member)
        over = self.make(ListOf(CHECK), depth - 1, scope)
        macro = self.random.choice(("all", "exists", "exists_one"))
        shape = f"({{}}).filter({name}, has({asked})).{macro}({name}, {{}})"
        return over.put(shape, self.make(kind, depth, knowing))

    def _filter(self, kind: Type, depth: int, scope: Scope) -> Both:
        if scope.variables >= 3 or not isinstance(kind, ListOf):
            return self.leaf(kind, scope)
        name = f"x{scope.variables}"
        body = self.make(Scalar.BOOL, depth, scope.binding(name, kind.item))
        return self.make(kind, depth - 1, scope).put(f"({{}}).filter({name}, {{}})", body)

    def _map(self, kind: Type, depth: int, scope: Scope) -> Both:
        if scope.variables >= 3 or not isinstance(kind, ListOf):
            return self.leaf(kind, scope)
        item = self._item(scope)
        name = f"x{scope.variables}"
        body = self.make(kind.item, depth, scope.binding(name, item))
        return self.make(ListOf(item), depth - 1, scope).put(f"({{}}).map({name}, {{}})", body)

    def _list(self, kind: Type, depth: int, scope: Scope) -> Both:
        if not isinstance(kind, ListOf):
            return self.leaf(kind, scope)
        items = [self.make(kind.item, depth, scope) for _ in range(self.random.randrange(0, 3))]
        if items:
            return joined(items)
        condition = self.make(Scalar.BOOL, depth - 1, scope)
        return condition.put("({}) ? [] : ({})", self.leaf(kind, scope))

    def _has(self, _: Type, _depth: int, scope: Scope) -> Both:
        name = self.random.choice(scope.absent)[0]
        return Both(f"has({name})", f"has({name})")

    def _behind_has(self, _: Type, depth: int, scope: Scope) -> Both:
        name, kind = self.random.choice(scope.absent)
        asked = Both(name, name)
        body = self.make(Scalar.BOOL, depth, scope.knowing(name, kind))
        other = self.make(Scalar.BOOL, depth - 1, scope)
        shape = self.random.choice(
            (
                "has({0}) && ({1})",
                "!has({0}) || ({1})",
                "has({0}) ? ({1}) : ({2})",
                "(has({0}) && ({2})) && ({1})",
                "({2}) || !has({0}) || ({1})",
                "!(has({0}) && ({2})) || ({1})",
            )
        )
        return asked.put(shape, body, other)

    def _known(self, kind: Type, depth: int, scope: Scope) -> Both:
        members = [member for member in scope.absent if member[1] == kind]
        if not members:
            return self.leaf(kind, scope)
        name, _ = self.random.choice(members)
        value = self.make(kind, depth, scope.knowing(name, kind))
        return Both(name, name).put("has({0}) ? ({1}) : ({2})", value, self.leaf(kind, scope))

    def _choice(self, kind: Type, depth: int, scope: Scope) -> Both:
        condition = self.make(Scalar.BOOL, depth - 1, scope)
        then, otherwise = self.make(kind, depth, scope), self.make(kind, depth, scope)
        return condition.put("({}) ? ({}) : ({})", then, otherwise)

    def _search(self, _: Type, depth: int, scope: Scope) -> Both:
        left, right = self._pair(Scalar.STRING, depth - 1, scope)
        method = self.random.choice(("startsWith", "endsWith", "contains"))
        return left.put(f"({{}}).{method}({{}})", right)

    def _sum(self, kind: Type, depth: int, scope: Scope) -> Both:
        left, right = self._pair(kind, depth, scope)
        op = self.random.choice("+-*")
        loose = "?" in left.ours + right.ours or self.random.random() < 0.5
        return left.put(f"({{}}) {op} ({{}})" if loose else f"{{}} {op} {{}}", right)

    def _part(self, kind: Type, depth: int, scope: Scope) -> Both:
        """A quotient or a remainder: guards divide by literal numbers only, and never by 0."""
        by = self.random.choice((*range(1, 9), *range(-3, 0), *(n for n in INTS if n)))
        op = self.random.choice("/%")
        return self.make(kind, depth, scope).put(f"({{}}) {op} {by}")

    def _minus(self, kind: Type, depth: int, scope: Scope) -> Both:
        return self.make(kind, depth, scope).put("-({})")

    def _size(self, _: Type, depth: int, scope: Scope) -> Both:
        kind = self.random.choice((Scalar.STRING, ListOf(self._item(scope))))
        return self.make(kind, depth, scope).put("size({})")

    def _time(self, kind: Type, depth: int, scope: Scope) -> Both:
        moment, length = Scalar.TIMESTAMP, Scalar.DURATION
        left, op, right = self.random.choice(
            ((moment, "+", length), (length, "+", moment), (moment, "-", length))
            if kind is moment
            else ((length, "+", length), (length, "-", length), (moment, "-", moment))
        )
        one = self.make(left, depth, scope)
        return one.put(f"({{}}) {op} ({{}})", self.make(right, depth, scope))


def quoted(text: str) -> str:
    """A literal that both languages read as `text`."""
    plain = text.replace("\\", "\\\\").replace("'", "\\'").replace("\t", "\\t")
    return f"'{plain}'"


def joined(items: Sequence[Both]) -> Both:
    """A list literal."""
    return items[0].put("[" + ", ".join(["{}"] * len(items)) + "]", *items[1:])
