"""The guards and templates of a process, compiled when first asked for, and kept.

One command needs the guards of one act, so a start compiles those and no others.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import tzinfo
from functools import cached_property
from typing import Literal, cast

from tadasu.errors import Text
from tadasu.guard.guard import Guard, compile_guard
from tadasu.guard.problem import GuardProblem, GuardProblems
from tadasu.guard.template import Template, compile_template
from tadasu.guard.types import ListOf, RecordOf, Scalar, Schema, Type, named
from tadasu.rules.definitions import Definitions
from tadasu.rules.document import Path
from tadasu.rules.policy import Policy
from tadasu.rules.scope import Names, due_names, names_of, role_names, schema_of
from tadasu.rules.workflow import RANK, Binding, Level

Footprint = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Templates:
    """A text with expressions in it, in both languages."""

    en: Template
    ja: Template

    def text(self, names: Mapping[str, object], *, zone: tzinfo) -> Text:
        """The text about the values of `names`; GuardError where one is missing."""
        return Text(
            en=self.en.text(names, zone=zone, language="en"),
            ja=self.ja.text(names, zone=zone, language="ja"),
        )


@dataclass(frozen=True, slots=True)
class Bound:
    """A policy where it binds, ready to be judged."""

    policy: Policy
    level: Level
    """The policy's level, or what the binding raised it to."""
    variable: str | None
    """The name of each item in the guards below; None where the rule is about the case."""
    each: Guard | None
    """The list that `variable` runs over."""
    empty: Literal["pass", "refuse"] | None
    when: Guard | None
    require: Guard
    message: Templates
    remedy: Templates
    beneficiaries: Guard | None
    """A person or a list of people, with `variable` in scope."""
    longest: Guard | None
    """Days, without `variable`."""
    footprint: Footprint
    """Every path that any of these reads, with `variable` spelt out as what it runs over."""


@dataclass(frozen=True, slots=True)
class Piece:
    """An expression or template of a policy: where it stands, and what it must be."""

    path: Path
    source: str
    want: Type | Literal["list", "people", "template"]
    scoped: bool = True
    """The variable of `each` may be used."""


def pieces(policy: Policy) -> Iterator[Piece]:
    """Everything in a policy that is compiled; the list of `each` comes first."""
    for variable, source in (policy.each or {}).items():
        yield Piece(("each", variable), source, "list", scoped=False)
    if policy.when:
        yield Piece(("when",), policy.when, Scalar.BOOL)
    yield Piece(("require",), policy.require, Scalar.BOOL)
    for name, words in (("message", policy.message), ("remedy", policy.remedy)):
        yield Piece((name, "en"), words.en, "template")
        yield Piece((name, "ja"), words.ja, "template")
    if policy.waiver:
        yield Piece(("waiver", "beneficiaries"), policy.waiver.beneficiaries, "people")
        yield Piece(("waiver", "longest"), policy.waiver.longest, Scalar.INT, scoped=False)


def compile_piece(piece: Piece, names: Names, schema: Schema, people: str) -> Guard | Template:
    """The piece, compiled; GuardProblems with all that is wrong with it."""
    if piece.want == "template":
        return compile_template(piece.source, names, schema)
    if piece.want not in ("list", "people"):
        return compile_guard(piece.source, names, schema, cast(Type, piece.want))
    guard = compile_guard(piece.source, names, schema, None)
    person = RecordOf(people)
    allowed = isinstance(guard.type, ListOf) if piece.want == "list" else False
    if allowed or (piece.want == "people" and guard.type in (person, ListOf(person))):
        return guard
    raise GuardProblems([_not_wanted(piece, guard.type)])


def _not_wanted(piece: Piece, found: Type) -> GuardProblem:
    is_ = named(found)
    wants = Text(en="a list", ja="リスト")
    if piece.want == "people":
        wants = Text(en="a person or a list of people", ja="人、または人のリスト")
    message = Text(
        en=f"This must be {wants.en}, not {is_.en}.",
        ja=f"ここには{wants.ja}が必要ですが、{is_.ja} になっています。",
    )
    return GuardProblem("type", 0, len(piece.source), message)


