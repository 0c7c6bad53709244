"""The roll of all cases while they are folded anew: each with its number among its siblings."""

from collections.abc import Iterable

from tadasu.core.case import Case

Group = tuple[str, str | None]
"""A workflow and a parent."""


class Roll:
    """Cases by key in the order of opening, and their numbers as a desk would give them."""

    def __init__(self) -> None:
        self.cases: dict[str, Case] = {}
        self._numbers: dict[str, dict[str | None, dict[str, int]]] = {}
        self._highest: dict[Group, int] = {}

    def keep(self, case: Case) -> None:
        """Number a case when it is opened, and anew when its workflow is called otherwise."""
        before = self.cases.get(case.key)
        self.cases[case.key] = case
        if before is not None and before.workflow == case.workflow:
            return
        if before is not None:
            # Its old number is free again.
            del self._group(before.workflow, before.parent)[before.key]
            self._highest.pop((before.workflow, before.parent), None)
        highest = self.highest(case.workflow, case.parent) + 1
        self._highest[case.workflow, case.parent] = highest
        self._group(case.workflow, case.parent)[case.key] = highest

    def number(self, case: Case) -> int:
        """The number of a case that was kept."""
        return self._group(case.workflow, case.parent)[case.key]

    def highest(self, workflow: str, parent: str | None) -> int:
        """The highest number among siblings; 0 where there is none."""
        group = (workflow, parent)
        if group not in self._highest:
            self._highest[group] = max(self._group(*group).values(), default=0)
        return self._highest[group]

    def total(self, workflow: str) -> int:
        """How many cases of a workflow there are."""
        return sum(map(len, self._numbers.get(workflow, {}).values()))

    def siblings(self, workflow: str, parent: str | None) -> Iterable[Case]:
        """The cases of a workflow under one parent, by their numbers."""
        return map(self.cases.__getitem__, self._numbers.get(workflow, {}).get(parent, ()))

    def parents(self, workflow: str) -> list[str | None]:
        """Every parent under which a workflow has cases, in the order of a store."""
        return sorted(self._numbers.get(workflow, ()), key=lambda parent: parent or "")

    def _group(self, workflow: str, parent: str | None) -> dict[str, int]:
        return self._numbers.setdefault(workflow, {}).setdefault(parent, {})
