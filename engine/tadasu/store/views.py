"""Views and their entries: what a view's row says, and whether all of them say what entries do."""

from collections.abc import Iterable, Iterator, Mapping

from tadasu.core.case import Case
from tadasu.core.events import parse_event
from tadasu.core.fold import evolve
from tadasu.core.folded import stamp_of
from tadasu.core.keeping import format_case
from tadasu.core.links import links
from tadasu.core.roll import Roll
from tadasu.errors import TamperError, Text
from tadasu.store.shelf import Shelf
from tadasu.store.tables import LINK

Row = Mapping[str, object]


def view_row(case: Case, ordinal: int) -> dict[str, object]:
    """A case as a row of its view; `ordinal` is its number among its siblings."""
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


def link_rows(case: Case | None) -> dict[tuple[str, ...], Row]:
    """The links of a case as rows of their table, by their values; of no case, none."""
    if case is None or not case.refs:
        return {}
    found = ((target, case.workflow, path, case.key) for path, target in links(case))
    return {values: dict(zip(LINK.c.keys(), values, strict=True)) for values in found}


def refold(shelf: Shelf) -> Roll:
    """The cases as the entries make them, with their numbers."""
    roll = Roll()
    for stored in shelf.entries():
        statement = stored.entry.statement
        event = parse_event(statement.kind, statement.data)
        after = evolve(roll.cases.get(statement.case), event, stamp_of(statement))
        if after is not None:
            roll.keep(after)
    return roll


def numbered(roll: Roll) -> Iterator[dict[str, object]]:
    """All cases, in the order of opening, as rows of their view."""
    return (view_row(case, roll.number(case)) for case in roll.cases.values())


def compare_views(shelf: Shelf) -> int:
    """How many cases there are, all of them and their links as their entries tell.

    Raises TamperError with step "views" at the first that differs, naming the case. Memory grows
    with the number of cases.
    """
    roll = refold(shelf)
    told = {str(row["key"]): row for row in numbered(roll)}
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
    _compare_links(roll.cases.values(), shelf.links())
    return count


def _compare(key: str, row: Row, view: Row) -> None:
    for name, value in row.items():
        if view[name] != value:
            en = f"the {name} in its view is not what its entries tell"
            raise _fault(key, en, f"表示用の写しの {name} が記録と違います")


def _compare_links(cases: Iterable[Case], found: Iterator[tuple[str, ...]]) -> None:
    missing = {values for case in cases for values in link_rows(case)}
    for values in found:
        target, _, path, source = values
        if values not in missing:
            en = f"no entry tells of its link to {target} ({path})"
            raise _fault(source, en, f"{target} へのつながり({path})は、どの記録にもありません")
        missing.remove(values)
    for target, _, path, source in sorted(missing):
        en = f"its link to {target} ({path}) is missing"
        raise _fault(source, en, f"{target} へのつながり({path})がありません")


def _fault(key: str, en: str, ja: str) -> TamperError:
    return TamperError("views", Text(en=f"The case {key}: {en}.", ja=f"案件 {key}: {ja}。"))