class Guards:
    """The compiled guards of one process."""

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions
        self._guards: dict[tuple[str, ...], Guard] = {}
        self._bound: dict[tuple[str, str], tuple[Bound, ...]] = {}

    @cached_property
    def schema(self) -> Schema:
        """The record types of the process."""
        return schema_of(self._definitions)

    def names(self, workflow: str, act: str) -> Names:
        """The names in scope of the rules of an act."""
        return names_of(self._definitions, workflow, act)

    def role(self, workflow: str, role: str) -> Guard:
        """The guard over actor and case that says who holds a role."""
        source = self._definitions.workflows[workflow].roles[role].guard
        return self._compiled(("role", workflow, source), role_names(self._definitions, workflow))

    def due(self, workflow: str, state: str) -> Guard | None:
        """The days until a case that enters `state` is due, as an int guard, if it ever is."""
        source = self._definitions.workflows[workflow].states[state].due
        if source is None:
            return None
        return self._compiled(("due", workflow, source), due_names(workflow), Scalar.INT)

    def expression(self, workflow: str, source: str) -> Guard:
        """A condition on the cases of a workflow, as a person typed it; GuardProblems if wrong."""
        return self._compiled(("where", workflow, source), due_names(workflow))

    def bound(self, workflow: str, act: str) -> tuple[Bound, ...]:
        """The policies that bind an act, in the order of the file."""
        if (workflow, act) not in self._bound:
            bindings = self._definitions.workflows[workflow].bindings(act)
            names = self.names(workflow, act)
            self._bound[workflow, act] = tuple(self._bind(one, names) for one in bindings)
        return self._bound[workflow, act]

    def _compiled(self, key: tuple[str, ...], names: Names, want: Type = Scalar.BOOL) -> Guard:
        if key not in self._guards:
            self._guards[key] = compile_guard(key[-1], names, self.schema, want)
        return self._guards[key]

    def _bind(self, binding: Binding, names: Names) -> Bound:
        policy = self._definitions.policies[binding.policy]
        inner = dict(names)
        compiled: dict[Path, Guard | Template] = {}
        for piece in pieces(policy):
            scope = inner if piece.scoped else names
            made = compile_piece(piece, scope, self.schema, self._definitions.people)
            compiled[piece.path] = made
            if piece.want == "list":
                inner[cast(str, piece.path[1])] = item_type(made)

        def guard(*path: str) -> Guard | None:
            return cast("Guard | None", compiled.get(path))

        def pair(name: str) -> Templates:
            return Templates(
                cast(Template, compiled[name, "en"]), cast(Template, compiled[name, "ja"])
            )

        variable = policy.variable
        return Bound(
            policy=policy,
            level=raised(policy.level, binding.level),
            variable=variable,
            each=guard("each", variable) if variable else None,
            empty=policy.empty,
            when=guard("when"),
            require=cast(Guard, compiled["require",]),
            message=pair("message"),
            remedy=pair("remedy"),
            beneficiaries=guard("waiver", "beneficiaries"),
            longest=guard("waiver", "longest"),
            footprint=self._footprint(variable, compiled, inner),
        )

    def _footprint(
        self, variable: str | None, compiled: Mapping[Path, Guard | Template], names: Names
    ) -> Footprint:
        every: Footprint = frozenset().union(*(made.footprint for made in compiled.values()))
        if variable is None:
            return every
        listed = compiled["each", variable].footprint
        kind = _bare(names[variable])
        origins = [path for path in listed if self._type_at(path, names) == kind]
        about = [path[1:] for path in every if path[0] == variable]
        return frozenset(
            {path for path in every if path[0] != variable}
            | {(*origin, *rest) for origin in origins for rest in about}
        )

    def _type_at(self, path: tuple[str, ...], names: Names) -> Type | None:
        """What stands at a path, lists aside: an item comes from a path of its own type."""
        kind = _bare(names[path[0]])
        for step in path[1:]:
            if not isinstance(kind, RecordOf):
                return None
            kind = _bare(self.schema[kind.name][step].type)
        return kind


def item_type(made: Guard | Template) -> Type:
    """The type of the items of a compiled list."""
    return cast(ListOf, cast(Guard, made).type).item


def raised(level: Level, to: Level | None) -> Level:
    """The stricter of a policy's level and its binding's."""
    return level if to is None or RANK[to] < RANK[level] else to


def _bare(kind: Type) -> Type:
    while isinstance(kind, ListOf):
        kind = kind.item
    return kind
