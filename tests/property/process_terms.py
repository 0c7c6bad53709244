"""Random expressions, well typed over the records of a process that is being written.

A term that reads optional fields says which; whoever uses it stands it behind `has()`.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from tadasu.guard.types import EnumOf, ListOf, RecordOf, Scalar, Type
from tests.property.process_paths import Names, Paths, Term

DAYS = ("2026-05-30", "2026-06-01", "2026-06-03", "2026-06-10")
DEEPEST = 2
"""Macros within one another."""
COMPARE = ("<", "<=", ">", ">=", "==", "!=")


@dataclass
class Terms(Paths):
    """Makes expressions of a wanted type."""

    _nested: int = 0

    def condition(self, names: Names, depth: int = 2) -> str:
        """A condition that has a value whatever is absent."""
        return self._bool(names, depth).text

    def value(self, kind: Type, names: Names, depth: int = 1) -> str | None:
        """An expression of `kind` that needs no `has()`; None where there is none."""
        for _ in range(4):
            term = self._make(kind, names, depth)
            if term is None:
                return None
            if not term.needs:
                return term.text
            other = self._literal(kind)
            # An enumeration and a text make a text.
            if isinstance(kind, EnumOf):
                return other.text if other else None
            if other is not None:
                return f"({_has(term)} ? {term.text} : {other.text})"
        return None

    def listing(self, names: Names) -> tuple[str, Type] | None:
        """A list of records, with the type of its items."""
        found = [
            (term, kind)
            for term, kind in self._all(names)
            if isinstance(kind, ListOf) and isinstance(kind.item, RecordOf) and not term.needs
        ]
        if not found:
            return None
        term, kind = self._pick(found)
        assert isinstance(kind, ListOf)
        wider = self._longer(kind.item, names, 1) if self.random.random() < 0.4 else None
        return (wider.text if wider and not wider.needs else term.text), kind.item

    def copied(self, kind: Type, names: Names) -> str | None:
        """A path to a member of `kind`, which may be absent; what leads to it may not."""
        found = [
            term.text
            for term, its in self._all(names)
            if its == kind and set(term.needs) <= {term.text}
        ]
        return self.random.choice(found) if found else None

    def _make(self, kind: Type, names: Names, depth: int) -> Term | None:
        if kind is Scalar.BOOL:
            return self._bool(names, depth)
        grown = self._grown(kind, names, depth) if depth > 0 else None
        if grown is not None and self.random.random() < 0.6:
            return grown
        found = [(term, its) for term, its in self._all(names) if its == kind]
        literal = self._literal(kind)
        if found and (literal is None or self.random.random() < 0.75):
            return self._pick(found)[0]
        return literal or grown

    def _literal(self, kind: Type) -> Term | None:
        match kind:
            case Scalar.BOOL:
                return Term(self.random.choice(("true", "false")))
            case Scalar.INT:
                return Term(str(self.random.choice((0, 0, 1, 1, 2, 3, 5))))
            case Scalar.STRING:
                return Term(self.random.choice(("'a'", "'b'", "'門'")))
            case Scalar.DATE:
                return Term(f"date('{self.random.choice(DAYS)}')")
            case Scalar.TIMESTAMP:
                return Term(f"timestamp('{self.random.choice(DAYS)}T12:00:00Z')")
            case Scalar.DURATION:
                return Term(self.random.choice(("duration('1h')", "duration('36h')")))
            case EnumOf(values=values):
                return Term(f"'{self.random.choice(values)}'")
        return None

    def _grown(self, kind: Type, names: Names, depth: int) -> Term | None:
        match kind:
            case Scalar.INT:
                return self._int(names, depth - 1)
            case Scalar.DATE:
                shapes = ["{0}.addDays({1})", "{0}.addMonths({1})", "max([{0}], today)"]
                shapes += ["{0}.addBusinessDays({1})"] if self.business else []
                return self._two(Scalar.DATE, Scalar.INT, shapes, names, depth)
            case Scalar.TIMESTAMP:
                return self._two(kind, Scalar.DURATION, ["{0} + {1}", "{0} - {1}"], names, depth)
            case ListOf(item=item):
                return self._longer(item, names, depth)
        return None

    def _two(
        self, one: Type, other: Type, shapes: Sequence[str], names: Names, depth: int
    ) -> Term | None:
        left, right = self._make(one, names, depth - 1), self._make(other, names, depth - 1)
        if left is None or right is None:
            return None
        return left.put(self.random.choice(shapes), right)

    def _int(self, names: Names, depth: int) -> Term | None:
        lists = self._lists(names)
        kind = self.random.randrange(5)
        if kind < 2 and lists:
            return self._pick(lists)[0].put("size({0})")
        if kind == 2 and lists:
            return self._inside(lists, names, depth, ("sum({0}.map({1}, {2}))",), Scalar.INT)
        if kind == 3:
            shapes = ["{0}.daysUntil({1})"]
            shapes += ["{0}.businessDaysUntil({1})"] if self.business else []
            return self._two(Scalar.DATE, Scalar.DATE, shapes, names, depth)
        shapes = [
            "{0} + {1}",
            "{0} - {1}",
            "({0}) * 2 - {1}",
            "({0}) / 2 + {1}",
            "max([{0}], {1})",
        ]
        return self._two(Scalar.INT, Scalar.INT, shapes, names, depth)

    def _longer(self, item: Type, names: Names, depth: int) -> Term | None:
        """A list of `item` made of lists and of single ones."""
        lists = [(term, kind) for term, kind in self._lists(names) if kind == ListOf(item)]
        ones = [term for term, kind in self._all(names) if kind == item]
        shape = self.random.randrange(5)
        if shape == 0 and ones:
            return self.random.choice(ones).put("[{0}, {1}]", self.random.choice(ones))
        if shape == 1 and isinstance(item, RecordOf):
            chains = [
                name
                for name, member in self.schema.get(item.name, {}).items()
                if member.type == item and (item.name, name) not in self.hidden
            ]
            if chains and ones:
                name = self.random.choice(chains)
                return self.random.choice(ones).put(f"{{0}}.ancestors('{name}')")
        if shape == 2 and len(lists) > 1:
            (one, _), (other, _) = self.random.sample(lists, 2)
            asked = Term(self.condition(names, 0))
            return one.put("({1} ? {0} : {2})", asked, other)
        if shape == 3:
            return self._mapped(item, names)
        if not lists:
            return None
        return self._inside(lists, names, depth, ("{0}.filter({1}, {2})",), Scalar.BOOL)

    def _mapped(self, item: Type, names: Names) -> Term | None:
        """What the elements of another list name."""
        found = [
            (term, name)
            for term, kind in self._lists(names)
            if isinstance(kind, ListOf) and isinstance(kind.item, RecordOf)
            for name, member in self.schema.get(kind.item.name, {}).items()
            if member.type == item
            and not member.optional
            and (kind.item.name, name) not in self.hidden
        ]
        if not found:
            return None
        term, name = self.random.choice(found)
        variable = self._variable()
        return term.put(f"{{0}}.map({variable}, {variable}.{name})")

    def _inside(
        self,
        lists: Sequence[tuple[Term, Type]],
        names: Names,
        depth: int,
        shapes: Sequence[str],
        want: Type,
    ) -> Term | None:
        """A macro over a list, whose body speaks of the element."""
        if self._nested == DEEPEST:
            return None
        variable = self._variable()
        term, kind = self._pick(lists)
        assert isinstance(kind, ListOf)
        inner: Names = {**names, variable: kind.item}
        if self.random.random() < 0.7:
            inner = {variable: kind.item, **{n: t for n, t in names.items() if n == "actor"}}
        self._nested += 1
        body = self.value(want, inner, depth - 1)
        self._nested -= 1
        if body is None:
            return None
        return term.put(self.random.choice(shapes), Term(variable), Term(body))

    def _bool(self, names: Names, depth: int) -> Term:
        if depth > 0 and self.random.random() < 0.6:
            left, right = self._bool(names, depth - 1), self._bool(names, depth - 1)
            shapes = ["({0} && {1})", "({0} || {1})", "!({0})", "({0} ? {1} : !({1}))"]
            return Term(left.put(self.random.choice(shapes), right).text)
        makers: list[Callable[[Names, int], Term | None]] = [
            self._comparison, self._comparison, self._same, self._same, self._quantified,
            self._quantified, self._held, self._presence, self._done,
        ]  # fmt: skip
        for _ in range(5):
            term = self.random.choice(makers)(names, depth)
            if term is not None:
                return Term(self._behind(term))
        return Term(self.random.choice(("true", "true", "false")))

    def _behind(self, term: Term) -> str:
        if not term.needs:
            return f"({term.text})"
        if self.random.random() < 0.5:
            return f"({_has(term)} && {term.text})"
        return f"(!({_has(term)}) || {term.text})"

    def _comparison(self, names: Names, depth: int) -> Term | None:
        kind = self.random.choice((Scalar.INT, Scalar.INT, Scalar.DATE, Scalar.TIMESTAMP))
        shapes = [f"{{0}} {op} {{1}}" for op in COMPARE]
        return self._two(kind, kind, shapes, names, depth)

    def _same(self, names: Names, _: int) -> Term | None:
        """Enumerations, states, texts and records that are the same or among some."""
        found = [
            (term, kind)
            for term, kind in self._all(names)
            if isinstance(kind, EnumOf) or kind is Scalar.STRING or self._has_key(kind)
        ]
        if not found:
            return None
        term, kind = self._pick(found)
        if isinstance(kind, RecordOf):
            lists = [each for each, its in self._lists(names) if its == ListOf(kind)]
            if lists and self.random.random() < 0.6:
                return term.put("{0} in {1}", self.random.choice(lists))
        other = self._make(kind, names, 0)
        return other and term.put(self.random.choice(("{0} == {1}", "{0} != {1}")), other)

    def _quantified(self, names: Names, depth: int) -> Term | None:
        lists = self._lists(names)
        if not lists:
            return None
        shapes = [f"{{0}}.{name}({{1}}, {{2}})" for name in ("all", "exists", "exists_one")]
        return self._inside(lists, names, depth, shapes, Scalar.BOOL)

    def _held(self, names: Names, _: int) -> Term | None:
        found = [(term, kind) for term, kind in self._all(names) if kind is Scalar.BOOL]
        return self._pick(found)[0] if found else None

    def _presence(self, names: Names, _: int) -> Term | None:
        found = [each for each in self._all(names) if each[0].needs]
        if not found:
            return None
        term = self._pick(found)[0]
        return Term(f"has({term.needs[-1]})", term.needs[:-1])

    def _done(self, names: Names, _: int) -> Term | None:
        """Who did what before: what separation of duties asks."""
        found = [
            (term, kind)
            for term, kind in self._all(names)
            if kind == RecordOf("done") and "actor" in names and not term.needs
        ]
        if not found:
            return None
        shapes = ("actor in {0}.by", "!(actor in {0}.by)", "size({0}.voices) > 0", "{0}.count > 1")
        return self._pick(found)[0].put(self.random.choice(shapes))


def _has(term: Term) -> str:
    return " && ".join(f"has({need})" for need in term.needs)
