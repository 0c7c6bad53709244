"""What went wrong, for people and as data."""

from collections.abc import Mapping

import click

from tadasu.errors import (
    ConflictError,
    DefinitionError,
    NotFoundError,
    RefusalError,
    TadasuError,
    TamperError,
    Text,
    UnavailableError,
    UnlawfulError,
)
from tadasu_cli.page import Block, Par, Span, par
from tadasu_cli.render.data import data_of
from tadasu_cli.render.problems import problems_page
from tadasu_cli.render.reasons import reasons_page
from tadasu_cli.render.view import View
from tadasu_cli.wrong import told

NAMES: Mapping[type[TadasuError], str] = {
    DefinitionError: "definition",
    RefusalError: "refusal",
    NotFoundError: "not-found",
    ConflictError: "conflict",
    TamperError: "tamper",
    UnavailableError: "unavailable",
    UnlawfulError: "unlawful",
}

_STOP = Text(
    en="The record does not add up. Stop working with it, keep a copy, and call whoever is "
    "responsible for it.",
    ja="記録に食い違いがあります。使用を中止し、写しを保存して、記録の責任者に連絡してください。",
)
_UNLAWFUL = Text(
    en="The record adds up, but this was written past the rules. Stop working with it, keep a "
    "copy, and call whoever is responsible for it.",
    ja="記録に食い違いはありませんが、これは規則を通さずに書き込まれています。使用を中止し、写しを"
    "保存して、記録の責任者に連絡してください。",
)
_REFUSED = Text(en="Refused", ja="できません")
_UNCHANGED = Text(en="Nothing was changed.", ja="何も変わっていません。")
_KEPT = Text(
    en="Nothing was changed; that it was tried is on record.",
    ja="何も変わっていません。試みたことは記録に残りました。",
)


def error_page(view: View, error: TadasuError, *, on_record: bool = False) -> list[Block]:
    """The error as people read it; `on_record`: a refusal of it stands in the record."""
    match error:
        case RefusalError():
            return _refusal(view, error, _KEPT if on_record else _UNCHANGED)
        case DefinitionError():
            return problems_page(view, error.problems)
        case TamperError():
            step = Span(f"  [{error.step}]", "dim")
            return [
                par(Span("✗ ", "bad"), Span(view.say(error.text), "strong"), step, hang=2),
                par(view.say(_STOP), indent=2),
            ]
        case UnlawfulError():
            return _unlawful(view, error)
        case _:
            return [par(Span("✗ ", "bad"), view.say(error.text), hang=2)]


def error_data(error: TadasuError, code: int) -> dict[str, object]:
    """The error as data, with everything that it knows."""
    body: dict[str, object] = {
        "error": NAMES.get(type(error), "error"),
        "exit": code,
        "message": data_of(error.text),
    }
    match error:
        case RefusalError():
            body["reasons"] = data_of(error.reasons)
        case DefinitionError():
            body["problems"] = data_of(error.problems)
        case TamperError():
            body["step"] = error.step
        case UnlawfulError():
            body["position"] = error.position
            body["act"] = error.act
            body["reasons"] = data_of(error.reasons)
            body["recorded"] = data_of(error.recorded)
            body["lawful"] = data_of(error.lawful)
        case _:
            pass
    return body


def usage_page(view: View, error: click.UsageError) -> list[Block]:
    """Wrong use: what is wrong, how it goes, where more is said."""
    blocks: list[Block] = [par(Span("✗ ", "bad"), view.say(told(error)), hang=2)]
    if error.ctx is not None:
        usage = error.ctx.command.get_usage(error.ctx)
        blocks.append(par(Span(usage, "dim"), indent=2, hang=4))
        asked = f"{error.ctx.command_path} --help"
    else:
        asked = "tadasu --help"
    text = Text(en=f"More: {asked}", ja=f"詳しくは: {asked}")
    return [*blocks, par(Span(view.say(text), "dim"), indent=2)]


def usage_data(error: click.UsageError, code: int) -> dict[str, object]:
    """Wrong use as data."""
    body: dict[str, object] = {"error": "usage", "exit": code, "message": data_of(told(error))}
    if error.ctx is not None:
        body["usage"] = error.ctx.command.get_usage(error.ctx)
    return body


def _unlawful(view: View, error: UnlawfulError) -> list[Block]:
    blocks: list[Block] = [par(Span("✗ ", "bad"), Span(view.say(error.text), "strong"), hang=2)]
    if error.reasons:
        blocks += [Par(), *reasons_page(view, error.reasons, indent=2), Par()]
    return [*blocks, par(view.say(_UNLAWFUL), indent=2)]


def _refusal(view: View, error: RefusalError, ending: Text) -> list[Block]:
    head = Text(en=f"{_REFUSED.en}: {error.attempt.en}", ja=f"{_REFUSED.ja}: {error.attempt.ja}")
    return [
        par(Span("✗ ", "bad"), Span(view.say(head), "strong"), hang=2),
        Par(),
        *reasons_page(view, error.reasons, indent=2),
        Par(),
        par(Span(view.say(ending), "dim"), indent=2),
    ]
