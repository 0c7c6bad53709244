"""The record, entry by entry; refusals, waivers and warnings stand out in words and marks."""

from collections.abc import Sequence

from tadasu.errors import Text
from tadasu.office.answers import Line as Entry
from tadasu_cli.page import Block, Grid, Line, Span, line, par
from tadasu_cli.render.doers import people
from tadasu_cli.render.view import View

_NONE = Text(en="The record has no entries here.", ja="該当する記録はありません。")
_HEAD = (
    Text(en="#", ja="番号"),
    Text(en="Time", ja="時刻"),
    Text(en="Who", ja="行った人"),
    Text(en="Case", ja="案件"),
    Text(en="What", ja="内容"),
)


def log_page(view: View, entries: Sequence[Entry]) -> list[Block]:
    """The entries, oldest first."""
    if not entries:
        return [par(Span(view.say(_NONE), "dim"))]
    head = tuple(line(Span(view.say(title), "dim")) for title in _HEAD)
    return [Grid(tuple(_row(view, entry) for entry in entries), head)]


def _row(view: View, entry: Entry) -> tuple[Line, ...]:
    role = f" ({entry.role})" if entry.role else ""
    who = f"{view.say(people(entry.actor, entry.behalf, entry.cosigned))}{role}"
    return (
        line(Span(f"{entry.position:>4}", "dim")),
        line(view.time(entry.at)),
        line(who),
        line(Span(entry.case, "key")),
        (*_mark(entry), Span(view.say(entry.what)), *_rules(view, entry)),
    )


def _mark(entry: Entry) -> Line:
    if entry.refused_by:
        return (Span("✗ ", "bad"),)
    if entry.waived:
        return (Span("~ ", "warn"),)
    if entry.warned:
        return (Span("! ", "warn"),)
    return ()


def _rules(view: View, entry: Entry) -> Line:
    spans: list[Span] = []
    for rules, word, bad in (
        (entry.refused_by, Text(en="refused by", ja="拒否した規則"), True),
        (entry.waived, Text(en="waived", ja="免除"), False),
        (entry.warned, Text(en="warned by", ja="警告"), False),
    ):
        if rules:
            text = f"  [{view.say(word)} {', '.join(rules)}]"
            spans.append(Span(text, "bad" if bad else "warn"))
    return tuple(spans)
