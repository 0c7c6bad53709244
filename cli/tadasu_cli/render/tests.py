"""What came of tests: each that failed, what was expected beside what happened, the coverage."""

from collections.abc import Iterator

from tadasu.errors import Text
from tadasu.office.trial.misses import Miss
from tadasu.office.trial.outcome import Outcome
from tadasu.office.trial.tried import Tried
from tadasu_cli.page import Block, Grid, Line, Par, Span, line, par
from tadasu_cli.render.coverage import at, coverage_page
from tadasu_cli.render.reasons import reasons_page
from tadasu_cli.render.view import View

_EXPECTED = Text(en="expected", ja="期待")
_HAPPENED = Text(en="happened", ja="結果")


def outcome_page(view: View, outcome: Outcome, *, listing: bool) -> list[Block]:
    """The failures, how many there are, and with `listing` what was not shown."""
    blocks: list[Block] = []
    for one in outcome.failed:
        blocks += [*_failed(view, one), Par()]
    blocks.append(_count(view, outcome))
    if listing:
        blocks += [Par(), *coverage_page(view, outcome.coverage)]
    elif outcome.coverage.gaps:
        blocks.append(par(Span(view.say(_hint(outcome)), "dim")))
    return blocks


def _failed(view: View, tried: Tried) -> Iterator[Block]:
    yield par(Span("✗ ", "bad"), Span(tried.say, "strong"), hang=2)
    for miss in tried.misses:
        yield par(Span(f"{at(miss.place)}", "dim"), indent=2)
        yield Grid(tuple(_sides(view, miss)), indent=4)
        if miss.reasons:
            yield from reasons_page(view, miss.reasons, indent=4)


def _sides(view: View, miss: Miss) -> Iterator[tuple[Line, ...]]:
    for word, text in ((_EXPECTED, miss.expected), (_HAPPENED, miss.happened)):
        yield line(Span(view.say(word), "dim")), line(view.say(text))


def _count(view: View, outcome: Outcome) -> Par:
    failed = len(outcome.failed)
    passed = outcome.tests - failed
    text = Text(
        en=f"{outcome.tests} test{'' if outcome.tests == 1 else 's'}: "
        f"{passed} passed, {failed} failed",
        ja=f"テスト {outcome.tests} 件: 成功 {passed} 件、失敗 {failed} 件",
    )
    mark = Span("✗ ", "bad") if failed else Span("✓ ", "good")
    return par(mark, Span(view.say(text), "bad" if failed else "good"), hang=2)


def _hint(outcome: Outcome) -> Text:
    gaps = len(outcome.coverage.gaps)
    return Text(
        en=f"{gaps} thing{'' if gaps == 1 else 's'} of the process not shown; "
        "--coverage lists them.",
        ja=f"まだ示していないものが {gaps} 件あります(--coverage で一覧)。",
    )
