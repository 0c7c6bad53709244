"""docs/cli.md says what the program says."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from tadasu_cli.help import EXITS, usage_of
from tadasu_cli.manifest import MANIFEST
from tadasu_cli.words import Switch, Word, anywhere, switches_in, words_in

BOOK = (
    (Path(__file__).resolve().parents[3] / "docs" / "cli.md")
    .read_text("utf-8")
    .replace("\\|", "|")
)
SECTIONS = dict(re.findall(r"^### tadasu (\w+)\n(.*?)(?=^##|\Z)", BOOK, re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize("name", MANIFEST)
def test_a_verbs_section(name: str) -> None:
    command = import_module(f"tadasu_cli.commands.{name}").command
    words, switches = words_in(command.params), switches_in(command.params)
    section = SECTIONS[name]
    assert f"    {usage_of(name, words, switches)}\n" in section
    parts: list[Word | Switch] = [*words, *switches]
    for part in parts:
        assert f"| `{part.usage}` | {part.about.en} | {part.about.ja} |" in section
    for example in command.examples:
        assert f"    $ {example}\n" in section


def test_what_stands_anywhere() -> None:
    for switch in anywhere():
        assert f"| `{switch.usage}` | {switch.about.en} | {switch.about.ja} |" in BOOK


def test_exit_codes() -> None:
    for code, text in EXITS:
        assert f"| {code} | {text.en} | {text.ja} |" in BOOK
