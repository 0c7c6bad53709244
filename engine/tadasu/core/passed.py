"""Cases that went on under another process, judged again: each of them, and those that stayed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import cast

from tadasu.core.again import compare
from tadasu.core.case import Case
from tadasu.core.deeds import Deed
from tadasu.core.events import CaseMigrated
from tadasu.core.fold import evolve
from tadasu.core.folded import stamp_of
from tadasu.core.migrate import passage
from tadasu.core.obstacles import Obstacle, reasons_of
from tadasu.core.scene import Scene
from tadasu.core.standing import nobody_left
from tadasu.core.strand import Strand
from tadasu.core.then import Then
from tadasu.core.told import Told, differs, refused, unlawful
from tadasu.errors import Reason, RefusalError, Text
from tadasu.ledger.shape import moment
from tadasu.rules.catalogue import Given
from tadasu.rules.plan import WorkflowPlan
from tadasu.rules.process import Process

MIGRATE = Text(en="migrate cases", ja="案件を移行する")

Pair = tuple[Told, CaseMigrated]


@dataclass(frozen=True)
class Passed:
    """The migrations with which `request` begins, from `before` in force to `after`."""

    then: Then
    before: Process
    after: Process
    request: Sequence[Told]

    @cached_property
    def migrations(self) -> dict[str, Pair]:
        """By the key of the case; UnlawfulError for one that goes twice."""
        found: dict[str, Pair] = {}
        for each in takewhile(lambda each: isinstance(each.event, CaseMigrated), self.request):
            if isinstance(each.event, CaseMigrated):
                if each.statement.case in found:
                    unlawful(each, _TWICE)
                found[each.statement.case] = (each, each.event)
        return found

    def judge(self, role: str, behalf: str | None) -> None:
        """Every migration is what the law makes of the plan behind it, or UnlawfulError."""
        for key, (each, event) in self.migrations.items():
            case = self.then.folded.case(key)
            if case is None or case.process == self.after.digest:
                unlawful(each, _NOWHERE)
            if event.workflow not in self.after.workflows:
                differs(each, "data.workflow", event.workflow, case.workflow)
            found = passage(case, self.after, plan_of(event), self._belongs)
            if found.obstacles:
                refused(each, RefusalError(MIGRATE, reasons_of({key: found.obstacles})))
            deed = Deed(key, found.event, role)
            compare(each, deed, behalf, self.after.digest, case.version + 1)

    def stranding(self, first: Told, *, adopting: bool) -> list[Reason]:
        """What stands against the whole: cases left behind, and nobody who could adopt."""
        plans: dict[str, WorkflowPlan] = {}
        for key, (_, event) in self.migrations.items():
            case = self.then.folded.case(key)
            if case is not None:
                plans.setdefault(case.workflow, plan_of(event))
        strand = Strand(self.before, self.after, self.then.processes, self._belongs, plans)
        if adopting:
            found = strand.found(self._staying())
            reasons = reasons_of(found) or nobody_left(self._scene(first), self._people(first))
            return list(reasons)
        behind: dict[str, Sequence[Obstacle]] = {
            case.key: tuple(strand.reading(case)) for case in self._staying()
        }
        return reasons_of({key: obstacles for key, obstacles in behind.items() if obstacles})

    def _staying(self) -> Iterator[Case]:
        for case in self.then.folded.everyone():
            if case.key not in self.migrations and case.process != self.after.digest:
                yield case

    def _scene(self, first: Told) -> Scene:
        now = moment(first.statement.occurred_at)
        return Scene(self.after, self.then.folded, now, self.after.timezone)

    def _people(self, first: Told) -> Iterator[Case]:
        """Everybody as they would be, the actor first."""
        folded = self.then.folded
        keys = (first.actor, *(case.key for case in folded.every(self.before.people)))
        for key in dict.fromkeys(keys):
            case, pair = folded.case(key), self.migrations.get(key)
            if case is not None and pair is not None:
                case = evolve(case, pair[1], stamp_of(pair[0].statement))
            if case is not None:
                yield case

    def _belongs(self, key: str) -> str | None:
        case, pair = self.then.folded.case(key), self.migrations.get(key)
        if case is None:
            return None
        return case.workflow if pair is None else pair[1].workflow


def plan_of(event: CaseMigrated) -> WorkflowPlan:
    """The part of a plan that a migration shows: the names that concerned its case."""
    same = event.source == event.target
    return WorkflowPlan.model_construct(
        to=event.workflow,
        states={} if same else {event.source: event.target},
        transitions=dict(event.transitions),
        fields=dict(event.fields),
        values={name: dict(values) for name, values in event.values.items()},
        roles=dict(event.roles),
        defaults=cast(dict[str, Given], dict(event.stated)),
    )


_TWICE = Text(
    en="the case goes twice in one request.", ja="一つの要求で同じ案件が二度移行しています。"
)
_NOWHERE = Text(
    en="there is no such case, or it is under that process already.",
    ja="その案件がないか、すでにそのプロセスの下にあります。",
)
