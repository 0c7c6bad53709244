"""Remarks on the marks of a matrix: nobody can tell apart what looks the same."""

import unicodedata

from tadasu.errors import Text
from tadasu.rules.remarks.bench import Bench
from tadasu.rules.remarks.notes import Notes

BLANK = "·"
"""What stands in a cell of which nothing is known."""


def check_marks(bench: Bench, notes: Notes) -> None:
    """Note marks of one matrix that have the same symbol, or that of an empty cell (T145)."""
    for name, matrix in bench.workflow.matrices.items():
        seen = {_looks(BLANK): ""}
        for number, mark in enumerate(matrix.marks):
            other = seen.setdefault(_looks(mark.symbol), mark.mark)
            if other != mark.mark:
                here = bench.at.to("matrices", name, "marks", number, "symbol")
                notes.add("T145", here, _same(other), _REMEDY)


def _looks(symbol: str) -> str:
    """The same text for symbols that differ in width or blanks only."""
    return "".join(unicodedata.normalize("NFKC", symbol).split())


def _same(other: str) -> Text:
    if not other:
        return Text(
            en=f"`{BLANK}` stands in the cells of which nothing is known.",
            ja=f"`{BLANK}` は、何もないセルを表します。",
        )
    return Text(
        en=f"The mark `{other}` has the same symbol.",
        ja=f"印 `{other}` も同じ記号です。",
    )


_REMEDY = Text(
    en="Give each mark a symbol of its own: colour alone tells nobody who prints it.",
    ja="印ごとに別の記号にしてください。色だけでは、印刷した人に違いが伝わりません。",
)
