"""Where an act takes place: who acts, when, under which process, seeing which cases."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, tzinfo
from typing import cast

from tadasu.core.case import Case
from tadasu.core.reasons import suggestion
from tadasu.core.records import CaseRecord
from tadasu.core.scene import Scene
from tadasu.core.sealed import Sealing
from tadasu.core.values import Reader
from tadasu.errors import NotFoundError, Text
from tadasu.guard.guard import GuardError
from tadasu.rules.process import Process
from tadasu.rules.workflow import Workflow

FOUNDER = "founder"
"""The role under which the log's first person is opened."""

EFFECT = "effect"
"""The role in which the process itself acts, because an act of a person says so."""

HOLDER = "keyholder"
"""The role of whoever signs with a key of his or her own, to enrol a further or end one."""

AUTOMATIC = "automatic"
"""The role in which the process itself acts, because a guard came to hold."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Who acts, when, under which process, seeing which cases."""

    process: Process
    scene: Scene
    actor: str
    now: datetime
    zone: tzinfo
    behalf: str | None = None
    """The person in whose name alone the actor wants to act; None: his or her own, if possible."""
    sealing: Sealing = field(default_factory=Sealing)
    """Seals what is personal of all that is stated here."""

    @property
    def today(self) -> date:
        """The day in the project's time zone."""
        return self.scene.today

    def names(self, record: CaseRecord) -> dict[str, object]:
        """What every expression about a case may read."""
        return self.scene.names(record)

    @property
    def reader(self) -> Reader:
        """Reads stated values."""
        return Reader(self.process, self.zone, self.sealing)


def acting(scene: Scene, process: Process, key: str) -> Case:
    """The person who acts, or NotFoundError."""
    scene.fetch([key])
    person = scene.case(key)
    if person is None or person.workflow != process.people:
        raise NotFoundError(
            Text(
                en=f"There is no person {key}; say who acts with --as KEY.",
                ja=f"{key} という人はいません。行う人を --as KEY で指定してください。",
            )
        )
    return person


def present(setting: Setting, key: str) -> Case:
    """The case of `key`, or raise NotFoundError."""
    setting.scene.fetch([key])
    case = setting.scene.case(key)
    if case is None:
        raise no_case(key)
    return case


def no_case(key: str) -> NotFoundError:
    """That nothing has this key."""
    return NotFoundError(Text(en=f"There is no case {key}.", ja=f"案件 {key} はありません。"))


def workflow_of(setting: Setting, name: str) -> Workflow:
    """The workflow of that name, or raise NotFoundError."""
    found = setting.process.workflows.get(name)
    if found is None:
        hint = suggestion(name, setting.process.workflows)
        raise NotFoundError(
            Text(
                en=f"There is no workflow {name}.{hint.en}",
                ja=f"ワークフロー {name} はありません。{hint.ja}",
            )
        )
    return found


def due_on(setting: Setting, workflow: Workflow, state: str, record: CaseRecord) -> str | None:
    """The last day for leaving `state`, as an ISO date, where the workflow sets one.

    GuardError where it has no value.
    """
    guard = setting.process.guards.due(workflow.name, state)
    if guard is None:
        return None
    names = setting.names(record)
    setting.scene.gather(guard.footprint, names)
    days = cast(int, guard.value(names, zone=setting.zone))
    try:
        return (setting.today + timedelta(days=days)).isoformat()
    except OverflowError as beyond:
        raise GuardError("overflow", f"a day {days} days from {setting.today}") from beyond
