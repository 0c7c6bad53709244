"""The states of a workflow and what leads from one to another; of a case, where it stands."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tadasu.errors import Language, Text
from tadasu.office.pictures.boxes import TICK, box_size, draw_here, draw_state
from tadasu.office.pictures.layout import Box, Layout, Route, layout
from tadasu.office.pictures.lettering import measure
from tadasu.office.pictures.sheet import HEAD, MARGIN, TITLE, Drawn, Frame, headed
from tadasu.office.pictures.svg import Canvas
from tadasu.office.pictures.ways import draw_beginning, draw_label, draw_way, label_size

NOW = Text(en="now", ja="現在")
"""What marks the present state."""
PASSED = Text(en="passed", ja="通過")
"""What marks a state that the case has been in."""

_ABOVE = 40.0
"""Room for the mark of the beginning."""
_SIDE = 12.0
"""Room for the flag of the present state, which stands out."""


@dataclass(frozen=True, slots=True)
class State:
    """A state, in words; a case ends in a final one."""

    name: str
    title: str
    final: bool = False


@dataclass(frozen=True, slots=True)
class Act:
    """A transition, in words, by the names of the states that it leads from and to."""

    title: str
    roles: str
    sources: tuple[str, ...]
    target: str


@dataclass(frozen=True, slots=True)
class Lifecycle:
    """A workflow; for a case also where it stands and how it came there."""

    title: str
    states: tuple[State, ...]
    acts: tuple[Act, ...]
    initial: str
    now: str | None = None
    """The present state."""
    passed: tuple[tuple[str, str], ...] = ()
    """The steps that the case has made, from a state to a state."""


def lifecycle(
    life: Lifecycle, language: Language, frame: Frame | None = None
) -> tuple[Drawn, ...]:
    """The lifecycle on one sheet.

    With a frame, the sheet is at least as wide and has at most its height for its width, so that
    letters become no larger than in other pictures.
    """
    loops = {state.name: _loops(life, state.name) for state in life.states}
    ways = _ways(life)
    placed = layout(
        {state.name: box_size(state.title, loops[state.name]) for state in life.states},
        {ends: label_size(each) for ends, each in ways.items()},
    )
    canvas, placed = _opened(life.title, placed, frame)
    draw_beginning(canvas, placed.boxes[life.initial])
    for ends, route in placed.routes.items():
        draw_way(canvas, route, gone=ends in life.passed)
    for ends, route in placed.routes.items():
        draw_label(canvas, route.label, ways[ends])
    been = {end for ends in life.passed for end in ends}
    for state in life.states:
        box, mine, final = placed.boxes[state.name], loops[state.name], state.final
        if state.name == life.now:
            draw_here(canvas, box, state.title, mine, final=final, flag=NOW.to(language))
        else:
            draw_state(canvas, box, state.title, mine, final=final, passed=state.name in been)
    told = "\n".join([life.title, *_told(life, been, language)])
    return (Drawn(canvas.svg(life.title, told, language), told),)


def _opened(title: str, placed: Layout, frame: Frame | None) -> tuple[Canvas, Layout]:
    """A sheet with its title, and everything moved to where it stands on it."""
    above = MARGIN + (HEAD if title else 0) + _ABOVE
    height = placed.height + above + MARGIN
    heading = measure(title, TITLE.size, bold=True)
    width = max(placed.width + 2 * _SIDE, heading) + 2 * MARGIN
    if frame is not None:
        longest = height * frame.width / frame.height if math.isfinite(frame.height) else 0
        width = max(width, frame.width, longest)
    canvas = Canvas(width, height)
    headed(canvas, title)
    return canvas, _moved(placed, (width - placed.width) / 2, above)


def _moved(placed: Layout, right: float, down: float) -> Layout:
    boxes = {
        name: Box(box.width, box.height, box.rank, x=box.x + right, y=box.y + down)
        for name, box in placed.boxes.items()
    }
    routes = {
        ends: Route(
            tuple((x + right, y + down) for x, y in route.points),
            (route.label[0] + right, route.label[1] + down),
            route.upwards,
        )
        for ends, route in placed.routes.items()
    }
    return replace(placed, boxes=boxes, routes=routes)


def _loops(life: Lifecycle, state: str) -> list[str]:
    here = (act for act in life.acts if act.target == state and state in act.sources)
    return [f"↻ {act.title} — {act.roles}" for act in here]


def _ways(life: Lifecycle) -> Mapping[tuple[str, str], Sequence[tuple[str, str]]]:
    ways: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for act in life.acts:
        for source in act.sources:
            if source != act.target:
                ways.setdefault((source, act.target), []).append((act.title, act.roles))
    return ways


def _told(life: Lifecycle, been: set[str], language: Language) -> Iterator[str]:
    titles = {state.name: state.title for state in life.states}
    comma = "、" if language == "ja" else ", "
    if life.now in titles:
        yield f"▶ {NOW.to(language)}: {titles[life.now]}"
    passed = [state.title for state in life.states if state.name in been - {life.now}]
    if passed:
        yield f"{TICK} {PASSED.to(language)}: {comma.join(passed)}"
    for act in life.acts:
        sources = comma.join(titles[name] for name in act.sources)
        yield f"{sources} → {titles[act.target]}: {act.title} ({act.roles})"
