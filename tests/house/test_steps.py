"""Law 6: a verification opens with its numbered list and marks each step in the body, in order."""

import ast
import re

import pytest

from tests.house.rooms import ROOT, rooms, tree

LISTED = re.compile(r"^\s*\((\d+)\) ", re.MULTILINE)
MARKED = re.compile(r"# \((\d+)\)")

STEPPED = {
    name: path
    for name, path in rooms().items()
    if LISTED.search(ast.get_docstring(tree(path)) or "")
}


@pytest.mark.parametrize("name", STEPPED)
def test_each_listed_step_is_marked_in_the_body(name: str) -> None:
    listed = [int(n) for n in LISTED.findall(ast.get_docstring(tree(STEPPED[name])) or "")]
    marked = [int(n) for n in MARKED.findall(STEPPED[name].read_text("utf-8"))]
    assert listed == list(range(1, len(listed) + 1))
    assert list(dict.fromkeys(marked)) == listed


def test_the_checks_of_the_proof_are_listed() -> None:
    assert (ROOT / "engine/tadasu/ledger/check.py").is_file()
    assert "tadasu.ledger.check" in STEPPED
