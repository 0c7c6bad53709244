"""The states of a workflow and what leads from one to another; of a case, where it stands."""

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tadasu.errors import Language, Text
from tadasu.office.pictures.boxes import LOOP, TICK, box_size, draw_here, draw_state
from tadasu.office.pictures.layout import Box, Layout, Route, layout
from tadasu.office.pictures.lettering import folded, measure
from tadasu.office.pictures.sheet import HEAD, MARGIN, TITLE, Drawn, Frame, headed
from tadasu.office.pictures.svg import QUIET, Canvas, Letters, Size
from tadasu.office.pictures.ways import (
    ACT,
    WHO,
    Label,
    draw_beginning,
    draw_label,
    draw_way,
    label_size,
)

NOW = Text(en="now", ja="現在")
"""What marks the present state."""
PASSED = Text(en="passed", ja="通過")
"""What marks a state that the case has been in."""

_SMALL = Letters(size=11, fill=QUIET)
_ABOVE = 40.0
"""Room for the mark of the beginning."""


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


@dataclass(frozen=True, slots=True)
class _Manner:
    """How much is said in the picture: how wide its lines are, and whether roles are named."""

    room: float
    roles: bool = True


_SQUEEZE = 1.15
"""How much larger than its frame a lifecycle may be before it is said shorter."""
_MANNERS = _Manner(230), _Manner(165), _Manner(165, roles=False), _Manner(96, roles=False)


def lifecycle(
    life: Lifecycle, language: Language, frame: Frame | None = None
) -> tuple[Drawn, ...]:
    """The lifecycle on one sheet.

    With a frame, what does not fit is said in narrower lines, then without roles, and the sheet is
    padded to the frame's proportions, so that letters become no larger than in other pictures.
    """
    plan = _fitting(life, frame)
    canvas = Canvas(*plan.size(frame))
    headed(canvas, life.title)
    placed = plan.placed_on(canvas)
    draw_beginning(canvas, placed.boxes[life.initial])
    for ends, route in placed.routes.items():
        draw_way(canvas, route, gone=ends in life.passed)
    for ends, route in placed.routes.items():
        draw_label(canvas, route.label, plan.ways[ends])
    been = {end for ends in life.passed for end in ends} - {life.now}
    if been:
        legend = f"{TICK} {PASSED.to(language)}"
        canvas.text(MARGIN, MARGIN + (HEAD if life.title else 0) + 10, legend, _SMALL)
    for state in life.states:
        box, loops, final = placed.boxes[state.name], plan.loops[state.name], state.final
        if state.name == life.now:
            draw_here(canvas, box, state.title, loops, final=final, flag=NOW.to(language))
        else:
            draw_state(canvas, box, state.title, loops, final=final, passed=state.name in been)
    told = "\n".join([life.title, *_told(life, been, language)])
    return (Drawn(canvas.svg(life.title, told, language), told),)


def _fitting(life: Lifecycle, frame: Frame | None) -> "_Plan":
    """The plan that says most of those that fit the frame, or nearly so; else the smallest."""
    plans = []
    for manner in _MANNERS:
        plans.append(_Plan(life, manner))
        if frame is None or plans[-1].size(frame)[0] <= frame.width * _SQUEEZE:
            return plans[-1]
    return min(plans, key=lambda plan: plan.size(frame)[0])


class _Plan:
    """A lifecycle laid out in one manner."""

    def __init__(self, life: Lifecycle, manner: _Manner) -> None:
        self.loops: dict[str, list[tuple[str, ...]]] = {state.name: [] for state in life.states}
        self.ways: dict[tuple[str, str], list[Label]] = {}
        for act in life.acts:
            label = Label(
                folded(act.title, ACT, manner.room),
                folded(act.roles, WHO, manner.room) if manner.roles else (),
            )
            loop = _loop(act, manner)
            for source in act.sources:
                if source == act.target:
                    self.loops[source].append(loop)
                else:
                    self.ways.setdefault((source, act.target), []).append(label)
        self._title = life.title
        self._placed = layout(
            {
                state.name: box_size(
                    state.title, self.loops[state.name], here=state.name == life.now
                )
                for state in life.states
            },
            {ends: label_size(labels) for ends, labels in self.ways.items()},
        )

    def size(self, frame: Frame | None) -> Size:
        """How wide and high the sheet is."""
        height = self._placed.height + self._above + MARGIN
        heading = measure(self._title, TITLE.size, bold=True)
        width = max(self._placed.width, heading) + 2 * MARGIN
        if frame is not None:
            longest = height * frame.width / frame.height if math.isfinite(frame.height) else 0
            width = max(width, frame.width, longest)
        return width, height

    def placed_on(self, canvas: Canvas) -> Layout:
        """Where everything stands on the sheet."""
        return _moved(self._placed, (canvas.width - self._placed.width) / 2, self._above)

    @property
    def _above(self) -> float:
        return MARGIN + (HEAD if self._title else 0) + _ABOVE


def _loop(act: Act, manner: _Manner) -> tuple[str, ...]:
    whole = f"{act.title} — {act.roles}" if manner.roles else act.title
    lines = folded(whole, LOOP, manner.room * 1.5)
    if len(lines) == 1 or not manner.roles:
        return lines
    return tuple(
        line for part in (act.title, act.roles) for line in folded(part, LOOP, manner.room * 1.5)
    )


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


def _told(life: Lifecycle, been: set[str], language: Language) -> Iterator[str]:
    titles = {state.name: state.title for state in life.states}
    comma = "、" if language == "ja" else ", "
    if life.now in titles:
        yield f"▶ {NOW.to(language)}: {titles[life.now]}"
    passed = [state.title for state in life.states if state.name in been]
    if passed:
        yield f"{TICK} {PASSED.to(language)}: {comma.join(passed)}"
    for act in life.acts:
        sources = comma.join(titles[name] for name in act.sources)
        yield f"{sources} → {titles[act.target]}: {act.title} ({act.roles})"
