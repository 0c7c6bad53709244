"""Suggestions: their expressions, what is wrong with them, and how they compile."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from tadasu.errors import Text
from tadasu.guard.guard import Guard
from tadasu.guard.template import Template
from tadasu.guard.types import Scalar
from tadasu.rules.compiling import Compiler, Scope
from tadasu.rules.definitions import Definitions
from tadasu.rules.document import Path
from tadasu.rules.pieces import Footprint, Piece, behind, compile_piece, footprint
from tadasu.rules.report import At, Report
from tadasu.rules.scope import RESERVED_NAMES
from tadasu.rules.suggestion import Suggestion
from tadasu.rules.workflow import Workflow

_WORKFLOW = Text(en="child workflow", ja="下位のワークフロー")
_FIELD = Text(en="field", ja="項目")
_DATE = Text(en="date field", ja="date 型の項目")
_CANDIDATES = Text(en="field with `candidates`", ja="`candidates` のある項目")


@dataclass(frozen=True, slots=True)
class BoundSuggestion:
    """A suggestion, ready to be worked out."""

    suggestion: Suggestion
    each: Guard
    when: Guard | None
    standing: Guard
    rank: Guard
    values: Mapping[str, Guard]
    texts: Mapping[str, Mapping[str, Template]]
    """Field → language → template."""
    numbers: Mapping[str, Guard]
    """slots.year, slots.month … seats.FIELD.least …"""
    footprint: Footprint


def suggestion_pieces(suggestion: Suggestion) -> Iterator[Piece]:
    """Everything that is compiled; the list of `each` first, `when` before what it proves."""
    yield Piece(("each", suggestion.variable), suggestion.source, "list", scoped=False)
    yield Piece(("standing",), suggestion.standing, "cases", scoped=False)
    if suggestion.when:
        yield Piece(("when",), suggestion.when, Scalar.BOOL)
    yield Piece(("rank",), suggestion.rank, Scalar.INT)
    for name, source in suggestion.values.items():
        yield Piece(("with", name), source, "any")
    for name, words in suggestion.texts.items():
        yield Piece(("texts", name, "en"), words.en, "template")
        yield Piece(("texts", name, "ja"), words.ja, "template")
    for path, source in _numbers(suggestion):
        yield Piece(path, source, Scalar.INT, scoped=False)


def bind_suggestion(suggestion: Suggestion, scope: Scope, compiler: Compiler) -> BoundSuggestion:
    """The suggestion, compiled for the cases whose `scope` it is; GuardProblems if wrong."""
    inner = scope
    made: dict[Path, Guard | Template] = {}
    for piece in suggestion_pieces(suggestion):
        part = compile_piece(piece, inner if piece.scoped else scope, compiler, "")
        made[piece.path] = part
        inner = behind(piece, part, inner, scope)
    variable = suggestion.variable
    each = cast(Guard, made["each", variable])
    return BoundSuggestion(
        suggestion=suggestion,
        each=each,
        when=cast("Guard | None", made.get(("when",))),
        standing=cast(Guard, made["standing",]),
        rank=cast(Guard, made["rank",]),
        values={name: cast(Guard, made["with", name]) for name in suggestion.values},
        texts={
            name: {lang: cast(Template, made["texts", name, lang]) for lang in ("en", "ja")}
            for name in suggestion.texts
        },
        numbers={
            ".".join(map(str, path)): cast(Guard, made[path]) for path, _ in _numbers(suggestion)
        },
        footprint=footprint(variable, each.footprint, made.values(), inner, compiler.schema),
    )


def check_suggestion(definitions: Definitions, workflow: Workflow, report: Report) -> None:
    """Note what a suggestion names that isn't there, or can't be filled."""
    found = workflow.suggest
    if found is None:
        return
    at = At("workflow", workflow.name, ("suggest",))
    if found.variable in RESERVED_NAMES or found.variable in workflow.define:
        report.add("T021", at.to("each", found.variable), _TAKEN, key=True)
    opened = definitions.workflows.get(found.open)
    if opened is None or opened.parent != workflow.name:
        known = [n for n, each in definitions.workflows.items() if each.parent == workflow.name]
        report.unknown(at.to("open"), _WORKFLOW, found.open, known)
        return
    dates = [n for n, spec in opened.facts.items() if spec.type == "date" and not spec.many]
    for key, name in (("first", found.slots.first), ("last", found.slots.last)):
        if name not in dates:
            report.unknown(at.to("slots", key), _DATE, name, dates)
    for key, names in (("with", found.values), ("texts", found.texts)):
        for name in names:
            if name not in opened.facts:
                report.unknown(at.to(key, name), _FIELD, name, opened.facts, key=True)
    _check_seats(opened, found, at, report)
    given = {*found.values, *found.texts, *found.seats, found.slots.first, found.slots.last}
    for name, spec in opened.facts.items():
        if spec.required and name not in given:
            text = Text(
                en=f"The field `{name}` of `{opened.name}` is required.",
                ja=f"`{opened.name}` の項目 `{name}` は required です。",
            )
            report.add("T038", at.to("open"), text, _GIVE)


def _check_seats(opened: Workflow, found: Suggestion, at: At, report: Report) -> None:
    able = [name for name, spec in opened.facts.items() if spec.candidates]
    first = next(iter(found.seats))
    if first in able and not opened.facts[first].many:
        report.add("T038", at.to("seats", first), _FIRST, key=True)
    for name, seats in found.seats.items():
        if name not in able:
            report.unknown(at.to("seats", name), _CANDIDATES, name, able, key=True)
        if seats.within is not None and (seats.within not in found.seats or seats.within == name):
            others = [each for each in found.seats if each != name]
            report.unknown(at.to("seats", name, "within"), _FIELD, seats.within, others)


def _numbers(suggestion: Suggestion) -> Iterator[tuple[Path, str]]:
    for name in ("year", "month", "count", "day", "length", "most"):
        source = getattr(suggestion.slots, name)
        if source is not None:
            yield ("slots", name), source
    for field, seats in suggestion.seats.items():
        for name in ("least", "most", "load"):
            source = getattr(seats, name)
            if source is not None:
                yield ("seats", field, name), source


_TAKEN = Text(
    en="This name already means something in guards.",
    ja="この名前は、ガードで別の意味をもっています。",
)
_FIRST = Text(
    en="The first of `seats` is a field with `many: true`: whom it holds decides who is busy.",
    ja="`seats` の最初には `many: true` の項目を書きます。",
)
_GIVE = Text(
    en="Give it in `with`, `texts`, `slots` or `seats`.",
    ja="`with`、`texts`、`slots`、`seats` のいずれかに書いてください。",
)
