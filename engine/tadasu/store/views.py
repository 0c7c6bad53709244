"""Views and their entries: what a view's row says, and whether all of them say what entries do."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

from tadasu.core.case import Case, Stamp, evolve
from tadasu.core.events import parse_event
from tadasu.core.keeping import format_case
from tadasu.errors import TamperError, Text
from tadasu.ledger.entry import Statement
from tadasu.store.shelf import Shelf


def stamp_of(statement: Statement) -> Stamp:
    """What folding needs of a statement."""
    return Stamp(
        case=statement.case,
        version=statement.version,
        process=statement.process,
        at=statement.occurred_at,
        actor=str(statement.actor["id"]),
        behalf=cast("str | None", statement.actor.get("for")),
    )


def view_row(case: Case, ordinal: int) -> dict[str, object]:
    """A case as a row of its view; `ordinal` counts its siblings from 1."""
    return {
        "key": case.key,
        "workflow": case.workflow,
        "parent": case.parent or "",
        "ordinal": ordinal,
        "state": case.state,
        "due": case.due,
        "version": case.version,
        "body": format_case(case),
    }


def refold(shelf: Shelf) -> dict[str, dict[str, object]]:
    """The views as the entries make them, by key, in the order of opening."""
    cases: dict[str, Case] = {}
    for stored in shelf.entries():
        statement = stored.entry.statement
        event = parse_event(statement.kind, statement.data)
        after = evolve(cases.get(statement.case), event, stamp_of(statement))
        if after is not None:
            cases[after.key] = after
    return {str(row["key"]): row for row in _numbered(cases.values())}


def compare_views(shelf: Shelf) -> int:
    """How many cases there are, all of them as their entries tell, column by column.

    Raises TamperError with step "views" at the first that differs, naming the case. Memory grows
    with the number of cases.
    """
    told = refold(shelf)
    count = 0
    for view in shelf.views():
        key = str(view["key"])
        row = told.pop(key, None)
        if row is None:
            raise _fault(key, "no entry tells of it", "どの記録にもありません")
        _compare(key, row, view)
        count += 1
    for key in told:
        raise _fault(key, "its view is missing", "表示用の写しがありません")
    return count


def _compare(key: str, row: Mapping[str, object], view: Mapping[str, object]) -> None:
    for name, value in row.items():
        if view[name] != value:
            en = f"the {name} in its view is not what its entries tell"
            raise _fault(key, en, f"表示用の写しの {name} が記録と違います")


def _numbered(cases: Iterable[Case]) -> Iterator[dict[str, object]]:
    counts: Counter[tuple[str, str | None]] = Counter()
    for case in cases:
        counts[case.workflow, case.parent] += 1
        yield view_row(case, counts[case.workflow, case.parent])


def _fault(key: str, en: str, ja: str) -> TamperError:
    return TamperError("views", Text(en=f"The case {key}: {en}.", ja=f"案件 {key}: {ja}。"))
