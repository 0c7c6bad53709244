"""Views against their entries: folded anew, they must be the same; and they can be made anew."""

from collections import Counter
from collections.abc import Iterable, Iterator

from sqlalchemy import delete, insert

from tadasu.core.case import Case, Stamp, evolve
from tadasu.core.events import parse_event
from tadasu.core.keeping import format_case
from tadasu.errors import TamperError, Text
from tadasu.ledger.entry import Statement
from tadasu.store.journal import Desk, view_row
from tadasu.store.shelf import Shelf
from tadasu.store.tables import CASE


def compare_views(shelf: Shelf) -> int:
    """How many cases there are, all as their entries tell; TamperError names the first other."""
    told = refold(shelf)
    for key, body in shelf.bodies():
        case = told.pop(key, None)
        if case is None:
            raise _fault(key, "no entry tells of it", "記録のどこにもありません")
        if format_case(case) != body:
            raise _fault(key, "its view differs from its entries", "表示用の写しが記録と違います")
    for key in told:
        raise _fault(key, "its view is missing", "表示用の写しがありません")
    return sum(1 for _ in shelf.bodies())


def rebuild_views(desk: Desk) -> int:
    """Throw the views away and make them anew from the entries; how many there are."""
    told = refold(desk)
    connection = desk._connection  # noqa: SLF001 (a friend in the same room)
    connection.execute(delete(CASE))
    rows = list(_numbered(told.values()))
    if rows:
        connection.execute(insert(CASE), rows)
    return len(rows)


def refold(shelf: Shelf) -> dict[str, Case]:
    """Every case, folded from its entries, in the order of their opening."""
    cases: dict[str, Case] = {}
    for stored in shelf.entries():
        statement = stored.entry.statement
        event = parse_event(statement.kind, statement.data)
        after = evolve(cases.get(statement.case), event, stamp_of(statement))
        if after is not None:
            cases[after.key] = after
    return cases


def stamp_of(statement: Statement) -> Stamp:
    """What folding needs of a statement."""
    return Stamp(
        case=statement.case,
        version=statement.version,
        process=statement.process,
        at=statement.occurred_at,
        actor=str(statement.actor["id"]),
    )


def _numbered(cases: Iterable[Case]) -> Iterator[dict[str, object]]:
    counts: Counter[tuple[str, str | None]] = Counter()
    for case in cases:
        counts[case.workflow, case.parent] += 1
        yield view_row(case, counts[case.workflow, case.parent])


def _fault(key: str, en: str, ja: str) -> TamperError:
    return TamperError(
        "views", Text(en=f"The case {key} does not add up: {en}.", ja=f"案件 {key}: {ja}。")
    )
