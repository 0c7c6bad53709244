"""A workflow on the bench: its shape, and its guards as formulas at the place where they bind."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from tadasu.guard.checked import Path
from tadasu.guard.claiming import claim
from tadasu.guard.claims import Claims
from tadasu.guard.formula import Formula, all_of, any_of, deny
from tadasu.guard.guard import Guard
from tadasu.rules.bound import Bound
from tadasu.rules.process import Process
from tadasu.rules.remarks.shape import Shape
from tadasu.rules.report import At
from tadasu.rules.workflow import Workflow

STATE = ("case", "state")

_BEFORE = "old"
"""What roles see where an act changes the case: they are asked of the case as it is."""


@dataclass(frozen=True)
class Bench:
    """One workflow of a process."""

    process: Process
    workflow: Workflow
    caused: frozenset[str] = frozenset()
    """The acts that some effect, of this workflow or another, makes on its cases."""

    @property
    def at(self) -> At:
        """Where the workflow is defined."""
        return At("workflow", self.workflow.name)

    def at_act(self, act: str) -> At:
        """Where an act is defined."""
        return self.at.to("transitions", act) if self._moves(act) else self.at.to(act)

    @cached_property
    def shape(self) -> Shape:
        """The graph of its states."""
        return Shape(self.workflow)

    def states(self, act: str) -> tuple[str, ...]:
        """The states in which a case can be when the rules of an act are judged."""
        workflow = self.workflow
        if self._moves(act):
            return self.shape.sources(workflow.transitions[act])
        match act:
            case "open":
                return (workflow.initial,)
            case "evidence" if workflow.evidence:
                names = workflow.evidence.states
            case _:
                names = tuple(name for name, state in workflow.states.items() if state.writable)
        return tuple(name for name in names if name in self.shape.reachable)

    def by(self, act: str) -> tuple[str, ...]:
        """The roles that may act, but for change, where each state says so itself."""
        workflow = self.workflow
        match act:
            case "open":
                return workflow.open.by
            case "evidence":
                return workflow.evidence.by if workflow.evidence else ()
            case "change":
                return ()
        return workflow.transitions[act].by

    def claims(self, states: Iterable[str], empty: Iterable[Path] = ()) -> Claims:
        """Nothing claimed yet, of a case in one of these states."""
        known = tuple(states)
        return Claims({STATE: known, (_BEFORE, "state"): known}, self._lowest, empty)

    def role(self, claims: Claims, act: str, role: str) -> Formula:
        """When someone holds a role, at the moment of an act."""
        guard = self.process.guards.role(self.workflow.name, role)
        return claim(claims, guard.checked, {"case": _BEFORE} if self._moved(act, guard) else {})

    def rules(self, claims: Claims, act: str) -> list[Formula]:
        """What must hold whoever acts: the rules that nobody may waive, and what is stated."""
        bound = self.process.guards.bound(self.workflow.name, act)
        strict = [rule for rule in bound if rule.level in ("floor", "block")]
        return [*self._stated(claims, act), *(met(claims, rule) for rule in strict)]

    def in_state(self, claims: Claims, state: str, among: Iterable[str]) -> Formula:
        """That the case is in a state, before and after facts are stated."""
        known = tuple(among)
        names = (".".join(STATE), f"{_BEFORE}.state")
        return all_of(claims.chosen(name, known, [state]) for name in names)

    def filled(self, act: str) -> frozenset[str]:
        """The facts that are there once an act is done: it, or the opening, must state them."""
        workflow = self.workflow
        found = {name for name, spec in workflow.facts.items() if spec.required}
        needs = workflow.open.facts or {} if act == "open" else {}
        if self._moves(act):
            needs = workflow.transitions[act].facts
        return frozenset(found | {name for name, need in needs.items() if need == "required"})

    def _stated(self, claims: Claims, act: str) -> list[Formula]:
        """Which facts are there, and which are not, once an act is done."""
        found: list[Formula] = []
        for name in sorted(self.filled(act)):
            if name in self.workflow.facts and self.workflow.facts[name].many:
                found.append(claims.compared(f"size(case.{name})", ">", [0], 0))
            else:
                found.append(claims.flag(f"has(case.{name})"))
        if self._moves(act):
            made = self.workflow.transitions[act]
            gone = [name for name in made.clear if name not in made.facts]
            found += [deny(claims.flag(f"has(case.{name})")) for name in gone]
        return found

    def _moves(self, act: str) -> bool:
        return act in self.workflow.transitions

    def _moved(self, act: str, guard: Guard) -> bool:
        """Whether the act changes something that a role's guard reads."""
        if self._moves(act):
            made = self.workflow.transitions[act]
            stated = {*made.facts, *made.clear}
            return any(
                path[:1] == ("case",) and set(path[1:2]) & stated for path in guard.footprint
            )
        return act != "open"

    @cached_property
    def _lowest(self) -> dict[tuple[str, str], int]:
        name = self.workflow.name
        none = dict.fromkeys(((name, each) for each in ("refused", "warned", "days_late")), 0)
        return {(name, "round"): 1, **none, ("done", "count"): 0}


def benches_of(process: Process) -> tuple[Bench, ...]:
    """Every workflow of a process."""
    caused: dict[str, set[str]] = {name: set() for name in process.workflows}
    for name, workflow in process.workflows.items():
        for act in ("open", *workflow.transitions):
            for bound in process.guards.effects(name, act):
                caused[bound.workflow].add(bound.effect.do or bound.effect.kind)
    return tuple(
        Bench(process, workflow, frozenset(caused[name]))
        for name, workflow in process.workflows.items()
    )


def applies(claims: Claims, rule: Bound) -> Formula:
    """When a rule is about the case, or about an item."""
    return claim(claims, rule.when.checked, _item(rule)) if rule.when else True


def holds(claims: Claims, rule: Bound) -> Formula:
    """When the case, or an item, is as a rule wants it."""
    return claim(claims, rule.require.checked, _item(rule))


def met(claims: Claims, rule: Bound) -> Formula:
    """What must be so for a rule to be met; of a list, that one item of it is right."""
    about, right = applies(claims, rule), holds(claims, rule)
    if rule.variable is None:
        return any_of([deny(about), right])
    return all_of([about, right]) if rule.empty == "refuse" else True


def _item(rule: Bound) -> dict[str, str]:
    """A rule's item is nobody else's."""
    return {rule.variable: f"{rule.variable} of {rule.policy.id}"} if rule.variable else {}
