"""Who made each step of a case, and which act made those that nobody did: from its entries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from tadasu.core.events import (
    KINDS,
    CaseMigrated,
    CaseMoved,
    CaseOpened,
    WaiverGranted,
    cosigners,
    parse_event,
)
from tadasu.core.renames import Renames
from tadasu.core.setting import AUTOMATIC, EFFECT
from tadasu.ledger.entry import Statement
from tadasu.office.answers import Cause, Doer
from tadasu.office.receipts import act_of
from tadasu.office.workspace import Workspace
from tadasu.store.journal import Shelf, StoredEntry

Doers = dict[Doer, Doer]
"""Each once, by what makes him or her another: the last time that it was done."""


@dataclass(slots=True)
class Doings:
    """The people of a case by their keys, and what was done as another act's consequence."""

    opening: Doer = field(default_factory=lambda: Doer(""))
    made: dict[str, Doers] = field(default_factory=dict)
    """By transition, in the order in which they first did it."""


def doings(workspace: Workspace, shelf: Shelf, entries: Iterable[StoredEntry]) -> Doings:
    """What the entries of one case tell; acts before them are looked up on `shelf`."""
    found, causes = Doings(), _Causes(workspace, shelf)
    for stored in entries:
        statement = stored.entry.statement
        event = parse_event(statement.kind, statement.data) if statement.kind in KINDS else None
        match event:
            case CaseOpened():
                found.opening = causes.doer(stored)
            case CaseMoved(transition=name):
                doer = replace(causes.doer(stored), cosigned=cosigners(event))
                found.made.setdefault(name, {})[_like(doer)] = doer
            case CaseMigrated():
                names = Renames(event.transitions, event.fields, event.values)
                found.made = _renamed(found.made, names)
    return found


def _renamed(made: Mapping[str, Doers], names: Renames) -> dict[str, Doers]:
    found: dict[str, Doers] = {}
    for old, doers in made.items():
        new = names.transition(old)
        if new is not None:
            found.setdefault(new, {}).update(doers)
    return found


def _like(doer: Doer) -> Doer:
    """The same for whatever case an act was about."""
    cause = doer.cause
    return replace(doer, cause=cause and replace(cause, case=""))


class _Causes:
    """Finds the act from which something followed, in each request once."""

    def __init__(self, workspace: Workspace, shelf: Shelf) -> None:
        self._workspace = workspace
        self._shelf = shelf
        self._requests: dict[str, tuple[StoredEntry, ...]] = {}

    def doer(self, stored: StoredEntry) -> Doer:
        """Who stands behind an entry, and what made it if it was no act of a person."""
        statement = stored.entry.statement
        behalf = cast("str | None", statement.actor.get("for"))
        return Doer(str(statement.actor["id"]), behalf, self._cause(stored))

    def _cause(self, stored: StoredEntry) -> Cause | None:
        role, request = _role(stored.entry.statement), stored.entry.statement.cause
        if role not in (EFFECT, AUTOMATIC) or request is None:
            return None
        if request not in self._requests:
            self._requests[request] = self._shelf.request(request)
        before = [one for one in self._requests[request] if one.position < stored.position]
        for one in reversed(before):
            statement = one.entry.statement
            if _role(statement) in (EFFECT, AUTOMATIC) or statement.kind == WaiverGranted.kind:
                continue
            event = parse_event(statement.kind, statement.data)
            process = self._workspace.process(statement.process)
            act = act_of(process, self._shelf, statement, event)
            return Cause(role, statement.case, act)
        return None


def _role(statement: Statement) -> str:
    return str(statement.actor["role"])
