"""Cases on their way to another process: what becomes of each, and what is in the way."""

from collections.abc import Mapping, Sequence

from tadasu.errors import Text
from tadasu.office.changes import Migrated, Moved
from tadasu_cli.page import Block, Grid, Line, Par, Span, Style, line, par
from tadasu_cli.render.reasons import reasons_page
from tadasu_cli.render.receipts import AGAIN
from tadasu_cli.render.view import View, aloud

SHOWN_CASES = 50
"""Cases shown; JSON has them all."""

OUTCOMES: Mapping[str, tuple[str, Text, Style]] = {
    "conforming": ("✓", Text(en="as it is", ja="そのまま"), "good"),
    "mapped": ("~", Text(en="mapped", ja="読み替え"), "warn"),
    "refused": ("✗", Text(en="can't go", ja="移行不可"), "bad"),
}
_NOTHING = Text(
    en="No case needs to be moved by this plan.", ja="この計画で移行する案件はありません。"
)
_DRY = Text(
    en="Nothing was moved; run it without --dry-run to move all of them.",
    ja="まだ移行していません。--dry-run を外して実行すると、すべて移行します。",
)
_STOPPED = Text(en="This can't be done:", ja="このままでは移行できません:")


def migration_page(view: View, migrated: Migrated) -> list[Block]:
    """Each case, how many of which kind, and whether it was done."""
    if not migrated.cases and not migrated.reasons:
        return [par(view.say(_NOTHING))]
    blocks: list[Block] = [*moves_page(view, migrated.cases), Par()]
    if migrated.reasons:
        head = par(Span(view.say(_STOPPED), "bad"))
        return [*blocks, head, *reasons_page(view, migrated.reasons, indent=2)]
    if migrated.position is None:
        return [*blocks, par(view.say(_DRY))]
    count, name = len(migrated.cases), aloud(migrated.after)
    text = Text(
        en=f"{count} case{'' if count == 1 else 's'} moved to process {name}, from entry "
        f"{migrated.position} on.",
        ja=f"{count} 件をプロセス {name} に移行しました(記録 {migrated.position} 番から)。",
    )
    blocks.append(par(Span("✓ ", "good"), Span(view.say(text), "strong"), hang=2))
    return [*blocks, par(Span(view.say(AGAIN), "dim"))] if migrated.again else blocks


def moves_page(view: View, cases: Sequence[Moved]) -> list[Block]:
    """The cases, those that can't go first, and how many of which kind there are."""
    order = ("refused", "mapped", "conforming")
    ranked = sorted(cases, key=lambda moved: order.index(moved.outcome))
    rows = tuple(_row(view, moved) for moved in ranked[:SHOWN_CASES])
    counts = []
    for outcome in order:
        count = sum(moved.outcome == outcome for moved in cases)
        if count:
            counts.append(f"{view.say(OUTCOMES[outcome][1])} {count}")
    more = Text(en=f"; {len(rows)} shown", ja=f"(表示 {len(rows)} 件)")
    told = view.say(Text(en=", ", ja="、")).join(counts)
    shown = view.say(more) if len(cases) > len(rows) else ""
    return [Grid(rows, indent=2), par(Span(f"{told}{shown}", "dim"), indent=2)]


def _row(view: View, moved: Moved) -> tuple[Line, ...]:
    mark, word, style = OUTCOMES[moved.outcome]
    states = moved.source
    if moved.source != moved.target:
        states = f"{moved.source} → {moved.target}"
    return (
        line(Span(f"{mark} {view.say(word)}", style)),
        line(Span(moved.case, "key")),
        line(moved.workflow),
        line(states),
        line(_names(view, moved)),
    )


def _names(view: View, moved: Moved) -> str:
    if moved.obstacles:
        return " ".join(view.say(text) for text in moved.obstacles)
    told = []
    for part in ("transitions", "fields"):
        renamed = moved.renames.get(part)
        for old, new in renamed.items() if isinstance(renamed, Mapping) else ():
            told.append(f"{old} → {new or view.say(Text(en='given up', ja='手放す'))}")
    values = moved.renames.get("values")
    for field, names in values.items() if isinstance(values, Mapping) else ():
        told += [f"{field}: {old} → {new}" for old, new in names.items()]
    stated = moved.renames.get("stated")
    told += [f"{n}={v}" for n, v in stated.items()] if isinstance(stated, Mapping) else []
    return ", ".join(told)
