"""Where an answer goes: stdout for the answer, stderr for everything else."""

import errno
import json
import os
import re
import sys
from collections.abc import Mapping, Sequence
from typing import IO, TextIO

import click

from tadasu.errors import Text, UnavailableError
from tadasu_cli.page import Block, lay
from tadasu_cli.paint import colours, columns, is_terminal, painted

_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")


class Screen:
    """The two streams as they are now."""

    def answer(self, blocks: Sequence[Block]) -> None:
        """Show what was asked for."""
        _show(sys.stdout, blocks)

    def aside(self, blocks: Sequence[Block]) -> None:
        """Show what was not asked for: errors, notes."""
        _show(sys.stderr, blocks)

    def text(self, text: str) -> None:
        """Show a text that a program will read: a script, a diagram."""
        _write(sys.stdout, text.removesuffix("\n"))

    def data(self, kind: str, body: Mapping[str, object], version: int = 1) -> None:
        """One JSON object on stdout, with its schema named first (RFC 8259).

        Letters that could steer a terminal are escaped, everything else is readable.
        """
        whole = {"schema": f"tadasu/{kind}/{version}", **body}
        utf8 = (getattr(sys.stdout, "encoding", None) or "").lower().replace("-", "") == "utf8"
        text = json.dumps(
            whole, ensure_ascii=not utf8, indent=2 if is_terminal(sys.stdout) else None
        )
        _write(sys.stdout, _UNSAFE.sub(lambda hit: f"\\u{ord(hit.group()):04x}", text))


def close_quietly() -> None:
    """Give up on streams that nobody reads, so that the interpreter's end stays silent."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            _discard(stream)


def _discard(stream: IO[str]) -> None:
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        return


def _show(stream: TextIO, blocks: Sequence[Block]) -> None:
    lines = lay(blocks, columns(), cut=is_terminal(stream))
    colour = colours(stream)
    _write(stream, painted(lines, colour=colour), colour=colour)


def _write(stream: TextIO, text: str, *, colour: bool | None = None) -> None:
    try:
        click.echo(text, file=stream, color=colour)
    except UnicodeEncodeError:
        encoding = stream.encoding or "ascii"
        spelt = text.encode(encoding, "backslashreplace").decode(encoding)
        click.echo(spelt, file=stream, color=colour)
    except OSError as wrong:
        if wrong.errno == errno.EPIPE or stream is sys.stderr:
            raise
        raise UnavailableError(
            Text(
                en=f"The answer can't be written ({wrong.strerror}). An act may be on record; "
                "ask again with the same --request.",
                ja=f"答えを書き出せません({wrong.strerror})。行為は記録されている可能性があります。"
                "同じ --request で尋ね直してください。",
            )
        ) from wrong
