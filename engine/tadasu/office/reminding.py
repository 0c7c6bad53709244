"""Who is to be reminded of what: what they can do soon, and what has climbed to them.

A step is told once for each stay of a case in a state: `soon`, some days before it is due, to
those who can act; then each step of the ladder to those who hold its roles.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tadasu.core.case import Case
from tadasu.core.hearing import active
from tadasu.core.sealed import SEALED, is_sealed
from tadasu.errors import Text
from tadasu.office.looks import Looks
from tadasu.office.rows import Row
from tadasu.office.strongbox import Openings
from tadasu.office.workspace import Workspace
from tadasu.store.journal import Shelf
from tadasu.store.reminded import Told

SOON = "soon"
DAYS_BEFORE = 3
"""How long before the day due those who can act are reminded."""


@dataclass(frozen=True, slots=True)
class Item:
    """One case that somebody is reminded of."""

    row: Row
    since: str
    """When the case entered its state."""
    step: str
    """soon, or the number of the ladder's last step that concerns the person."""
    title: Text
    """The step in words: the role that it names."""


@dataclass(frozen=True, slots=True)
class Reminder:
    """All that one person is reminded of."""

    person: str
    name: str
    address: str
    """Empty where none is known."""
    items: tuple[Item, ...]

    @property
    def told(self) -> list[Told]:
        """What is told by it."""
        return [Told(self.person, one.row.key, one.since, one.step) for one in self.items]


def reminders(workspace: Workspace, before: int = DAYS_BEFORE) -> tuple[Reminder, ...]:
    """A reminder for each person who has something to be reminded of, by their keys."""
    with workspace.journal.reading() as shelf:
        process = workspace.process(shelf.head.process)
        workflow = process.workflows[process.people]
        people = [one for one in shelf.select(process.people) if active(workflow, one.state)]
        openings = Openings(shelf, workspace.subjects)
        addresses = {one.key: _opened(one, workflow.mail, openings) for one in people}
        names = {one.key: _opened(one, workflow.label, openings) for one in people}
    looks = Looks(workspace)
    found: list[Reminder] = []
    for key in sorted(names):
        rows = looks.todo(key)
        with workspace.journal.reading() as shelf:
            items = [item for row in rows for item in _items(shelf, row, before)]
        if items:
            found.append(Reminder(key, names[key], addresses[key], tuple(items)))
    return tuple(found)


def _items(shelf: Shelf, row: Row, before: int) -> Sequence[Item]:
    case = shelf.case(row.key)
    if case is None or row.days_left is None:
        return ()
    mine = {one.id: one.title for one in row.mine}
    if mine:
        last = next(one for one in reversed(row.reached) if one.role in mine)
        return (Item(row, case.entered_at, str(last.step), mine[last.role]),)
    if row.acts and 0 <= row.days_left <= before:
        return (Item(row, case.entered_at, SOON, _SOON),)
    return ()


def _opened(case: Case, field: str | None, openings: Openings) -> str:
    value = case.fields.get(field) if field else None
    if is_sealed(value):
        return openings.text(value[SEALED]) or ""
    return str(value or "")


_SOON = Text(en="due soon", ja="期限間近")
