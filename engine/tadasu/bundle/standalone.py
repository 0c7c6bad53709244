"""The verifier as one file, put together from the rooms that check: one code, no copies of it.

Modules follow one another, each before those that import it; imports among them are left out, and
names at the top of two modules must differ. Without `cryptography` the file still checks
everything but signatures, and says so.
"""

import ast
from collections.abc import Iterator, Sequence
from graphlib import TopologicalSorter
from importlib import resources

OURS = "tadasu."
ROOT = "tadasu.bundle.alone"
"""The module that the file is made for, with everything that it imports of ours."""

HEAD = """#!/usr/bin/env python3
# Verifies this bundle; needs Python 3.11 and, for signatures, `pip install cryptography`:
#     python3 verify.py [BUNDLE] [--trust FILE] [--file FILE] [--lang ja]
# Put together from tadasu's sources (Apache License 2.0). Read it, or write your own: the bytes
# are described in docs/record-format.md.
from __future__ import annotations
"""

MISSING = """

class _Absent(type):
    # Stands for what `cryptography` would have given, until a signature is to be verified.
    def __getattr__(cls, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)
        if name == "verify":
            raise UnsupportedAlgorithm("cryptography is not installed")
        return cls

    def __call__(cls, *args: object, **kwargs: object) -> object:
        return cls


def _absent(name: str) -> type:
    if name in ("InvalidSignature", "UnsupportedAlgorithm"):
        return type(name, (Exception,), {})
    return _Absent(name, (), {})

"""


class CollisionError(ValueError):
    """Two modules give one name to different things, so that they can't share a file."""


def standalone() -> str:
    """The whole file; the same text every time."""
    modules = {name: ast.parse(text) for name, text in _sources(ROOT)}
    order = list(
        TopologicalSorter({name: _ours(tree) for name, tree in modules.items()}).static_order()
    )
    texts = dict(_sources(ROOT))
    _check_names(modules)
    standard = sorted({line for tree in modules.values() for line in _imports(tree, "standard")})
    libraries = sorted({line for tree in modules.values() for line in _imports(tree, "library")})
    parts = [HEAD, "\n".join(standard), MISSING, _guarded(libraries)]
    for name in order:
        parts.append(f"\n\n# --- {name.removeprefix(OURS)} " + "-" * 40 + "\n")
        parts.append(_body(texts[name], modules[name]))
    return "\n".join(parts) + '\n\nif __name__ == "__main__":\n    raise SystemExit(main())\n'


def _sources(name: str) -> Iterator[tuple[str, str]]:
    """The module and all that it imports of ours, each once."""
    waiting, seen = [name], set()
    while waiting:
        module = waiting.pop()
        if module in seen:
            continue
        seen.add(module)
        package, _, leaf = module.rpartition(".")
        text = (resources.files(package) / f"{leaf}.py").read_text("utf-8")
        waiting += sorted(_ours(ast.parse(text)))
        yield module, text


def _ours(tree: ast.Module) -> set[str]:
    found = (node.module for node in tree.body if isinstance(node, ast.ImportFrom))
    return {name for name in found if name is not None and name.startswith(OURS)}


def _imports(tree: ast.Module, kind: str) -> Iterator[str]:
    """The imports of the standard library, or of others, one name on a line."""
    for node in tree.body:
        if isinstance(node, ast.ImportFrom) and not (node.module or "").startswith(OURS):
            top = (node.module or "").partition(".")[0]
            lines = [f"from {node.module} import {ast.unparse(name)}" for name in node.names]
        elif isinstance(node, ast.Import):
            top = node.names[0].name.partition(".")[0]
            lines = [f"import {ast.unparse(name)}" for name in node.names]
        else:
            continue
        if (top == "cryptography") == (kind == "library"):
            yield from lines


def _guarded(lines: Sequence[str]) -> str:
    """Imports that may fail, and what then stands for their names."""
    names = [line.rpartition(" ")[2] for line in lines]
    good = "".join(f"    {line}\n" for line in lines)
    bad = "".join(f"    {name} = _absent({name!r})\n" for name in names)
    return f"try:\n{good}\nexcept ImportError:\n{bad}"


def _body(text: str, tree: ast.Module) -> str:
    """The module's text without its imports; its docstring stays as a remark."""
    lines = text.splitlines()
    for node in tree.body:
        first, last = node.lineno - 1, node.end_lineno or node.lineno
        if isinstance(node, ast.Import | ast.ImportFrom):
            lines[first:last] = [""] * (last - first)
        elif node is tree.body[0] and isinstance(node, ast.Expr):
            told = ast.get_docstring(tree, clean=False) or ""
            remark = [f"# {line}".rstrip() for line in told.splitlines()]
            lines[first:last] = [*remark, *[""] * (last - first - len(remark))]
    return _tight(lines)


def _tight(lines: Sequence[str]) -> str:
    """At most two empty lines together."""
    kept: list[str] = []
    for line in lines:
        if line or kept[-2:] != ["", ""]:
            kept.append(line)
    return "\n".join(kept).strip("\n")


def _check_names(modules: dict[str, ast.Module]) -> None:
    homes: dict[str, str] = {}
    for module, tree in modules.items():
        for name in _named(tree):
            if homes.setdefault(name, module) != module:
                raise CollisionError(f"{name} stands in {homes[name]} and in {module}")


def _named(tree: ast.Module) -> Iterator[str]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Assign):
            yield from (
                one.id
                for target in node.targets
                for one in ast.walk(target)
                if isinstance(one, ast.Name)
            )
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
