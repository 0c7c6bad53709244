"""The front door: which verb is meant. Verbs are loaded when they are called, not before."""

import sys
from importlib import import_module
from typing import Any

import click
from click.shell_completion import CompletionItem

from tadasu.errors import Text
from tadasu_cli.call import Call
from tadasu_cli.help import NAME, VERSION, help_of_all
from tadasu_cli.manifest import MANIFEST
from tadasu_cli.page import lay
from tadasu_cli.paint import colours, columns, painted
from tadasu_cli.words import Switch, anywhere
from tadasu_cli.wrong import WrongUseError


class Front(click.Group):
    """Every verb, by name; none of them loaded yet."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 (click's signature)
        """The verbs in the order of the manifest."""
        return list(MANIFEST)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002
        cmd_name: str,
    ) -> click.Command | None:
        """The verb, loaded now."""
        if cmd_name not in MANIFEST:
            return None
        found = import_module(f"tadasu_cli.commands.{cmd_name}").command
        return found if isinstance(found, click.Command) else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, but near misses are looked for in the manifest."""
        if args[0] not in MANIFEST and not ctx.resilient_parsing:
            raise click.NoSuchCommand(args[0], possibilities=MANIFEST, ctx=ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> Any:
        """The verb's exit code; without a verb the first page."""
        if not (ctx._protected_args or ctx.args):  # noqa: SLF001 (click keeps the verb there)
            call = ctx.find_object(Call) or Call()
            if call.json:
                raise WrongUseError(Text(en="A verb is missing.", ja="動詞がありません。"), ctx)
            click.echo(self.get_help(ctx), color=ctx.color)
            return 0
        return super().invoke(ctx)

    def get_help(self, ctx: click.Context) -> str:
        """The first page."""
        call = ctx.find_object(Call) or Call()
        return painted(lay(help_of_all(call.language), columns()), colour=colours(sys.stdout))

    def get_usage(self, ctx: click.Context) -> str:  # noqa: ARG002 (click's signature)
        """The usage line of the whole."""
        return f"{NAME} [OPTION…] VERB …"

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem[str]]:
        """Verbs from the manifest, and options."""
        if ctx._protected_args:  # noqa: SLF001 (a verb that there is not)
            return []
        call = ctx.find_object(Call) or Call()
        verbs = [
            CompletionItem(name, help=entry.help.to(call.language))
            for name, entry in MANIFEST.items()
            if name.startswith(incomplete)
        ]
        return [*verbs, *click.Command.shell_complete(self, ctx, incomplete)]


def version() -> str:
    """The version that is installed; a bare checkout has none."""
    from importlib import metadata

    try:
        return metadata.version("tadasu")
    except metadata.PackageNotFoundError:
        return "0"


def _show_version(
    ctx: click.Context,
    param: click.Parameter,  # noqa: ARG001
    value: bool | None,
) -> None:
    if value and not ctx.resilient_parsing:
        python = ".".join(map(str, sys.version_info[:3]))
        click.echo(f"{NAME} {version()} (Python {python})")
        ctx.exit()


front = Front(
    NAME,
    invoke_without_command=True,
    params=[
        *anywhere(),
        Switch(
            "--version",
            "version",
            None,
            VERSION,
            expose_value=False,
            is_eager=True,
            callback=_show_version,
        ),
    ],
)
