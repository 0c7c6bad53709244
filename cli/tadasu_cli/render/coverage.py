"""What tests have shown of a process, and what they have not."""

from collections.abc import Iterator, Mapping, Sequence

from tadasu.errors import Place, Text
from tadasu.office.trial.coverage import Coverage, Covered
from tadasu_cli.page import Block, Grid, Line, Par, Span, line, par
from tadasu_cli.render.view import View

_SHOWN = Text(en="Shown by the tests", ja="テストが示したもの")
_MISSING = Text(en="Not shown", ja="まだ示していないもの")

_IDLE = Text(
    en="Excused, but shown or not there", ja="excused にあるが、示されているか存在しないもの"
)

_KINDS: Mapping[str, Text] = {
    "policy": Text(en="rules", ja="規則"),
    "act": Text(en="acts", ja="行為"),
    "role": Text(en="roles", ja="役割"),
    "atom": Text(en="conditions", ja="条件"),
}
_WAYS: Mapping[str, Text] = {
    "pass": Text(en="holding", ja="満たされる"),
    "fail": Text(en="failing", ja="満たされない"),
    "not_applicable": Text(en="not applicable", ja="該当しない"),
    "waived": Text(en="waived", ja="免除される"),
    "taken": Text(en="done", ja="行われる"),
    "refused": Text(en="refused", ja="拒否される"),
    "held": Text(en="held", ja="もつ人"),
    "not_held": Text(en="not held", ja="もたない人"),
    "yes": Text(en="deciding as true", ja="真として決め手になる"),
    "no": Text(en="deciding as false", ja="偽として決め手になる"),
}


def at(place: Place) -> str:
    """A place as compilers write it."""
    return f"{place.file}:{place.line}:{place.column}"


def coverage_page(view: View, coverage: Coverage) -> Iterator[Block]:
    """How much of each kind is shown, and each thing that is not, with its place."""
    covered = coverage.covered
    yield view.heading(_SHOWN)
    yield Grid(tuple(_sum(view, kind, covered) for kind in _KINDS), indent=2)
    if coverage.idle:
        yield Par()
        yield view.heading(_IDLE)
    for name in coverage.idle:
        yield par(Span(name, "key"), indent=2, hang=2)
    if not coverage.gaps:
        return
    yield Par()
    yield view.heading(_MISSING)
    for gap in coverage.gaps:
        ways = view.say(Text(en=", ", ja="、")).join(view.say(_way(way)) for way in gap.missing)
        yield par(Span(gap.name, "key"), f"  {ways}", indent=2, hang=2)
        text = f"{gap.text}  " if gap.text else ""
        yield par(text, Span(at(gap.place), "dim"), indent=4, hang=2)


def _way(name: str) -> Text:
    """A way that was not seen; those that lead to a state bear its name."""
    return _WAYS.get(name) or Text(en=name, ja=f"{name.removeprefix('to ')} へ")


def _sum(view: View, kind: str, covered: Sequence[Covered]) -> tuple[Line, ...]:
    some = [each for each in covered if each.kind == kind]
    whole = sum(not each.missing for each in some)
    style = Span(f"{whole} / {len(some)}", "good" if whole == len(some) else "warn")
    return line(view.say(_KINDS[kind])), line(style)
