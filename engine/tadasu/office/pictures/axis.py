"""The days along the top of a picture: months, years where months would be too many, and today."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tadasu.errors import Language, Text
from tadasu.office.pictures.lettering import measure
from tadasu.office.pictures.months import Span, named
from tadasu.office.pictures.sheet import MARGIN
from tadasu.office.pictures.svg import PAPER, QUIET, Canvas, Letters, Pen

TODAY = Text(en="today", ja="今日")
HIGH = 52.0
"""Room for the axis, above the rows."""

_YEAR_NAME = Letters(size=10.5, fill=QUIET)
_MONTH_NAME = Letters(size=11, fill=QUIET, anchor="middle")
_TODAY = Letters(size=10.5, fill=PAPER, bold=True, anchor="middle")
_RULE, _YEAR = Pen(stroke="#d5dde4"), Pen(stroke="#8fa1b0")
_NOW, _FLAG = Pen(stroke="#b3541e", thick=1.6, dash="5 3"), Pen("#b3541e")
_MONTH_WIDE, _NAME_WIDE, _YEAR_WIDE = 12.0, 30.0, 44.0
"""Pixels that a month, the name of a month and the name of a year take at least."""


@dataclass(frozen=True, slots=True)
class Axis:
    """Where the days begin and end."""

    left: float
    right: float
    span: Span

    def x(self, day: date) -> float:
        """Where a day begins; beyond the span, at its edge."""
        return self.left + (self.right - self.left) * self.span.share(day)

    def end(self, day: date) -> float:
        """Where a day ends."""
        return self.x(day + timedelta(days=1)) if day < date.max else self.right

    def draw(self, canvas: Canvas, top: float, bottom: float, today: date | None) -> None:
        """The rules of months or years, and today's."""
        months = self._months()
        for number, month in enumerate(months or self._years()):
            new = number == 0 or month.month == 1
            up = top - (HIGH - 18 if new else 18)
            canvas.line(self.x(month), up, self.x(month), bottom, _YEAR if new else _RULE)
        canvas.line(self.right, top - 18, self.right, bottom, _RULE)
        if today is not None and self.span.first <= today <= self.span.last:
            x = (self.x(today) + self.end(today)) / 2
            canvas.line(x, top - HIGH + 14, x, bottom, _NOW)

    def name(self, canvas: Canvas, top: float, today: date | None, language: Language) -> None:
        """The names of months and years, and today's flag, upon the rules."""
        months = self._months()
        self._name_years(canvas, top, [m for m in months if m.month == 1] or None, language)
        step = -(-len(months) // max(1, int((self.right - self.left) // _NAME_WIDE)))
        for number in range(0, len(months), max(1, step)):
            after = months[number + 1 : number + 2]
            middle = (self.x(months[number]) + (self.x(after[0]) if after else self.right)) / 2
            words = named(months[number], language)
            wide = measure(words, _MONTH_NAME.size)
            canvas.rect(middle - wide / 2, top - 16, wide, 13, Pen(PAPER))
            canvas.text(middle, top - 6, words, _MONTH_NAME)
        if today is not None and self.span.first <= today <= self.span.last:
            self._flag(canvas, (self.x(today) + self.end(today)) / 2, top, today, language)

    def _name_years(
        self, canvas: Canvas, top: float, januaries: Sequence[date] | None, language: Language
    ) -> None:
        starts = self._years() if januaries is None else [self.span.first, *januaries]
        ends = [*(self.x(day) for day in starts[1:]), self.right]
        for day, end in zip(starts, ends, strict=True):
            if end - self.x(day) >= _YEAR_WIDE:
                words = f"{day.year}年" if language == "ja" else f"{day.year}"
                canvas.text(self.x(day) + 4, top - 22, words, _YEAR_NAME)

    def _flag(self, canvas: Canvas, x: float, top: float, today: date, language: Language) -> None:
        words = f"{TODAY.to(language)} {today.isoformat()}"
        wide = measure(words, _TODAY.size, bold=True) + 12
        left = min(max(x - wide / 2, MARGIN), canvas.width - MARGIN - wide)
        canvas.rect(left, top - HIGH, wide, 17, _FLAG, corner=3)
        canvas.text(left + wide / 2, top - HIGH + 12.5, words, _TODAY)

    def _months(self) -> list[date]:
        """The beginnings of months, if each has room."""
        if (self.right - self.left) / self.span.days * 30 < _MONTH_WIDE:
            return []
        return list(self.span.months())

    def _years(self) -> list[date]:
        """The beginning of the span, and of as many years as have room."""
        first, last = self.span.first, self.span.last
        most = max(1, int((self.right - self.left) // _YEAR_WIDE) - 1)
        step = -(-(last.year - first.year + 1) // most)
        later = range(first.year + step, last.year + 1, step)
        return [first, *(date(year, 1, 1) for year in later)]
