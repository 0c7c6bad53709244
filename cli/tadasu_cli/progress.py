"""A bar on stderr for work that takes a while; nothing where nobody watches."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Protocol

import click

from tadasu.errors import Language, Text
from tadasu_cli.paint import is_terminal

LONG = 500
"""Less than so many steps are done before anyone looks."""


class Progress(Protocol):
    """Told how much is done, of how much."""

    def __call__(self, done: int, total: int) -> None:
        """`done` of `total` steps are done."""


@contextmanager
def progress(language: Language, what: Text) -> Iterator[Progress]:
    """A callable that moves the bar; the bar appears with the first call if the work is long."""
    with ExitStack() as stack:
        moves: list[Callable[[int], None]] = []
        behind = [0]

        def step(done: int, total: int) -> None:
            if not is_terminal(sys.stderr) or total < LONG:
                return
            if not moves:
                bar = click.progressbar(length=total, label=what.to(language), file=sys.stderr)
                moves.append(stack.enter_context(bar).update)
            moves[0](done - behind[0])
            behind[0] = done

        yield step
