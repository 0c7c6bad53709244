"""The cases that were gathered, and the lists in which they stand; what is supposed wins.

What the source says is asked for once and kept as it is. Over it lies what a decision supposes: a
case that it opened stands in every list where it belongs, one that no longer refers to another has
left that list.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from tadasu.core.case import Case
from tadasu.core.links import Link, links

Keys = tuple[str, ...]


class Source(Protocol):
    """Where cases come from: a shelf of the store, or a dictionary in a test."""

    def cases(self, keys: Collection[str]) -> Mapping[str, Case]:
        """Those of `keys` that exist."""

    def children(self, parents: Collection[str], workflow: str) -> Sequence[Case]:
        """The cases of `workflow` under any of `parents`, oldest first."""

    def every(self, workflow: str) -> Sequence[Case]:
        """All cases of `workflow`, siblings oldest first."""

    def referrers(
        self, targets: Collection[str], workflow: str, path: str
    ) -> Sequence[tuple[str, Case]]:
        """The cases of `workflow` that name any of `targets` in `path`, each with which."""

    def count(self, workflow: str, parent: str | None) -> int:
        """How many cases of `workflow` were ever opened under `parent`."""

    def total(self, workflow: str) -> int:
        """How many cases of `workflow` were ever opened."""


@dataclass(slots=True)
class Supposed:
    """What a decision supposes so far."""

    cases: dict[str, Case] = field(default_factory=dict)
    arrived: list[str] = field(default_factory=list)
    linked: dict[str, frozenset[Link]] = field(default_factory=dict)
    """The links of those that stand in lists; a case that is not there yet stands in none."""

    def copied(self) -> "Supposed":
        """The same, which does not change with this one."""
        return replace(
            self, cases=dict(self.cases), arrived=list(self.arrived), linked=dict(self.linked)
        )


class Gathered:
    """Cases by key, and keys by list."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._cases: dict[str, Case | None] = {}
        self._children: dict[tuple[str, str], Keys] = {}
        self._every: dict[str, Keys] = {}
        self._referrers: dict[tuple[str, str, str], Keys] = {}
        self._supposed = Supposed()
        self.edition = 0
        """Grows with everything that is supposed: what was computed before may differ now."""

    def case(self, key: str) -> Case | None:
        """The case, or None where there is none or where nobody gathered it."""
        return self._supposed.cases.get(key) or self._cases.get(key)

    def child_keys(self, parent: str, workflow: str) -> Keys | None:
        """Keys of the children, oldest first, or None where nobody gathered them."""
        found = self._children.get((parent, workflow))
        if found is None or not self._supposed.arrived:
            return found
        more = (case.key for case in self._arrivals(workflow) if case.parent == parent)
        return _joined(found, more)

    def every_key(self, workflow: str) -> Keys | None:
        """Keys of all cases of `workflow`, or None where nobody gathered them."""
        found = self._every.get(workflow)
        if found is None or not self._supposed.arrived:
            return found
        return _joined(found, (case.key for case in self._arrivals(workflow)))

    def referrer_keys(self, target: str, workflow: str, path: str) -> Keys | None:
        """Keys of the cases that name `target` in `path`, or None where nobody gathered them."""
        found = self._referrers.get((target, workflow, path))
        linked = self._supposed.linked
        if found is None or not linked:
            return found
        link = (path, target)
        still = tuple(key for key in found if key not in linked or link in linked[key])
        cases = self._supposed.cases
        more = (
            key for key, held in linked.items() if link in held and cases[key].workflow == workflow
        )
        return _joined(still, more)

    def siblings(self, parent: str | None, workflow: str) -> Keys:
        """The cases of `workflow` under `parent`, or at the top, asked for if need be."""
        if parent is not None:
            self.fetch_children([parent], workflow)
            return self.child_keys(parent, workflow) or ()
        self.fetch_every(workflow)
        cases = map(self.case, self.every_key(workflow) or ())
        return tuple(case.key for case in cases if case is not None and case.parent is None)

    def count(self, workflow: str, parent: str | None) -> int:
        """How many cases of `workflow` were ever opened under `parent`, arrivals among them."""
        arrived = sum(case.parent == parent for case in self._arrivals(workflow))
        return self._source.count(workflow, parent) + arrived

    def total(self, workflow: str) -> int:
        """How many cases of `workflow` were ever opened, arrivals among them."""
        return self._source.total(workflow) + sum(1 for _ in self._arrivals(workflow))

    def put(self, case: Case) -> None:
        """Let a case be as it would be, in every list; one that is not there yet is in none."""
        supposed = self._supposed
        if case.key in supposed.arrived or self._there(case.key):
            supposed.linked[case.key] = links(case)
        supposed.cases[case.key] = case
        self.edition += 1

    def arrived(self, case: Case) -> None:
        """Let a case that was opened be there, in every list where it belongs."""
        self._supposed.arrived.append(case.key)
        self.put(case)

    def kept(self) -> Supposed:
        """What is supposed now, to come back to."""
        return self._supposed.copied()

    def restore(self, kept: Supposed) -> None:
        """Forget what was supposed and what arrived since `kept`; what was asked for stays."""
        self._supposed = kept.copied()
        self.edition += 1

    def know(self, cases: Iterable[Case]) -> None:
        """Make cases present that were read from the same source already."""
        for case in cases:
            self._cases.setdefault(case.key, case)

    def fetch(self, keys: Iterable[str]) -> None:
        """Make the cases of `keys` present, in one question to the source."""
        supposed = self._supposed.cases
        wanted = dict.fromkeys(keys)
        missing = [key for key in wanted if key not in self._cases and key not in supposed]
        if missing:
            self._ask(missing)

    def fetch_children(self, parents: Collection[str], workflow: str) -> None:
        """Make the children of `parents` present, in one question to the source."""
        missing = [key for key in parents if (key, workflow) not in self._children]
        if not missing:
            return
        kept: dict[str, list[str]] = {key: [] for key in missing}
        for child in self._keep(self._source.children(missing, workflow)):
            if child.parent is not None:
                kept[child.parent].append(child.key)
        self._children.update({(key, workflow): tuple(keys) for key, keys in kept.items()})

    def fetch_every(self, workflow: str) -> None:
        """Make all cases of `workflow` present, in one question to the source."""
        if workflow not in self._every:
            found = self._keep(self._source.every(workflow))
            self._every[workflow] = tuple(case.key for case in found)

    def fetch_referrers(self, targets: Collection[str], workflow: str, path: str) -> None:
        """Make the cases that name `targets` in `path` present, in one question to the source."""
        missing = [key for key in targets if (key, workflow, path) not in self._referrers]
        if not missing:
            return
        kept: dict[str, list[str]] = {key: [] for key in missing}
        found = self._source.referrers(missing, workflow, path)
        self._keep([case for _, case in found])
        for target, case in found:
            kept[target].append(case.key)
        self._referrers.update({(key, workflow, path): tuple(keys) for key, keys in kept.items()})

    def _there(self, key: str) -> bool:
        if key not in self._cases:
            self._ask([key])
        return self._cases[key] is not None

    def _ask(self, keys: Sequence[str]) -> None:
        found = self._source.cases(keys)
        self._cases.update({key: found.get(key) for key in keys})

    def _keep(self, found: Sequence[Case]) -> Sequence[Case]:
        self.know(found)
        return found

    def _arrivals(self, workflow: str) -> Iterator[Case]:
        cases = (self._supposed.cases[key] for key in self._supposed.arrived)
        return (case for case in cases if case.workflow == workflow)


def _joined(found: Keys, more: Iterable[str]) -> Keys:
    return tuple(dict.fromkeys((*found, *more)))
