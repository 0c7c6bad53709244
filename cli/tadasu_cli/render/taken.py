"""What a sheet that came back changes: each cell before and after, and what was refused where."""

from collections.abc import Iterator
from pathlib import Path

from tadasu.errors import Text
from tadasu.office.roundtrip.comparing import Filled
from tadasu.office.roundtrip.counter import Taken, TakenRow
from tadasu_cli.page import Block, Par, Span, par
from tadasu_cli.render.reasons import reasons_page
from tadasu_cli.render.receipts import receipt_page
from tadasu_cli.render.view import NOTHING, View

LONGEST = 160
"""Letters of a text that are shown; JSON has it whole."""

_DRY = Text(
    en="Nothing was written; run it without --dry-run to record this.",
    ja="まだ書き込んでいません。--dry-run を外して実行すると記録します。",
)
_DRY_REFUSED = Text(
    en="Nothing was written. Without --keep one refused row keeps all others from being recorded.",
    ja="まだ書き込んでいません。--keep がなければ、一行でも拒まれると何も記録しません。",
)
_SAME = Text(
    en="The sheet says what is on record; nothing changes.",
    ja="シートの内容は記録と同じです。変わるものはありません。",
)


def exported_page(view: View, path: Path, rows: int) -> list[Block]:
    """That the workbook is there."""
    text = Text(
        en=f"{path}: {rows} rows. Fill in the yellow cells, then `tadasu sheet import {path}`.",
        ja=f"{path}: {rows} 行。黄色のセルに記入し、`tadasu sheet import {path}` で取り込みます。",
    )
    return [par(Span("✓ ", "good"), view.say(text), hang=2)]


def taken_page(view: View, taken: Taken) -> list[Block]:
    """The differences, what there is to say of the file, refusals, and the last receipt."""
    blocks: list[Block] = []
    for row in taken.rows:
        blocks += _row(view, row)
    blocks += [Par()] if blocks else []
    blocks.append(par(view.say(_counts(taken))))
    blocks += [par(Span("! ", "warn"), view.say(note), hang=2) for note in taken.notes]
    if taken.refused:
        blocks += [Par(), *reasons_page(view, taken.refused), Par()]
    if not taken.rows and not taken.refused:
        return [*blocks, par(Span("✓ ", "good"), view.say(_SAME), hang=2)]
    if taken.dry_run:
        text = _DRY_REFUSED if taken.refused else _DRY
        return [*blocks, par(Span("! ", "warn"), view.say(text), hang=2)]
    receipt = taken.receipt
    return blocks if receipt is None else [*blocks, *receipt_page(view, receipt)]


def _row(view: View, row: TakenRow) -> Iterator[Block]:
    place = view.say(Text(en=f"row {row.row}", ja=f"{row.row} 行目"))
    acts = " → ".join(row.acts)
    mark = Span("✗ ", "bad") if row.refused else Span("~ ", "warn")
    yield par(mark, Span(row.key, "key"), Span(f"  {place}  {acts}", "dim"), hang=2)
    for one in row.cells:
        yield par(_cell(view, one), indent=4, hang=2)


def _cell(view: View, one: Filled) -> str:
    before, after = (_short(each) or view.say(NOTHING) for each in (one.before, one.after))
    return f"{one.cell} {view.say(one.title)}: {before} → {after}"


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def _counts(taken: Taken) -> Text:
    refused = sum(bool(row.refused) for row in taken.rows) + len(taken.wrong)
    done, same = len(taken.rows) - sum(bool(row.refused) for row in taken.rows), taken.same
    head = f"{taken.case}, {taken.sheet}"
    return Text(
        en=f"{head}: {done} rows to record, {refused} refused, {same} as they are on record "
        f"(written at entry {taken.written_at}).",
        ja=f"{head}: 記録する行 {done}、拒まれる行 {refused}、記録と同じ行 {same}"
        f"(記録 {taken.written_at} 件の時点で書き出したもの)。",
    )
