"""Verification and health, line by line."""

from collections.abc import Mapping, Sequence

from tadasu.errors import Text
from tadasu.office.answers import Check, Symptom, Verified
from tadasu_cli.page import Block, Grid, Line, Par, Span, line, par
from tadasu_cli.render.view import View

_SOUND = Text(en="The record adds up.", ja="記録に食い違いはありません。")
_LAWFUL = Text(
    en="The record adds up, and every act that was judged was lawful.",
    ja="記録に食い違いはなく、判定した行為はすべて規則に従っていました。",
)
_UNPROVEN = Text(en="What this does not show", ja="この検証では分からないこと")
_SIMULATED = Text(
    en="This record keeps simulated time: it is for demonstration and training, never evidence.",
    ja="この記録は模擬時計で作られています。実演・訓練用であり、証拠にはなりません。",
)
_MARKS: Mapping[str, Span] = {
    "ok": Span("✓", "good"),
    "warning": Span("!", "warn"),
    "error": Span("✗", "bad"),
}
_STATES: Mapping[str, Text] = {
    "ok": Text(en="ok", ja="良好"),
    "warning": Text(en="warning", ja="注意"),
    "error": Text(en="error", ja="異常"),
}


def verified_page(view: View, verified: Verified) -> list[Block]:
    """Each step, the root to compare, and what stays unproven."""
    comparing = Text(
        en=f"{verified.log} · {verified.size} entries · checkpoint {verified.spoken}",
        ja=f"{verified.log} ・ {verified.size} 件 ・ 照合符号 {verified.spoken}",
    )
    sound = _SOUND if verified.law is None else _LAWFUL
    blocks: list[Block] = [
        Grid(tuple(_check(view, each) for each in verified.checks)),
        Par(),
        par(Span("✓ ", "good"), Span(view.say(sound), "strong")),
        par(view.say(comparing), indent=2, hang=2),
        par(Span(verified.root, "dim"), indent=2),
    ]
    blocks += [
        par(Span("! ", "warn"), view.say(each), indent=2, hang=2) for each in verified.remarks
    ]
    if verified.simulated:
        blocks.append(par(Span("! ", "warn"), view.say(_SIMULATED), indent=2, hang=2))
    if verified.unproven:
        blocks += [Par(), view.heading(_UNPROVEN)]
        blocks += [par("· ", view.say(each), indent=2, hang=2) for each in verified.unproven]
    return blocks


def doctor_page(view: View, symptoms: Sequence[Symptom]) -> list[Block]:
    """What was looked at, how it is, and under it what to do."""
    return [Grid(tuple(_symptom(view, each) for each in symptoms))]


def _check(view: View, check: Check) -> tuple[Line, ...]:
    return (
        line(Span("✓ ", "good"), f"{check.number}"),
        line(view.say(check.what)),
        line(Span(f"{check.count:>7,}")),
    )


def _symptom(view: View, symptom: Symptom) -> tuple[Line, ...]:
    found: Line = (Span(view.say(symptom.found)),)
    if symptom.remedy is not None:
        found = (*found, Span("\n→ ", "good"), Span(view.say(symptom.remedy)))
    return (
        line(_MARKS.get(symptom.state, Span("?")), f" {view.say(_STATES[symptom.state])}"),
        line(view.say(symptom.what)),
        found,
    )
