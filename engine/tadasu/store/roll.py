"""The roll of all cases while they are folded anew: each with its number among its siblings."""

from tadasu.core.case import Case

Group = tuple[str, str | None]
"""A workflow and a parent."""


class Roll:
    """Cases by key in the order of opening, and their numbers as a desk would give them."""

    def __init__(self) -> None:
        self.cases: dict[str, Case] = {}
        self._numbers: dict[Group, dict[str, int]] = {}
        self._highest: dict[Group, int] = {}

    def keep(self, case: Case) -> None:
        """Number a case when it is opened, and anew when its workflow is called otherwise."""
        before = self.cases.get(case.key)
        self.cases[case.key] = case
        if before is not None and before.workflow == case.workflow:
            return
        if before is not None:
            # Its old number is free again.
            del self._numbers[before.workflow, before.parent][case.key]
            self._highest.pop((before.workflow, before.parent), None)
        group = (case.workflow, case.parent)
        numbers = self._numbers.setdefault(group, {})
        if group not in self._highest:
            self._highest[group] = max(numbers.values(), default=0)
        self._highest[group] += 1
        numbers[case.key] = self._highest[group]

    def number(self, case: Case) -> int:
        """The number of a case that was kept."""
        return self._numbers[case.workflow, case.parent][case.key]
