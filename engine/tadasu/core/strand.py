"""Which cases a new process would strand: every case stays on its own, and they meet in rules.

A case under way is judged by its own process, which reads every other case in its own words. So a
change strands a case that cannot be found or read by the new process, a case whose own rules read
what will no longer be there, and everybody if nobody is a person any more.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tadasu.core.case import Case
from tadasu.core.crossing import Belongs
from tadasu.core.migrate import passage
from tadasu.core.obstacles import Obstacle
from tadasu.rules.plan import WorkflowPlan
from tadasu.rules.process import Process
from tadasu.rules.reads import Read, reads, still_there
from tadasu.rules.touches import Touch, touches
from tadasu.rules.workflow import Workflow

Processes = Callable[[str], Process]

ALWAYS = ("state", "value")
"""Obstacles that keep every process from reading a case; others only matter where rules look."""

_NOTHING = WorkflowPlan()


@dataclass(slots=True)
class Strand:
    """The cases that are not migrated, held against the process that is to come."""

    before: Process
    after: Process
    processes: Processes
    belongs: Belongs
    plans: Mapping[str, WorkflowPlan] = field(default_factory=dict)
    """By the names of the workflows whose cases go on under the new process."""
    _reads: dict[str, frozenset[Read]] = field(default_factory=dict)
    _touches: dict[str, tuple[Touch, ...]] = field(default_factory=dict)

    def found(self, cases: Iterable[Case]) -> dict[str, tuple[Obstacle, ...]]:
        """What stands in the way, by the key of the case that it would strand."""
        told = {case.key: tuple(dict.fromkeys(self._of(case))) for case in cases}
        return {key: obstacles for key, obstacles in told.items() if obstacles}

    def reading(self, case: Case) -> Iterator[Obstacle]:
        """What the rules of a case under way read, and will not find as they know it."""
        if self._ended(case):
            return
        process = self.processes(case.process)
        for touch in self._touch(process):
            new = self.after.workflows.get(touch.workflow)
            if new is not None and touch.actor in ("", case.workflow):
                yield from _unknown(touch, new)
        for read in self._read(process):
            concerned = read.fresh or read.workflow in self.plans
            mine = read.reader == case.workflow and concerned
            if mine and not self._there(read, process):
                yield Obstacle("rule", case.workflow, read.member, read.workflow)

    def _of(self, case: Case) -> Iterator[Obstacle]:
        people = case.workflow == self.before.people
        if people and case.workflow != self.after.people:
            yield Obstacle("people", case.workflow, "")
        elif case.workflow not in self.after.workflows:
            if not self._ended(case):
                yield Obstacle("workflow", case.workflow, "")
        else:
            yield from self._unreadable(case)
            yield from self._moved(case)
        yield from self.reading(case)

    def _unreadable(self, case: Case) -> Iterator[Obstacle]:
        """What the new process cannot read where it may look."""
        for one in passage(case, self.after, _NOTHING, self.belongs).obstacles:
            if one.kind in ALWAYS or self._matters(case, one):
                yield one

    def _matters(self, case: Case, one: Obstacle) -> bool:
        """Whether anybody would stumble over it."""
        match one.kind:
            case "required":
                return self._looked_at(case, one.name)
            case "parent":
                at_work = not self._ended(case) or self._looked_at(case, "parent")
                return one.name != "" and at_work
            case "transition":
                return self._renamed(case)
        return False

    def _moved(self, case: Case) -> Iterator[Obstacle]:
        """Where acts under the new process would take a case that does not know the place."""
        old = self.processes(case.process).workflows[case.workflow]
        if not self._ended(case):
            for touch in self._touch(self.after):
                if touch.workflow == case.workflow:
                    yield from _unknown(touch, old)

    def _looked_at(self, case: Case, member: str) -> bool:
        return any(
            (read.workflow, read.member) == (case.workflow, member)
            for read in self._read(self.after)
        )

    def _renamed(self, case: Case) -> bool:
        """Whether the new rules look for something done that the old ones had no word for."""
        old = self.processes(case.process).workflows[case.workflow].transitions
        return any(
            read.workflow == case.workflow
            and read.member.startswith("did.")
            and read.member.removeprefix("did.") not in old
            for read in self._read(self.after)
        )

    def _there(self, read: Read, process: Process) -> bool:
        plan = self.plans.get(read.workflow)
        if plan is not None and plan.to not in (None, read.workflow):
            return False
        return still_there(read, process, self.after)

    def _ended(self, case: Case) -> bool:
        workflow = self.processes(case.process).workflows[case.workflow]
        return workflow.states[case.state].final

    def _touch(self, process: Process) -> tuple[Touch, ...]:
        if process.digest not in self._touches:
            self._touches[process.digest] = touches(process)
        return self._touches[process.digest]

    def _read(self, process: Process) -> frozenset[Read]:
        if process.digest not in self._reads:
            self._reads[process.digest] = reads(process)
        return self._reads[process.digest]


def _unknown(touch: Touch, workflow: Workflow) -> Iterator[Obstacle]:
    """The states that a transition leads to and a workflow has not."""
    for state in sorted(touch.ends - set(workflow.states)):
        yield Obstacle("effect", touch.workflow, touch.transition, state)
