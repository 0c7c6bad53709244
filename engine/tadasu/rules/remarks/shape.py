"""The graph of a workflow's states: what can be reached from where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from tadasu.rules.workflow import Transition, Workflow


@dataclass(frozen=True)
class Shape:
    """States and the ways between them."""

    workflow: Workflow

    @cached_property
    def ways(self) -> Mapping[str, frozenset[str]]:
        """For each state, the other states that some transition leads to."""
        return _ways(self.workflow, self.workflow.transitions.values())

    @cached_property
    def ends(self) -> frozenset[str]:
        """The states in which nothing is outstanding: final ones and settled ones."""
        states = self.workflow.states.items()
        return frozenset(name for name, state in states if state.final or state.settled)

    @cached_property
    def reachable(self) -> frozenset[str]:
        """The states that a case can get to."""
        return _closure(self.ways, [self.workflow.initial])

    @cached_property
    def ending(self) -> frozenset[str]:
        """The states from which an end can be reached."""
        back: dict[str, set[str]] = {name: set() for name in self.ways}
        for source, targets in self.ways.items():
            for target in targets:
                back[target].add(source)
        return _closure(back, self.ends)

    @cached_property
    def _round(self) -> Mapping[str, frozenset[str]]:
        """The ways that don't begin a new round."""
        acts = self.workflow.transitions.values()
        return _ways(self.workflow, [act for act in acts if act.round is None])

    def after(self, act: str, *, same_round: bool) -> frozenset[str]:
        """The states in which a transition may have been made, in this round or ever."""
        transition = self.workflow.transitions[act]
        made = {end for source, end in transition.edges if source in self.reachable}
        return _closure(self._round if same_round else self.ways, made)

    def sources(self, transition: Transition) -> tuple[str, ...]:
        """The states from which it can be made; all that it names where none is reachable."""
        found = tuple(name for name in transition.sources if name in self.reachable)
        return found or transition.sources


def _ways(workflow: Workflow, acts: Iterable[Transition]) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {name: set() for name in workflow.states}
    for transition in acts:
        for source, end in transition.edges:
            if source != end:
                found[source].add(end)
    return {name: frozenset(to) for name, to in found.items()}


def _closure(ways: Mapping[str, Iterable[str]], start: Iterable[str]) -> frozenset[str]:
    seen: set[str] = set()
    waiting = list(start)
    while waiting:
        state = waiting.pop()
        if state not in seen:
            seen.add(state)
            waiting.extend(ways[state])
    return frozenset(seen)
