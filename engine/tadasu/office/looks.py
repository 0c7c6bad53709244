"""The counter, where people look: nothing here writes anything."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from tadasu.core.case import Case
from tadasu.core.decide import move
from tadasu.core.hearing import Hearing
from tadasu.core.machine import shape
from tadasu.core.moving import transition_of
from tadasu.core.scene import Scene
from tadasu.core.setting import Setting, acting, present, workflow_of
from tadasu.errors import (
    Reason,
    RefusalError,
)
from tadasu.office.answers import Line, Named, Sheet
from tadasu.office.belonging import members, together
from tadasu.office.candidates import candidates
from tadasu.office.cases import case_at
from tadasu.office.doings import doings
from tadasu.office.lines import line
from tadasu.office.possible import Takes, Way, Ways
from tadasu.office.rows import Row
from tadasu.office.sheets import Draughtsman
from tadasu.office.strongbox import Openings
from tadasu.office.typed import typed
from tadasu.office.workspace import Workspace
from tadasu.rules.process import Process
from tadasu.rules.workflow import Transition, Workflow
from tadasu.store.journal import Shelf, StoredEntry


class Looks:
    """Answers about the record as it is now."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def show(self, key: str) -> Sheet:
        """One case, whole."""
        with self._workspace.journal.reading() as shelf:
            case = case_at(shelf, key)
            told = doings(self._workspace, shelf, shelf.entries(0, key))
            scene = self._setting(shelf, self._workspace.process(case.process), "").scene
            draughtsman = self._draughtsman(shelf, scene)
            return draughtsman.sheet(case, told)

    def why(self, key: str, actor: str, transition: str | None = None) -> Ways:
        """What the actor may do to a case now, and what blocks the rest."""
        with self._workspace.journal.reading() as shelf:
            case = case_at(shelf, key)
            process = self._workspace.process(case.process)
            workflow = process.workflows[case.workflow]
            names = shape(process, workflow.name).ways_out(case.state)
            if transition is not None:
                transition_of(workflow, transition)
                names = (transition,)
            here = workflow.states[case.state]
            setting = self._setting(shelf, process, actor)
            label = self._draughtsman(shelf, setting.scene).label
            return Ways(
                case=key,
                actor=actor,
                state=Named(case.state, here.title.text),
                ways=tuple(self._way(shelf, process, case, actor, name) for name in names),
                candidates=tuple(candidates(setting, label, case, transition)),
            )

    def list(self, workflow: str, where: str | None = None) -> tuple[Row, ...]:
        """The cases of a workflow, those that satisfy the expression `where` if it is given."""
        with self._workspace.journal.reading() as shelf:
            process = self._workspace.process(shelf.head.process)
            setting = self._setting(shelf, process, "")
            workflow_of(setting, workflow)
            draughtsman = self._draughtsman(shelf, setting.scene)
            cases = list(_matching(setting, shelf, workflow, where))
            draughtsman.prepare(cases)
            return tuple(draughtsman.row(case) for case in cases)

    def todo(self, person: str | None = None) -> tuple[Row, ...]:
        """Unfinished cases with what `person` (or anybody) may do there by role, soonest first.

        A case that has climbed to a role of the person's is listed, too, with nothing to do.
        Roles are asked, rules are not: `why` tells whether an act would go through.
        """
        with self._workspace.journal.reading() as shelf:
            return self.todo_at(shelf, self._now(shelf), person)

    def todo_at(self, shelf: Shelf, now: datetime, person: str | None = None) -> tuple[Row, ...]:
        """The same as of a moment, from a record that is open."""
        process = self._workspace.process(shelf.head.process)
        zone = process.timezone
        setting = Setting(process, Scene(process, shelf, now, zone), person or "", now, zone)
        draughtsman = self._draughtsman(shelf, setting.scene)
        cases = list(_unfinished(shelf, process))
        draughtsman.prepare(cases)
        if person is not None:
            acting(setting.scene, process, person)
            _foresee(setting, cases)
        rows = []
        for case in cases:
            row = draughtsman.row(case, _acts(setting, case, person))
            mine = [one for one in row.climbed if _holds(setting, case, person, one.id)]
            if row.acts or mine:
                rows.append(replace(row, mine=tuple(mine)))
        return tuple(sorted(rows, key=lambda row: (row.due or "9999", row.key)))

    def todo_of(self, key: str) -> tuple[Row, ...]:
        """The same for everybody who belongs to a case, such as a team."""
        with self._workspace.journal.reading() as shelf:
            process = self._workspace.process(shelf.head.process)
            today = self._setting(shelf, process, "").today
            people = members(shelf, process, key, today)
        return together([self.todo(person) for person in people])

    def log(self, key: str | None = None, last: int | None = None) -> tuple[Line, ...]:
        """The entries of the log, or of one case, oldest first; of `last` only the newest."""
        with self._workspace.journal.reading() as shelf:
            if key is not None:
                case_at(shelf, key)
            start = max(0, shelf.head.size - last) if last is not None and key is None else 0
            known: dict[str, str | None] = {}
            lines = [
                line(stored, self._workspace.process, _workflow(shelf, known, stored))
                for stored in shelf.entries(start, key)
            ]
        return tuple(lines[-last:] if last is not None else lines)

    def keys(self, prefix: str) -> tuple[str, ...]:
        """Keys of cases that begin with `prefix`, for completion."""
        with self._workspace.journal.reading() as shelf:
            return shelf.keys(prefix)

    def workflows(self) -> tuple[Named, ...]:
        """The workflows of the process in force."""
        with self._workspace.journal.reading() as shelf:
            process = self._workspace.process(shelf.head.process)
        return tuple(Named(name, each.title.text) for name, each in process.workflows.items())

    def _way(self, shelf: Shelf, process: Process, case: Case, actor: str, name: str) -> Way:
        workflow = process.workflows[case.workflow]
        transition = workflow.transitions[name]
        setting = self._setting(shelf, process, actor)
        acting(setting.scene, process, actor)
        reasons: tuple[Reason, ...] = ()
        try:
            move(setting, case.key, name, {}, probing=True)
        except RefusalError as no:
            reasons = no.reasons
        return Way(
            act=Named(name, transition.title.text),
            targets=tuple(
                Named(end, workflow.states[end].title.text)
                for end in transition.ends_from(case.state)
            ),
            reasons=reasons,
            takes=tuple(_takes(workflow, transition, case)),
            cosign=tuple(Named(n, workflow.roles[n].title.text) for n in transition.cosign),
        )

    def _setting(self, shelf: Shelf, process: Process, actor: str) -> Setting:
        now = self._now(shelf)
        zone = process.timezone
        return Setting(process, Scene(process, shelf, now, zone), actor, now, zone)

    def _draughtsman(self, shelf: Shelf, scene: Scene) -> Draughtsman:
        return Draughtsman(shelf, scene, Openings(shelf, self._workspace.subjects))

    def _now(self, shelf: Shelf) -> datetime:
        return self._workspace.clock.looking(shelf.head.recorded_at)


