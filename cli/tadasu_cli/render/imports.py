"""What a file changes: each new case, each fact before and after, and what it leaves alone."""

import json
from collections.abc import Iterator, Sequence

from tadasu.errors import Text
from tadasu.office.importing.counter import Imported
from tadasu.office.importing.differences import Changed, Difference
from tadasu_cli.page import Block, Par, Span, par
from tadasu_cli.render.receipts import receipt_page
from tadasu_cli.render.view import NOTHING, View

_NEW = Text(en="new", ja="新規")
_SAME = Text(
    en="The file says what is on record; nothing changes.",
    ja="ファイルの内容は記録と同じです。変わるものはありません。",
)
_DRY = Text(
    en="Nothing was written; run it without --dry-run to import this.",
    ja="まだ書き込んでいません。--dry-run を外して実行すると取り込みます。",
)
LISTED = 20


def imported_page(view: View, imported: Imported) -> list[Block]:
    """The differences, what stays, and where the last act stands."""
    changed = [one for one in imported.differences if one.changes]
    blocks: list[Block] = []
    for one in changed:
        blocks += _case(view, one)
    blocks += [Par()] if blocks else []
    blocks.append(par(_counts(imported, changed).to(view.language)))
    if imported.absent:
        listed = ", ".join(imported.absent[:LISTED])
        more = " …" if len(imported.absent) > LISTED else ""
        text = Text(
            en=f"On record and not in the file, left as they are: {listed}{more}",
            ja=f"記録にあってファイルにないもの(そのまま): {listed}{more}",
        )
        blocks.append(par(Span(view.say(text), "dim")))
    if not changed:
        return [*blocks, par(Span("✓ ", "good"), view.say(_SAME), hang=2)]
    if imported.dry_run:
        return [*blocks, par(Span("! ", "warn"), view.say(_DRY), hang=2)]
    receipt = imported.receipt
    return blocks if receipt is None else [*blocks, *receipt_page(view, receipt)]


def template_page(view: View, file: str, header: Sequence[str]) -> list[Block]:
    """That the file is there."""
    text = Text(
        en=f"{file}: {len(header)} columns. Fill in a row for each case; leave columns out "
        "that you don't need.",
        ja=f"{file}: {len(header)} 列。案件ごとに行を書き加えてください。不要な列は消してかまいません。",
    )
    return [par(Span("✓ ", "good"), view.say(text), hang=2)]


def _case(view: View, one: Difference) -> Iterator[Block]:
    rows = ", ".join(map(str, one.rows))
    place = view.say(Text(en=f"row {rows}", ja=f"{rows} 行目"))
    mark = Span("+ ", "good") if one.new else Span("~ ", "warn")
    word = f"  {view.say(_NEW)}" if one.new else ""
    yield par(mark, Span(one.key, "key"), Span(f"{word}  {place}", "dim"), hang=2)
    for change in one.changes:
        if change.after is not None or not one.new:
            yield par(_change(view, change, new=one.new), indent=4, hang=2)


def _change(view: View, change: Changed, *, new: bool) -> str:
    after = _shown(view, change.after)
    if new:
        return f"{change.field}: {after}"
    return f"{change.field}: {_shown(view, change.before)} → {after}"


def _shown(view: View, value: object) -> str:
    if value is None:
        return view.say(NOTHING)
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _counts(imported: Imported, changed: Sequence[Difference]) -> Text:
    new = sum(one.new for one in changed)
    other, same = len(changed) - new, len(imported.differences) - len(changed)
    return Text(
        en=f"{imported.rows} rows ({imported.encoding}): {new} new, {other} changed, {same} as "
        "they are.",
        ja=f"{imported.rows} 行({imported.encoding}): 新規 {new} 件、変更 {other} 件、変更なし {same} 件。",
    )
