"""Who signed a paper's boxes: by the acts on record, and by the keys that signed these."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo

from tadasu.core.case import Case, Done
from tadasu.core.events import CaseMoved, CaseOpened, cosigners, parse_event
from tadasu.ledger.entry import Entry
from tadasu.office.enrolled import keys_of
from tadasu.rules.form import OPENING, Signature
from tadasu.rules.workflow import Workflow
from tadasu.store.journal import Shelf


@dataclass(frozen=True, slots=True)
class Signed:
    """That a box is signed: by whom, when, and with which keys."""

    people: tuple[str, ...]
    day: str
    """ISO 8601."""
    keys: tuple[tuple[str, str], ...]
    """Whose, and its fingerprint."""


def signed(
    shelf: Shelf, case: Case, box: Signature, workflow: Workflow, zone: tzinfo
) -> Signed | None:
    """The last act that signs a box; None where nobody has, or what was approved has fallen.

    An approval (a transition that `covers` facts) counts as long as it stands, any other act also
    from an earlier round.
    """
    made = []
    for name in box.did:
        if name == OPENING:
            made.append((_opening(case), name))
            continue
        counted = case.did if workflow.transitions[name].covers else case.ever
        if name in counted:
            made.append((counted[name], name))
    if not made:
        return None
    done, name = max(made, key=lambda one: one[0].at)
    entry = _entry(shelf, case, done, name)
    people = done.voices[-1:] or (done.actor,)
    if entry is not None:
        people = (people[0], *_cosigners(entry))
    day = datetime.fromisoformat(done.at).astimezone(zone).date().isoformat()
    return Signed(people, day, tuple(_keys(shelf, entry)) if entry else ())


def _opening(case: Case) -> Done:
    """The opening of a case, as if it were a transition."""
    by = case.opened_for or case.opened_by
    return Done((by,), (by,), case.opened_by, case.opened_at, 1)


def _entry(shelf: Shelf, case: Case, done: Done, name: str) -> Entry | None:
    kind = CaseOpened.kind if name == OPENING else CaseMoved.kind
    found = None
    for stored in shelf.entries(case=case.key):
        statement = stored.entry.statement
        if statement.kind != kind or statement.occurred_at != done.at:
            continue
        if name in (OPENING, statement.data.get("transition")):
            found = stored.entry
    return found


def _cosigners(entry: Entry) -> tuple[str, ...]:
    return cosigners(parse_event(entry.statement.kind, entry.statement.data))


def _keys(shelf: Shelf, entry: Entry) -> Iterator[tuple[str, str]]:
    people = (str(entry.statement.actor["id"]), *_cosigners(entry))
    used = {str(sig["key"]) for sig in entry.sigs}
    for person in people:
        held = {key.public.fingerprint for key in keys_of(shelf, person)}
        yield from ((person, fingerprint) for fingerprint in sorted(used & held))
