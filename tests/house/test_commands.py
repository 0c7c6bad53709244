"""Law 8, commands: every command stands in the book, and the book has no other."""

import re
from importlib import import_module

import click

from tests.house.rooms import ROOT, modules

BOOK = ROOT / "docs" / "cli.md"


def commands() -> dict[str, click.Command]:
    """Every command that any module of the command line defines, by its name."""
    found: dict[str, click.Command] = {}
    for name in modules():
        if name.startswith("tadasu_cli.") and not name.endswith("__main__"):
            for value in vars(import_module(name)).values():
                if isinstance(value, click.Command) and not isinstance(value, click.Group):
                    found[value.name or ""] = value
    return found


def test_every_command_stands_in_the_book() -> None:
    told = set(re.findall(r"\btadasu(?: --?\w+(?: \w+)?)* ([a-z]+)\b", BOOK.read_text("utf-8")))
    assert commands()
    assert set(commands()) - told == set()


def test_the_book_has_no_other() -> None:
    headings = set(re.findall(r"^#+ `?tadasu ([a-z]+)", BOOK.read_text("utf-8"), re.MULTILINE))
    assert headings - set(commands()) == set()