def _workflow(shelf: Shelf, known: dict[str, str | None], stored: StoredEntry) -> str | None:
    """The workflow of the entry's case, looked up once."""
    key = stored.entry.statement.case
    if key not in known:
        case = shelf.case(key) if key else None
        known[key] = case.workflow if case is not None else None
    return known[key]


def _matching(setting: Setting, shelf: Shelf, workflow: str, where: str | None) -> Iterator[Case]:
    if where is None:
        yield from shelf.select(workflow)
        return
    with typed(where):
        guard = setting.process.guards.expression(workflow, where)
        scene = setting.scene
        scene.fetch_every(workflow)
        keys = scene.every_key(workflow) or ()
        # All at once: what they have around them is asked for by the generation.
        everyone = tuple(map(scene.record, keys))
        scene.gather(guard.footprint, {**setting.names(scene.record("")), "case": everyone})
        for key in keys:
            case = scene.case(key)
            if guard.value(setting.names(scene.record(key)), zone=setting.zone) and case:
                yield case


def _unfinished(shelf: Shelf, process: Process) -> Iterator[Case]:
    for name, workflow in process.workflows.items():
        for state, spec in workflow.states.items():
            if not (spec.final or spec.settled):
                yield from shelf.select(name, state)


def _acts(setting: Setting, case: Case, person: str | None) -> tuple[Named, ...]:
    process = setting.process
    workflow = process.workflows[case.workflow]
    found = []
    for name in shape(process, workflow.name).ways_out(case.state):
        transition = workflow.transitions[name]
        if person is None or _entitled(setting, workflow, case, transition):
            found.append(Named(name, transition.title.text))
    return tuple(found)


def _foresee(setting: Setting, cases: Sequence[Case]) -> None:
    """Ask for what the roles of `cases` read, for all of them at once."""
    process, scene = setting.process, setting.scene
    for name, workflow in process.workflows.items():
        roles = {role for each in workflow.transitions.values() for role in each.by}
        roles.update(role for rung in workflow.escalation for role in rung.to)
        guards = [process.guards.role(name, role) for role in roles]
        names = {
            **setting.names(scene.record("")),
            "case": tuple(scene.record(case.key) for case in cases if case.workflow == name),
            "actor": scene.record(setting.actor),
        }
        scene.gather({path for guard in guards for path in guard.footprint}, names)


def _holds(setting: Setting, case: Case, person: str | None, role: str) -> bool:
    """Whether the person has a role on the case; where nobody is asked for, somebody has."""
    if person is None:
        return True
    workflow = setting.process.workflows[case.workflow]
    text = workflow.roles[role].title.text
    hearing = Hearing(setting, workflow, setting.scene.record(case.key), "", text)
    hearing.ask_roles((role,))
    return not hearing.reasons


def _entitled(setting: Setting, workflow: Workflow, case: Case, transition: Transition) -> bool:
    present(setting, case.key)
    text = transition.title.text
    hearing = Hearing(setting, workflow, setting.scene.record(case.key), "", text)
    hearing.ask_roles(transition.by)
    return not hearing.reasons


def _takes(workflow: Workflow, transition: Transition, case: Case) -> Iterator[Takes]:
    for name, need in transition.facts.items():
        missing = need == "required" and case.fields.get(name) is None
        yield Takes(name, workflow.facts[name].title.text, missing)
    for name, spec in transition.input.items():
        yield Takes(name, spec.title.text, spec.required)
