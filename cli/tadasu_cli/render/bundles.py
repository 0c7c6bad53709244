"""Bundles: one that was written, and one that was checked."""

from collections.abc import Mapping

from tadasu.errors import Text
from tadasu.office.bundles import BundleChecked, Exported, Step
from tadasu.office.knowing import UNKNOWN, Recognised, told_of
from tadasu_cli.page import Block, Grid, Line, Par, Span, line, par
from tadasu_cli.render.view import View

_MARKS: Mapping[str, Span] = {
    "verified": Span("✓", "good"),
    "wrong": Span("✗", "bad"),
    "unchecked": Span("?", "warn"),
}
_ENDS: Mapping[str, Text] = {
    "verified": Text(en="Everything was verified.", ja="すべて検証できました。"),
    "wrong": Text(en="Something is wrong with it.", ja="誤りがあります。"),
    "unchecked": Text(
        en="Nothing is wrong; what bears a ? could not be checked.",
        ja="誤りはありません。? の付いた手順は確かめられませんでした。",
    ),
}
_UNPROVEN = Text(en="What this does not show", ja="この検証では分からないこと")


def exported_page(view: View, exported: Exported) -> list[Block]:
    """Where the bundle is, what is in it, and the checkpoint to hand over by another way."""
    text = Text(
        en=f"{exported.entries} of {exported.size} entries, evidence: {exported.evidence} files; "
        "verified as it was written",
        ja=f"{exported.size} 件のうち {exported.entries} 件、証跡 {exported.evidence} 件。"
        "書き出し後に検証済み",
    )
    told = Text(en=f"checkpoint {exported.spoken}", ja=f"照合符号 {exported.spoken}")
    return [
        par(Span("✓ ", "good"), Span(str(exported.file), "strong")),
        par(view.say(text), indent=2, hang=2),
        par(f"{exported.log} · ", view.say(told), indent=2, hang=2),
    ]


def checked_page(view: View, checked: BundleChecked) -> list[Block]:
    """Each step in its three states, and what stays unproven."""
    blocks: list[Block] = [Grid(tuple(_step(view, step) for step in checked.steps)), Par()]
    blocks.append(par(_MARKS[checked.state], " ", Span(view.say(_ENDS[checked.state]), "strong")))
    if checked.root:
        told = f"{checked.log} · {checked.size} · {checked.spoken}"
        blocks += [par(told, indent=2), par(Span(checked.root, "dim"), indent=2)]
    if checked.unproven:
        blocks += [Par(), view.heading(_UNPROVEN)]
        blocks += [par("· ", view.say(each), indent=2, hang=2) for each in checked.unproven]
    return blocks


def known_page(view: View, held: Recognised | None) -> list[Block]:
    """What the record says of a file; nothing where none was asked about."""
    if held is None:
        return []
    mark = _MARKS["verified" if held.sound else "wrong"]
    told = [text for known in held.known for text in told_of(known)] or [UNKNOWN]
    return [
        Par(),
        par(mark, " ", Span(held.file, "strong")),
        par(Span(f"SHA-256 {held.sha256}", "dim"), indent=2, hang=2),
        *(par(view.say(text), indent=2, hang=2) for text in told),
    ]


def _step(view: View, step: Step) -> tuple[Line, ...]:
    found = view.say(step.detail) if step.state == "wrong" else f"{step.count:>7,}"
    return (line(_MARKS[step.state], f" {step.number}"), line(view.say(step.title)), line(found))
