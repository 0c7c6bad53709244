"""The SVG of a workflow, from its layout to the last line."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from tadasu.errors import Language, Text
from tadasu.rules.layout import Box, Route, Size, layout
from tadasu.rules.workflow import Workflow

NOW = Text(en="now", ja="現在")
"""What marks the present state."""

_MARGIN = 28.0
_HEAD = 78.0
"""Room above the first box, for the title and the mark of the beginning."""
_NAME, _ACT, _WHO = 15.0, 13.0, 11.5
"""Sizes of letters."""
_LINE = 17.0
_ROW = 16.0

_STYLE = """
text{font-family:'Noto Sans JP','Noto Sans CJK JP','Hiragino Sans','Yu Gothic UI',Meiryo,
'Segoe UI','Helvetica Neue',Arial,sans-serif;fill:#16232f;text-anchor:middle}
.head{font-size:18px;font-weight:700;text-anchor:start}
.name{font-size:15px;font-weight:700}.act{font-size:13px}
.who,.loop{font-size:11.5px;fill:#4c5c6b}
.state{fill:#f3f7fa;stroke:#587086;stroke-width:1.5}
.ring{fill:none;stroke:#587086;stroke-width:1.2}
.here .state{fill:#103a5d;stroke:#103a5d;stroke-width:3}
.here .ring{stroke:#fff}.here text{fill:#fff}
.flag{fill:#b3541e}.flagged{font-size:11.5px;font-weight:700;fill:#fff}
.way{fill:none;stroke:#587086;stroke-width:1.6}.back{stroke:#8a5a2b;stroke-dasharray:6 4}
.paper{fill:#fff}.ink{fill:#587086}.rust{fill:#8a5a2b}
""".strip()


_ITSELF = Text(en="the process itself", ja="プロセス自体")


@dataclass(frozen=True, slots=True)
class Act:
    """A transition, in words."""

    title: str
    roles: str
    sources: tuple[str, ...]
    target: str


def acts_of(workflow: Workflow, language: Language) -> list[Act]:
    """The transitions of a workflow in one language."""
    comma = "、" if language == "ja" else ", "
    roles = {name: role.title.text.to(language) for name, role in workflow.roles.items()}
    acts: list[Act] = []
    for act in workflow.transitions.values():
        title = act.title.text.to(language)
        who = comma.join(roles[name] for name in act.by) or _ITSELF.to(language)
        if act.cosign:
            who = f"{who} + {comma.join(roles[name] for name in act.cosign)}"
        ends = dict.fromkeys(end for _, end in act.edges)
        acts += [
            Act(title, who, tuple(source for source, to in act.edges if to == end), end)
            for end in ends
        ]
    return acts


def draw(workflow: Workflow, current: str | None, language: Language) -> str:
    """The whole document."""
    acts = acts_of(workflow, language)
    loops = {
        name: [act for act in acts if act.target == name and name in act.sources]
        for name in workflow.states
    }
    ways: dict[tuple[str, str], list[Act]] = {}
    for act in acts:
        for source in act.sources:
            if source != act.target:
                ways.setdefault((source, act.target), []).append(act)
    titles = {name: state.title.text.to(language) for name, state in workflow.states.items()}
    placed = layout(
        {name: _box_size(title, loops[name]) for name, title in titles.items()},
        {ends: _label_size(each) for ends, each in ways.items()},
    )
    head = workflow.title.text.to(language)
    width = max(placed.width, _width(head, 18)) + 2 * _MARGIN
    height = placed.height + _HEAD + _MARGIN
    shift = (width - placed.width) / 2
    first = placed.boxes[workflow.initial]
    parts = [
        *_opening(workflow, head, _told(acts, titles, current, language), (width, height)),
        f'<text class="head" x="{_MARGIN:g}" y="36">{escape(head)}</text>',
        f'<g transform="translate({shift:.1f} {_HEAD:g})">',
        *_beginning(first, workflow.name),
        *(
            line
            for ends, route in placed.routes.items()
            for line in _way(route, workflow.name)
            if ends in ways
        ),
        *(line for ends, route in placed.routes.items() for line in _label(route, ways[ends])),
    ]
    for name, title in titles.items():
        parts += _state(
            placed.boxes[name],
            title,
            loops[name],
            final=workflow.states[name].final,
            flag=NOW.to(language) if name == current else "",
        )
    return "\n".join([*parts, "</g>", "</svg>", ""])


def _opening(workflow: Workflow, head: str, told: str, size: Size) -> Iterator[str]:
    name = workflow.name
    width, height = size
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" role="img" '
        f'aria-labelledby="{name}-title {name}-desc">'
    )
    yield f'<title id="{name}-title">{escape(head)}</title>'
    yield f'<desc id="{name}-desc">{escape(told)}</desc>'
    yield f"<style>{_STYLE}</style>"
    yield "<defs>"
    for mark, ink in (("tip", "ink"), ("backtip", "rust")):
        yield (
            f'<marker id="{name}-{mark}" viewBox="0 0 10 10" refX="9" refY="5" markerWidth="8" '
            f'markerHeight="8" orient="auto-start-reverse" markerUnits="userSpaceOnUse">'
            f'<path class="{ink}" d="M0 0.8 10 5 0 9.2 2.4 5z"/></marker>'
        )
    yield "</defs>"
    yield f'<rect class="paper" width="{width:.0f}" height="{height:.0f}"/>'


def _told(
    acts: list[Act], titles: Mapping[str, str], current: str | None, language: Language
) -> str:
    """The picture in words, for those who do not see it."""
    lines = []
    for act in acts:
        sources = ("、" if language == "ja" else ", ").join(titles[name] for name in act.sources)
        lines.append(f"{sources} → {titles[act.target]}: {act.title} ({act.roles})")
    if current is not None and current in titles:
        lines.append(f"{NOW.to(language)}: {titles[current]}")
    return "; ".join(lines)


def _beginning(first: Box, name: str) -> Iterator[str]:
    top = first.y - first.height / 2
    yield f'<circle class="ink" cx="{first.x:.1f}" cy="{top - 28:.1f}" r="6"/>'
    yield (
        f'<path class="way" marker-end="url(#{name}-tip)" '
        f'd="M{first.x:.1f} {top - 22:.1f}V{top - 1:.1f}"/>'
    )


def _way(route: Route, name: str) -> Iterator[str]:
    (x, y), *rest = route.points
    path = [f"M{x:.1f} {y:.1f}"]
    for n, (to_x, to_y) in enumerate(rest):
        if n % 2:
            path.append(f"L{to_x:.1f} {to_y:.1f}")
        else:
            middle = (y + to_y) / 2
            path.append(f"C{x:.1f} {middle:.1f} {to_x:.1f} {middle:.1f} {to_x:.1f} {to_y:.1f}")
        x, y = to_x, to_y
    style, end = ("way back", "start") if route.upwards else ("way", "end")
    tip = "backtip" if route.upwards else "tip"
    yield f'<path class="{style}" marker-{end}="url(#{name}-{tip})" d="{"".join(path)}"/>'


def _label(route: Route, acts: list[Act]) -> Iterator[str]:
    x, y = route.label
    width, height = _label_size(acts)
    yield (
        f'<rect class="paper" x="{x - width / 2 + 4:.1f}" y="{y - height / 2 + 2:.1f}" '
        f'width="{width - 8:.1f}" height="{height - 4:.1f}"/>'
    )
    y -= height / 2 - 3
    for act in acts:
        yield f'<text class="act" x="{x:.1f}" y="{y + 13:.1f}">{escape(act.title)}</text>'
        yield f'<text class="who" x="{x:.1f}" y="{y + 13 + _ROW:.1f}">{escape(act.roles)}</text>'
        y += _LINE + _ROW


def _state(box: Box, title: str, loops: list[Act], *, final: bool, flag: str) -> Iterator[str]:
    left, top = box.x - box.width / 2, box.y - box.height / 2
    yield f'<g class="here"><title>{escape(f"{title} ({flag})")}</title>' if flag else "<g>"
    yield _rect("state", left, top, box.width, box.height, 10)
    if final:
        yield _rect("ring", left + 4, top + 4, box.width - 8, box.height - 8, 7)
    y = top + 27
    yield f'<text class="name" x="{box.x:.1f}" y="{y:.1f}">{escape(title)}</text>'
    for act in loops:
        y += _LINE
        told = f"↻ {act.title} — {act.roles}"
        yield f'<text class="loop" x="{box.x:.1f}" y="{y:.1f}">{escape(told)}</text>'
    yield "</g>"
    if flag:
        wide = _width(f"▶ {flag}", _WHO) + 16
        yield _rect("flag", left - 8, top - 11, wide, 21, 4)
        yield (
            f'<text class="flagged" x="{left - 8 + wide / 2:.1f}" y="{top + 4:.1f}">'
            f"▶ {escape(flag)}</text>"
        )


def _rect(style: str, x: float, y: float, width: float, height: float, radius: int) -> str:
    return (
        f'<rect class="{style}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" '
        f'height="{height:.1f}" rx="{radius}"/>'
    )


def _box_size(title: str, loops: list[Act]) -> Size:
    wide = max(
        [_width(title, _NAME), *(_width(f"↻ {one.title} — {one.roles}", _WHO) for one in loops)]
    )
    return max(wide + 40, 132), 44 + (_LINE * len(loops) + 4 if loops else 0)


def _label_size(acts: list[Act]) -> Size:
    wide = max(max(_width(act.title, _ACT), _width(act.roles, _WHO)) for act in acts)
    return wide + 18, (_LINE + _ROW) * len(acts) + 8


def _width(text: str, size: float) -> float:
    """A generous guess: a full-width letter is as wide as it is high."""
    wide = sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else 0.57 for sign in text)
    return wide * size
