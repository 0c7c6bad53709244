"""The rooms of the house, for the tests that look after it."""

import ast
import subprocess
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = {"tadasu": ROOT / "engine", "tadasu_cli": ROOT / "cli"}


def modules() -> Mapping[str, Path]:
    """Every module of our own by its dotted name, packages under their own name."""
    found = {}
    for package, source in SOURCES.items():
        for path in sorted((source / package).rglob("*.py")):
            parts = path.relative_to(source).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


def rooms() -> Mapping[str, Path]:
    """The modules that hold code: all but the packages' docstrings."""
    return {name: path for name, path in modules().items() if path.name != "__init__.py"}


@cache
def tree(path: Path) -> ast.Module:
    """A file's syntax tree."""
    return ast.parse(path.read_text("utf-8"), str(path))


def shown(path: Path) -> str:
    """A path as a reader of a failing test wants it."""
    return path.relative_to(ROOT).as_posix()


def committed() -> Iterator[tuple[str, Path]]:
    """Every text file that is committed or about to be, by its path in the checkout."""
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: nothing tells committed files from others")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    for name in listed.split("\0"):
        path = ROOT / name
        if path.is_file() and b"\0" not in path.read_bytes()[:8192]:
            yield name, path
