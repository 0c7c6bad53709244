"""Pictures in words: where a case stands, and what happened to it."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from tadasu.errors import Text
from tadasu.office.coverage import Coverage
from tadasu.office.depicted import Depicted
from tadasu.office.pictures.lifecycle import NOW, PASSED, Lifecycle
from tadasu.office.pictures.timeline import Moment, Timeline
from tadasu_cli.page import Block, Grid, Line, Par, Span, line, par
from tadasu_cli.render.coverages import coverage_page
from tadasu_cli.render.view import View

_ONWARD = Text(en="What leads on from here", ja="ここから行えること")
_END = Text(en="The case ends here.", ja="案件はここで終わりです。")
_MARKS: Mapping[str, Span] = {
    "step": Span("●", "good"),
    "note": Span("·", "dim"),
    "refused": Span("✗", "bad"),
    "due": Span("○", "warn"),
}


def picture_page(view: View, found: Depicted) -> list[Block]:
    """What the picture shows, as tables."""
    match found.of:
        case Coverage():
            return coverage_page(view, found.of, only_gaps=False)
        case Lifecycle():
            return list(_lifecycle(view, found.of))
        case Timeline():
            heading = par(Span(found.of.title, "strong"))
            return [heading, Par(), Grid(tuple(_moments(view, found.of)))]


def drawn_page(found: Depicted, files: Sequence[Path]) -> list[Block]:
    """Where the picture is."""
    return [
        par(Span("✓ ", "good"), Span(str(file), "strong"), f"  {found.case}") for file in files
    ]


def _lifecycle(view: View, life: Lifecycle) -> Iterator[Block]:
    yield par(Span(life.title, "strong"))
    yield Par()
    been = {end for step in life.passed for end in step}
    titles = {state.name: state.title for state in life.states}
    rows: list[tuple[Line, ...]] = []
    for state in life.states:
        if state.name == life.now:
            mark, word = Span("▶", "key"), view.say(NOW)
        elif state.name in been:
            mark, word = Span("✓", "good"), view.say(PASSED)
        else:
            mark, word = Span("·", "dim"), ""
        rows.append((line(mark, " ", state.title), line(Span(word, "dim"))))
    yield Grid(tuple(rows))
    yield Par()
    onward = [act for act in life.acts if life.now in act.sources]
    if not onward:
        yield par(view.say(_END))
        return
    yield view.heading(_ONWARD)
    yield Grid(
        tuple(
            (line(act.title), line(f"→ {titles[act.target]}"), line(Span(act.roles, "dim")))
            for act in onward
        ),
        indent=2,
    )


def _moments(view: View, told: Timeline) -> Iterator[tuple[Line, ...]]:
    before: Moment | None = None
    for moment in told.moments:
        days = (moment.day - before.day).days if before else 0
        day = moment.shown or moment.day.isoformat()
        after = Text(en=f"+{days} d", ja=f"{days}日後")
        yield (
            line(day if before is None or days else ""),
            line(Span(view.say(after) if days else "", "dim")),
            line(_MARKS[moment.kind], " ", moment.what),
            line(moment.who),
            line(Span(moment.detail, "dim")),
        )
        before = moment
