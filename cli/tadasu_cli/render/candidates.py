"""Who may stand in a field, in few lines: those who may by name, the others with a reason each."""

from collections.abc import Iterator

from tadasu.errors import Reason, Text
from tadasu.office.possible import Candidate, Candidates
from tadasu_cli.page import Block, Par, Span, par
from tadasu_cli.render.view import View
from tadasu_cli.width import TIE

_MAY = Text(en="may: ", ja="可: ")
_NOBODY = Text(en="nobody", ja="該当者なし")
_ALONE = Text(
    en="Each judged as if alone there; --json shows clauses, values and remedies.",
    ja="それぞれ一人だけを入れたものとして判定しています。箇条、値、対処は --json で示します。",
)


def candidates_page(view: View, found: Candidates) -> list[Block]:
    """A heading, the names of those who may, and a line for each rule in the way of another."""
    heading = Text(
        en=f"Candidates for {found.field.id} ({found.field.title.en}), by the rules of "
        f"{found.act.id}",
        ja=f"{found.field.title.ja}({found.field.id})の候補 — {found.act.title.ja}"
        f"({found.act.id})の規則による判定",
    )
    comma = view.say(Text(en=", ", ja="、"))
    names = comma.join(named(one) for one in found.may) or view.say(_NOBODY)
    blocks: list[Block] = [
        view.heading(heading),
        par(Span("✓ ", "good"), view.say(_MAY), names, indent=2, hang=2),
    ]
    blocks += [line for one in found.may_not for line in _not(view, one)]
    return [*blocks, par(Span(view.say(_ALONE), "dim"), indent=2)]


def named(one: Candidate) -> str:
    """Key and label, kept together, with the rules that are set aside."""
    said = f"{one.key}{TIE}{one.label}" if one.label else one.key
    return f"{said}{TIE}({', '.join(one.waived)})" if one.waived else said


def _not(view: View, one: Candidate) -> Iterator[Par]:
    yield par(Span("✗ ", "bad"), named(one), indent=2, hang=2)
    for reason in one.reasons:
        yield rule_line(view, reason, 6)


def rule_line(view: View, reason: Reason, indent: int) -> Par:
    """The rule, why it says no, and who may set it aside."""
    parts: list[Span | str] = [Span(reason.rule, "key"), "  ", view.say(reason.message)]
    if reason.waivable_by:
        who = Text(
            en=f" May be waived by: {' or '.join(each.en for each in reason.waivable_by)}.",
            ja=f"免除できる人: {'、'.join(each.ja for each in reason.waivable_by)}。",
        )
        parts.append(Span(view.say(who), "dim"))
    return par(*parts, indent=indent, hang=2)
