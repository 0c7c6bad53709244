"""Receipts: what was done, where it stands in the record, and the root to note down."""

from collections.abc import Sequence

from tadasu.errors import Text
from tadasu.office.answers import Followed, Receipt
from tadasu_cli.page import Block, Grid, Par, Span, line, par
from tadasu_cli.render.reasons import reasons_page
from tadasu_cli.render.view import View

AGAIN = Text(
    en="This request had been answered before; nothing new was recorded.",
    ja="この要求にはすでに答えています。新しい記録はありません。",
)

IDLE = Text(
    en="Nothing was opened: no item fits, or all that fit are there already.",
    ja="起こした案件はありません。該当する項目がないか、すべて作成済みです。",
)

_CHECKPOINT = Text(en="checkpoint", ja="照合符号")
_SIGNED = Text(en="signed", ja="署名済")

_BY = {
    "effect": Text(en="followed from it", ja="これに伴う処理"),
    "automatic": Text(en="happened by itself", ja="自動"),
}


def receipt_page(view: View, receipt: Receipt) -> list[Block]:
    """One act: a line for what happened, a line for where it stands."""
    return [_act(view, receipt), _place(view, receipt), *_beside(view, [receipt])]


def receipts_page(view: View, receipts: Sequence[Receipt]) -> list[Block]:
    """Several acts of one request, and where the last of them stands."""
    if not receipts:
        return [par(view.say(IDLE))]
    if len(receipts) == 1:
        return receipt_page(view, receipts[0])
    rows = tuple(
        (
            line(Span("✓ ", "good"), Span(each.case, "key")),
            line(view.say(each.act.title)),
            line("→ " if each.state.id else "", view.named(each.state)),
        )
        for each in receipts
    )
    return [Grid(rows), _place(view, receipts[-1]), *_beside(view, receipts)]


def _act(view: View, receipt: Receipt) -> Par:
    state = f" → {view.named(receipt.state)}" if receipt.state.id else ""
    whose = (Span(receipt.case, "key"), Span("  ")) if receipt.case else ()
    return par(Span("✓ ", "good"), *whose, f"{view.say(receipt.act.title)}{state}", hang=2)


def _followed(view: View, step: Followed) -> Par:
    return par(
        Span("↳ "),
        Span(step.case, "key"),
        f"  {view.say(step.act.title)} → {view.named(step.state)}  ",
        Span(f"[{view.say(_BY[step.role])}]", "dim"),
        indent=2,
        hang=2,
    )


def _place(view: View, receipt: Receipt) -> Par:
    when = view.time(receipt.at)
    kind = _SIGNED if receipt.signed == receipt.spoken else _CHECKPOINT
    text = Text(
        en=f"{when} · entry {receipt.position} of {receipt.size} · {kind.en} {receipt.spoken}",
        ja=f"{when} ・ 記録 {receipt.position} 番(全 {receipt.size} 件) ・ "
        f"{kind.ja} {receipt.spoken}",
    )
    return par(Span(view.say(text), "dim"), indent=2, hang=2)


def _beside(view: View, receipts: Sequence[Receipt]) -> list[Block]:
    blocks: list[Block] = [_followed(view, step) for each in receipts for step in each.followed]
    behalf = next((each.behalf for each in receipts if each.behalf), None)
    if behalf:
        text = Text(en=f"In the name of {behalf}", ja=f"{behalf} の代理として行いました")
        blocks.append(par(view.say(text), indent=2))
    beside = ", ".join(dict.fromkeys(one for each in receipts for one in each.cosigned))
    if beside:
        text = Text(en=f"Cosigned by {beside}", ja=f"{beside} も署名しました")
        blocks.append(par(view.say(text), indent=2))
    waivers = [key for each in receipts for key in each.waivers]
    if waivers:
        keys = ", ".join(waivers)
        text = Text(en=f"Waived, on record as {keys}", ja=f"免除を記録しました: {keys}")
        blocks.append(par(Span("~ ", "warn"), view.say(text), indent=2, hang=2))
    if any(each.again for each in receipts):
        blocks.append(par(Span(view.say(AGAIN), "dim"), indent=2))
    notices = dict.fromkeys(notice for each in receipts for notice in each.notices)
    blocks += [par(Span("! ", "warn"), view.say(one), indent=2, hang=2) for one in notices]
    warnings = [reason for each in receipts for reason in each.warnings]
    if warnings:
        blocks += [Par(), *reasons_page(view, warnings, indent=2)]
    return blocks
