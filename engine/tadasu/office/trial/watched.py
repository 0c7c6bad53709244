"""A process that is watched while tests run.

It differs from another one in its guards only, which tell of each evaluation at the moment when
it is made, while all that they read is still there. Nothing of this exists where no test runs.
"""

from dataclasses import dataclass, field, fields, replace
from functools import cached_property, partial
from typing import Any

from tadasu.guard.atoms import Watched
from tadasu.guard.guard import Guard
from tadasu.office.trial.watching import ActName, GuardName, Role, Watch
from tadasu.rules.bound import Bound
from tadasu.rules.guards import Guards
from tadasu.rules.process import Process


def watched(process: Process, watch: Watch) -> Process:
    """The process, telling `watch` of each evaluation of its guards."""
    whole: dict[str, Any] = {each.name: getattr(process, each.name) for each in fields(Process)}
    return _WatchedProcess(**whole, watch=watch)


@dataclass(frozen=True, kw_only=True)
class _WatchedProcess(Process):
    watch: Watch = field(compare=False, repr=False)

    @cached_property
    def guards(self) -> Guards:
        return _WatchedGuards(self, self.watch)


class _WatchedGuards(Guards):
    """Guards that tell of each evaluation."""

    def __init__(self, process: Process, watch: Watch) -> None:
        super().__init__(process)
        self._watch = watch
        self._roles: dict[Role, Guard] = {}
        self._rules: dict[ActName, tuple[Bound, ...]] = {}
        self._ways: dict[GuardName, Guard] = {}

    def role(self, workflow: str, role: str) -> Guard:
        name = workflow, role
        if name not in self._roles:
            guard = super().role(workflow, role)
            self._roles[name] = Watched(guard, partial(self._watch.tell_role, name, guard))
        return self._roles[name]

    def bound(self, workflow: str, act: str) -> tuple[Bound, ...]:
        name = workflow, act
        if name not in self._rules:
            bound = super().bound(workflow, act)
            self._rules[name] = tuple(self._watched(one, workflow) for one in bound)
        return self._rules[name]

    def automatic(self, workflow: str, transition: str) -> Guard | None:
        guard = super().automatic(workflow, transition)
        return guard and self._way(("automatic", workflow, transition), guard)

    def targets(self, workflow: str, transition: str) -> tuple[tuple[str, Guard | None], ...]:
        return tuple(
            (state, guard and self._way(("to", workflow, f"{transition} {number}"), guard))
            for number, (state, guard) in enumerate(super().targets(workflow, transition))
        )

    def _way(self, name: GuardName, guard: Guard) -> Guard:
        if name not in self._ways:
            tell = partial(self._watch.tell, name, name[1], guard)
            self._ways[name] = Watched(guard, tell)
        return self._ways[name]

    def _watched(self, bound: Bound, workflow: str) -> Bound:
        def telling(part: str, guard: Guard) -> Guard:
            tell = partial(self._watch.tell_rule, bound, part, workflow, guard)
            return Watched(guard, tell)

        return replace(
            bound,
            each=telling("each", bound.each) if bound.each else None,
            when=telling("when", bound.when) if bound.when else None,
            require=telling("require", bound.require),
        )
