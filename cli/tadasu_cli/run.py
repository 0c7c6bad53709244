"""One run, from the words on the line to an exit code."""

import os
import sys
from collections.abc import Sequence

import click

from tadasu.errors import Text
from tadasu_cli.call import Call, glance
from tadasu_cli.exits import exits
from tadasu_cli.front import front
from tadasu_cli.help import NAME
from tadasu_cli.paint import colours
from tadasu_cli.wrong import WrongUseError


def run(words: Sequence[str]) -> int:
    """Do what the words say; returns the exit code and never raises."""
    if os.environ.get("_TADASU_COMPLETE"):
        from tadasu_cli.completing import complete

        return complete()
    call = glance(words)
    try:
        with exits(call):
            _refuse_surrogates(words)
            code = _obey(words, call)
            return code if isinstance(code, int) else 0
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 0


def _obey(words: Sequence[str], call: Call) -> object:
    """As click's own main(), which would swallow a closed pipe."""
    try:
        with front.make_context(NAME, list(words), obj=call, color=colours(sys.stdout)) as ctx:
            return front.invoke(ctx)
    except click.exceptions.Exit as end:
        return end.exit_code


def _refuse_surrogates(words: Sequence[str]) -> None:
    """Bytes that are not UTF-8 arrive as lone surrogates (PEP 383), which no record may hold."""
    for number, word in enumerate(words, 1):
        try:
            word.encode()
        except UnicodeEncodeError:
            raise WrongUseError(
                Text(
                    en=f"Word {number} on the line is not UTF-8.",
                    ja=f"{number} 番目の引数が UTF-8 ではありません。",
                )
            ) from None
