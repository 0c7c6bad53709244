"""What happened to definitions: adopted, copied, found clean."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from tadasu.errors import Text
from tadasu.office.answers import Adoption
from tadasu_cli.page import Block, Grid, Line, Par, Span, Style, line, par
from tadasu_cli.render.view import View, aloud

CLEAN = Text(en="Nothing wrong, nothing unwise.", ja="誤りも注意点もありません。")

_SIGNS: Mapping[str, tuple[Text, Style]] = {
    "+": (Text(en="added", ja="追加"), "good"),
    "-": (Text(en="removed", ja="削除"), "bad"),
    "~": (Text(en="changed", ja="変更"), "warn"),
}
_SAME = Text(
    en="The files say what is in force; there is nothing to adopt.",
    ja="ファイルは採用中のものと同じです。採用するものはありません。",
)
_DRY = Text(
    en="Nothing was adopted; run it without --dry-run to put this in force.",
    ja="まだ採用していません。--dry-run を外して実行すると有効になります。",
)
_STAY = Text(
    en="Cases that are under way stay on the process that they were opened under:",
    ja="進行中の案件は、起こしたときのプロセスのまま進みます:",
)
_NEXT = Text(
    en="Edit, then `tadasu lint`, then `tadasu adopt`.",
    ja="編集したら `tadasu lint`、それから `tadasu adopt` を行ってください。",
)


def adoption_page(view: View, adoption: Adoption) -> list[Block]:
    """What changes, whom it leaves alone, and whether it is in force."""
    if adoption.before == adoption.after:
        return [par(Span("✓ ", "good"), view.say(_SAME), hang=2)]
    rows: list[tuple[Line, ...]] = []
    for each in adoption.differences:
        word, style = _SIGNS[each.sign]
        rows.append(
            (
                line(Span(f"{each.sign} {view.say(word)}", style)),
                line(each.what),
                line(Span(each.name, "key")),
            )
        )
    blocks: list[Block] = [Grid(tuple(rows))] if rows else []
    if adoption.running:
        counts = ", ".join(f"{name} {count}" for name, count in adoption.running.items())
        blocks += [Par(), par(view.say(_STAY), f" {counts}", hang=2)]
    return [*blocks, Par(), _outcome(view, adoption)]


def ejected_page(view: View, files: Sequence[Path]) -> list[Block]:
    """The copies."""
    copies = [par(Span("✓ ", "good"), Span(path.as_posix(), "key")) for path in files]
    return [*copies, par(Span(view.say(_NEXT), "dim"), indent=2)]


def _outcome(view: View, adoption: Adoption) -> Par:
    if adoption.position is None:
        return par(view.say(_DRY))
    name = aloud(adoption.after)
    text = Text(
        en=f"Process {name} is in force, by entry {adoption.position}.",
        ja=f"プロセス {name} が有効になりました(記録 {adoption.position} 番)。",
    )
    return par(Span("✓ ", "good"), Span(view.say(text), "strong"), hang=2)
