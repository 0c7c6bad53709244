"""The cases that a decision looks at, gathered by footprint: those and no more.

A guard reads paths such as `case.parent.team.memberships`. `gather` follows each path from the
records in scope, asks the source for whole generations at once, and then closes: while guards
run nothing is read any more.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, tzinfo
from typing import Protocol

from tadasu.core.case import Case
from tadasu.core.records import CaseRecord, ParamsRecord, Part, Path
from tadasu.rules.process import Process

Trie = dict[str, "Trie"]
Kept = tuple[dict[str, Case | None], dict[tuple[str, str], tuple[str, ...]], dict[str, Case]]
"""What a scene holds at one moment."""


class Source(Protocol):
    """Where cases come from: a shelf of the store, or a dictionary in a test."""

    def cases(self, keys: Collection[str]) -> Mapping[str, Case]:
        """Those of `keys` that exist."""

    def children(self, parents: Collection[str], workflow: str) -> Sequence[Case]:
        """The cases of `workflow` under any of `parents`, oldest first."""

    def count(self, workflow: str, parent: str | None) -> int:
        """How many cases of `workflow` were ever opened under `parent`."""


class Scene:
    """Cases by key and children by parent, as one process reads them."""

    def __init__(self, process: Process, source: Source, now: datetime, zone: tzinfo) -> None:
        self.process = process
        self.now = now
        self.zone = zone
        self._source = source
        self._cases: dict[str, Case | None] = {}
        self._children: dict[tuple[str, str], tuple[str, ...]] = {}
        self._opened: dict[str, Case] = {}
        self._records: dict[str, CaseRecord] = {}
        self.params = ParamsRecord(process.parameters)
        self.all = Part(None, {})

    def case(self, key: str) -> Case | None:
        """The case, or None where there is none or where nobody gathered it."""
        return self._cases.get(key)

    def child_keys(self, parent: str, workflow: str) -> tuple[str, ...] | None:
        """Keys of the children, oldest first, or None where nobody gathered them."""
        return self._children.get((parent, workflow))

    def record(self, key: str) -> CaseRecord:
        """The case as guards see it; it may not have been gathered, then it knows its key only."""
        record = self._records.get(key)
        if record is None:
            record = self._records[key] = CaseRecord(key, self)
        return record

    def suppose(self, case: Case) -> CaseRecord:
        """Put a case as it would be in the place of the case as it is."""
        self._cases[case.key] = case
        return self.record(case.key)

    def arrived(self, case: Case) -> None:
        """Put a case that was opened just now beside its siblings."""
        self._opened[case.key] = case
        self._cases[case.key] = case
        if case.parent is not None:
            siblings = self._children.get((case.parent, case.workflow))
            if siblings is not None:
                self._children[case.parent, case.workflow] = (*siblings, case.key)

    def siblings(self, parent: str | None, workflow: str) -> Sequence[str]:
        """The cases of `workflow` under `parent`."""
        if parent is None:
            return ()
        self.fetch_children([parent], workflow)
        return self._children[parent, workflow]

    def kept(self) -> Kept:
        """What the scene holds, to come back to."""
        return dict(self._cases), dict(self._children), dict(self._opened)

    def restore(self, kept: Kept) -> None:
        """Forget what was supposed and what arrived since `kept`."""
        cases, children, opened = kept
        self._cases, self._children, self._opened = dict(cases), dict(children), dict(opened)

    def aside(self, case: Case) -> CaseRecord:
        """A record of `case` as it is, that stays so when another is supposed in its place."""
        return CaseRecord(case.key, self, case)

    def count(self, workflow: str, parent: str | None) -> int:
        """How many cases of `workflow` were ever opened under `parent`."""
        opened = (c for c in self._opened.values() if c.workflow == workflow)
        return self._source.count(workflow, parent) + sum(c.parent == parent for c in opened)

    def fetch(self, keys: Iterable[str]) -> None:
        """Make the cases of `keys` present, in one question to the source."""
        missing = [key for key in dict.fromkeys(keys) if key not in self._cases]
        if missing:
            found = self._source.cases(missing)
            self._cases.update({key: found.get(key) for key in missing})

    def fetch_children(self, parents: Collection[str], workflow: str) -> None:
        """Make the children of `parents` present, in one question to the source."""
        missing = [key for key in parents if (key, workflow) not in self._children]
        if not missing:
            return
        found = self._source.children(missing, workflow)
        kept: dict[str, list[str]] = {key: [] for key in missing}
        for child in found:
            self._cases.setdefault(child.key, child)
            if child.parent is not None:
                kept[child.parent].append(child.key)
        for child in self._opened.values():
            if child.workflow == workflow and child.parent in kept:
                kept[child.parent].append(child.key)
        self._children.update({(key, workflow): tuple(keys) for key, keys in kept.items()})

    def gather(self, paths: Iterable[Path], names: Mapping[str, object]) -> None:
        """Make everything that `paths` read present, beginning at the records in `names`."""
        trie = _trie(paths)
        for name, below in trie.items():
            self._follow(below, _records([names.get(name)]))

    def _follow(self, trie: Trie, records: Sequence[CaseRecord | Part]) -> None:
        if not trie or not records:
            return
        cases = [record for record in records if isinstance(record, CaseRecord)]
        self.fetch(record.key for record in cases)
        present = [record for record in cases if record.exists]
        parts = [record for record in records if isinstance(record, Part)]
        for name, below in trie.items():
            self._fetch_child_lists(present, name)
            self._follow(below, _records(_members(present, parts, name)))

    def _fetch_child_lists(self, records: Sequence[CaseRecord], name: str) -> None:
        wanted: dict[str, list[str]] = {}
        for record in records:
            child = record.child_workflow(name)
            if child is not None:
                wanted.setdefault(child, []).append(record.key)
        for child, parents in wanted.items():
            self.fetch_children(list(dict.fromkeys(parents)), child)


def _members(
    cases: Sequence[CaseRecord], parts: Sequence[Part], name: str
) -> Iterable[object | None]:
    yield from (record.get(name) for record in cases)
    yield from (record.get(name) for record in parts)


def _trie(paths: Iterable[Path]) -> Trie:
    root: Trie = {}
    for path in paths:
        here = root
        for name in path:
            here = here.setdefault(name, {})
    return root


def _records(values: Iterable[object]) -> list[CaseRecord | Part]:
    found: dict[int, CaseRecord | Part] = {}
    for value in values:
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, CaseRecord | Part):
                found[id(each)] = each
    return list(found.values())
