"""What the record knows of a case, laid out for a picture: where it stands, and what happened."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from tadasu.core.case import Case
from tadasu.core.events import (
    CaseAmended,
    CaseMigrated,
    CaseMoved,
    CaseOpened,
    Event,
    cosigners,
    parse_event,
)
from tadasu.core.scene import Scene
from tadasu.core.setting import AUTOMATIC, EFFECT
from tadasu.errors import Language, Text
from tadasu.office.cases import case_at
from tadasu.office.codes import called
from tadasu.office.lines import line
from tadasu.office.pictures.lifecycle import Lifecycle
from tadasu.office.pictures.timeline import Kind, Moment, Timeline
from tadasu.office.pictures.workflows import lifecycle_of
from tadasu.office.sheets import Draughtsman
from tadasu.office.strongbox import Openings
from tadasu.office.workspace import Workspace
from tadasu.rules.workflow import Workflow
from tadasu.store.journal import Shelf, StoredEntry

DUE = Text(en="due", ja="期限")

_HISTORY = Text(en="{}, from day to day", ja="{} の経過")
_CHANGED = Text(en="Facts changed", ja="事実の変更")
_FOLLOWED: Mapping[str, Text] = {
    EFFECT: Text(en="followed from another act", ja="ほかの操作に伴う処理"),
    AUTOMATIC: Text(en="by itself", ja="自動"),
}


@dataclass(frozen=True, slots=True)
class Depicter:
    """Lays out pictures of cases in one language, as a draughtsman tells days and people."""

    workspace: Workspace
    shelf: Shelf
    draughtsman: Draughtsman
    language: Language

    def lifecycle(self, case: Case) -> Lifecycle:
        """The workflow of a case, the way that it went and where it stands."""
        workflow = self._workflow(case)
        life = lifecycle_of(workflow, self.language, case.state, self._passed(case))
        return replace(life, title=f"{life.title} {case.key}")

    def timeline(self, case: Case, title: str | None = None) -> Timeline:
        """Everything that happened to a case, and when it is due."""
        if title is None:
            called = f"{case.key} {self.draughtsman.label(case.key)}".strip()
            title = _HISTORY.to(self.language).format(called)
        moments, name = list[Moment](), case.workflow
        for stored, event in self._history(case):
            if isinstance(event, CaseOpened | CaseMigrated):
                name = event.workflow
            moments.append(self._moment(stored, event, name))
        if case.due is not None and not self._workflow(case).states[case.state].final:
            due = Moment(
                day=date.fromisoformat(case.due),
                what=DUE.to(self.language),
                kind="due",
                shown=self._day(case.due),
            )
            moments = sorted([*moments, due], key=lambda moment: moment.day)
        return Timeline(title, tuple(moments))

    def _workflow(self, case: Case) -> Workflow:
        return self.workspace.process(case.process).workflows[case.workflow]

    def _history(self, case: Case) -> Iterator[tuple[StoredEntry, Event]]:
        for stored in self.shelf.entries(0, case.key):
            statement = stored.entry.statement
            yield stored, parse_event(statement.kind, statement.data)

    def _passed(self, case: Case) -> list[tuple[str, str]]:
        """The steps of a case, by the names that its states have now as far as that is known."""
        steps: list[tuple[str, str]] = []
        for _, event in self._history(case):
            if isinstance(event, CaseMoved):
                steps.append((event.source, event.target))
            elif isinstance(event, CaseMigrated):
                now = {event.source: event.target}
                steps = [(now.get(source, source), now.get(to, to)) for source, to in steps]
        return steps

    def _moment(self, stored: StoredEntry, event: Event, name: str) -> Moment:
        """What happened, told in the words of the process that was in force then."""
        statement = stored.entry.statement
        told = line(stored, self.workspace.process, name)
        process = self.workspace.process(statement.process)
        rules = [called(rule, process).to(self.language) for rule in told.refused_by]
        what, detail = told.what.to(self.language), self._joined(rules)
        kind: Kind = "refused" if told.refused_by else "note"
        workflow = process.workflows.get(name)
        if isinstance(event, CaseOpened):
            kind = "step"
        elif isinstance(event, CaseMoved):
            kind = "step" if event.source != event.target else "note"
            what, detail = self._moved(event, workflow, what)
        elif isinstance(event, CaseAmended):
            what, detail = _CHANGED.to(self.language), self._titles(event, workflow)
        moment = datetime.fromisoformat(told.at).astimezone(self.workspace.zone)
        who = self._joined([self._who(key) for key in (told.actor, *cosigners(event))])
        if told.behalf is not None:
            who = f"{who} → {self._who(told.behalf)}"
        if told.role in _FOLLOWED:
            detail = self._joined([_FOLLOWED[told.role].to(self.language), detail])
        return Moment(
            day=moment.date(),
            what=what[:1].upper() + what[1:],
            who=who,
            detail=detail,
            kind=kind,
            shown=self._day(moment.date().isoformat()),
        )

    def _moved(self, event: CaseMoved, workflow: Workflow | None, what: str) -> tuple[str, str]:
        """What an act is called, and from which state to which it led."""
        if workflow is None or event.transition not in workflow.transitions:
            return what, ""
        title = workflow.transitions[event.transition].title.text.to(self.language)
        if event.source == event.target:
            return title, ""
        ends = (workflow.states[name].title.text.to(self.language) for name in _ends(event))
        return title, " → ".join(ends)

    def _titles(self, event: CaseAmended, workflow: Workflow | None) -> str:
        fields = workflow.facts if workflow is not None else {}
        return self._joined(
            [fields[n].title.text.to(self.language) if n in fields else n for n in event.fields]
        )

    def _who(self, key: str) -> str:
        return self.draughtsman.label(key) or key

    def _day(self, day: str) -> str:
        return self.draughtsman.day(day).to(self.language)

    def _joined(self, words: Sequence[str]) -> str:
        return ("、" if self.language == "ja" else ", ").join(filter(None, words))


def lifecycle_of_case(workspace: Workspace, key: str, language: Language) -> Lifecycle:
    """The lifecycle of a case as it stands now; NotFoundError where there is no such case."""
    with workspace.journal.reading() as shelf:
        case = case_at(shelf, key)
        return _depicter(workspace, shelf, case, language).lifecycle(case)


def timeline_of_case(workspace: Workspace, key: str, language: Language) -> Timeline:
    """What happened to a case; NotFoundError where there is no such case."""
    with workspace.journal.reading() as shelf:
        case = case_at(shelf, key)
        return _depicter(workspace, shelf, case, language).timeline(case)


def _depicter(workspace: Workspace, shelf: Shelf, case: Case, language: Language) -> Depicter:
    process = workspace.process(case.process)
    now = workspace.clock.looking(shelf.head.recorded_at)
    scene = Scene(process, shelf, now, process.timezone)
    draughtsman = Draughtsman(shelf, scene, Openings(shelf, workspace.subjects))
    return Depicter(workspace, shelf, draughtsman, language)


def _ends(event: CaseMoved) -> tuple[str, str]:
    return event.source, event.target
