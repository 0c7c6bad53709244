"""The tutorial, followed from the first line to the last, in both languages."""

import re
from pathlib import Path

import pytest

from tests.e2e.tutorial import PAGES, Block, blocks, follow, steady, type_in

LONGEST = 150
"""Lines that the finished process may have, without its tests: it is read in one go."""

_WORDS = re.compile(r"\b(?:(say): .+|(name|damage|account): [^,{}\n]+)")
"""In tests, what is only read by people."""


@pytest.fixture(autouse=True)
def _screen(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TADASU_AS", "TADASU_LANG", "TADASU_PROJECT", "TADASU_DATABASE", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")


@pytest.mark.parametrize("language", PAGES)
def test_what_is_typed_prints_what_stands_there(
    language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    for block in blocks(PAGES[language].read_text("utf-8")):
        if block.kind != "text":
            follow(block, tmp_path)
            continue
        for command, said in block.commands:
            assert steady(type_in(command)) == steady(said), command


@pytest.mark.parametrize("language", PAGES)
def test_the_finished_process_is_short(language: str, tmp_path: Path) -> None:
    for block in blocks(PAGES[language].read_text("utf-8")):
        if block.kind != "text":
            follow(block, tmp_path)
    files = [path for path in tmp_path.rglob("*.yaml") if path.parent.name != "tests"]
    assert sum(len(path.read_text("utf-8").splitlines()) for path in files) <= LONGEST


def test_both_languages_write_the_same_files_and_type_the_same_commands() -> None:
    """But for the language itself, the remarks, and words for people."""
    english, japanese = (
        [_bare(block) for block in blocks(page.read_text("utf-8"))] for page in PAGES.values()
    )
    assert japanese == english


def _bare(block: Block) -> list[str]:
    """A block without what a language has of its own; the first line names the file."""
    if block.kind == "text":
        return [re.sub(r"'[^']*'", "'…'", command) for command, _ in block.commands]
    first, *lines = block.text.splitlines()
    kept = [line.partition("  # ")[0].rstrip() for line in lines if line[:9] != "language:"]
    if first.startswith("# tests/"):
        kept = [_WORDS.sub(r"\1\2: …", line) for line in kept]
    return [first.partition(",")[0], *kept]
