"""No room and no class with a name that says nothing."""

import ast

from tests.house.rooms import rooms, shown, tree

EMPTY_ROOMS = {"base", "common", "helpers", "misc", "utils", "util"}
EMPTY_ENDINGS = ("Base", "Handler", "Helper", "Manager", "Service", "Util", "Utils")


def test_a_room_is_named_after_what_is_in_it() -> None:
    assert [shown(p) for name, p in rooms().items() if name.split(".")[-1] in EMPTY_ROOMS] == []


def test_a_class_is_named_after_what_it_is() -> None:
    empty = [
        f"{shown(path)}: {node.name}"
        for path in rooms().values()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.ClassDef) and node.name.endswith(EMPTY_ENDINGS)
    ]
    assert empty == []
