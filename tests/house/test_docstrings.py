"""`__init__.py` holds one docstring, and every public name says what it is."""

import ast
from collections.abc import Iterator

from tests.house.rooms import modules, rooms, shown, tree

DEFINITIONS = (ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)


def undocumented(body: list[ast.stmt], prefix: str = "") -> Iterator[str]:
    """The public classes, functions and methods among `body` without a docstring."""
    for node in body:
        if isinstance(node, DEFINITIONS) and not node.name.startswith("_"):
            if ast.get_docstring(node) is None and not is_overload(node):
                yield prefix + node.name
            if isinstance(node, ast.ClassDef):
                yield from undocumented(node.body, f"{prefix}{node.name}.")


def is_overload(node: ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether this is one of the signatures of a function that is documented once."""
    return any(isinstance(d, ast.Name) and d.id == "overload" for d in node.decorator_list)


def test_a_package_is_one_docstring() -> None:
    for path in modules().values():
        if path.name == "__init__.py":
            body = tree(path).body
            assert len(body) == 1, shown(path)
            assert ast.get_docstring(tree(path)), shown(path)


def test_every_room_says_what_it_is_for() -> None:
    silent = [shown(path) for path in rooms().values() if not ast.get_docstring(tree(path))]
    assert silent == []


def test_every_public_name_is_documented() -> None:
    silent = [
        f"{shown(path)}: {name}"
        for path in rooms().values()
        for name in undocumented(tree(path).body)
    ]
    assert silent == []
