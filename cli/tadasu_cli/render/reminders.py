"""Reminders: on the screen, and as the text of a message."""

from collections.abc import Iterator, Sequence

from tadasu.errors import Language, Text
from tadasu.office.mailing import Sent
from tadasu.office.reminding import Item, Reminder
from tadasu_cli.page import Block, Par, Span, par
from tadasu_cli.render.view import View

_NONE = Text(en="Nobody has to be reminded.", ja="知らせる相手はいません。")
_NOWHERE = Text(en="no address", ja="宛先なし")
_TODAY = Text(en="due today", ja="本日が期限")
_SUBJECT = Text(en="What is due", ja="期限のお知らせ")
_END = Text(
    en="`tadasu todo` lists what you can do, `tadasu show KEY` a case.",
    ja="行えることは `tadasu todo`、案件の内容は `tadasu show キー` で確かめられます。",
)


def reminders_page(view: View, found: Sequence[Reminder]) -> list[Block]:
    """Each person with what is told."""
    if not found:
        return [par(view.say(_NONE))]
    blocks: list[Block] = []
    for one in found:
        address = Span("" if one.address else f"  ({view.say(_NOWHERE)})", "dim")
        blocks += [Par()] if blocks else []
        blocks.append(par(Span(one.person, "key"), f"  {one.name}", address))
        blocks += [par(line, indent=2, hang=2) for line in _lines(one, view.language)]
    return blocks


def sent_page(view: View, sent: Sent) -> list[Block]:
    """How many were sent, and who was not reached."""
    text = Text(en=f"{len(sent.sent)} sent.", ja=f"{len(sent.sent)} 通を送りました。")
    blocks: list[Block] = [par(Span("✓ ", "good"), view.say(text), hang=2)]
    for people, words in (
        (sent.unreachable, Text(en="no usable address", ja="使える宛先がありません")),
        (
            sent.failed,
            Text(
                en="the server didn't take it; the next time tries again",
                ja="サーバーに拒まれました。次回もう一度送ります",
            ),
        ),
    ):
        if people:
            blocks.append(par(Span("! ", "warn"), f"{', '.join(people)}: {view.say(words)}"))
    return blocks


def written(one: Reminder, language: Language) -> tuple[str, str]:
    """The subject and the text of a message."""
    count = len(one.items)
    many = Text(en=f"{_SUBJECT.en}: {count}", ja=f"{_SUBJECT.ja}({count} 件)")
    lines = [f"{one.person} {one.name}", "", *_lines(one, language), "", _END.to(language), ""]
    return many.to(language), "\n".join(lines)


def _lines(one: Reminder, language: Language) -> Iterator[str]:
    for item in one.items:
        yield " · ".join(filter(None, _parts(item, language)))


def _parts(item: Item, language: Language) -> Iterator[str]:
    row = item.row
    yield f"{row.key} {row.label}".strip()
    yield row.state.title.to(language)
    yield f"{row.due} {_left(row.days_left or 0).to(language)}"
    yield item.title.to(language)
    comma = Text(en=", ", ja="、").to(language)
    yield comma.join(f"{act.title.to(language)} ({act.id})" for act in row.acts)


def _left(days: int) -> Text:
    if days == 0:
        return _TODAY
    if days > 0:
        return Text(en=f"({days} days left)", ja=f"(残り {days} 日)")
    return Text(en=f"({-days} days overdue)", ja=f"({-days} 日超過)")
