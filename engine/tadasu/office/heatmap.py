"""A matrix as a picture: a symbol in every cell and its words beside, a tint only besides."""

from collections.abc import Iterator
from html import escape

from tadasu.errors import Language
from tadasu.office.coverage import Cell, Coverage, Sign, Stop

_CELL = 30.0
_NAMES = 320.0
_HEAD = 190.0
_MARGIN = 24.0
_TITLE = 44.0
_LINE = 22.0
_TINTS = ("#f7d9d4", "#f8ecc9", "#dcefdc", "#e3ebf3", "#ece6f2", "#f0f0f0")
"""By the place of a mark among the matrix's marks; the symbol says the same without colour."""

_STYLE = """
text{font-family:'Noto Sans JP','Noto Sans CJK JP','Hiragino Sans','Yu Gothic UI',Meiryo,
'Segoe UI','Helvetica Neue',Arial,sans-serif;fill:#16232f;font-size:12px}
.head{font-size:18px;font-weight:700}.symbol{font-size:15px;text-anchor:middle}
.cell{stroke:#c3ced8;stroke-width:1}.gap{fill:#fff}.paper{fill:#fff}
""".strip()


def heatmap(coverage: Coverage, language: Language) -> str:
    """The matrix as SVG, readable in black and white: the same matrix, the same bytes."""
    places = [
        (column.key, period.key)
        for column in coverage.columns.stops
        for period in (coverage.periods.stops if coverage.periods else (Stop("", ""),))
    ]
    width = _NAMES + len(places) * _CELL + 2 * _MARGIN
    legend = _TITLE + _LINE * len(coverage.signs)
    height = _HEAD + legend + len(coverage.rows.stops) * _CELL + 2 * _MARGIN
    cells = {(c.row, c.column, c.period): c for c in coverage.cells}
    title = escape(f"{coverage.title.to(language)} {coverage.case}")
    parts = [
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:g} {height:g}" '
            f'width="{width:g}" height="{height:g}" role="img" lang="{language}">'
        ),
        f"<title>{title}</title><desc>{escape(_told(coverage, language))}</desc>",
        f"<style>{_STYLE}</style>",
        f'<rect class="paper" width="{width:g}" height="{height:g}"/>',
        f'<text class="head" x="{_MARGIN:g}" y="{_MARGIN + 18:g}">{title}</text>',
        *_legend(coverage, language),
        *_heads(places, legend),
        *_rows(coverage, places, cells, _MARGIN + legend + _HEAD, language),
        "</svg>\n",
    ]
    return "\n".join(parts)


def _told(coverage: Coverage, language: Language) -> str:
    signs = ", ".join(f"{sign.symbol} {sign.title.to(language)}" for sign in coverage.signs)
    return f"{coverage.done}/{len(coverage.rows.stops)}; {signs}"


def _legend(coverage: Coverage, language: Language) -> Iterator[str]:
    for number, sign in enumerate(coverage.signs):
        y = _MARGIN + _TITLE + number * _LINE
        yield (
            f'<rect class="cell" x="{_MARGIN:g}" y="{y - 15:g}" width="20" height="20" '
            f'fill="{_tint(number)}"/>'
            f'<text class="symbol" x="{_MARGIN + 10:g}" y="{y:g}">{escape(sign.symbol)}</text>'
            f'<text x="{_MARGIN + 28:g}" y="{y:g}">{escape(sign.title.to(language))}</text>'
        )


def _heads(places: list[tuple[str, str]], legend: float) -> Iterator[str]:
    for number, (column, period) in enumerate(places):
        x = _MARGIN + _NAMES + (number + 0.5) * _CELL + 4
        y = _MARGIN + legend + _HEAD - 8
        words = escape(f"{column} {period}".strip())
        yield f'<text transform="translate({x:g} {y:g}) rotate(-90)">{words}</text>'


def _rows(
    coverage: Coverage,
    places: list[tuple[str, str]],
    cells: dict[tuple[str, str, str], Cell],
    top: float,
    language: Language,
) -> Iterator[str]:
    signs = {sign.mark: (number, sign) for number, sign in enumerate(coverage.signs)}
    for number, row in enumerate(coverage.rows.stops):
        y = top + number * _CELL
        words = escape(f"{row.key} {row.label}".strip()[:40])
        yield f'<text x="{_MARGIN:g}" y="{y + 20:g}">{words}</text>'
        for at, (column, period) in enumerate(places):
            cell = cells.get((row.key, column, period))
            found = signs[cell.mark] if cell is not None else None
            yield _box(_MARGIN + _NAMES + at * _CELL, y, found, language)


def _box(x: float, y: float, found: tuple[int, Sign] | None, language: Language) -> str:
    frame = f'x="{x:g}" y="{y:g}" width="{_CELL:g}" height="{_CELL:g}"'
    if found is None:
        return f'<rect class="cell gap" {frame}/>'
    number, sign = found
    middle = f'x="{x + _CELL / 2:g}" y="{y + 20:g}"'
    return (
        f"<g><title>{escape(sign.title.to(language))}</title>"
        f'<rect class="cell" {frame} fill="{_tint(number)}"/>'
        f'<text class="symbol" {middle}>{escape(sign.symbol)}</text></g>'
    )


def _tint(number: int) -> str:
    return _TINTS[min(number, len(_TINTS) - 1)]
