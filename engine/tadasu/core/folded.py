"""The record folded up to a position: its cases as they were then, a source for scenes.

Answers in the order in which a store answers, so that what is decided here is decided there.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from typing import cast

from tadasu.core.case import Case, Stamp
from tadasu.core.events import KINDS, ProcessAdopted, parse_event
from tadasu.core.fold import evolve
from tadasu.core.links import Link, links
from tadasu.core.roll import Roll
from tadasu.ledger.entry import Statement


class Folded:
    """The cases that the entries so far make; memory grows with their number."""

    def __init__(self) -> None:
        self.process = ""
        """Digest of the process in force; empty before the first."""
        self._roll = Roll()
        self._referring: dict[Link, dict[str, None]] = {}

    def take(self, statement: Statement) -> None:
        """Go on by one statement; TamperError where it cannot follow those before it.

        One of a kind that nobody here knows leaves its case as it is, but for the version.
        """
        before = self.case(statement.case)
        if statement.kind not in KINDS:
            after = replace(before, version=statement.version) if before is not None else None
        else:
            event = parse_event(statement.kind, statement.data)
            if isinstance(event, ProcessAdopted):
                self.process = event.digest
            after = evolve(before, event, stamp_of(statement))
        if after is not None:
            self._keep(before, after)

    def case(self, key: str) -> Case | None:
        """The case of `key`, if there is one."""
        return self._roll.cases.get(key)

    def cases(self, keys: Collection[str]) -> Mapping[str, Case]:
        """Those of `keys` that exist."""
        return {key: case for key in keys if (case := self.case(key)) is not None}

    def children(self, parents: Collection[str], workflow: str) -> Sequence[Case]:
        """The cases of `workflow` under any of `parents`; siblings in the order of opening."""
        return [
            case
            for parent in sorted(set(parents))
            for case in self._roll.siblings(workflow, parent)
        ]

    def every(self, workflow: str) -> Sequence[Case]:
        """All cases of `workflow`, by parent, siblings in the order of opening."""
        return [
            case
            for parent in self._roll.parents(workflow)
            for case in self._roll.siblings(workflow, parent)
        ]

    def referrers(
        self, targets: Collection[str], workflow: str, path: str
    ) -> Sequence[tuple[str, Case]]:
        """The cases of `workflow` that name any of `targets` in `path`, each with which."""
        found = [
            (target, case)
            for target in dict.fromkeys(targets)
            for key in self._referring.get((path, target), ())
            if (case := self._roll.cases[key]).workflow == workflow
        ]
        return sorted(
            found, key=lambda each: (each[1].parent or "", self._roll.number(each[1]), each[0])
        )

    def count(self, workflow: str, parent: str | None) -> int:
        """How many cases of `workflow` were ever opened under `parent`."""
        return self._roll.highest(workflow, parent)

    def total(self, workflow: str) -> int:
        """How many cases of `workflow` were ever opened."""
        return self._roll.total(workflow)

    def everyone(self) -> Collection[Case]:
        """All cases, in the order of opening."""
        return self._roll.cases.values()

    def _keep(self, before: Case | None, after: Case) -> None:
        self._roll.keep(after)
        old = links(before) if before is not None and before.refs else frozenset()
        new = links(after) if after.refs else frozenset()
        for link in old - new:
            del self._referring[link][after.key]
        for link in new - old:
            self._referring.setdefault(link, {})[after.key] = None


def stamp_of(statement: Statement) -> Stamp:
    """What folding needs of a statement."""
    return Stamp(
        case=statement.case,
        version=statement.version,
        process=statement.process,
        at=statement.occurred_at,
        actor=str(statement.actor["id"]),
        behalf=cast("str | None", statement.actor.get("for")),
    )
