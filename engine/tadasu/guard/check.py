"""The type checker: what it lets pass has a value, but for overflow, budget and missing data.

It follows CEL's checker (langdef, "Gradual Type Checking") without `dyn`, and adds what CEL has
not: optional members only where `has()` is known to hold, enum texts, and the footprint.
"""

from collections.abc import Mapping
from typing import Final

from tadasu.errors import Text
from tadasu.guard.calendar import Calendar
from tadasu.guard.calls import call_type
from tadasu.guard.checked import AGAIN, Checked, Path, Seen, written
from tadasu.guard.facts import (
    NOTHING,
    Facts,
    Outcome,
    behind,
    below,
    both,
    either,
    presence,
)
from tadasu.guard.members import Members
from tadasu.guard.operands import Operands
from tadasu.guard.problem import GuardProblems
from tadasu.guard.reports import Reports
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
    path,
)
from tadasu.guard.types import UNKNOWN, ListOf, Scalar, Schema, Type, is_settled

Scope = Mapping[str, tuple[Type, frozenset[Path]]]
"""For each name its type and where its value comes from."""

NO_DEFINES: Final[Mapping[str, Checked]] = {}

MAX_LEVELS: Final = 8
"""Guards that stand for names within one another."""


def check(
    source: str,
    tree: Node,
    names: Mapping[str, Type],
    schema: Schema,
    want: Type | None,
    *,
    calendar: Calendar | None = None,
    maybe: bool = False,
    defines: Mapping[str, Checked] = NO_DEFINES,
    known: Facts = NOTHING,
) -> Checked:
    """Check `tree`, the tree of `source`, against the names in scope and the records' fields.

    `want` is the type that the guard must have; None accepts any. `defines` are names that stand
    for other guards. With `maybe` the whole may be a field that may be absent. `known` are
    optional fields that are there. GuardProblems with all problems.
    """
    checker = _Checker(source, schema, calendar, defines, tree if maybe else None)
    own = {name: (kind, frozenset({(name,)})) for name, kind in names.items()}
    others = {name: (inner.seen.type, inner.seen.origin) for name, inner in defines.items()}
    seen = checker.see(tree, {**own, **others}, known)
    if want is not None:
        checker.operands.want(tree, seen.type, want)
    elif not is_settled(seen.type) and not checker.reports.problems:
        checker.reports.empty_list(tree)
    if checker.reports.problems:
        raise GuardProblems(checker.reports.problems)
    return Checked(
        source,
        tree,
        seen,
        checker.maybe,
        checker.types,
        checker.constants,
        frozenset(checker.unending),
        frozenset(checker.footprint),
        checker.used,
        calendar,
    )


