"""Which cases the acts under a process move besides their own: by effects, and by themselves."""

from collections.abc import Iterator
from dataclasses import dataclass

from tadasu.rules.process import Process
from tadasu.rules.workflow import Transition


@dataclass(frozen=True, slots=True)
class Touch:
    """That acts on cases of one workflow may make a transition of a case of another."""

    actor: str
    """The workflow acted on; empty where any act in the family may set it off."""
    workflow: str
    transition: str
    ends: frozenset[str]
    """The states that it may lead to."""


def touches(process: Process) -> tuple[Touch, ...]:
    """All of them."""
    return tuple(_touches(process))


def _touches(process: Process) -> Iterator[Touch]:
    for name, workflow in process.workflows.items():
        for act in ("open", *workflow.transitions):
            for bound in process.guards.effects(name, act):
                if bound.effect.do is not None:
                    yield _touch(process, name, bound.workflow, bound.effect.do)
        for act in process.automatic.get(name, ()):
            yield _touch(process, "", name, act)


def _touch(process: Process, actor: str, workflow: str, transition: str) -> Touch:
    made = process.workflows[workflow].transitions[transition]
    return Touch(actor, workflow, transition, _ends(made))


def _ends(transition: Transition) -> frozenset[str]:
    return frozenset(target.state for target in transition.targets)
