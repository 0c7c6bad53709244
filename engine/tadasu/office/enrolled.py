"""Which keys a person may sign with now, as the record tells; read from few entries.

A key ends, too, where one ends that had signed its enrolment: so those are followed upwards.
"""

from tadasu.ledger.roster import ENROLLED, KEY_KINDS, Held, Roster
from tadasu.ledger.sshwire import SignatureError
from tadasu.store.journal import Shelf, StoredEntry


def keys_of(shelf: Shelf, person: str) -> tuple[Held, ...]:
    """The keys of a person, with what became of them."""
    founding = shelf.at(0)
    founder = founding.entry.statement.id if founding is not None else ""
    roster = Roster()
    for stored in _told(shelf, person):
        start = 0 if stored.entry.statement.cause == founder else None
        try:
            roster.read(stored.position, stored.entry, start)
        except SignatureError:
            continue  # verification tells of it
    return roster.held(person)


def _told(shelf: Shelf, person: str) -> list[StoredEntry]:
    """What the record says of keys of a person, and of whoever enrolled them, in order."""
    found: dict[int, StoredEntry] = {}
    asked: set[str] = set()
    waiting = [person]
    while waiting:
        each = waiting.pop()
        if each in asked:
            continue
        asked.add(each)
        for stored in shelf.entries(case=each):
            statement = stored.entry.statement
            if statement.kind in KEY_KINDS:
                found[stored.position] = stored
                if statement.kind == ENROLLED:
                    waiting.append(str(statement.actor["id"]))
    return [found[position] for position in sorted(found)]
