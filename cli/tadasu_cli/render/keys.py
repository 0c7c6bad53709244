"""Keys: what was made, and which there are."""

from collections.abc import Sequence

from tadasu.errors import Text
from tadasu.office.keys import KeyRow
from tadasu.office.newkeys import NewKey
from tadasu_cli.page import Block, Grid, Line, Span, line, par
from tadasu_cli.render.view import View

_NONE = Text(en="No key was ever enrolled.", ja="登録された鍵はありません。")
_FINGERPRINT = Text(en="Fingerprint", ja="指紋")
_VALID = Text(en="valid", ja="有効")


def requests_page(view: View, made: Sequence[NewKey]) -> list[Block]:
    """Each key with its fingerprint, and what to do with its request."""
    blocks: list[Block] = []
    for each in made:
        text = Text(
            en=f"Hand {each.file} to whoever keeps the keys: tadasu key enrol FILE.",
            ja=f"{each.file} を鍵の管理者に渡してください(tadasu key enrol ファイル)。",
        )
        blocks += [
            par(Span("✓ ", "good"), Span(each.person, "key"), f"  {each.key}", hang=2),
            par(f"{view.say(_FINGERPRINT)} {each.fingerprint}", indent=2, hang=2),
            par(view.say(text), indent=2, hang=2),
        ]
        blocks += [
            par(Span("! ", "warn"), view.say(one), indent=2, hang=2) for one in each.notices
        ]
    return blocks


def keys_page(view: View, rows: Sequence[KeyRow]) -> list[Block]:
    """A line for each key, in the order of enrolment."""
    if not rows:
        return [par(view.say(_NONE))]
    return [Grid(tuple(_row(view, row) for row in rows))]


def _row(view: View, row: KeyRow) -> tuple[Line, ...]:
    return (
        line(_mark(row)),
        line(Span(row.person, "key")),
        line(row.fingerprint),
        line(Span(row.kind, "dim")),
        line(view.say(_state(row))),
    )


def _mark(row: KeyRow) -> Span:
    if row.doubted is not None:
        return Span("!", "warn")
    return Span("✓", "good") if row.ended is None else Span("·", "dim")


def _state(row: KeyRow) -> Text:
    since = Text(en=f"since entry {row.enrolled}", ja=f"記録 {row.enrolled} から")
    if row.doubted is not None:
        return Text(
            en=f"{since.en}; compromised from entry {row.doubted} on",
            ja=f"{since.ja}。記録 {row.doubted} 以降は漏えい",
        )
    if row.ended is not None:
        return Text(en=f"{since.en} to {row.ended}", ja=f"{since.ja} {row.ended} まで")
    return Text(en=f"{_VALID.en} {since.en}", ja=f"{_VALID.ja}({since.ja})")
