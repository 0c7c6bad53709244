"""Lists of cases: one line each."""

from collections.abc import Sequence

from tadasu.errors import Text
from tadasu.office.rows import Row
from tadasu_cli.page import Block, Grid, Line, Span, line, par
from tadasu_cli.render.view import View

_NO_CASE = Text(en="There is no such case.", ja="該当する案件はありません。")
_NO_TASK = Text(en="There is nothing to do.", ja="いますることはありません。")
_KEY = Text(en="Key", ja="キー")
_LABEL = Text(en="Label", ja="名称")
_STATE = Text(en="State", ja="状態")
_PARENT = Text(en="In", ja="上位")
_DUE = Text(en="Due", ja="期限")
_ACTS = Text(en="To do", ja="行えること")
_LATE = Text(en="overdue", ja="超過")
_LEFT = Text(en="Days left", ja="残り日数")
_CLIMBED = Text(en="Escalated to", ja="報告先")
_TODAY = Text(en="today", ja="本日")


def list_page(view: View, rows: Sequence[Row], total: int) -> list[Block]:
    """Cases, and how many there are if not all are shown."""
    if not rows:
        return [par(Span(view.say(_NO_CASE), "dim"))]
    page: list[Block] = [_table(view, rows, acts=False)]
    if total > len(rows):
        text = Text(en=f"{len(rows)} of {total} shown", ja=f"全 {total} 件のうち {len(rows)} 件")
        page.append(par(Span(view.say(text), "dim")))
    return page


def todo_page(view: View, rows: Sequence[Row]) -> list[Block]:
    """Cases with what may be done there."""
    if not rows:
        return [par(Span(view.say(_NO_TASK), "dim"))]
    return [_table(view, rows, acts=True)]


def _table(view: View, rows: Sequence[Row], *, acts: bool) -> Grid:
    """Columns that no row fills are left out."""
    columns: list[tuple[Text, list[Line]]] = [
        (_KEY, [line(Span(row.key, "key")) for row in rows]),
        (_LABEL, [line(row.label) for row in rows]),
        (_STATE, [_standing(view, row) for row in rows]),
        (_PARENT, [line(row.parent or "") for row in rows]),
        (_DUE, [_due(view, row) for row in rows]),
    ]
    if acts:
        comma = view.say(Text(en=", ", ja="、"))
        columns.append((_LEFT, [_left(view, row) for row in rows]))
        names = [comma.join(view.say(role.title) for role in row.climbed) for row in rows]
        columns.append((_CLIMBED, [line(each) for each in names]))
        columns.append(
            (_ACTS, [line(comma.join(view.named(act) for act in row.acts)) for row in rows])
        )
    filled = [each for each in columns if any(span.text for cell in each[1] for span in cell)]
    return Grid(
        tuple(zip(*(cells for _, cells in filled), strict=True)),
        tuple(line(Span(view.say(title), "dim")) for title, _ in filled),
    )


def _standing(view: View, row: Row) -> Line:
    conditions = (Span(f" · {view.say(each.title)}", "warn") for each in row.conditions)
    return line(view.say(row.state.title), *conditions)


def _due(view: View, row: Row) -> Line:
    if row.due is None:
        return ()
    if row.overdue:
        return line(row.due, Span(f" ! {view.say(_LATE)}", "warn"))
    return line(row.due)


def _left(view: View, row: Row) -> Line:
    """How long there is, in words: never told by colour alone."""
    days = row.days_left
    if days is None:
        return ()
    if days == 0:
        return line(view.say(_TODAY))
    count, s = abs(days), "" if abs(days) == 1 else "s"
    if days < 0:
        late = Text(en=f"{count} day{s} overdue", ja=f"{count} 日超過")
        return line(Span(view.say(late), "warn"))
    return line(view.say(Text(en=f"{count} day{s} left", ja=f"あと {count} 日")))
