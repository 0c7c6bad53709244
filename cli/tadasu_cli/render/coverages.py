"""Matrices: a table for each period, what the symbols mean, and what is still missing."""

from collections.abc import Iterator

from tadasu.errors import Text
from tadasu.office.coverage import Coverage, Stop, tally
from tadasu_cli.page import Block, Grid, Line, Par, Span, Style, line, par
from tadasu_cli.render.view import View

_NOTHING = Text(en="There is nothing to look at.", ja="確かめる対象がありません。")
_ALL = Text(en="in all", ja="全体")
_BLANK = "·"
_STYLES: tuple[Style, ...] = ("bad", "warn", "good", "dim")


def coverage_page(view: View, coverage: Coverage, *, only_gaps: bool) -> list[Block]:
    """The table, the legend, and the gaps."""
    heading = par(Span(f"{view.say(coverage.title)}  ", "strong"), Span(coverage.case, "key"))
    if not coverage.rows.stops:
        return [heading, par(view.say(_NOTHING))]
    standing = dict(coverage.standing)
    looked = {sign.mark for sign in coverage.signs if sign.done}
    rows = [one for one in coverage.rows.stops if not only_gaps or standing[one.key] not in looked]
    blocks: list[Block] = [heading]
    for period in coverage.periods.stops if coverage.periods else (Stop("", ""),):
        blocks += _table(view, coverage, rows, period)
    return [*blocks, Par(), *_legend(view, coverage), *_sum(coverage, view)]


def _table(view: View, coverage: Coverage, rows: list[Stop], period: Stop) -> Iterator[Block]:
    yield Par()
    if period.key:
        yield par(Span(f"{period.key} {period.label}".strip(), "strong"))
    cells = {(c.row, c.column): c.mark for c in coverage.cells if c.period == period.key}
    head = (
        line(Span(view.say(coverage.rows.title), "dim")),
        line(""),
        *(line(Span(each.key, "dim")) for each in coverage.columns.stops),
        line(Span(view.say(_ALL), "dim")),
    )
    standing = dict(coverage.standing)
    body = tuple(
        (
            line(Span(row.key, "key")),
            line(row.label),
            *(_cell(coverage, cells.get((row.key, c.key))) for c in coverage.columns.stops),
            _cell(coverage, standing[row.key]),
        )
        for row in rows
    )
    yield Grid(body, head)


def _cell(coverage: Coverage, mark: str | None) -> Line:
    for number, sign in enumerate(coverage.signs):
        if sign.mark == mark:
            return line(Span(sign.symbol, _STYLES[min(number, len(_STYLES) - 1)]))
    return line(Span(_BLANK, "dim"))


def _legend(view: View, coverage: Coverage) -> Iterator[Block]:
    words = [f"{sign.symbol} {view.say(sign.title)}" for sign in coverage.signs]
    blank = view.say(Text(en="nothing yet", ja="未計画・未実施"))
    yield par("  ".join([*words, f"{_BLANK} {blank}"]), hang=2)


def _sum(coverage: Coverage, view: View) -> Iterator[Block]:
    yield par(view.say(tally(coverage)))
    if coverage.gaps:
        yield par(Span("! ", "warn"), ", ".join(coverage.gaps), hang=2)
