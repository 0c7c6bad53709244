"""Policies and effects where they bind: compiled, with all that they read, ready to be asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import tzinfo
from typing import Literal, cast

from tadasu.errors import Text
from tadasu.guard.guard import Guard
from tadasu.guard.template import Template
from tadasu.guard.types import RecordOf
from tadasu.rules.catalogue import ChecklistItem
from tadasu.rules.compiling import Compiler, Scope
from tadasu.rules.document import Path
from tadasu.rules.effect import Effect
from tadasu.rules.pieces import (
    Footprint,
    Piece,
    bare,
    behind,
    compile_piece,
    effect_pieces,
    footprint,
    item_pieces,
    pieces,
)
from tadasu.rules.policy import Policy
from tadasu.rules.workflow import RANK, Binding, Level


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
    by_item: bool
    """`when` is about each item; otherwise the whole rule applies, or doesn't."""
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
class BoundEffect:
    """An effect where it follows, ready to be worked out."""

    effect: Effect
    workflow: str
    """Of the cases that it opens, moves or changes."""
    variable: str | None
    each: Guard | None
    when: Guard | None
    on: Guard | None
    under: Guard | None
    values: Mapping[str, Guard]
    """Field or input → its value; None where an optional field is copied that isn't there."""
    footprint: Footprint


@dataclass(frozen=True, slots=True)
class BoundItem:
    """An item of a checklist that opens a case for each item of a list, ready to be asked."""

    variable: str
    each: Guard
    values: Mapping[str, Guard]
    """Field → its value; None where an optional field is copied that isn't there."""
    texts: Mapping[Path, Template]
    """Field, and language where there are two → its text."""
    footprint: Footprint


def bind_item(item: ChecklistItem, scope: Scope, compiler: Compiler, people: str) -> BoundItem:
    """The item, compiled where nobody acts; it has `each`."""
    compiled, inner = _compiled(tuple(item_pieces(item)), scope, compiler, people)
    variable = item.variable or ""
    each = cast(Guard, compiled["each", variable])
    return BoundItem(
        variable=variable,
        each=each,
        values={str(p[1]): cast(Guard, g) for p, g in compiled.items() if p[0] == "with"},
        texts={p[1:]: cast(Template, t) for p, t in compiled.items() if p[0] == "fields"},
        footprint=_footprint(variable, each, compiled, inner, compiler),
    )


def bind_policy(
    binding: Binding, policy: Policy, scope: Scope, compiler: Compiler, people: str
) -> Bound:
    """The policy, compiled for the place whose `scope` it is."""
    compiled, inner = _compiled(tuple(pieces(policy)), scope, compiler, people)

    def guard(*path: str) -> Guard | None:
        return cast("Guard | None", compiled.get(path))

    def pair(name: str) -> Templates:
        return Templates(
            cast(Template, compiled[name, "en"]), cast(Template, compiled[name, "ja"])
        )

    variable = policy.variable
    each, when = guard("each", variable) if variable else None, guard("when")
    return Bound(
        policy=policy,
        level=raised(policy.level, binding.level),
        variable=variable,
        each=each,
        empty=policy.empty,
        when=when,
        by_item=when is not None and any(path[0] == variable for path in when.footprint),
        require=cast(Guard, compiled["require",]),
        message=pair("message"),
        remedy=pair("remedy"),
        beneficiaries=guard("waiver", "beneficiaries"),
        longest=guard("waiver", "longest"),
        footprint=_footprint(variable, each, compiled, inner, compiler),
    )


def bind_effect(
    effect: Effect, workflow: str, scope: Scope, compiler: Compiler, people: str
) -> BoundEffect:
    """The effect of an act of `workflow`, compiled for the place whose `scope` it is."""
    compiled, inner = _compiled(tuple(effect_pieces(effect)), scope, compiler, people)

    def guard(*path: str) -> Guard | None:
        return cast("Guard | None", compiled.get(path))

    variable = effect.variable
    each, on = guard("each", variable) if variable else None, guard("on")
    about = effect.open or (cast(RecordOf, bare(on.type)).name if on else workflow)
    return BoundEffect(
        effect=effect,
        workflow=about,
        variable=variable,
        each=each,
        when=guard("when"),
        on=on,
        under=guard("under"),
        values={
            str(path[1]): cast(Guard, made)
            for path, made in compiled.items()
            if path[0] in ("set", "with")
        },
        footprint=_footprint(variable, each, compiled, inner, compiler),
    )


def raised(level: Level, to: Level | None) -> Level:
    """The stricter of a policy's level and its binding's."""
    return level if to is None or RANK[to] < RANK[level] else to


Compiled = Mapping[Path, Guard | Template]


def _compiled(
    parts: tuple[Piece, ...], scope: Scope, compiler: Compiler, people: str
) -> tuple[Compiled, Scope]:
    inner = scope
    compiled: dict[Path, Guard | Template] = {}
    for piece in parts:
        made = compile_piece(piece, inner if piece.scoped else scope, compiler, people)
        compiled[piece.path] = made
        inner = behind(piece, made, inner, scope)
    return compiled, inner


def _footprint(
    variable: str | None,
    each: Guard | None,
    compiled: Compiled,
    inner: Scope,
    compiler: Compiler,
) -> Footprint:
    listed = each.footprint if each else frozenset()
    return footprint(variable, listed, compiled.values(), inner, compiler.schema)
