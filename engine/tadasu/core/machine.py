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
        self._acts = {name: f"t{n}" for n, name in enumerate(workflow.transitions)}
        self._machine = Machine(
            model=None,
            states=list(self._names),
            initial="s0",
            auto_transitions=False,
            transitions=[
                {
                    "trigger": self._acts[name],
                    "source": [self._states[source] for source in transition.sources],
                    "dest": self._states[transition.to],
                }
                for name, transition in workflow.transitions.items()
            ],
        )
        # A phantom state or event would mean that the library read more into a name than a name.
        if set(self._machine.states) != set(self._names):
            raise AssertionError("the machine has other states than the workflow")
        if set(self._machine.events) != set(self._acts.values()):
            raise AssertionError("the machine has other events than the workflow")

    def step(self, state: str, transition: str) -> str | None:
        """The state that `transition` leads to from `state`, or None where it doesn't start."""
        token = Token(self._states[state])
        try:
            self._machine.events[self._acts[transition]].trigger(token)
        except MachineError:
            return None
        return self._names[token.state]

    def ways_out(self, state: str) -> tuple[str, ...]:
        """The transitions that start at `state`, in the order of the workflow's file."""
        code = self._states[state]
        return tuple(
            name
            for name, act in self._acts.items()
            if code in self._machine.events[act].transitions
        )


_SHAPES: dict[tuple[str, str], Shape] = {}


def shape(process: Process, workflow: str) -> Shape:
    """The shape of a workflow, one for each process digest, shared by all threads."""
    found = _SHAPES.get((process.digest, workflow))
    if found is None:
        found = _SHAPES[process.digest, workflow] = Shape(process.workflows[workflow])
    return found
