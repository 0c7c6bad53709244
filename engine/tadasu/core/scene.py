"""The cases that a decision looks at, gathered by footprint: those and no more.

A guard reads paths such as `case.parent.team.memberships`. `gather` follows each path from the
records in scope, asks the source for whole generations at once, and then closes: while guards
run nothing is read any more. Where a path steps onto something computed, what that reads is
gathered too; the step `*` takes the step before it again and again.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, tzinfo
from itertools import chain

from tadasu.core.case import Case
from tadasu.core.computed import Computed, computed, inverse
from tadasu.core.gathered import Gathered, Source
from tadasu.core.records import AllRecord, CaseRecord, ParamsRecord, Part, Path
from tadasu.guard.guard import Guard, GuardError
from tadasu.rules.process import Process

__all__ = ["Scene", "Source"]

Trie = dict[str, "Trie"]

Seen = CaseRecord | AllRecord | Part
Group = tuple[Mapping[str, Sequence[CaseRecord]], Sequence[Seen]]

AGAIN = "*"
"""The step that takes the one before it again and again, to all ancestors."""

DEEPEST = 24
"""Computed members that may rest on one another in a row; no process that was checked does."""


class Scene(Gathered):
    """Cases and lists of them, as one process reads them at one moment."""

    def __init__(self, process: Process, source: Source, now: datetime, zone: tzinfo) -> None:
        super().__init__(source)
        self.process = process
        self.now = now
        self.zone = zone
        self.today: date = now.astimezone(zone).date()
        """The day in the project's time zone."""
        self.params = ParamsRecord(process)
        self.all = AllRecord(self)
        self._records: dict[str, CaseRecord] = {}
        self._depth = 0
        self._expanded: dict[tuple[Guard, CaseRecord], int] = {}
        """In which edition what a computed member reads was gathered."""

    def names(self, record: CaseRecord) -> dict[str, object]:
        """What every expression about a case may read, whoever acts."""
        return {
            "case": record,
            "now": self.now,
            "today": self.today,
            "params": self.params,
            "all": self.all,
        }

    def record(self, key: str) -> CaseRecord:
        """The case as guards see it; it may not have been gathered, then it knows its key only."""
        record = self._records.get(key)
        if record is None:
            record = self._records[key] = CaseRecord(key, self)
        return record

    def suppose(self, case: Case) -> CaseRecord:
        """Put a case as it would be in the place of the case as it is, in every list too.

        One that is not there yet stands in no list before it has `arrived`.
        """
        self.put(case)
        return self.record(case.key)

    def aside(self, case: Case) -> CaseRecord:
        """A record of `case` as it is, that stays so when another is supposed in its place."""
        return CaseRecord(case.key, self, case)

    def compute(self, guard: Guard, record: CaseRecord) -> object:
        """The value of a computed member of `record`; GuardError where it has none."""
        if self._depth == DEEPEST:
            raise _too_deep()
        self._depth += 1
        try:
            return guard.value(self.names(record), zone=self.zone)
        except RecursionError as deep:
            raise _too_deep() from deep
        finally:
            self._depth -= 1

    def gather(self, paths: Iterable[Path], names: Mapping[str, object]) -> None:
        """Make everything that `paths` read present, beginning at the records in `names`."""
        for name, below in _trie(paths).items():
            self._follow(below, _records([names.get(name)]))

    def _follow(self, trie: Trie, records: Sequence[Seen]) -> None:
        if not trie or not records:
            return
        group = self._group(records)
        for name, below in trie.items():
            if name == AGAIN:
                continue
            found = self._step(name, group, wanted=bool(below))
            if AGAIN in below:
                self._follow(below[AGAIN], self._again(name, found))
            self._follow(below, found)

    def _group(self, records: Sequence[Seen]) -> Group:
        """The cases among `records` that exist by their workflow, present now, and the others."""
        cases: list[CaseRecord] = []
        others: list[Seen] = []
        for record in records:
            if isinstance(record, CaseRecord):
                cases.append(record)
            else:
                others.append(record)
        self.fetch([record.key for record in cases])
        present: dict[str, list[CaseRecord]] = {}
        for record in cases:
            case = record.case
            if case is not None:
                present.setdefault(case.workflow, []).append(record)
        return present, others

    def _step(self, name: str, group: Group, *, wanted: bool) -> list[Seen]:
        """Make the member `name` of a group readable; the records in it, if they are wanted."""
        present, others = group
        for workflow, same in present.items():
            self._fetch_list(workflow, name, same)
        every = name in self.process.workflows
        if every and any(isinstance(record, AllRecord) for record in others):
            self.fetch_every(name)
        if not wanted:
            return []
        return _records(_member(each, name) for each in chain(*present.values(), others))

    def _fetch_list(self, workflow: str, name: str, records: Sequence[CaseRecord]) -> None:
        """What the member `name` of cases of one workflow needs besides the cases themselves."""
        process = self.process
        if name in process.workflows[workflow].facts:
            return
        child = process.child_workflow(workflow, name)
        if child is not None:
            self.fetch_children(_keys(records), child)
            return
        named = inverse(process, workflow, name)
        if named is not None:
            self.fetch_referrers(_keys(records), *named)
            return
        made = computed(process, workflow, name)
        if made is not None:
            self._expand(made, records)

    def _expand(self, made: Computed, records: Sequence[CaseRecord]) -> None:
        """Gather what a computed member of `records` reads."""
        guard = made.guard
        if self._depth == DEEPEST:
            return
        fresh = [
            record
            for record in records
            if made.applies(record.state) and self._expanded.get((guard, record)) != self.edition
        ]
        if not fresh:
            return
        self._expanded.update(dict.fromkeys(((guard, record) for record in fresh), self.edition))
        trie = _trie(guard.footprint)
        self._depth += 1
        self._follow(trie.get("case", {}), fresh)
        self._follow(trie.get("all", {}), [self.all])
        self._depth -= 1

    def _again(self, name: str, records: Sequence[Seen]) -> list[Seen]:
        """`records`, and all that the step `name` leads to from them, however often it is made."""
        reached: dict[int, Seen] = {}
        while records:
            reached.update((id(record), record) for record in records)
            following = self._step(name, self._group(records), wanted=True)
            records = [record for record in following if id(record) not in reached]
        return list(reached.values())


def _keys(records: Sequence[CaseRecord]) -> list[str]:
    return list(dict.fromkeys(record.key for record in records))


def _too_deep() -> GuardError:
    return GuardError("budget", f"more than {DEEPEST} computed members rest on one another")


def _member(record: Seen, name: str) -> object | None:
    try:
        return record.get(name)
    except GuardError:
        # Whoever reads it meets the same error, and answers for it.
        return None


def _trie(paths: Iterable[Path]) -> Trie:
    root: Trie = {}
    for path in paths:
        here = root
        for name in path:
            here = here.setdefault(name, {})
    return root


def _records(values: Iterable[object]) -> list[Seen]:
    found: dict[int, Seen] = {}
    for value in values:
        for each in value if isinstance(value, tuple) else (value,):
            if isinstance(each, CaseRecord | AllRecord | Part):
                found[id(each)] = each
    return list(found.values())
