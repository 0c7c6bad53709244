"""Who may put a process in force: today, and whether anybody still may afterwards."""

from collections.abc import Iterator
from datetime import datetime

from tadasu.core.case import Case, Stamp
from tadasu.core.fold import evolve
from tadasu.core.scene import Scene
from tadasu.core.setting import Setting, acting
from tadasu.core.standing import nobody_left as nobody_of
from tadasu.core.standing import standing
from tadasu.errors import Reason, RefusalError, Text
from tadasu.office.passages import Transit
from tadasu.office.workspace import Workspace
from tadasu.store.journal import Shelf

Standing = tuple[str, str | None]
"""A role, and the person in whose name it is held, if it is another."""


def adopting_role(
    workspace: Workspace, shelf: Shelf, actor: str, attempt: Text, now: datetime
) -> Standing:
    """The role under which `actor` may adopt by the process in force, and in whose name.

    Raises RefusalError where there is none.
    """
    process = workspace.process(shelf.head.process)
    scene = Scene(process, shelf, now, process.timezone)
    acting(scene, process, actor)
    hearing = standing(Setting(process, scene, actor, now, process.timezone), attempt)
    if hearing.reasons:
        raise RefusalError(attempt, hearing.reasons)
    return hearing.role, hearing.behalf


def nobody_left(transit: Transit, actor: str, now: datetime) -> list[Reason]:
    """A reason where nobody could adopt anything any more under the process to come."""
    process = transit.process
    scene = Scene(process, transit.shelf, now, process.timezone)
    return nobody_of(scene, _people(transit, actor))


def _people(transit: Transit, actor: str) -> Iterator[Case]:
    """Everybody as they would be, the actor first."""
    shelf = transit.shelf
    for key in dict.fromkeys((actor, *(c.key for c in shelf.select(transit.before.people)))):
        person, each = shelf.case(key), transit.cases.get(key)
        if person is None:
            continue
        if each is None:
            yield person
            continue
        digest = transit.process.digest
        mark = Stamp(key, person.version + 1, digest, person.entered_at, key)
        yield evolve(person, each.event, mark) or person