class _Checker:
    """One method per kind of node; what is wrong is reported and then counts as UNKNOWN."""

    def __init__(
        self,
        source: str,
        schema: Schema,
        calendar: Calendar | None,
        defines: Mapping[str, Checked],
        whole: Node | None,
    ) -> None:
        self.reports = Reports(source)
        self.operands = Operands(self.reports)
        self.types: dict[int, Type] = {}
        self.constants: dict[int, object] = {}
        self.footprint: set[Path] = set()
        self.unending: set[int] = set()
        self.used: dict[str, Checked] = {}
        self.maybe = False
        self._members = Members(schema, self.reports)
        self._calendar = calendar
        self._defines = defines
        self._whole = whole

    def see(self, node: Node, scope: Scope, facts: Facts) -> Seen:
        """Check `node` where the paths in `facts` are known to be there."""
        seen = self._see(node, scope, facts)
        self.types[node.id] = seen.type
        if isinstance(node, Name) and node.name not in self._defines:
            self.footprint |= seen.origin
        return seen

    def _see(self, node: Node, scope: Scope, facts: Facts) -> Seen:
        match node:
            case Constant(value=value):
                return written(value)
            case Name():
                return self._name(node, scope)
            case Select():
                return self._select(node, scope, facts)
            case Has(select=select):
                self.types[select.id] = self._member(select, scope, facts)[0].type
                return Seen(Scalar.BOOL, true=Outcome(presence(select)))
            case Not(operand=operand):
                inner = self._bool(operand, scope, facts)
                return Seen(Scalar.BOOL, true=inner.false, false=inner.true)
            case Negate(operand=operand):
                self.operands.want(operand, self.see(operand, scope, facts).type, Scalar.INT)
                return Seen(Scalar.INT)
            case Logic():
                return self._logic(node, scope, facts)
            case Binary():
                return self._binary(node, scope, facts)
            case Conditional():
                return self._conditional(node, scope, facts)
            case ListLiteral():
                return self._list(node, scope, facts)
            case Call():
                return self._call(node, scope, facts)
            case Comprehension():
                return self._comprehension(node, scope, facts)
        raise AssertionError(node)

    def _bool(self, node: Node, scope: Scope, facts: Facts) -> Seen:
        seen = self.see(node, scope, facts)
        self.operands.want(node, seen.type, Scalar.BOOL)
        return seen

    def _name(self, node: Name, scope: Scope) -> Seen:
        if node.name not in scope:
            self.reports.unknown_name(node.offset, node.name, scope)
            return Seen(UNKNOWN)
        if node.name in self._defines:
            return self._define(node, self._defines[node.name])
        kind, origin = scope[node.name]
        return Seen(kind, origin)

    def _define(self, node: Name, inner: Checked) -> Seen:
        if inner.levels >= MAX_LEVELS:
            self.reports.too_many_levels(node, MAX_LEVELS)
        self.used[node.name] = inner
        self.footprint |= inner.footprint
        return inner.seen

    def _select(self, node: Select, scope: Scope, facts: Facts) -> Seen:
        seen, optional = self._member(node, scope, facts)
        if seen.type is Scalar.SEALED:
            self.reports.sealed(node)
            return Seen(UNKNOWN)
        if optional and not presence(node) & facts:
            self.maybe = node is self._whole
            if not self.maybe:
                self.reports.absent(node)
        return seen

    def _member(self, node: Select, scope: Scope, facts: Facts) -> tuple[Seen, bool]:
        """The field as it is when it is there, and whether it may be absent."""
        below = self._see(node.operand, scope, facts)
        self.types[node.operand.id] = below.type
        member = self._members.find(below.type, node.field, node.field_offset)
        if member is None:
            return Seen(UNKNOWN), False
        origin = frozenset((*words, node.field) for words in below.origin)
        self.footprint |= origin
        return Seen(member.type, origin), member.optional

    def _logic(self, node: Logic, scope: Scope, facts: Facts) -> Seen:
        """A part is read only where the parts before it leave the result open."""
        conjunction = node.op == "&&"
        parts: list[Seen] = []
        for part in node.parts:
            seen = self._bool(part, scope, facts)
            facts |= (seen.true if conjunction else seen.false).facts
            parts.append(seen)
        true, false = [seen.true for seen in parts], [seen.false for seen in parts]
        if conjunction:
            return Seen(Scalar.BOOL, true=both(*true), false=either(*false))
        return Seen(Scalar.BOOL, true=either(*true), false=both(*false))

    def _conditional(self, node: Conditional, scope: Scope, facts: Facts) -> Seen:
        condition = self._bool(node.condition, scope, facts)
        then = self.see(node.then, scope, facts | condition.true.facts)
        otherwise = self.see(node.otherwise, scope, facts | condition.false.facts)
        kind = self.operands.common(
            node, "?:", (node.then, then.type), (node.otherwise, otherwise.type)
        )
        return Seen(
            kind,
            then.origin | otherwise.origin,
            true=either(both(condition.true, then.true), both(condition.false, otherwise.true)),
            false=either(both(condition.true, then.false), both(condition.false, otherwise.false)),
            items=then.items & otherwise.items,
        )

    def _list(self, node: ListLiteral, scope: Scope, facts: Facts) -> Seen:
        kind: Type = UNKNOWN
        origin: frozenset[Path] = frozenset()
        first: Node = node
        for item in node.items:
            seen = self.see(item, scope, facts)
            kind = self.operands.common(item, "[]", (first, kind), (item, seen.type))
            first = item if first is node else first
            origin |= seen.origin
        return Seen(ListOf(kind), origin)

    def _binary(self, node: Binary, scope: Scope, facts: Facts) -> Seen:
        left, right = self.see(node.left, scope, facts), self.see(node.right, scope, facts)
        kind = self.operands.binary(node, left.type, right.type) or Scalar.BOOL
        if not isinstance(kind, ListOf):
            return Seen(kind)
        return Seen(kind, left.origin | right.origin, items=left.items & right.items)

    def _call(self, node: Call, scope: Scope, facts: Facts) -> Seen:
        parts = node.arguments if node.target is None else (node.target, *node.arguments)
        seen = [self.see(part, scope, facts) for part in parts]
        if node.function == "ancestors" and node.target is not None:
            return self._ancestors(node, seen[0])
        known = self._calendar is not None
        kind, constant = call_type(node, [s.type for s in seen], self.reports, calendar=known)
        if constant is not None:
            self.constants[node.id] = constant
        return Seen(kind)

    def _ancestors(self, node: Call, below: Seen) -> Seen:
        field = self._members.chain(node, below.type)
        if field is None:
            return Seen(UNKNOWN)
        name, member = field
        if not member.optional:
            self.unending.add(node.id)
        first = frozenset((*words, name) for words in below.origin)
        every = frozenset((*words, AGAIN) for words in first)
        self.footprint |= first | every
        return Seen(ListOf(below.type), every)

    def _comprehension(self, node: Comprehension, scope: Scope, facts: Facts) -> Seen:
        over = self.see(node.range, scope, facts)
        item = self._element(node.range, over.type)
        if node.variable in scope:
            self.reports.hidden(node.variable_offset, node.variable)
        inner = {**scope, node.variable: (item, over.origin)}
        facts |= behind(over.items, node.variable)
        if node.macro == "map":
            body = self.see(node.body, inner, facts)
            return Seen(ListOf(body.type), body.origin, items=below(facts, path(node.body)))
        if node.macro == "latest":
            self.operands.rank(node.body, self.see(node.body, inner, facts).type)
            return Seen(ListOf(item), over.origin, items=over.items)
        body = self._bool(node.body, inner, facts)
        if node.macro != "filter":
            return Seen(Scalar.BOOL)
        proved = below(facts | body.true.facts, (node.variable,))
        return Seen(ListOf(item), over.origin, items=proved)

    def _element(self, node: Node, kind: Type) -> Type:
        """What the variable of a comprehension over `node` is."""
        if not isinstance(kind, ListOf):
            if kind != UNKNOWN:
                self.reports.mismatch(node, Text(en="a list", ja="リスト"), kind)
            return UNKNOWN
        if kind.item == UNKNOWN:
            self.reports.empty_list(node)
        return kind.item
