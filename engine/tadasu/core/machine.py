"""The shape of a lifecycle, held by `transitions`: which act leads from which state to which.

The one room that speaks `transitions`. Its machines hold generated names only, no callback, no
model and no string of an author's: string callbacks with a dot would be imported and called, and
a misspelt state would become a new one.
"""

import logging
from dataclasses import dataclass

from transitions import Machine, MachineError

from tadasu.rules.process import Process
from tadasu.rules.workflow import Workflow

# At INFO the library writes several records for each step.
logging.getLogger("transitions").setLevel(logging.WARNING)


@dataclass(slots=True)
class Token:
    """What a machine moves: a state and nothing else."""

    state: str


class Shape:
    """One workflow's machine, built once and shared."""

    def __init__(self, workflow: Workflow) -> None:
        self._states = {name: f"s{n}" for n, name in enumerate(workflow.states)}
        self._names = {code: name for name, code in self._states.items()}
        self._acts = {
            (name, end): f"t{n}_{self._states[end]}"
            for n, (name, transition) in enumerate(workflow.transitions.items())
            for end in dict.fromkeys(end for _, end in transition.edges)
        }
        self._machine = Machine(
            model=None,
            states=list(self._names),
            initial="s0",
            auto_transitions=False,
            transitions=[
                {
                    "trigger": act,
                    "source": [
                        self._states[source]
                        for source, to in workflow.transitions[name].edges
                        if to == end
                    ],
                    "dest": self._states[end],
                }
                for (name, end), act in self._acts.items()
            ],
        )
        # A phantom state or event would mean that the library read more into a name than a name.
        if set(self._machine.states) != set(self._names):
            raise AssertionError("the machine has other states than the workflow")
        if set(self._machine.events) != set(self._acts.values()):
            raise AssertionError("the machine has other events than the workflow")

    def step(self, state: str, transition: str, end: str) -> str | None:
        """`end` if `transition` leads there from `state`, None where it doesn't start there."""
        token = Token(self._states[state])
        try:
            self._machine.events[self._acts[transition, end]].trigger(token)
        except MachineError:
            return None
        return self._names[token.state]

    def starts(self, state: str, transition: str) -> bool:
        """Whether `transition` starts at `state`."""
        return transition in self.ways_out(state)

    def ways_out(self, state: str) -> tuple[str, ...]:
        """The transitions that start at `state`, in the order of the workflow's file."""
        code = self._states[state]
        return tuple(
            dict.fromkeys(
                name
                for (name, _), act in self._acts.items()
                if code in self._machine.events[act].transitions
            )
        )


_SHAPES: dict[tuple[str, str], Shape] = {}


def shape(process: Process, workflow: str) -> Shape:
    """The shape of a workflow, one for each process digest, shared by all threads."""
    found = _SHAPES.get((process.digest, workflow))
    if found is None:
        found = _SHAPES[process.digest, workflow] = Shape(process.workflows[workflow])
    return found
