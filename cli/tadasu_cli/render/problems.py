"""What is wrong with a definition: where it stands, with a caret under it, and what to do."""

from collections.abc import Mapping, Sequence

from tadasu.errors import Problem, Text
from tadasu_cli.page import Block, Par, Span, Style, par
from tadasu_cli.render.view import View
from tadasu_cli.width import plain, width

SEVERITIES: Mapping[str, tuple[Text, Style]] = {
    "error": (Text(en="error", ja="誤り"), "bad"),
    "warning": (Text(en="warning", ja="注意"), "warn"),
    "hint": (Text(en="hint", ja="参考"), "dim"),
}

LONGEST = 160
"""Columns of a source line that are shown around the caret."""


def problems_page(view: View, problems: Sequence[Problem]) -> list[Block]:
    """Each problem at its place, then how many there are."""
    blocks: list[Block] = []
    for problem in problems:
        blocks += [*_problem(view, problem), Par()]
    return [*blocks, _count(view, problems)]


def _problem(view: View, problem: Problem) -> list[Block]:
    word, style = SEVERITIES[problem.severity]
    place = problem.place
    number = str(place.line)
    margin = " " * len(number)
    blocks: list[Block] = [
        par(
            Span(f"{view.say(word)}[{problem.code}]", style),
            " ",
            view.say(problem.message),
            hang=2,
        ),
        par(Span(f"{margin}--> ", "dim"), f"{place.file}:{place.line}:{place.column}"),
    ]
    if problem.source.strip():
        source, under = _window(problem.source, place.column)
        blocks += [
            Par((Span(f"{margin} |", "dim"),)),
            Par((Span(f"{number} | ", "dim"), Span(source)), rigid=True),
            Par((Span(f"{margin} | ", "dim"), Span(" " * under), Span("^", style)), rigid=True),
        ]
    if problem.remedy is not None:
        blocks.append(
            par(Span(f"{margin} = ", "dim"), view.say(problem.remedy), hang=len(margin) + 3)
        )
    blocks.append(par(Span(f"{margin} = {problem.page}", "dim")))
    return blocks


def _window(source: str, column: int) -> tuple[str, int]:
    """The source line, cut around `column` if it is long, and the columns before the caret."""
    before = plain(source[: column - 1])
    after = plain(source[column - 1 :])[:LONGEST]
    cut = "…" if len(before) > LONGEST else ""
    before = before[-LONGEST:]
    while width(before) > LONGEST // 2:
        before, cut = before[1:], "…"
    while width(after) > LONGEST // 2:
        after = after[:-1]
    return f"{cut}{before}{after}", width(cut + before)


def _count(view: View, problems: Sequence[Problem]) -> Par:
    errors, warnings, hints = (
        sum(problem.severity == severity for problem in problems) for severity in SEVERITIES
    )
    more = Text(en=f", {_several(hints, 'hint')}", ja=f"、参考 {hints} 件")
    text = Text(
        en=f"{_several(errors, 'error')}, {_several(warnings, 'warning')}",
        ja=f"誤り {errors} 件、注意 {warnings} 件",
    )
    said = view.say(text) + (view.say(more) if hints else "")
    return par(Span(said, "bad" if errors else "warn" if warnings else "good"))


def _several(count: int, word: str) -> str:
    return f"{count} {word}{'' if count == 1 else 's'}"
