"""A matrix of a case, worked out: which cell has which mark, and which rows nothing has touched.

Every thing that is counted is looked at once: it says on which rows and columns it belongs. So the
work grows with the things, not with the cells.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from tadasu.core.objections import unworkable
from tadasu.core.records import CaseRecord
from tadasu.core.setting import Setting
from tadasu.errors import NotFoundError, RefusalError, Text
from tadasu.guard.guard import Guard, GuardError
from tadasu.rules.matrices import BoundAxis, BoundCount
from tadasu.rules.matrix import Matrix

Place = tuple[str, str, str]
"""The keys of a row, a column and a period; the period is empty where there are none."""

_ATTEMPT = Text(en="work out a matrix", ja="表の集計")


@dataclass(slots=True)
class Worked:
    """A matrix, filled."""

    matrix: Matrix
    rows: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    periods: tuple[str, ...] = ("",)
    cells: dict[Place, dict[str, int]] = field(default_factory=dict)
    """By place: how many things made each mark."""

    def shown(self, place: Place) -> str | None:
        """The mark that a cell shows: of several the first that the matrix names."""
        held = self.cells.get(place, {})
        return next((mark.mark for mark in self.matrix.marks if mark.mark in held), None)

    def standing(self, row: str) -> str | None:
        """The mark of a whole row; None where nothing touches it."""
        held = {mark for place, marks in self.cells.items() if place[0] == row for mark in marks}
        return next((mark.mark for mark in self.matrix.marks if mark.mark in held), None)


def work_out(setting: Setting, key: str, name: str) -> Worked:
    """The matrix `name` of the case `key`; RefusalError where an expression has no value."""
    setting.scene.fetch([key])
    case = setting.scene.case(key)
    workflow = setting.process.workflows.get(case.workflow) if case is not None else None
    if workflow is None or name not in workflow.matrices:
        raise NotFoundError(
            Text(
                en=f"{key} has no matrix {name}.",
                ja=f"{key} に表 {name} はありません。",
            )
        )
    bound = setting.process.guards.matrix(workflow.name, name)
    work = _Work(setting, setting.names(setting.scene.record(key)))
    try:
        rows, columns = work.axis(bound.rows), work.axis(bound.columns)
        periods = work.axis(bound.periods) if bound.periods else None
        made = Worked(bound.matrix, _keys(rows), _keys(columns))
        if periods is not None:
            made.periods = _keys(periods)
        for count in bound.counts:
            work.count(count, made, rows, columns, periods)
    except GuardError as wrong:
        raise RefusalError(_ATTEMPT, [unworkable(key, wrong)]) from wrong
    return made


Side = Mapping[object, list[str]]
"""By what finds its place: the keys of the cases that stand there, in order."""


class _Work:
    def __init__(self, setting: Setting, names: Mapping[str, object]) -> None:
        self._setting = setting
        self._names = names

    def axis(self, bound: BoundAxis) -> Side:
        """What stands along a side."""
        self._setting.scene.gather(bound.footprint, self._names)
        side: dict[object, list[str]] = {}
        for item in self._items(bound.each):
            scope = {**self._names, bound.axis.variable: item}
            for place in _several(self._value(bound.by, scope)):
                side.setdefault(place, []).append(cast(CaseRecord, item).key)
        return side

    def count(
        self, bound: BoundCount, made: Worked, rows: Side, columns: Side, periods: Side | None
    ) -> None:
        """Let every thing mark its cells."""
        self._setting.scene.gather(bound.footprint, self._names)
        for item in self._items(bound.each):
            scope = {**self._names, bound.counted.variable: item}
            mark = self._mark(bound, scope)
            if mark is None:
                continue
            for row in self._placed(rows, bound.row, scope):
                for column in self._placed(columns, bound.column, scope):
                    for period in self._periods(periods, bound, scope):
                        cell = made.cells.setdefault((row, column, period), {})
                        cell[mark] = cell.get(mark, 0) + 1

    def _mark(self, bound: BoundCount, scope: Mapping[str, object]) -> str | None:
        for mark, guard in bound.marks:
            if guard is None or self._value(guard, scope):
                return mark
        return None

    def _periods(
        self, periods: Side | None, bound: BoundCount, scope: Mapping[str, object]
    ) -> Iterator[str]:
        if periods is None or bound.period is None:
            yield ""
        else:
            yield from self._placed(periods, bound.period, scope)

    def _placed(self, side: Side, guard: Guard, scope: Mapping[str, object]) -> Iterator[str]:
        for place in _several(self._value(guard, scope)):
            yield from side.get(place, ())

    def _items(self, guard: Guard) -> Sequence[object]:
        return cast(Sequence[object], self._value(guard, self._names))

    def _value(self, guard: Guard, scope: Mapping[str, object]) -> object:
        return guard.value(scope, zone=self._setting.zone)


def _several(value: object) -> Iterator[object]:
    """One value or each of a list, as they are compared: records by their keys."""
    for one in value if isinstance(value, tuple) else (value,):
        if one is not None:
            yield getattr(one, "key", one)


def _keys(side: Side) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for keys in side.values() for key in keys))
