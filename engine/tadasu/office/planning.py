"""The counter, where a plan is suggested: nothing here writes anything."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from tadasu.core.candidates import judged
from tadasu.core.scene import Scene
from tadasu.core.setting import Setting, acting, present
from tadasu.core.staffing import Filled, Roster, Task
from tadasu.core.suggest import task_of
from tadasu.errors import Text
from tadasu.office.answers import Named
from tadasu.office.candidates import Label
from tadasu.office.possible import Candidate
from tadasu.office.proposals import Load, Proposal, Seated, Shortfall, Suggested
from tadasu.office.rostering import roster
from tadasu.office.sheets import Draughtsman
from tadasu.office.shortfalls import shortfalls
from tadasu.office.strongbox import Openings
from tadasu.office.workspace import Workspace
from tadasu.rules.suggestion import Suggestion
from tadasu.rules.workflow import Workflow


def proposal(workspace: Workspace, key: str, actor: str) -> Proposal:
    """A plan for the case of `key`, as its process suggests it."""
    with workspace.journal.reading() as shelf:
        process = workspace.process(shelf.head.process)
        now: datetime = workspace.clock.looking(shelf.head.recorded_at)
        zone = process.timezone
        setting = Setting(process, Scene(process, shelf, now, zone), actor, now, zone)
        acting(setting.scene, process, actor)
        label = Draughtsman(shelf, setting.scene, Openings(shelf, workspace.subjects)).label
        return suggest(setting, label, key)


def suggest(setting: Setting, label: Label, key: str) -> Proposal:
    """A plan, worked out in a setting."""
    task = task_of(setting, key)
    process = setting.process
    suggestion = process.workflows[present(setting, key).workflow].suggest
    if suggestion is None:
        raise AssertionError(key)
    opened = process.workflows[suggestion.open]
    titles = {name: spec.title.text for name, spec in opened.fields.items()}
    found = roster(task)
    suggested = tuple(_suggested(label, task, suggestion, opened, one) for one in found.filled)
    missing = tuple(shortfalls(label, titles, task, found))
    if not missing:
        # What is feasible one by one is judged once more as a whole.
        missing = tuple(_objections(setting, found, suggested, opened))
    return Proposal(
        case=key,
        workflow=Named(opened.name, opened.title.text),
        possible=not missing,
        suggested=suggested,
        shortfalls=missing,
        loads=tuple(_loads(label, task, found)),
    )


def _suggested(
    label: Label, task: Task, suggestion: Suggestion, opened: Workflow, one: Filled
) -> Suggested:
    slot, need = task.slots[one.slot], one.need
    seats = {
        name: list(keys) if opened.facts[name].many else next(iter(keys), None)
        for name, keys in one.seats.items()
    }
    days: Mapping[str, object] = {
        suggestion.slots.first: slot.first.isoformat(),
        suggestion.slots.last: slot.last.isoformat(),
    }
    known = need.draft.fields if need.there else {}
    fresh = {} if need.there else {**need.draft.fields, **days}
    given = {**fresh, **{n: v for n, v in seats.items() if v and known.get(n) != v}}
    return Suggested(
        item=need.name,
        label=label(need.name),
        there=need.there,
        rank=need.rank,
        first=slot.first.isoformat(),
        last=slot.last.isoformat(),
        seats=tuple(
            Seated(
                Named(name, opened.facts[name].title.text),
                tuple(_candidate(label, one, name, key) for key in keys),
            )
            for name, keys in one.seats.items()
        ),
        given=given,
    )


def _candidate(label: Label, one: Filled, name: str, key: str) -> Candidate:
    found = one.need.judged[name, one.slot, key]
    return Candidate(key, label(key), found.reasons, found.warnings, found.waived)


def _objections(
    setting: Setting, found: Roster, suggested: tuple[Suggested, ...], opened: Workflow
) -> Iterator[Shortfall]:
    for one, told in zip(found.filled, suggested, strict=True):
        days = {} if one.need.there else {**told.given}
        for name in one.seats:
            by = opened.fields[name].candidates
            if by is None:
                raise AssertionError(name)
            facts = {**days, **told.given}
            reasons = judged(setting, opened, by, one.need.draft, facts).reasons
            if reasons:
                text = Text(
                    en="Those who may one by one may not together.",
                    ja="一人ずつなら認められますが、この組み合わせでは認められません。",
                )
                yield Shortfall("whole", told.item, told.label, text, reasons)


def _loads(label: Label, task: Task, found: Roster) -> Iterator[Load]:
    first = task.seats[0].field
    planned = [key for one in found.filled for key in one.seats.get(first, ())]
    for key in task.candidates[first]:
        before = task.loads.get((first, key), 0)
        if before or key in planned:
            yield Load(key, label(key), before, planned.count(key))
