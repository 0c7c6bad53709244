"""Somebody who types commands, and what is seen on the screen."""

import io
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tadasu_cli.run import run

HERE = Path(__file__).parent
FOUNDED = "2026-05-01T09:00"


@dataclass(frozen=True)
class Seen:
    """How a command ended."""

    code: int
    out: str
    err: str


class Typist:
    """Types into one project."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def types(self, *words: str, code: int | None = 0) -> Seen:
        """Run a command, and look how it ends."""
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            ended = run([*words, "--project", str(self.root)])
        seen = Seen(ended, out.getvalue(), err.getvalue())
        assert code is None or ended == code, f"{ended}\n{seen.out}\n{seen.err}"
        return seen

    def asks(self, *words: str, code: int = 0) -> Any:
        """The same with --json: the object."""
        seen = self.types(*words, "--json", code=code)
        assert seen.err == ""
        return json.loads(seen.out)


def project(root: Path, *edits: tuple[str, str, str]) -> Typist:
    """A copy of the process in `root`, founded by P-1, the head; P-2 keeps, P-3 borrows.

    Each edit is (workflow, old, new); old must be there.
    """
    for folder in ("workflows", "policies"):
        shutil.copytree(HERE / folder, root / folder)
    shutil.copy(HERE / "tadasu.yaml", root)
    for name, old, new in edits:
        path = root / "workflows" / f"{name}.yaml"
        text = path.read_text("utf-8")
        assert old in text, (name, old)
        path.write_text(text.replace(old, new), "utf-8")
    typist = Typist(root)
    typist.types(
        "init",
        "--simulated",
        "--at",
        FOUNDED,
        "id=P-1",
        "name=髙橋 誠",
        "duties=head",
        "duties=keeper",
    )
    typist.types("new", "person", "id=P-2", "name=Hanako", "duties=keeper", "--as", "P-1")
    typist.types("new", "person", "id=P-3", "name=Bob", "--as", "P-1")
    return typist


@contextmanager
def unchanged(root: Path) -> Iterator[None]:
    """Nothing is created or altered inside."""
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    yield
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
