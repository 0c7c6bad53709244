"""Cases on their way from one process to another: which ones a plan moves, and what stops them."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from tadasu.core.case import Case
from tadasu.core.events import ProcessAdopted, parse_event
from tadasu.core.migrate import Passage, passage
from tadasu.core.obstacles import Obstacle
from tadasu.core.strand import Strand
from tadasu.office.plans import Plan, planned
from tadasu.office.workspace import Workspace
from tadasu.rules.planning import check_plan
from tadasu.rules.process import Process
from tadasu.store.journal import Shelf


@dataclass(frozen=True)
class Transit:
    """The record as it is, the process to which cases go, and the plan by which they go."""

    workspace: Workspace
    shelf: Shelf
    process: Process
    plan: Plan | None = None
    keys: tuple[str, ...] = ()
    """Those that shall go and no others; none named: all that the plan moves."""

    @property
    def before(self) -> Process:
        """The process in force."""
        return self.workspace.process(self.shelf.head.process)

    @cached_property
    def cases(self) -> dict[str, Passage]:
        """What becomes of each case that the plan moves, by key, in the order of opening.

        Those that have ended go along where the plan renames something of theirs or the new
        process could not read them; the others stay as they ended, unless they are named.
        DefinitionError where the plan uses names that no process has, NotFoundError for a key
        that no case has, RefusalError for one of a case that the plan says nothing of.
        """
        if self.plan is None:
            return {}
        plans = self.plan.migration.workflows
        held = list(planned(self.shelf, plans, self.keys, self.process.digest))
        olds = {case.process: self.workspace.process(case.process) for case in held}
        every = olds and not self.keys
        known = [self.before, *(olds.values() if every else self._adopted())]
        check_plan(self.plan.migration, self.plan.document, known, self.process)
        found = {}
        for case in held:
            each = passage(case, self.process, plans[case.workflow], self._belongs)
            if self.keys or not self._ended(case) or each.renames or each.obstacles:
                found[case.key] = each
        return found

    def stopped(self) -> dict[str, Sequence[Obstacle]]:
        """What stops the cases that the plan moves, by key."""
        return {key: each.obstacles for key, each in self.cases.items() if each.obstacles}

    def stranded(self) -> dict[str, Sequence[Obstacle]]:
        """What the process would do to the cases that stay, by key."""
        return dict(self._strand().found(self._staying(self.workflows)))

    def left_behind(self) -> dict[str, Sequence[Obstacle]]:
        """What the rules of cases that stay read of cases that go, by key."""
        strand = self._strand()
        found = {
            case.key: tuple(dict.fromkeys(strand.reading(case)))
            for case in self._staying(self.workflows)
        }
        return {key: obstacles for key, obstacles in found.items() if obstacles}

    def running(self, workflows: Collection[str]) -> dict[str, tuple[str, ...]]:
        """By workflow, the keys of the cases under way that stay on their processes."""
        found = {
            name: tuple(c.key for c in self._staying([name]) if not self._ended(c))
            for name in workflows
        }
        return {name: keys for name, keys in found.items() if keys}

    @cached_property
    def workflows(self) -> tuple[str, ...]:
        """Every workflow that any case may be of."""
        return tuple(sorted({*self.before.workflows, *self.process.workflows}))

    def _strand(self) -> Strand:
        plans = self.plan.migration.workflows if self.plan is not None else {}
        return Strand(self.before, self.process, self.workspace.process, self._belongs, plans)

    def _staying(self, workflows: Sequence[str]) -> Iterator[Case]:
        for name in workflows:
            for case in self.shelf.select(name):
                if case.key not in self.cases and case.process != self.process.digest:
                    yield case

    def _adopted(self) -> Iterator[Process]:
        """Every process that was ever in force."""
        for stored in self.shelf.entries(case=""):
            statement = stored.entry.statement
            event = parse_event(statement.kind, statement.data)
            if isinstance(event, ProcessAdopted):
                yield self.workspace.process(event.digest)

    def _ended(self, case: Case) -> bool:
        workflow = self.workspace.process(case.process).workflows[case.workflow]
        return workflow.states[case.state].final

    def _belongs(self, key: str) -> str | None:
        case = self.shelf.case(key)
        if case is None:
            return None
        plans = self.plan.migration.workflows if self.plan is not None else {}
        plan = plans.get(case.workflow)
        goes = case.process != self.process.digest and (not self.keys or key in self.keys)
        return (plan.to or case.workflow) if plan is not None and goes else case.workflow
