"""Documents that were written, and the forms that there are."""

from collections.abc import Sequence

from tadasu.errors import Text
from tadasu.office.paper.handing import Blank, Handed
from tadasu.office.paper.own import Placeholder
from tadasu.office.paper.starting import Started
from tadasu_cli.page import Block, Grid, Line, Span, line, par
from tadasu_cli.render.receipts import receipt_page
from tadasu_cli.render.view import View

_NONE = Text(
    en="The process has no forms.",
    ja="このプロセスには様式がありません。",
)
_EVERYTHING = Text(en="all cases", ja="すべての案件")
_ROWS = Text(
    en="× marks columns: written in a row of a table, they repeat it as often as that.",
    ja="× は列です。表の 1 行に書くと、その行が件数分繰り返されます。",
)
_SHOWN = 40
_ISSUED = Text(en="issued", ja="発行する文書")


def handed_page(view: View, handed: Handed) -> list[Block]:
    """Where the document is, of what, and the checkpoint that stands on it."""
    told = Text(
        en=f"from {handed.size} entries · checkpoint {handed.spoken}",
        ja=f"{handed.size} 件の記録から · 照合符号 {handed.spoken}",
    )
    blocks: list[Block] = [
        par(Span("✓ ", "good"), Span(handed.file, "strong")),
        par(" ".join(word for word in (handed.title, handed.case) if word), indent=2, hang=2),
        par(view.say(told), indent=2, hang=2),
    ]
    if handed.left_out:
        names = ", ".join(handed.left_out)
        left = Text(
            en=f"This form leaves out what the record has: {names}.",
            ja=f"この様式には、記録にある次の表が入っていません: {names}",
        )
        blocks.append(par(Span("! ", "warn"), view.say(left), indent=2, hang=2))
    if handed.issued is not None:
        blocks += [par(Span(f"SHA-256 {handed.sha256}", "dim"), indent=2, hang=2)]
        blocks += receipt_page(view, handed.issued)
    return blocks


def blanks_page(view: View, blanks: Sequence[Blank]) -> list[Block]:
    """A line for each form."""
    if not blanks:
        return [par(view.say(_NONE))]
    return [Grid(tuple(_row(view, blank) for blank in blanks))]


def names_page(view: View, names: Sequence[Placeholder]) -> list[Block]:
    """A line for each name: what it is, and what stands for it."""
    return [Grid(tuple(_named(one) for one in names)), par(Span(view.say(_ROWS), "dim"))]


def started_page(view: View, started: Started) -> list[Block]:
    """Where the form is, and what to do with it."""
    told = Text(
        en=f"{started.placeholders} placeholders. Lay it out in Word or Excel, and take out what "
        "you don't need; then fill it with tadasu form.",
        ja=f"差込項目 {started.placeholders} 個。Word や Excel で体裁を整え、不要なものは削除して、"
        "tadasu form で記入してください。",
    )
    return [
        par(Span("✓ ", "good"), Span(started.file, "strong")),
        par(view.say(told), indent=2, hang=2),
    ]


def _named(one: Placeholder) -> tuple[Line, ...]:
    text = " ".join(one.text.split())
    shown = text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
    rows = "" if one.rows is None else f"×{one.rows or ''}"
    return (
        line(Span(f"{{{{ {one.name} }}}}", "key")),
        line(one.title),
        line(Span(rows, "dim")),
        line(Span(shown, "dim")),
    )


def _row(view: View, blank: Blank) -> tuple[Line, ...]:
    number = " ".join(word for word in (blank.number, blank.edition) if word)
    return (
        line(Span(blank.form, "key")),
        line(view.say(blank.title)),
        line(blank.of or view.say(_EVERYTHING)),
        line(Span(number, "dim")),
        line(view.say(_ISSUED) if blank.issued else ""),
    )
