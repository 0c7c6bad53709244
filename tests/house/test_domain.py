"""Law of the one idea: the words of the domain live in YAML; Python knows cases only.

Identifiers and strings are looked at. Docstrings and comments are not: they may take their
examples from where the engine comes from. `checklist`, `evidence`, `standard`, `clause` and
`people` are words of the language that YAML is written in, not of the domain.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.rooms import rooms, shown, tree

ENGLISH = re.compile(
    r"(?<![a-z])(annex|audit|auditee|auditor|auditing|capa|conformit(y|ies)|corrective|department"
    r"|finding|isms|iso27001|iso19011|nonconformit(y|ies)|programme)(s|ed)?(?![a-z])",
    re.IGNORECASE,
)
JAPANESE = re.compile("監査|指摘|不適合|是正|部門|要員|情報セキュリティ")

ALLOWED = {
    # What lint says is called so wherever people read of it, and so in YAML.
    "engine/tadasu/rules/allowance.py": {"finding"},
    # The one shipped base has a name, which a project file may say.
    "engine/tadasu/office/shipped.py": {"isms"},
    "engine/tadasu/rules/project.py": {"isms"},
}


def docstrings(module: ast.Module) -> set[int]:
    """The nodes that are documentation: any string that stands alone as a statement."""
    return {
        id(node.value)
        for node in ast.walk(module)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


def words(path: Path) -> Iterator[tuple[int, str]]:
    """Every identifier (camel case taken apart) and string that runs, with its line."""
    spared = docstrings(tree(path))
    for node in ast.walk(tree(path)):
        line = getattr(node, "lineno", 0)
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            if id(node) not in spared:
                yield line, node.value
        elif isinstance(node, ast.Name):
            yield line, apart(node.id)
        elif isinstance(node, ast.Attribute):
            yield line, apart(node.attr)
        elif isinstance(node, ast.arg | ast.keyword):
            yield line, apart(node.arg or "")
        elif isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield line, apart(node.name)


def apart(name: str) -> str:
    """`closeFinding` and `close_finding` as `close_Finding` and `close_finding`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)


def test_python_does_not_know_the_domain() -> None:
    known = [
        f"{shown(path)}:{line}: {hit.group()}"
        for path in rooms().values()
        for line, text in words(path)
        for hit in (*ENGLISH.finditer(text), *JAPANESE.finditer(text))
        if hit.group().lower() not in ALLOWED.get(shown(path), set())
    ]
    assert known == []


def test_the_test_would_notice() -> None:
    assert ENGLISH.search(apart("closeFinding"))
    assert ENGLISH.search("isms-basic")
    assert not ENGLISH.search("auditory")
