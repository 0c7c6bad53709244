"""The expressions of policies and effects: where each stands, what it must be, how it compiles."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, cast

from tadasu.errors import Text
from tadasu.guard.guard import Guard
from tadasu.guard.problem import GuardProblem, GuardProblems
from tadasu.guard.template import Template
from tadasu.guard.types import ListOf, RecordOf, Scalar, Schema, Type, named
from tadasu.rules.catalogue import ChecklistItem
from tadasu.rules.compiling import Compiler, Scope
from tadasu.rules.document import Path
from tadasu.rules.effect import Effect
from tadasu.rules.policy import Policy
from tadasu.rules.words import Words

Footprint = frozenset[tuple[str, ...]]


class Reading(Protocol):
    """Anything compiled: it knows what it reads."""

    @property
    def footprint(self) -> Footprint:
        """The paths that it reads."""


@dataclass(frozen=True, slots=True)
class Piece:
    """An expression or template: where it stands, and what it must be."""

    path: Path
    source: str
    want: Type | Literal["list", "people", "template", "cases", "any"]
    scoped: bool = True
    """The variable of `each` may be used."""


def pieces(policy: Policy) -> Iterator[Piece]:
    """Everything in a policy that is compiled; the list of `each` comes first."""
    yield from _list(policy.each)
    if policy.when:
        yield Piece(("when",), policy.when, Scalar.BOOL)
    yield Piece(("require",), policy.require, Scalar.BOOL)
    for name, words in (("message", policy.message), ("remedy", policy.remedy)):
        yield Piece((name, "en"), words.en, "template")
        yield Piece((name, "ja"), words.ja, "template")
    if policy.waiver:
        yield Piece(("waiver", "beneficiaries"), policy.waiver.beneficiaries, "people")
        yield Piece(("waiver", "longest"), policy.waiver.longest, Scalar.INT, scoped=False)


def effect_pieces(effect: Effect) -> Iterator[Piece]:
    """Everything in an effect that is compiled; the list of `each` comes first."""
    yield from _list(effect.each)
    if effect.when:
        yield Piece(("when",), effect.when, Scalar.BOOL)
    if effect.on:
        yield Piece(("on",), effect.on, "cases")
    if effect.under:
        yield Piece(("under",), effect.under, "cases")
    for key, values in (("set", effect.set), ("with", effect.values)):
        for name, source in values.items():
            yield Piece((key, name), source, "any")


def item_pieces(item: ChecklistItem) -> Iterator[Piece]:
    """Everything in an item of a checklist that is compiled; the list of `each` comes first."""
    yield from _list(item.each)
    for name, source in item.computed.items():
        yield Piece(("with", name), source, "any")
    for name, given in item.fields.items() if item.each else ():
        if isinstance(given, Words):
            yield Piece(("fields", name, "en"), given.en, "template")
            yield Piece(("fields", name, "ja"), given.ja, "template")
        elif isinstance(given, str):
            yield Piece(("fields", name), given, "template")


def _list(each: Mapping[str, str] | None) -> Iterator[Piece]:
    for variable, source in (each or {}).items():
        yield Piece(("each", variable), source, "list", scoped=False)


def compile_piece(piece: Piece, scope: Scope, compiler: Compiler, people: str) -> Guard | Template:
    """The piece, compiled; GuardProblems with all that is wrong with it."""
    if piece.want == "template":
        return compiler.template(piece.source, scope)
    if not isinstance(piece.want, str):
        return compiler.guard(piece.source, scope, piece.want)
    guard = compiler.guard(piece.source, scope, None, maybe=piece.want == "any")
    if not _is_wanted(piece.want, guard.type, people, compiler.schema):
        raise GuardProblems([_not_wanted(piece, guard.type)])
    return guard


def behind(piece: Piece, made: Guard | Template, inner: Scope, scope: Scope) -> Scope:
    """The scope of the pieces behind `piece`: with its variable, and where its `when` holds."""
    if piece.want == "list":
        items = cast(Guard, made).items
        return scope.beside(str(piece.path[1]), item_type(made), items)
    if piece.path == ("when",):
        return inner.where(cast(Guard, made))
    return inner


def _is_wanted(want: str, kind: Type, people: str, schema: Schema) -> bool:
    match want:
        case "list":
            return isinstance(kind, ListOf)
        case "people":
            return bare(kind) == RecordOf(people)
        case "cases":
            one = bare(kind)
            return isinstance(one, RecordOf) and "opened_by" in schema.get(one.name, {})
    return True


_WANTS = {
    "list": Text(en="a list", ja="リスト"),
    "people": Text(en="a person or a list of people", ja="人、または人のリスト"),
    "cases": Text(en="a case or a list of cases", ja="案件、または案件のリスト"),
}


def _not_wanted(piece: Piece, found: Type) -> GuardProblem:
    is_, wants = named(found), _WANTS[str(piece.want)]
    message = Text(
        en=f"This must be {wants.en}, not {is_.en}.",
        ja=f"ここには{wants.ja}が必要ですが、{is_.ja} になっています。",
    )
    return GuardProblem("type", 0, len(piece.source), message)


def item_type(made: Guard | Template) -> Type:
    """The type of the items of a compiled list."""
    return cast(ListOf, cast(Guard, made).type).item


def bare(kind: Type) -> Type:
    """The type of what is in a list, however deep; any other type itself."""
    while isinstance(kind, ListOf):
        kind = kind.item
    return kind


def footprint(
    variable: str | None,
    listed: Footprint,
    compiled: Iterable[Reading],
    scope: Scope,
    schema: Schema,
) -> Footprint:
    """Every path that `compiled` reads, with `variable` spelt out as what `listed` runs over."""
    every: Footprint = frozenset().union(*(made.footprint for made in compiled))
    if variable is None:
        return every
    kind = bare(scope.names[variable])
    origins = [path for path in listed if type_at(path, scope.names, schema) == kind]
    about = [path[1:] for path in every if path[0] == variable]
    return frozenset(
        {path for path in every if path[0] != variable}
        | {(*origin, *rest) for origin in origins for rest in about}
    )


def type_at(path: tuple[str, ...], names: Mapping[str, Type], schema: Schema) -> Type | None:
    """What stands at a path, lists aside: an item comes from a path of its own type."""
    if path[0] not in names:
        return None
    kind = bare(names[path[0]])
    for step in path[1:]:
        if step == "*":
            continue
        if not isinstance(kind, RecordOf):
            return None
        kind = bare(schema[kind.name][step].type)
    return kind
