"""The pictures of a paper: what a part of a form asks for, drawn to the width of its page."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import cast

from tadasu.core.case import Case
from tadasu.core.scene import Scene
from tadasu.errors import Text
from tadasu.office.coverage import coverage_at
from tadasu.office.depicting import Depicter
from tadasu.office.paper.listings import Lister
from tadasu.office.paper.telling import Names
from tadasu.office.paper.tree import Picture
from tadasu.office.pictures.ages import Age, Ages, ages
from tadasu.office.pictures.counts import Count, Counts, counts
from tadasu.office.pictures.gantt import Bar, Row, Year, gantt
from tadasu.office.pictures.heatmap import heatmap
from tadasu.office.pictures.lifecycle import lifecycle
from tadasu.office.pictures.months import year_of
from tadasu.office.pictures.sheet import Drawn, Frame
from tadasu.office.pictures.timeline import timeline
from tadasu.rules.forms import BoundBlock, BoundCell

_NOTHING = Text(en="(none)", ja="(なし)")


@dataclass(frozen=True, slots=True)
class Drawer:
    """Draws the pictures of one paper."""

    lister: Lister
    scene: Scene
    frame: Frame

    def pictures(
        self, bound: BoundBlock, scopes: Sequence[Names], case: Case | None
    ) -> Iterator[Picture]:
        """What a part of a form shows, on as many pictures as it needs."""
        kind = bound.block.picture or ""
        for number, drawn in enumerate(self._drawn(bound, scopes, case), 1):
            yield Picture(f"{kind}-{number}", drawn.svg, drawn.told)

    def _drawn(
        self, bound: BoundBlock, scopes: Sequence[Names], case: Case | None
    ) -> Sequence[Drawn]:
        language, title = self.lister.teller.language, self._title(bound)
        match bound.block.picture:
            case "lifecycle" if case is not None:
                return lifecycle(self._depicter.lifecycle(case), language, self.frame)
            case "timeline" if case is not None:
                return timeline(self._depicter.timeline(case, title), language, self.frame)
            case "matrix":
                key = case.key if case is not None else None
                workspace, shelf = self.lister.workspace, self.lister.shelf
                found = coverage_at(workspace, shelf, self.scene.now, key, bound.block.matrix)
                return heatmap(found, language, self.frame)
            case "gantt":
                return self._gantt(bound, scopes, title)
            case "ages":
                rows = tuple(self._ages(bound, scopes))
                return ages(Ages(title, rows), language, self.frame)
        return counts(Counts(title, self._counts(bound, scopes)), language, self.frame)

    @property
    def _depicter(self) -> Depicter:
        lister = self.lister
        return Depicter(lister.workspace, lister.shelf, lister.draughtsman, lister.teller.language)

    def _title(self, bound: BoundBlock) -> str:
        title = bound.block.title
        return title.text.to(self.lister.teller.language) if title else ""

    def _gantt(self, bound: BoundBlock, scopes: Sequence[Names], title: str) -> Sequence[Drawn]:
        rows = tuple(self._row(bound, scope) for scope in scopes)
        today = self.scene.today
        days = [day for row in rows for bar in row.bars for day in (bar.first, bar.last)]
        span = year_of(days or [self.scene.today])
        year = Year(title, span, rows, today if span.first <= today <= span.last else None)
        return gantt(year, self.lister.teller.language, self.frame)

    def _row(self, bound: BoundBlock, names: Names) -> Row:
        bars = []
        for first, last, actual in (("from", "to", False), ("began", "ended", True)):
            days = [self._value(bound.drawn.get(name), names) for name in (first, last)]
            known = [_day(str(day), self.scene.zone) for day in days if day is not None]
            if known:
                bars.append(Bar(known[0], max(known), actual=actual))
        state = bound.drawn.get("state")
        told = self.lister.teller.cell(state, names) if state else ""
        return Row(self._label(bound, names), tuple(bars), told)

    def _ages(self, bound: BoundBlock, scopes: Sequence[Names]) -> Iterator[Age]:
        for names in scopes:
            days = self._value(bound.drawn.get("days"), names)
            limit = self._value(bound.drawn.get("limit"), names)
            if days is not None:
                yield Age(self._label(bound, names), cast(int, days), cast("int | None", limit))

    def _counts(self, bound: BoundBlock, scopes: Sequence[Names]) -> tuple[Count, ...]:
        """How many of each: declared values in the order of the field, others by their text."""
        by = bound.drawn["by"]
        nothing = _NOTHING.to(self.lister.teller.language)
        found = Counter(self.lister.teller.cell(by, names) or nothing for names in scopes)
        language = self.lister.teller.language
        declared = [words.text.to(language) for words in (by.spec.values or {}).values()]
        order = {text: number for number, text in enumerate(declared)}
        ranked = sorted(found, key=lambda text: (order.get(text, len(order)), text))
        return tuple(Count(text, found[text]) for text in ranked)

    def _label(self, bound: BoundBlock, names: Names) -> str:
        label = bound.drawn.get("label")
        if label is not None:
            return self.lister.teller.cell(label, names)
        key = str(getattr(names[bound.thing or ""], "key", ""))
        return f"{key} {self.lister.teller.label(key)}".strip() if key else ""

    def _value(self, cell: BoundCell | None, names: Names) -> object:
        return self.lister.teller.value(cell, names) if cell is not None else None


def _day(written: str, zone: tzinfo) -> date:
    """A date, or the day of a moment, as ISO 8601 writes them."""
    moment = datetime.fromisoformat(written)
    return moment.astimezone(zone).date() if moment.tzinfo else moment.date()
