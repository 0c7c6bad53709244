"""Who may put a process in force: today, and whether anybody still may afterwards."""

from datetime import datetime

from tadasu.core.case import Stamp
from tadasu.core.fold import evolve
from tadasu.core.hearing import Hearing
from tadasu.core.reasons import said
from tadasu.core.scene import Scene
from tadasu.core.setting import Setting, acting
from tadasu.errors import Reason, RefusalError, Text
from tadasu.office.passages import Transit
from tadasu.office.workspace import Workspace
from tadasu.store.journal import Shelf

Standing = tuple[str, str | None]
"""A role, and the person in whose name it is held, if it is another."""


def adopting_role(workspace: Workspace, shelf: Shelf, actor: str, attempt: Text) -> Standing:
    """The role under which `actor` may adopt by the process in force, and in whose name.

    Raises RefusalError where there is none.
    """
    process = workspace.process(shelf.head.process)
    scene = Scene(process, shelf, _now(workspace, shelf), workspace.zone)
    acting(scene, process, actor)
    hearing = _asked(workspace, shelf, scene, actor, attempt)
    if hearing.reasons:
        raise RefusalError(attempt, hearing.reasons)
    return hearing.role, hearing.behalf


def nobody_left(transit: Transit, actor: str) -> list[Reason]:
    """A reason where nobody could adopt anything any more under the process to come."""
    process, shelf = transit.process, transit.shelf
    scene = Scene(process, shelf, _now(transit.workspace, shelf), transit.workspace.zone)
    for key in dict.fromkeys((actor, *(c.key for c in shelf.select(transit.before.people)))):
        person = shelf.case(key)
        if person is None:
            continue
        each = transit.cases.get(key)
        if each is not None:
            mark = Stamp(key, person.version + 1, process.digest, person.entered_at, key)
            person = evolve(person, each.event, mark) or person
        scene.suppose(person)
        if person.workflow == process.people:
            hearing = _asked(transit.workspace, shelf, scene, key, _NOBODY[0])
            if not hearing.reasons:
                return []
    return [said("migration", *_NOBODY)]


def _asked(
    workspace: Workspace, shelf: Shelf, scene: Scene, person: str, attempt: Text
) -> Hearing:
    process, now = scene.process, _now(workspace, shelf)
    setting = Setting(process, scene, person, now, workspace.zone)
    workflow = process.workflows[process.people]
    hearing = Hearing(setting, workflow, scene.record(person), "adopt", attempt)
    hearing.ask_roles(workflow.adopt)
    return hearing


def _now(workspace: Workspace, shelf: Shelf) -> datetime:
    return workspace.clock.looking(shelf.head.recorded_at)


_NOBODY = (
    Text(en="The people", ja="行う人"),
    Text(
        en="Nobody could adopt a process any more.",
        ja="プロセスを採用できる人が一人もいなくなります。",
    ),
    Text(
        en="Leave at least one active person a role under `adopt` of the people's workflow.",
        ja="人を表すワークフローの `adopt` の役割を、在籍する誰か一人には残してください。",
    ),
)
