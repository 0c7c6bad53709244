"""A verb: what it takes, what it says of itself in two languages, and the function behind it."""

import sys
from collections.abc import Callable, Sequence
from typing import Any

import click

from tadasu.errors import Text
from tadasu_cli.call import Call
from tadasu_cli.help import help_of, usage_of
from tadasu_cli.manifest import MANIFEST
from tadasu_cli.page import lay
from tadasu_cli.paint import colours, columns, painted
from tadasu_cli.words import Switch, Word, anywhere, switches_in, words_in
from tadasu_cli.wrong import WrongUseError

Run = Callable[..., int | None]
"""Does what the verb says: given the Call and its words, it returns an exit code or None."""


class Verb(click.Command):
    """One verb of the command line."""

    def __init__(
        self,
        name: str,
        run: Run,
        params: Sequence[Word | Switch] = (),
        *,
        more: Sequence[Text] = (),
        examples: Sequence[str] = (),
        logs: bool = True,
    ) -> None:
        # A verb may mean something of its own by such an option.
        own = {flag for param in params for flag in param.opts}
        everywhere = [wish for wish in anywhere() if own.isdisjoint(wish.opts)]
        super().__init__(
            name,
            params=[*params, *everywhere],
            help=MANIFEST[name].help.en,
            context_settings={"allow_extra_args": True},
        )
        self.run = run
        self.more = more
        self.examples = examples
        self.logs = logs

    def get_help(self, ctx: click.Context) -> str:
        """The verb's page, in the language and the width of whoever asks."""
        call = ctx.find_object(Call) or Call()
        blocks = help_of(
            str(self.name),
            MANIFEST[str(self.name)].help,
            self.more,
            words_in(self.params),
            switches_in(self.params),
            self.examples,
            call.language,
        )
        return painted(lay(blocks, columns()), colour=colours(sys.stdout))

    def get_usage(self, ctx: click.Context) -> str:  # noqa: ARG002 (click's signature)
        """The verb's usage line."""
        return usage_of(str(self.name), words_in(self.params), switches_in(self.params))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does, but surplus words are refused in both languages."""
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            words = " ".join(rest)
            raise WrongUseError(
                Text(en=f"Too many words: {words}.", ja=f"余分な引数があります: {words}"), ctx
            )
        return rest

    def invoke(self, ctx: click.Context) -> Any:
        """Do it; the exit code, or None."""
        call = ctx.find_object(Call) or Call()
        if self.logs:
            from tadasu_cli.operators_log import set_up

            set_up()
        try:
            return self.run(call, **ctx.params)
        except WrongUseError as wrong:
            wrong.ctx = wrong.ctx or ctx
            raise
