"""The two processes that are compared, with what their guards mean in each."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeGuard

from tadasu.rules.bound import raised
from tadasu.rules.definitions import Definitions
from tadasu.rules.difference.change import Change, Effect, together
from tadasu.rules.difference.implication import compared, counted
from tadasu.rules.difference.policies import policy_changes
from tadasu.rules.difference.terms import Reading
from tadasu.rules.parameters import Setting, is_date
from tadasu.rules.workflow import Level, Workflow


@dataclass(frozen=True)
class Both:
    """A process and the one that is to follow it."""

    before: Definitions
    after: Definitions
    _readings: dict[str, tuple[Reading, Reading]] = field(default_factory=dict)
    _policies: dict[tuple[str, str], Effect] = field(default_factory=dict)

    def readings(self, workflow: str) -> tuple[Reading, Reading]:
        """What stands behind the names in the guards of a workflow, then and now."""
        if workflow not in self._readings:
            sides = _reading(self.before, workflow), _reading(self.after, workflow)
            self._readings[workflow] = sides
        return self._readings[workflow]

    def guard(self, workflow: str, old: str, new: str) -> Effect:
        """What becomes of a condition."""
        return compared(old, new, *self.readings(workflow))

    def days(self, workflow: str, old: str, new: str) -> Effect:
        """What becomes of a number of days."""
        return counted(old, new, *self.readings(workflow))

    def role(self, workflow: str, name: str) -> Effect:
        """What becomes of a role that both have."""
        old, new = self._workflows(workflow)
        if old is None or new is None or name not in old.roles or name not in new.roles:
            return "same"
        return self.guard(workflow, old.roles[name].guard, new.roles[name].guard)

    def policy(self, workflow: str, name: str) -> Effect:
        """What becomes of a rule that both have, where it binds acts of a workflow."""
        if (workflow, name) not in self._policies:
            changes: tuple[Change, ...] = ()
            if name in self.before.policies and name in self.after.policies:
                old, new = self.before.policies[name], self.after.policies[name]
                changes = tuple(policy_changes(old, new, *self.readings(workflow)))
            whole = together(change.effect for change in changes)
            self._policies[workflow, name] = "changed" if whole == "mixed" else whole
        return self._policies[workflow, name]

    def with_parameter(self, name: str) -> "Both":
        """The process before, and the same with nothing changed but one number."""
        settings = {**self.before.parameters, name: self.after.parameters[name]}
        return Both(self.before, replace(self.before, parameters=settings))

    def _workflows(self, name: str) -> tuple[Workflow | None, Workflow | None]:
        return self.before.workflows.get(name), self.after.workflows.get(name)


def levels(definitions: Definitions, workflow: Workflow, act: str) -> dict[str, Level]:
    """The rules that bind an act, in order, each at the level at which it binds there."""
    return {
        binding.policy: raised(definitions.policies[binding.policy].level, binding.level)
        for binding in workflow.bindings(act)
    }


def _reading(definitions: Definitions, workflow: str) -> Reading:
    found = definitions.workflows.get(workflow)
    days = {name for name, each in definitions.declared.items() if each.type == "date"}
    settings = {
        name: date.fromisoformat(value) if name in days and _is_day(value) else value
        for name, value in definitions.parameters.items()
    }
    return Reading(settings, dict(found.define) if found is not None else {})


def _is_day(value: Setting) -> TypeGuard[str]:
    return isinstance(value, str) and is_date(value)
