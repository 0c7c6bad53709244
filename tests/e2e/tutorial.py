"""A tutorial's blocks, as a reader follows them: files are written, changed, commands typed.

`python -m tests.e2e.tutorial` writes anew what the pages say is printed.
"""

import io
import os
import re
import shlex
import tempfile
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from tadasu_cli.run import run

DOCS = Path(__file__).parents[2] / "docs"
PAGES = {"en": DOCS / "writing-a-process.md", "ja": DOCS / "writing-a-process.ja.md"}
BLOCK = re.compile(r"```(yaml|diff|text)\n(.*?)```", re.DOTALL)
_NAMED = re.compile(r"# (?P<file>[a-z/]+\.yaml)(?P<end>, .+)?\n")
_VARYING = re.compile(
    r"(?<= )[0-9]+(-[0-9A-Z]{4}){4}-[0-9A-Z](?=\s)|(?<= )[0-9a-f]{4}( [0-9a-f]{4})+(?=\s)"
)
"""Checkpoints of a record, which is like no other, and digests of a process."""


@dataclass(frozen=True)
class Block:
    """A block of the page: of YAML, of a change, or of what is typed and printed."""

    kind: str
    text: str

    @property
    def commands(self) -> list[tuple[str, str]]:
        """Each command with what the page says it prints."""
        parts = re.split(r"^\$ ", self.text, flags=re.MULTILINE)[1:]
        return [(line, said) for line, _, said in (part.partition("\n") for part in parts)]


def blocks(page: str) -> Iterator[Block]:
    """The blocks of a page, in order."""
    for kind, text in BLOCK.findall(page):
        yield Block(kind, text)


def follow(block: Block, root: Path) -> None:
    """Write or change the file that a block names."""
    named = _NAMED.match(block.text)
    assert named is not None, block.text
    path, text = root / named["file"], block.text[named.end() :]
    path.parent.mkdir(exist_ok=True)
    if block.kind == "diff":
        _change(path, text.splitlines())
    elif named["end"]:
        path.write_text(path.read_text("utf-8") + text, "utf-8")
    else:
        assert not path.exists(), f"{path.name} is written twice"
        path.write_text(text, "utf-8")


def _change(path: Path, lines: list[str]) -> None:
    old = "".join(f"{line[1:]}\n" for line in lines if line[0] in " -")
    new = "".join(f"{line[1:]}\n" for line in lines if line[0] in " +")
    before = path.read_text("utf-8")
    assert before.count(old) == 1, f"{path.name} has not one place for\n{old}"
    path.write_text(before.replace(old, new), "utf-8")


def type_in(command: str) -> str:
    """What a command prints here, on both streams."""
    words = shlex.split(command)
    assert words[0] == "tadasu", command
    seen = io.StringIO()
    with redirect_stdout(seen), redirect_stderr(seen):
        run(words[1:])
    return seen.getvalue()


def steady(printed: str) -> str:
    """What is printed, without what no two records have in common."""
    return _VARYING.sub("…", printed)


def retyped(page: str, root: Path) -> str:
    """A page with what is printed here, in the folder that is the present one."""

    def seen(found: re.Match[str]) -> str:
        block = Block(found[1], found[2])
        if block.kind != "text":
            follow(block, root)
            return found[0]
        typed = "".join(f"$ {line}\n{type_in(line)}" for line, _ in block.commands)
        return found[0] if steady(typed) == steady(found[2]) else f"```text\n{typed}```"

    return BLOCK.sub(seen, page)


if __name__ == "__main__":
    os.environ["COLUMNS"] = "80"
    for path in PAGES.values():
        with tempfile.TemporaryDirectory() as folder:
            os.chdir(folder)
            path.write_text(retyped(path.read_text("utf-8"), Path(folder)), "utf-8")
            os.chdir(DOCS)
