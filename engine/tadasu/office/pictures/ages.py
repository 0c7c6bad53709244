"""How old things are, against a limit: a bar each, hatched where it is past the limit."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tadasu.errors import Language, Text
from tadasu.office.pictures.lettering import measure
from tadasu.office.pictures.scale import ticks
from tadasu.office.pictures.sheet import MARGIN, SCREEN, Drawn, Frame, headed, numbered, sheets
from tadasu.office.pictures.svg import QUIET, Canvas, Letters, Pen

NONE = Text(en="None.", ja="該当なし")
LIMIT = Text(en="limit", ja="期限")
WITHIN = Text(en="within the limit", ja="期限内")
OVER = Text(en="over the limit", ja="期限超過")

_ROW, _AXIS, _FOOT = 28.0, 22.0, 34.0
_LABEL, _SMALL = Letters(), Letters(size=10.5, fill=QUIET)
_OVER = Letters(bold=True)
_GRID = Pen(stroke="#d5dde4")
_BAR, _LATE = Pen("#a9bccb", "#33506a", 1.2), Pen("#ffffff", "#9c3d12", 1.4)
_STROKES = Pen(stroke="#9c3d12", thick=1.4)
_MARK = Pen(stroke="#16232f", thick=2.2)
_MARK_TIP = Pen("#16232f")


@dataclass(frozen=True, slots=True)
class Age:
    """A thing, its age in days, and the most that it may have, if there is a limit."""

    label: str
    days: int
    limit: int | None = None

    @property
    def over(self) -> int:
        """Days past the limit."""
        return max(0, self.days - self.limit) if self.limit is not None else 0


@dataclass(frozen=True, slots=True)
class Ages:
    """What is drawn, in this order."""

    title: str
    rows: tuple[Age, ...]


@dataclass(frozen=True, slots=True)
class _Columns:
    left: float
    right: float
    most: int

    def x(self, days: int) -> float:
        return self.left + (self.right - self.left) * min(max(days, 0), self.most) / self.most


def ages(told: Ages, language: Language, frame: Frame = SCREEN) -> tuple[Drawn, ...]:
    """The ages, on as many sheets as the frame asks for."""
    portions = sheets(told.rows, frame, 2 * MARGIN + 34 + _AXIS + _FOOT, _ROW)
    columns = _columns(told, language, frame.width)
    return tuple(
        _sheet(columns, rows, numbered(told.title, at, len(portions)), language, frame)
        for at, rows in enumerate(portions, 1)
    )


def _columns(told: Ages, language: Language, width: float) -> _Columns:
    names = max((measure(row.label, 12) for row in told.rows), default=0) + 14
    words = max((measure(_words(row, language), 12, bold=True) for row in told.rows), default=0)
    left = MARGIN + min(max(names, 80), width * 0.36)
    most = max((max(row.days, row.limit or 0) for row in told.rows), default=0)
    return _Columns(left, width - MARGIN - words - 14, max(ticks(most)[-1], 1))


def _sheet(
    at: _Columns, rows: Sequence[Age], title: str, language: Language, frame: Frame
) -> Drawn:
    top = (MARGIN + 34 if title else MARGIN) + _AXIS
    bottom = top + max(1, len(rows)) * _ROW
    canvas = Canvas(frame.width, bottom + _FOOT + MARGIN)
    headed(canvas, title)
    for days in ticks(at.most) if rows else ():
        canvas.line(at.x(days), top - 4, at.x(days), bottom, _GRID)
        middle = Letters(size=10.5, fill=QUIET, anchor="middle")
        canvas.text(at.x(days), top - 8, _days(days, language), middle)
    for number, row in enumerate(rows):
        _row(canvas, at, row, top + number * _ROW, language)
    if not rows:
        canvas.text(MARGIN, top, NONE.to(language), _SMALL)
    _legend(canvas, rows, at.left, bottom + 24, language)
    words = [title or LIMIT.to(language), *_told(rows, language)]
    told = "\n".join(words)
    return Drawn(canvas.svg(words[0], told, language), told)


def _row(canvas: Canvas, at: _Columns, row: Age, y: float, language: Language) -> None:
    canvas.text(MARGIN, y + 18.5, row.label, _LABEL, room=at.left - MARGIN - 10)
    within = at.x(row.days - row.over)
    canvas.rect(at.left, y + 7, within - at.left, 14, _BAR)
    if row.over:
        canvas.rect(within, y + 7, at.x(row.days) - within, 14, _LATE)
        canvas.hatch(within, y + 7, at.x(row.days) - within, 14, _STROKES)
    if row.limit is not None:
        x = at.x(row.limit)
        canvas.line(x, y + 3, x, y + 25, _MARK)
    canvas.text(at.right + 10, y + 18.5, _words(row, language), _OVER if row.over else _LABEL)


def _legend(canvas: Canvas, rows: Sequence[Age], x: float, y: float, language: Language) -> None:
    """What the mark and the hatching mean, where there are any."""
    if any(row.limit is not None for row in rows):
        canvas.line(x + 2, y - 11, x + 2, y + 2, _MARK)
        canvas.text(x + 10, y, LIMIT.to(language), _SMALL)
        x += 10 + measure(LIMIT.to(language), 10.5) + 20
    for late, words in ((False, WITHIN), (True, OVER)):
        if any((row.over > 0) == late and row.limit is not None for row in rows):
            canvas.rect(x, y - 10, 24, 11, _LATE if late else _BAR)
            if late:
                canvas.hatch(x, y - 10, 24, 11, _STROKES)
            canvas.text(x + 30, y, words.to(language), _SMALL)
            x += 30 + measure(words.to(language), 10.5) + 20


def _days(days: int, language: Language) -> str:
    if language == "ja":
        return f"{days}日"
    return f"{days} day" if days == 1 else f"{days} days"


def _words(row: Age, language: Language) -> str:
    days = _days(row.days, language)
    if not row.over:
        return days
    return f"{days}({row.over}日超過)" if language == "ja" else f"{days}, {row.over} over"


def _told(rows: Sequence[Age], language: Language) -> Iterator[str]:
    for row in rows:
        limit = "" if row.limit is None else f", {LIMIT.to(language)} {_days(row.limit, language)}"
        yield f"{row.label}: {_words(row, language)}{limit}"
    if not rows:
        yield NONE.to(language)
