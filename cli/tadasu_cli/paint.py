"""Lines on a real screen: how wide it is, whether it has colours, and the text with them.

NO_COLOR and FORCE_COLOR are honoured when they are not empty; a style never carries meaning that
the words don't carry too.
"""

import os
import shutil
from collections.abc import Iterable, Mapping
from typing import IO, TypedDict

import click

from tadasu_cli.page import Line, Span, Style
from tadasu_cli.width import TIE

USUAL = 80
"""Columns when there is no terminal to ask."""


class Look(TypedDict, total=False):
    """What click.style() is told."""

    fg: str
    bold: bool
    dim: bool


LOOKS: Mapping[Style, Look] = {
    "plain": {},
    "strong": {"bold": True},
    "dim": {"dim": True},
    "key": {"fg": "cyan"},
    "good": {"fg": "green"},
    "bad": {"fg": "red", "bold": True},
    "warn": {"fg": "yellow"},
}


def is_terminal(stream: IO[str]) -> bool:
    """Whether somebody watches the stream."""
    try:
        return stream.isatty()
    except ValueError:
        return False


def colours(stream: IO[str]) -> bool:
    """Whether the stream may be coloured."""
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return is_terminal(stream) and os.environ.get("TERM") != "dumb"


def columns() -> int:
    """The columns of the terminal; a very narrow one runs over rather than break every word."""
    return max(40, shutil.get_terminal_size((USUAL, 24)).columns)


def painted(lines: Iterable[Line], *, colour: bool) -> str:
    """The lines as text, with colours if wanted."""
    return "\n".join(
        "".join(_span(span, colour=colour) for span in line).replace(TIE, " ") for line in lines
    )


def _span(span: Span, *, colour: bool) -> str:
    look = LOOKS[span.style]
    return click.style(span.text, **look) if colour and look else span.text
