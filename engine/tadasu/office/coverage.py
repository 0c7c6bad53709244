"""What a matrix shows: what was looked at, where and when, against what should be."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tadasu.core.matrix import Worked, work_out
from tadasu.core.scene import Scene
from tadasu.core.setting import Setting
from tadasu.errors import NotFoundError, Text
from tadasu.office.sheets import Draughtsman
from tadasu.office.strongbox import Openings
from tadasu.office.workspace import Workspace
from tadasu.rules.process import Process
from tadasu.store.journal import Shelf


@dataclass(frozen=True, slots=True)
class Stop:
    """A place along a side: a case, as people call it."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A mark, with what it means."""

    mark: str
    symbol: str
    title: Text
    done: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One place, and how many things made each mark there."""

    row: str
    column: str
    period: str
    mark: str
    """The one that is shown."""
    counts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Side:
    """What stands along one side."""

    title: Text
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """A matrix of a case."""

    case: str
    matrix: str
    title: Text
    rows: Side
    columns: Side
    periods: Side | None
    signs: tuple[Sign, ...]
    cells: tuple[Cell, ...]
    """Those with a mark, by row, column and period."""
    standing: tuple[tuple[str, str | None], ...]
    """Each row with the mark that all of it comes down to; None where nothing touches it."""

    @property
    def gaps(self) -> tuple[str, ...]:
        """Rows that nothing has touched, nor is meant to."""
        return tuple(row for row, mark in self.standing if mark is None)

    @property
    def done(self) -> int:
        """Rows that have been looked at."""
        looked = {sign.mark for sign in self.signs if sign.done}
        return sum(mark in looked for _, mark in self.standing)


def coverage(workspace: Workspace, key: str | None = None, name: str | None = None) -> Coverage:
    """The matrix `name` of a case; without them the first matrix there is, of the newest case.

    NotFoundError where there is none.
    """
    with workspace.journal.reading() as shelf:
        now = workspace.clock.looking(shelf.head.recorded_at)
        return coverage_at(workspace, shelf, now, key, name)


def coverage_at(
    workspace: Workspace, shelf: Shelf, now: datetime, key: str | None, name: str | None
) -> Coverage:
    """The same as of a moment, from a record that is open."""
    process = workspace.process(shelf.head.process)
    found = key or _newest(shelf, process, name)
    case = shelf.case(found)
    if case is not None:
        process = workspace.process(case.process)
    zone = process.timezone
    setting = Setting(process, Scene(process, shelf, now, zone), "", now, zone)
    matrices = process.workflows[case.workflow].matrices if case is not None else {}
    wanted = name or next(iter(matrices), "")
    worked = work_out(setting, found, wanted)
    draughtsman = Draughtsman(shelf, setting.scene, Openings(shelf, workspace.subjects))
    return _told(found, wanted, worked, draughtsman)


def tally(coverage: Coverage) -> Text:
    """How many rows were looked at, how many are to be, and how many are neither."""
    total, done, gaps = len(coverage.rows.stops), coverage.done, len(coverage.gaps)
    planned = total - done - gaps
    return Text(
        en=f"{done} of {total} looked at, {planned} planned, {gaps} gaps.",
        ja=f"全 {total} 件のうち、確認済み {done} 件、予定 {planned} 件、未計画 {gaps} 件。",
    )


def _newest(shelf: Shelf, process: Process, name: str | None) -> str:
    for workflow in process.workflows.values():
        if workflow.matrices and (name is None or name in workflow.matrices):
            cases = list(shelf.select(workflow.name))
            if cases:
                return cases[-1].key
    raise NotFoundError(
        Text(en="There is no case that has a matrix.", ja="表のある案件がありません。")
    )


def _told(key: str, name: str, worked: Worked, draughtsman: Draughtsman) -> Coverage:
    matrix = worked.matrix

    def stops(keys: Sequence[str]) -> tuple[Stop, ...]:
        return tuple(Stop(each, draughtsman.label(each)) for each in keys)

    cells = [
        Cell(*place, mark, tuple(sorted(worked.cells[place].items())))
        for place in _in_order(worked)
        if (mark := worked.shown(place)) is not None
    ]
    periods = matrix.periods
    return Coverage(
        case=key,
        matrix=name,
        title=matrix.title.text,
        rows=Side(matrix.rows.title.text, stops(worked.rows)),
        columns=Side(matrix.columns.title.text, stops(worked.columns)),
        periods=Side(periods.title.text, stops(worked.periods)) if periods else None,
        signs=tuple(Sign(m.mark, m.symbol, m.title.text, m.done) for m in matrix.marks),
        cells=tuple(cells),
        standing=tuple((row, worked.standing(row)) for row in worked.rows),
    )


def _in_order(worked: Worked) -> list[tuple[str, str, str]]:
    return [
        place
        for row in worked.rows
        for column in worked.columns
        for period in worked.periods
        if (place := (row, column, period)) in worked.cells
    ]
