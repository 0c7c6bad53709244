"""The graph of a workflow's states: what can be reached from where."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from tadasu.rules.workflow import Workflow


@dataclass(frozen=True)
class Shape:
    """States and the ways between them."""

    workflow: Workflow

    @cached_property
    def ways(self) -> Mapping[str, frozenset[str]]:
        """For each state, the other states that some transition leads to."""
        found: dict[str, set[str]] = {name: set() for name in self.workflow.states}
        for transition in self.workflow.transitions.values():
            for source, end in transition.edges:
                if source != end:
                    found[source].add(end)
        return {name: frozenset(to) for name, to in found.items()}

    @cached_property
    def finals(self) -> frozenset[str]:
        """The final states."""
        return frozenset(name for name, state in self.workflow.states.items() if state.final)

    @cached_property
    def reachable(self) -> frozenset[str]:
        """The states that a case can get to."""
        return _closure(self.ways, [self.workflow.initial])

    @cached_property
    def ending(self) -> frozenset[str]:
        """The states from which a final one can be reached."""
        back: dict[str, set[str]] = {name: set() for name in self.ways}
        for source, targets in self.ways.items():
            for target in targets:
                back[target].add(source)
        return _closure(back, self.finals)


def _closure(ways: Mapping[str, Iterable[str]], start: Iterable[str]) -> frozenset[str]:
    seen: set[str] = set()
    waiting = list(start)
    while waiting:
        state = waiting.pop()
        if state not in seen:
            seen.add(state)
            waiting.extend(ways[state])
    return frozenset(seen)
