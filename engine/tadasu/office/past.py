"""Looks at the record as it was: folded up to a position, a day or a time."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import takewhile

from tadasu.core.folded import Folded
from tadasu.core.scene import Scene
from tadasu.core.values import stamp
from tadasu.errors import NotFoundError, Text
from tadasu.ledger.shape import moment
from tadasu.office.answers import AsOf, Sheet
from tadasu.office.doings import doings
from tadasu.office.sheets import Draughtsman
from tadasu.office.strongbox import Openings
from tadasu.office.workspace import Workspace
from tadasu.store.journal import Shelf, StoredEntry

When = int | date | datetime
"""A position of the record, a day, which is meant to its end, or a time."""


def past_sheet(workspace: Workspace, key: str, when: When) -> Sheet:
    """One case as it was, whole, by the process that it was under then.

    NotFoundError where there was no such case, or the record does not reach there.
    """
    folded, last, own = Folded(), None, list[StoredEntry]()
    with workspace.journal.reading() as shelf:
        if isinstance(when, int):
            entries, now = _to_position(shelf, when), None
        else:
            now = _moment(when, workspace.zone)
            entries = _to_moment(shelf, now)
        for last in entries:
            folded.take(last.entry.statement)
            own += [last] if last.entry.statement.case == key else []
        if last is None:
            raise NotFoundError(_NOTHING)
        case = folded.case(key)
        if case is None:
            raise NotFoundError(_not_yet(key, last.position))
        process, now = workspace.process(case.process), now or moment(last.entry.recorded_at)
        scene = Scene(process, folded, now, process.timezone)
        draughtsman = Draughtsman(folded, scene, Openings(shelf, workspace.subjects))
        sheet = draughtsman.sheet(case, doings(workspace, shelf, own))
    return replace(sheet, as_of=AsOf(last.position, stamp(now), folded.process))


def _to_position(shelf: Shelf, last: int) -> Iterator[StoredEntry]:
    if last >= shelf.head.size:
        end = shelf.head.size - 1
        raise NotFoundError(
            Text(
                en=f"There is no position {last}; the record's last one is {end}.",
                ja=f"位置 {last} はありません。記録の最後の位置は {end} です。",
            )
        )
    return takewhile(lambda stored: stored.position <= last, shelf.entries())


def _to_moment(shelf: Shelf, end: datetime) -> Iterator[StoredEntry]:
    return takewhile(lambda stored: moment(stored.entry.recorded_at) <= end, shelf.entries())


def _moment(when: date | datetime, zone: tzinfo) -> datetime:
    """The moment that is meant, in UTC; without a zone of its own it is one of `zone`."""
    try:
        if isinstance(when, datetime):
            return (when if when.tzinfo else when.replace(tzinfo=zone)).astimezone(UTC)
        # To the next day's beginning: a day on which clocks change has no 24 hours.
        following = datetime.combine(when + timedelta(days=1), time(), zone)
        return following.astimezone(UTC) - timedelta(microseconds=1)
    except OverflowError:
        raise NotFoundError(_NOTHING) from None


_NOTHING = Text(en="There is no record of that time.", ja="その時点の記録はありません。")


def _not_yet(key: str, position: int) -> Text:
    return Text(
        en=f"There was no case {key} then, after position {position}.",
        ja=f"その時点(位置 {position} まで)では、案件 {key} はありません。",
    )
