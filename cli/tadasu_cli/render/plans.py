"""A plan as a table, as commands, or as what stands in its way."""

import json
import shlex
from collections.abc import Iterator

from tadasu.errors import Text
from tadasu.office.possible import Candidate
from tadasu.office.proposals import Load, Proposal, Shortfall, Suggested
from tadasu_cli.page import Block, Grid, Line, Par, Span, line, par
from tadasu_cli.render.candidates import named, rule_line
from tadasu_cli.render.view import View
from tadasu_cli.width import TIE

NOTHING = Text(en="Nothing is left to plan.", ja="計画すべきことは残っていません。")
_WHAT = Text(en="For", ja="対象")
_WHEN = Text(en="Days", ja="日程")
_BEAR = Text(en="How many each bears", ja="担当件数")
_NO = Text(
    en="No plan keeps every rule. The least that would have to be granted:",
    ja="すべての規則を満たす計画はありません。最小限、次の例外が必要です。",
)
_SHOWN = 12
"""Those kept out of one case who are named; --json names all."""


def plan_page(view: View, found: Proposal) -> list[Block]:
    """The plan with its loads, or the exceptions that it would need."""
    if not found.possible:
        return list(_shortfalls(view, found))
    if not found.suggested:
        return [par(view.say(NOTHING))]
    heading = Text(
        en=f"A plan for {found.case} that keeps every rule",
        ja=f"{found.case} の計画案(すべての規則を満たしています)",
    )
    how = Text(
        en=f"Nothing is written. `tadasu plan suggest {found.case} --commands` shows what to "
        "type, --open does it.",
        ja=f"まだ何も書き込んでいません。`tadasu plan suggest {found.case} --commands` で"
        "入力するコマンドを示し、--open で実行します。",
    )
    return [
        view.heading(heading),
        _table(view, found),
        Par(),
        view.heading(_BEAR),
        _loads(view, found.loads),
        Par(),
        par(Span(view.say(how), "dim")),
    ]


def commands_page(found: Proposal, actor: str) -> list[Line]:
    """The lines that a person would type, for a POSIX shell."""
    return [line(" ".join(_command(found, one, actor))) for one in found.suggested]


def _table(view: View, found: Proposal) -> Grid:
    fields = [each.field for each in found.suggested[0].seats]
    head = (_WHEN, _WHAT, *(each.title for each in fields))
    rows = tuple(_row(view, one) for one in found.suggested)
    return Grid(rows, tuple(line(Span(view.say(each), "dim")) for each in head), indent=2)


def _row(view: View, one: Suggested) -> tuple[Line, ...]:
    comma = view.say(Text(en=", ", ja="、"))
    seats = (comma.join(map(named, each.people)) for each in one.seats)
    what = f"{one.item}{TIE}{one.label}".rstrip(TIE)
    days = one.first if one.first == one.last else f"{one.first} – {one.last[5:]}"
    return (line(days.replace(" ", TIE)), line(Span(what, "key")), *map(line, seats))


def _loads(view: View, loads: tuple[Load, ...]) -> Par:
    comma = view.say(Text(en=", ", ja="、"))
    said = [f"{one.key}{TIE}{one.label}{TIE}{one.before + one.planned}" for one in loads]
    return par(comma.join(said), indent=2, hang=2)


def _command(found: Proposal, one: Suggested, actor: str) -> Iterator[str]:
    yield from ("tadasu", "--as", shlex.quote(actor))
    if one.there:
        yield from ("set", shlex.quote(one.item))
    else:
        yield from ("new", found.workflow.id, "--parent", shlex.quote(found.case))
    for name, value in one.given.items():
        yield from _stated(name, value)


def _stated(name: str, value: object) -> Iterator[str]:
    match value:
        case str() if not value.startswith("@"):
            yield shlex.quote(f"{name}={value}")
        case list() | tuple() if all(isinstance(each, str) for each in value):
            yield from (shlex.quote(f"{name}={each}") for each in value)
        case _:
            yield shlex.quote(f"{name}:={json.dumps(value, ensure_ascii=False)}")


def _shortfalls(view: View, found: Proposal) -> Iterator[Block]:
    yield par(Span("✗ ", "bad"), view.say(_NO), hang=2)
    for short in found.shortfalls:
        yield Par()
        yield from _shortfall(view, short)


def _shortfall(view: View, short: Shortfall) -> Iterator[Block]:
    what = f"{short.item}{TIE}{short.label}".rstrip(TIE)
    whose = (Span(what, "key"), "  ") if what else ()
    yield par(*whose, view.say(short.text), indent=2, hang=2)
    for reason in short.reasons:
        yield rule_line(view, reason, 4)
    if short.kind == "seats":
        for one in short.excluded[:_SHOWN]:
            yield from _kept_out(view, one)


def _kept_out(view: View, one: Candidate) -> Iterator[Block]:
    yield par(Span("✗ ", "bad"), named(one), indent=4, hang=2)
    for reason in one.reasons:
        yield rule_line(view, reason, 8)
