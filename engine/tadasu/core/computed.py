"""Members of a case that the process computes: derived fields, conditions, inverse lists."""

from collections.abc import Collection
from dataclasses import dataclass

from tadasu.guard.guard import Guard
from tadasu.rules.process import Process


@dataclass(frozen=True, slots=True)
class Computed:
    """A derived field or a condition, ready to be evaluated."""

    guard: Guard
    states: Collection[str] | None = None
    """The only states in which a condition can hold; None for a derived field."""

    def applies(self, state: str) -> bool:
        """Whether the guard is to be asked for a case in `state`."""
        return self.states is None or state in self.states


def computed(process: Process, workflow: str, name: str) -> Computed | None:
    """The derived field or condition of that name, if it is one."""
    about = process.workflows[workflow]
    spec = about.fields.get(name)
    if spec is not None:
        return Computed(process.guards.derived(workflow, name)) if spec.derive else None
    condition = about.conditions.get(name)
    if condition is None:
        return None
    return Computed(process.guards.condition(workflow, name), condition.states)


def inverse(process: Process, workflow: str, name: str) -> tuple[str, str] | None:
    """The workflow and the path of the references that a list of that name goes back along."""
    return process.inverses[workflow].get(name)
