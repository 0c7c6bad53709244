"""What an adoption changes: who may now do what, which way it goes, and whom it concerns."""

from collections.abc import Mapping, Sequence

from tadasu.errors import Text
from tadasu.office.changes import Adoption, Altered, Concerned, Difference
from tadasu_cli.page import Block, Grid, Line, Par, Span, Style, line, par
from tadasu_cli.render.migrations import moves_page
from tadasu_cli.render.reasons import reasons_page
from tadasu_cli.render.receipts import AGAIN
from tadasu_cli.render.view import View, aloud

EFFECTS: Mapping[str, tuple[str, Text, Style]] = {
    "tightened": ("▲", Text(en="tightened", ja="厳しくなる"), "warn"),
    "widened": ("▽", Text(en="widened", ja="緩くなる"), "bad"),
    "mixed": ("◆", Text(en="both ways", ja="両方"), "warn"),
    "changed": ("◆", Text(en="changed", ja="変わる"), "warn"),
    "words": ("·", Text(en="words only", ja="文言のみ"), "dim"),
}
"""Each with its mark; what is widened is looked at twice."""

_SAME = Text(
    en="The files say what is in force; there is nothing to adopt.",
    ja="ファイルは採用中のものと同じです。採用するものはありません。",
)
_DRY = Text(
    en="Nothing was adopted; run it without --dry-run to put this in force.",
    ja="まだ採用していません。--dry-run を外して実行すると有効になります。",
)
_STAY = Text(
    en="Under way and concerned; they stay on the process that they were opened under:",
    ja="関わりのある進行中の案件。起こしたときのプロセスのまま進みます:",
)
_GO = Text(en="Go on under the new process at once:", ja="同時に新しいプロセスへ移る案件:")
_STRANDED = Text(en="This can't be adopted:", ja="このままでは採用できません:")


def adoption_page(view: View, adoption: Adoption) -> list[Block]:
    """What changes, whom it leaves alone, who goes along, and whether it is in force."""
    if adoption.before == adoption.after and not adoption.migrated:
        return [par(Span("✓ ", "good"), view.say(_SAME), hang=2)]
    blocks: list[Block] = []
    for each in adoption.changes:
        blocks += _altered(view, each)
    if adoption.concerned:
        blocks += [Par(), par(view.say(_STAY)), *(_keys(view, c) for c in adoption.concerned)]
    if adoption.migrated:
        blocks += [Par(), par(view.say(_GO)), *moves_page(view, adoption.migrated)]
    if adoption.reasons:
        head = par(Span(view.say(_STRANDED), "bad"))
        return [*blocks, Par(), head, *reasons_page(view, adoption.reasons, indent=2)]
    return [*blocks, Par(), *_outcome(view, adoption)]


def _altered(view: View, altered: Altered) -> list[Block]:
    mark, word, style = EFFECTS[altered.effect]
    place = ".".join(filter(None, (altered.workflow, altered.part.id)))
    title = view.say(altered.part.title)
    head = par(
        Span(f"{mark} ", style),
        Span(place, "key"),
        f"  {title}  ",
        Span(f"[{view.say(word)}]", style),
        hang=2,
    )
    summary = (
        [par(Span(view.say(altered.summary), "dim"), indent=2, hang=2)] if altered.summary else []
    )
    rows = tuple(_difference(view, each) for each in altered.differences)
    return [head, *summary, Grid(rows, indent=4)]


def _difference(view: View, each: Difference) -> tuple[Line, ...]:
    mark, word, style = EFFECTS[each.effect]
    return (
        line(Span(f"{mark} {view.say(word)}", style)),
        line(view.say(each.what)),
        _sides(each),
    )


def _sides(each: Difference) -> Line:
    match each.before, each.after:
        case None, None:
            return ()
        case str(gone), None:
            return line(Span(f"− {gone}", "bad"))
        case None, str(come):
            return line(Span(f"+ {come}", "good"))
        case before, after if before == after:
            return line(str(before))
        case before, after:
            return line(str(before), Span(" → ", "dim"), str(after))


def _keys(view: View, concerned: Concerned) -> Par:
    shown = view.say(Text(en=", ", ja="、")).join(concerned.keys)
    more = concerned.count - len(concerned.keys)
    others = Text(en=f" … and {more} more", ja=f" …ほか {more} 件")
    count = Text(en=f" ({concerned.count}): ", ja=f"({concerned.count} 件): ")
    return par(
        view.named(concerned.workflow),
        view.say(count),
        Span(shown, "key"),
        view.say(others) if more else "",
        indent=2,
        hang=2,
    )


def _outcome(view: View, adoption: Adoption) -> Sequence[Par]:
    if adoption.position is None:
        return [par(view.say(_DRY))]
    name = aloud(adoption.after)
    text = Text(
        en=f"Process {name} is in force, by entry {adoption.position}.",
        ja=f"プロセス {name} が有効になりました(記録 {adoption.position} 番)。",
    )
    done = par(Span("✓ ", "good"), Span(view.say(text), "strong"), hang=2)
    return [done, par(Span(view.say(AGAIN), "dim"), indent=2)] if adoption.again else [done]
