"""Cases that go on under another process, as the counter answers them."""

from collections.abc import Sequence

from tadasu.core.events import CaseMigrated, parse_event, to_data
from tadasu.core.migrate import Passage
from tadasu.core.obstacles import Obstacle, told
from tadasu.office.changes import Migrated, Moved
from tadasu.office.passages import Transit
from tadasu.store.journal import StoredEntry


def moves(transit: Transit) -> tuple[Moved, ...]:
    """Every case that a plan moves, in the order of opening."""
    return tuple(_moved(key, each) for key, each in transit.cases.items())


def _moved(key: str, each: Passage) -> Moved:
    outcome = "mapped" if each.renames else "conforming"
    return _told(key, each.event, "refused" if each.obstacles else outcome, each.obstacles)


def _told(
    key: str, event: CaseMigrated, outcome: str, obstacles: Sequence[Obstacle] = ()
) -> Moved:
    data = to_data(event)
    shown = ("transitions", "fields", "values", "stated")
    renames = {name: data[name] for name in shown if name in data}
    texts = tuple(told(obstacle) for obstacle in obstacles)
    return Moved(key, event.workflow, outcome, event.source, event.target, renames, texts)


def migrated_before(earlier: Sequence[StoredEntry]) -> Migrated:
    """The answer to a request that came again: what it moved, from its entries."""
    first = earlier[0]
    moved = []
    for stored in earlier:
        statement = stored.entry.statement
        event = parse_event(statement.kind, statement.data)
        if isinstance(event, CaseMigrated):
            moved.append(_told(statement.case, event, "mapped"))
    digest = first.entry.statement.process
    return Migrated(digest, tuple(moved), (), first.position, again=True)
