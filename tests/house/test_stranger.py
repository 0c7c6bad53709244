"""Law 5: whoever checks the proof needs the standard library, RFC 8785 and signatures.

The import contracts forbid what we know; this forbids everything else.
"""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.rooms import modules, shown, tree

LIBRARIES = {"cryptography", "rfc8785"}
ROOMS = ("tadasu.ledger", "tadasu.bundle", "tadasu.errors")


def imported(path: Path) -> Iterator[str]:
    """The dotted names that a file imports."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def known(name: str) -> bool:
    """Whether a stranger has this at hand."""
    top = name.partition(".")[0]
    if top == "tadasu":
        return any(name == room or name.startswith(room + ".") for room in ROOMS)
    return top in LIBRARIES or top in sys.stdlib_module_names


LEDGER = {name: path for name, path in modules().items() if name.startswith(ROOMS[:2])}


@pytest.mark.parametrize("path", LEDGER.values(), ids=LEDGER.keys())
def test_the_proof_needs_nothing_of_ours(path: Path) -> None:
    assert [f"{shown(path)}: {name}" for name in imported(path) if not known(name)] == []
