"""What one person may do now, and what blocks the rest."""

from collections.abc import Sequence

from tadasu.errors import Text
from tadasu.office.answers import Named
from tadasu.office.possible import Takes, Way, Ways
from tadasu_cli.page import Block, Par, Span, par
from tadasu_cli.render.candidates import candidates_page
from tadasu_cli.render.reasons import reasons_page
from tadasu_cli.render.view import View

_POSSIBLE = Text(en="possible", ja="行えます")
_BLOCKED = Text(en="blocked", ja="行えません")
_NONE = Text(en="No transition starts from here.", ja="ここから始まる遷移はありません。")
_REQUIRED = Text(en=", required", ja="、必須")


def ways_page(view: View, ways: Ways) -> list[Block]:
    """The possible ones first."""
    here = Text(
        en=f" is {view.named(ways.state)}; for {ways.actor}:",
        ja=f" は「{view.say(ways.state.title)}」({ways.state.id})です。{ways.actor} の場合:",
    )
    blocks: list[Block] = [par(Span(ways.case, "key"), view.say(here))]
    for way in sorted(ways.ways, key=lambda way: bool(way.reasons)):
        blocks += [Par(), *_way(view, way)]
    if not ways.ways:
        blocks.append(par(view.say(_NONE), indent=2))
    for found in ways.candidates:
        blocks += [Par(), *candidates_page(view, found)]
    return blocks


def _way(view: View, way: Way) -> list[Block]:
    word = _BLOCKED if way.reasons else _POSSIBLE
    mark = Span("✗ ", "bad") if way.reasons else Span("✓ ", "good")
    blocks: list[Block] = [
        par(
            mark,
            Span(way.act.id, "key"),
            f"  {view.say(way.act.title)} → {' / '.join(map(view.named, way.targets))}  ",
            Span(f"[{view.say(word)}]", "bad" if way.reasons else "good"),
            hang=2,
        )
    ]
    blocks += [_takes(view, each) for each in way.takes]
    if way.cosign:
        blocks.append(_cosign(view, way.cosign))
    return [*blocks, *reasons_page(view, way.reasons, indent=4)]


def _cosign(view: View, roles: Sequence[Named]) -> Par:
    second = Text(
        en=f"  a second signature: {' or '.join(each.title.en for each in roles)}",
        ja=f"  二人目の署名: {'、'.join(each.title.ja for each in roles)}",
    )
    return par(Span("--cosign PERSON", "strong"), Span(view.say(second), "dim"), indent=4)


def _takes(view: View, takes: Takes) -> Par:
    required = view.say(_REQUIRED) if takes.required else ""
    return par(
        Span(f"{takes.name}=", "strong"),
        Span(f"  {view.say(takes.title)}{required}", "dim"),
        indent=4,
    )
