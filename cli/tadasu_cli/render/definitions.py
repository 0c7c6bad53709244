"""What happened to definitions: copied, found clean."""

from collections.abc import Sequence
from pathlib import Path

from tadasu.errors import Text
from tadasu_cli.page import Block, Span, par
from tadasu_cli.render.view import View

CLEAN = Text(en="Nothing wrong, nothing unwise.", ja="誤りも注意点もありません。")

_NEXT = Text(
    en="Edit, then `tadasu lint`, then `tadasu adopt`.",
    ja="編集したら `tadasu lint`、それから `tadasu adopt` を行ってください。",
)


def ejected_page(view: View, files: Sequence[Path]) -> list[Block]:
    """The copies."""
    copies = [par(Span("✓ ", "good"), Span(path.as_posix(), "key")) for path in files]
    return [*copies, par(Span(view.say(_NEXT), "dim"), indent=2)]
