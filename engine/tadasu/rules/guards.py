"""The guards and templates of a process, compiled when first asked for, and kept.

One command needs the guards of one act, so a start compiles those and no others.
"""

from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from tadasu.guard.guard import Guard
from tadasu.guard.types import ListOf, RecordOf, Scalar, Schema, Type
from tadasu.rules.bound import (
    Bound,
    BoundEffect,
    BoundItem,
    bind_effect,
    bind_item,
    bind_policy,
)
from tadasu.rules.compiling import Compiler
from tadasu.rules.definitions import Definitions
from tadasu.rules.forms import BoundForm, bind_form
from tadasu.rules.matrices import BoundMatrix, bind_matrix
from tadasu.rules.scope import Names, names_of
from tadasu.rules.suggesting import BoundSuggestion, bind_suggestion

T = TypeVar("T")


class Guards:
    """The compiled expressions of one process. Threads may share it: nothing is done but twice."""

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions
        self._kept: dict[tuple[str, ...], object] = {}

    @cached_property
    def compiler(self) -> Compiler:
        """What compiles them."""
        return Compiler(self._definitions)

    @property
    def schema(self) -> Schema:
        """The record types that guards see."""
        return self.compiler.schema

    def names(self, workflow: str, act: str) -> Names:
        """The names in scope of the rules of an act."""
        return names_of(self._definitions, workflow, act)

    def role(self, workflow: str, role: str) -> Guard:
        """Who may act in a role: a condition on `actor` and `case`."""
        source = self._definitions.workflows[workflow].roles[role].guard
        return self._once(
            ("role", workflow, role),
            lambda: self.compiler.guard(source, self.compiler.entitling(workflow)),
        )

    def due(self, workflow: str, state: str) -> Guard | None:
        """The days that a case may stay in a state, if that is limited."""
        source = self._definitions.workflows[workflow].states[state].due
        if source is None:
            return None
        return self._watching(("due", state), workflow, source, Scalar.INT)

    def rungs(self, workflow: str) -> tuple[Guard, ...]:
        """The days overdue beyond which each step of the ladder is reached."""
        ladder = self._definitions.workflows[workflow].escalation
        return tuple(
            self._watching(("rung", str(number)), workflow, rung.after, Scalar.INT)
            for number, rung in enumerate(ladder)
        )

    def derived(self, workflow: str, field: str) -> Guard:
        """The value of a derived field."""
        source = self._definitions.workflows[workflow].derived[field]
        want = self.schema[workflow][field].type
        return self._watching(("derived", field), workflow, source, want)

    def condition(self, workflow: str, name: str) -> Guard:
        """Whether a condition holds, in the states where it can."""
        source = self._definitions.workflows[workflow].conditions[name].when
        return self._watching(("condition", name), workflow, source)

    def candidates(self, workflow: str, field: str) -> Guard | None:
        """The cases that come into question for a field, if it says so."""
        spec = self._definitions.workflows[workflow].fields[field]
        if spec.candidates is None:
            return None
        want = ListOf(RecordOf(spec.type))
        return self._watching(("candidates", field), workflow, spec.candidates.among, want)

    def suggestion(self, workflow: str) -> BoundSuggestion | None:
        """What is suggested for a case, if its workflow says so."""
        found = self._definitions.workflows[workflow].suggest
        if found is None:
            return None
        return self._once(
            ("suggestion", workflow),
            lambda: bind_suggestion(found, self.compiler.watching(workflow), self.compiler),
        )

    def matrix(self, workflow: str, name: str) -> BoundMatrix:
        """A matrix of a workflow."""
        found = self._definitions.workflows[workflow].matrices[name]
        return self._once(
            ("matrix", name, workflow),
            lambda: bind_matrix(found, self.compiler.watching(workflow), self.compiler),
        )

    def form(self, name: str) -> BoundForm:
        """A form."""
        found = self._definitions.forms[name]
        return self._once(
            ("form", name), lambda: bind_form(found, self._definitions, self.compiler)
        )

    def automatic(self, workflow: str, transition: str) -> Guard | None:
        """When a transition is made without anybody asking for it, if ever."""
        source = self._definitions.workflows[workflow].transitions[transition].automatic
        if source is None:
            return None
        return self._watching(("automatic", transition), workflow, source)

    def expression(self, workflow: str, source: str) -> Guard:
        """A condition on the cases of a workflow, as a person typed it; GuardProblems if wrong."""
        return self._watching(("where", source), workflow, source)

    def acts_for(self) -> Guard | None:
        """The people in whose name `actor` may act, if the process knows such."""
        people = self._definitions.workflows.get(self._definitions.people)
        if people is None or people.acts_for is None:
            return None
        source, want = people.acts_for, ListOf(RecordOf(people.name))
        return self._once(
            ("acts_for",),
            lambda: self.compiler.guard(source, self.compiler.standing_in(), want),
        )

    def targets(self, workflow: str, transition: str) -> tuple[tuple[str, Guard | None], ...]:
        """Where a transition leads, in order, with the guard of each."""
        made = self._definitions.workflows[workflow].transitions[transition].targets

        def compiled() -> tuple[tuple[str, Guard | None], ...]:
            scope = self.compiler.acting(workflow, transition)
            return tuple(
                (each.state, self.compiler.guard(each.when, scope) if each.when else None)
                for each in made
            )

        return self._once(("targets", workflow, transition), compiled)

    def effects(self, workflow: str, act: str) -> tuple[BoundEffect, ...]:
        """What an opening or a transition sets off, in the order of the file."""
        effects = self._definitions.workflows[workflow].effects(act)

        def compiled() -> tuple[BoundEffect, ...]:
            scope = self.compiler.acting(workflow, act)
            people = self._definitions.people
            return tuple(
                bind_effect(effect, workflow, scope, self.compiler, people) for effect in effects
            )

        return self._once(("effects", workflow, act), compiled)

    def bound(self, workflow: str, act: str) -> tuple[Bound, ...]:
        """The policies that bind an act, in the order of the file."""

        def compiled() -> tuple[Bound, ...]:
            bindings = self._definitions.workflows[workflow].bindings(act)
            scope = self.compiler.acting(workflow, act)
            policies, people = self._definitions.policies, self._definitions.people
            return tuple(
                bind_policy(one, policies[one.policy], scope, self.compiler, people)
                for one in bindings
            )

        return self._once(("bound", workflow, act), compiled)

    def choice(self, checklist: str) -> Guard | None:
        """Which items of a checklist are opened, if not all."""
        listed = self._definitions.checklists[checklist]
        if listed.choose is None:
            return None
        return self._watching(("choose", checklist), listed.workflow, listed.choose)

    def item(self, checklist: str, number: int) -> BoundItem | None:
        """An item of a checklist that has `each`; None for any other."""
        listed = self._definitions.checklists[checklist]
        item = listed.items[number]
        if item.each is None:
            return None

        def compiled() -> BoundItem:
            scope = self.compiler.watching(listed.workflow)
            return bind_item(item, scope, self.compiler, self._definitions.people)

        return self._once(("item", checklist, str(number)), compiled)

    def _watching(
        self, what: tuple[str, str], workflow: str, source: str, want: Type = Scalar.BOOL
    ) -> Guard:
        return self._once(
            (*what, workflow),
            lambda: self.compiler.guard(source, self.compiler.watching(workflow), want),
        )

    def _once(self, key: tuple[str, ...], make: Callable[[], T]) -> T:
        if key not in self._kept:
            self._kept[key] = make()
        kept: T = self._kept[key]  # type: ignore[assignment]  # what `make` of this key gave
        return kept
