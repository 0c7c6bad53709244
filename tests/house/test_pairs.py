"""Law 4: `prove_` goes with `check_`, `format_` with `parse_`, `sign_` with `open_`."""

import ast

from tests.house.rooms import rooms, shown, tree

PAIRS = {"prove": "check", "format": "parse", "sign": "open"}


def test_what_is_made_can_be_taken_apart() -> None:
    functions = {
        node.name: shown(path)
        for path in rooms().values()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")
    }
    alone = [
        f"{where}: {name} without {PAIRS[verb]}_{what}"
        for name, where in functions.items()
        for verb, _, what in [name.partition("_")]
        if what and verb in PAIRS and f"{PAIRS[verb]}_{what}" not in functions
    ]
    assert alone == []
