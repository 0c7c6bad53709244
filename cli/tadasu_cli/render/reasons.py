"""Why not: each rule, its clause, what offends it, the values seen, the remedy, who may waive."""

from collections.abc import Mapping, Sequence

from tadasu.errors import Clause, Fragment, Item, Reason, Text
from tadasu_cli.page import Block, Par, Span, par
from tadasu_cli.render.view import View
from tadasu_cli.width import TIE

SHOWN_ITEMS = 12
"""Offending things shown of one rule; JSON has them all."""

LEVELS: Mapping[str, Text] = {
    "floor": Text(en="floor, never waived", ja="最低線・免除不可"),
    "block": Text(en="blocks", ja="必須"),
    "waiver": Text(en="blocks unless waived", ja="必須・免除可"),
    "warn": Text(en="warns", ja="警告"),
}

BASES: Mapping[str, Text] = {
    "requirement": Text(en="requirement", ja="要求事項"),
    "guidance": Text(en="guidance", ja="手引"),
    "organisation": Text(en="own rule", ja="自組織の規定"),
    "practice": Text(en="practice", ja="実務"),
}

BY_RULE = ("policy", "guard-error")
"""Codes of reasons that a policy gives; the others are the engine's own."""

KEYED = "migration"
"""The code of reasons that are the same for many cases, which are listed by key."""


def reasons_page(view: View, reasons: Sequence[Reason], *, indent: int = 0) -> list[Block]:
    """All reasons, one under the other, a blank line between."""
    blocks: list[Block] = []
    for reason in reasons:
        blocks += [Par()] if blocks else []
        blocks += _reason(view, reason, indent)
    return blocks


def _reason(view: View, reason: Reason, indent: int) -> list[Block]:
    warns = reason.level == "warn"
    mark = Span("! ", "warn") if warns else Span("✗ ", "bad")
    rule = (Span(reason.rule, "key"), Span("  ")) if reason.code in BY_RULE else ()
    level = view.say(LEVELS[reason.level]) if reason.level in LEVELS else reason.level
    badge = (Span(f"  [{level}]", "dim"),) if reason.code in BY_RULE else ()
    title = Span(view.say(reason.title), "strong")
    blocks: list[Block] = [Par((mark, *rule, title, *badge), indent, 2)]
    inner = indent + 2
    if reason.refs:
        blocks.append(par(Span(_clauses(view, reason.refs), "dim"), indent=inner, hang=2))
    if reason.code == KEYED or not reason.items or reason.message != reason.items[0].message:
        blocks.append(par(view.say(reason.message), indent=inner))
    if reason.code == KEYED:
        blocks += _keys(view, reason.items[:SHOWN_ITEMS], inner)
    else:
        for item in reason.items[:SHOWN_ITEMS]:
            blocks += _item(view, item, inner, named=reason.code in BY_RULE)
    if len(reason.items) > SHOWN_ITEMS:
        blocks.append(_others(view, len(reason.items) - SHOWN_ITEMS, inner))
    blocks.append(par(Span("→ ", "good"), view.say(reason.remedy), indent=inner, hang=2))
    if reason.waivable_by:
        blocks += _waiver(view, reason, inner)
    return blocks


def _clauses(view: View, refs: Sequence[Clause]) -> str:
    said = []
    for ref in refs:
        basis = view.say(BASES[ref.basis]) if ref.basis in BASES else ref.basis
        said.append(f"{ref.standard} {ref.clause} ({basis})")
    return view.say(Text(en="; ", ja="、")).join(said)


def _item(view: View, item: Item, indent: int, *, named: bool) -> list[Block]:
    blocks: list[Block] = []
    if named:
        key = (Span(item.key, "key"), Span("  ")) if item.key else ()
        blocks.append(Par((*key, Span(view.say(item.message))), indent, 2))
    return [*blocks, *(_fragment(view, part, indent + 2) for part in item.because)]


def _keys(view: View, items: Sequence[Item], indent: int) -> list[Block]:
    comma = view.say(Text(en=", ", ja="、"))
    keys = comma.join(item.key for item in items)
    return [par(Span(keys, "key"), indent=indent)] if keys else []


def _fragment(view: View, part: Fragment, indent: int) -> Par:
    pairs = dict(part.values) if part.about is None else {"case": part.about} | dict(part.values)
    values = view.say(Text(en=", ", ja="、")).join(
        f"{name}{TIE}={TIE}{seen}" for name, seen in pairs.items()
    )
    shown = f"{part.text}   {values}" if values else part.text
    return par(Span("· ", "dim"), Span(shown, "dim"), indent=indent, hang=2)


def _others(view: View, count: int, indent: int) -> Par:
    text = Text(en=f"… and {count} more (--json shows all)", ja=f"…ほか {count} 件(--json で全件)")
    return par(Span(view.say(text), "dim"), indent=indent)


def _waiver(view: View, reason: Reason, indent: int) -> list[Block]:
    who = Text(
        en=" or ".join(text.en for text in reason.waivable_by),
        ja="、".join(text.ja for text in reason.waivable_by),
    )
    text = Text(en=f"May be waived by: {who.en}", ja=f"免除できる人: {who.ja}")
    how = f"--waive {reason.rule} --reason … --measure … --until …".replace(" ", TIE)
    return [par(view.say(text), "  ", Span(how, "dim"), indent=indent, hang=2)]
