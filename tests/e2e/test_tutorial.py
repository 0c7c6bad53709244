"""The tutorial, followed from the first line to the last, in both languages."""

from pathlib import Path

import pytest

from tests.e2e.tutorial import Block, blocks, follow, steady, type_in

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"en": DOCS / "writing-a-process.md", "ja": DOCS / "writing-a-process.ja.md"}


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


def test_both_languages_write_the_same_files() -> None:
    """But for the language itself and the remarks."""
    english, japanese = (
        [_bare(block) for block in blocks(page.read_text("utf-8")) if block.kind != "text"]
        for page in PAGES.values()
    )
    assert japanese == english


def _bare(block: Block) -> list[str]:
    """A block without remarks and language; the first line names the file."""
    first, *lines = block.text.splitlines()
    kept = (line.partition("  # ")[0].rstrip() for line in lines)
    return [first.partition(",")[0], *(line for line in kept if line[:9] != "language:")]
