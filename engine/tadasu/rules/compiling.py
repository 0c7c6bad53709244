"""From expressions to guards: the names that each place may use, and one way to compile there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from tadasu.errors import Text
from tadasu.guard.checked import Path
from tadasu.guard.guard import Guard, compile_guard
from tadasu.guard.parse import parse
from tadasu.guard.problem import GuardProblem, GuardProblems
from tadasu.guard.syntax import Name, walk
from tadasu.guard.template import Template, compile_template
from tadasu.guard.types import Scalar, Schema, Type
from tadasu.rules.definitions import Definitions
from tadasu.rules.scope import (
    Names,
    due_names,
    everywhere,
    names_of,
    proxy_names,
    role_names,
    schema_of,
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What an expression may use: names with their types, and names for other expressions."""

    names: Names
    defines: Mapping[str, Guard] = field(default_factory=dict)
    known: frozenset[Path] = frozenset()
    """Optional fields that are there, since the act must state them."""

    def where(self, condition: Guard) -> "Scope":
        """The same where `condition` holds."""
        return Scope(self.names, self.defines, self.known | condition.proves)

    def beside(self, variable: str, kind: Type, there: Iterable[Path] = ()) -> "Scope":
        """The same with one more name, of whose optional fields some are `there`."""
        defines = {name: each for name, each in self.defines.items() if name != variable}
        known = self.known | {(variable, *path) for path in there}
        return Scope({**self.names, variable: kind}, defines, known)


class Compiler:
    """Compiles the expressions of one process; every one goes through `guard` or `template`."""

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions
        self._calendar = definitions.calendar.days if definitions.calendar else None
        self._defines: dict[str, Mapping[str, Guard]] = {}

    @cached_property
    def schema(self) -> Schema:
        """The record types that guards see."""
        return schema_of(self._definitions)

    def guard(
        self,
        source: str,
        scope: Scope,
        want: Type | None = Scalar.BOOL,
        *,
        maybe: bool = False,
    ) -> Guard:
        """The expression, compiled; GuardProblems with all that is wrong with it."""
        return compile_guard(
            source,
            scope.names,
            self.schema,
            want,
            maybe=maybe,
            calendar=self._calendar,
            defines=scope.defines,
            known=scope.known,
        )

    def template(self, source: str, scope: Scope) -> Template:
        """The text with expressions in it, compiled; GuardProblems likewise."""
        return compile_template(
            source,
            scope.names,
            self.schema,
            calendar=self._calendar,
            defines=scope.defines,
            known=scope.known,
        )

    def acting(self, workflow: str, act: str) -> Scope:
        """Where somebody does `act`: open, change, evidence or a transition."""
        names = names_of(self._definitions, workflow, act)
        known = self._definitions.workflows[workflow].stated_by(act)
        return Scope(names, self.defines(workflow), frozenset(("case", one) for one in known))

    def entitling(self, workflow: str) -> Scope:
        """Where it is asked whether `actor` has a role."""
        return Scope(role_names(self._definitions, workflow), self.defines(workflow))

    def watching(self, workflow: str) -> Scope:
        """Where nobody acts; names for expressions that read `actor` are out of scope."""
        quiet = {
            name: guard
            for name, guard in self.defines(workflow).items()
            if all(path[0] != "actor" for path in guard.footprint)
        }
        return Scope(due_names(workflow), quiet)

    def surveying(self) -> Scope:
        """Where no case is looked at, but all of them."""
        return Scope(everywhere())

    def standing_in(self) -> Scope:
        """Where it is asked for whom `actor` may act."""
        return Scope(proxy_names(self._definitions))

    def defines(self, workflow: str) -> Mapping[str, Guard]:
        """The names for expressions of a workflow, those that compile."""
        if workflow not in self._defines:
            made: dict[str, Guard] = {}
            names = role_names(self._definitions, workflow)
            for name, source in self._in_order(workflow):
                try:
                    made[name] = self.guard(source, Scope(names, dict(made)), None)
                except GuardProblems:
                    # Told where it is written (proofread); whoever reads it finds no such name.
                    continue
            self._defines[workflow] = made
        return self._defines[workflow]

    def define_problems(self, workflow: str) -> Iterator[tuple[str, GuardProblems]]:
        """The names whose expressions don't compile, and why."""
        made = self.defines(workflow)
        order = list(self._in_order(workflow))
        names = role_names(self._definitions, workflow)
        for name, source in order:
            try:
                self.guard(source, Scope(names, made), None)
            except GuardProblems as wrong:
                yield name, wrong
        placed = {name for name, _ in order}
        for name, source in self._definitions.workflows[workflow].define.items():
            if name not in placed:
                yield name, GuardProblems([_circle(name, len(source))])

    def _in_order(self, workflow: str) -> Iterator[tuple[str, str]]:
        """Each name after those that its expression reads; names that read in circles never."""
        waiting = dict(self._definitions.workflows[workflow].define)
        reads = {name: _read(source) & set(waiting) for name, source in waiting.items()}
        while ready := [name for name in waiting if not reads[name] & set(waiting)]:
            for name in ready:
                yield name, waiting.pop(name)


def _read(source: str) -> set[str]:
    try:
        return {node.name for node in walk(parse(source)) if isinstance(node, Name)}
    except GuardProblems:
        return set()


def _circle(name: str, length: int) -> GuardProblem:
    message = Text(
        en=f"`{name}` is defined by itself.", ja=f"`{name}` の定義が自分自身に戻ってきます。"
    )
    return GuardProblem("circle", 0, length, message)
