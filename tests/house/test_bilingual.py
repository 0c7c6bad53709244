"""Law 10: whatever is said is said in English and in Japanese, wherever it is said."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from tests.house.rooms import ROOT, rooms, shown, tree

JAPANESE = re.compile(r"[\u3040-\u30ff\u4e00-\u9fff]")
PHRASE = re.compile(r"[A-Za-z]+ [A-Za-z]+")
WORD = re.compile(r"[a-z]{2}")
"""A designation such as ISO/IEC 27001:2022 is the same in both languages; a word is not."""


def literal(node: ast.expr) -> str | None:
    """The fixed part of a string, or None where there is none to read."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        parts = [literal(value) for value in node.values if isinstance(value, ast.Constant)]
        return "".join(part or "" for part in parts)
    return None


def texts(path: Path) -> Iterator[tuple[int, str | None, str | None]]:
    """Every `Text(en=…, ja=…)` of a file, with its line."""
    for node in ast.walk(tree(path)):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "Text"
        ):
            given = {word.arg: word.value for word in node.keywords}
            given |= dict(zip(("en", "ja"), node.args, strict=False))
            if given.keys() >= {"en", "ja"}:
                yield node.lineno, literal(given["en"]), literal(given["ja"])


def plain(en: str, ja: str) -> bool:
    """Whether both are one designation."""
    return en == ja and not WORD.search(ja)


def pairs(value: Any) -> Iterator[tuple[str, str]]:
    """Every {en, ja} in a YAML document, however deep."""
    if isinstance(value, dict):
        if value.keys() == {"en", "ja"}:
            yield str(value["en"]), str(value["ja"])
        else:
            for part in value.values():
                yield from pairs(part)
    elif isinstance(value, list):
        for part in value:
            yield from pairs(part)


def test_python_speaks_both() -> None:
    wrong = [
        f"{shown(path)}:{line}"
        for path in rooms().values()
        for line, en, ja in texts(path)
        if (en and JAPANESE.search(en)) or (ja and not JAPANESE.search(ja) and PHRASE.search(ja))
    ]
    assert wrong == []


def test_yaml_speaks_both() -> None:
    wrong = [
        f"{shown(path)}: {en!r} / {ja!r}"
        for folder in ("workflows", "policies")
        for path in sorted((ROOT / folder).rglob("*.yaml"))
        for document in yaml.load_all(path.read_text("utf-8"), yaml.BaseLoader)
        for en, ja in pairs(document)
        if JAPANESE.search(en) or not en.strip() or not (JAPANESE.search(ja) or plain(en, ja))
    ]
    assert wrong == []
