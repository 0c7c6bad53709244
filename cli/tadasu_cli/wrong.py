"""Wrong use of the command line, said in both languages.

click knows most of it first and says it in English; its errors carry data, so that they can be
said again. What carries none is caught before click would speak.
"""

import difflib
from collections.abc import Iterable

import click

from tadasu.errors import Text


class WrongUseError(click.UsageError):
    """Words on the command line that mean nothing; exit code 2."""

    def __init__(self, text: Text, ctx: click.Context | None = None) -> None:
        super().__init__(text.en, ctx)
        self.text = text


def told(error: click.UsageError) -> Text:
    """What a usage error says, in both languages."""
    match error:
        case WrongUseError():
            return error.text
        case click.MissingParameter():
            return _missing(error)
        case click.NoSuchOption():
            name = error.option_name
            hint = near(name, error.possibilities or ())
            return Text(
                en=f"There is no option {name}.{hint.en}",
                ja=f"{name} というオプションはありません。{hint.ja}",
            )
        case click.NoSuchCommand():
            name = error.command_name
            hint = near(name, error.possibilities or ())
            return Text(
                en=f"There is no command {name}.{hint.en}",
                ja=f"{name} というコマンドはありません。{hint.ja}",
            )
        case click.BadOptionUsage():
            return _option(error)
        case _:
            return Text(
                en=error.format_message(), ja=f"使い方が違います: {error.format_message()}"
            )


def near(name: str, known: Iterable[str]) -> Text:
    """A sentence that offers the nearest of the known names, or nothing; a blank comes first."""
    found = difflib.get_close_matches(name, list(known), n=1)
    if not found:
        return Text(en="", ja="")
    return Text(en=f" Did you mean {found[0]}?", ja=f" {found[0]} のことですか。")


def _missing(error: click.MissingParameter) -> Text:
    param = error.param
    name = "?"
    if param is not None:
        name = (
            param.opts[0]
            if isinstance(param, click.Option)
            else param.make_metavar(_context(error))
        )
    name = name.rstrip(".").strip("[]")
    return Text(en=f"{name} is missing.", ja=f"{name} がありません。")


def _option(error: click.BadOptionUsage) -> Text:
    name = error.option_name
    params = error.ctx.command.get_params(error.ctx) if error.ctx else []
    if any(
        isinstance(param, click.Option) and param.is_flag for param in params if name in param.opts
    ):
        return Text(en=f"{name} takes no value.", ja=f"{name} は値を取りません。")
    return Text(en=f"{name} needs a value.", ja=f"{name} には値が必要です。")


def _context(error: click.UsageError) -> click.Context:
    return error.ctx or click.Context(click.Command("tadasu"))
