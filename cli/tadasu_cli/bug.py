"""A bug, in a form that can be pasted into a report: versions and places, never a value."""

import platform
import traceback
from collections.abc import Sequence
from importlib import metadata
from pathlib import PurePath

from tadasu.errors import Text
from tadasu_cli.front import version
from tadasu_cli.manifest import MANIFEST
from tadasu_cli.page import Block, Par, Span, par
from tadasu_cli.render.view import View

LIBRARIES = ("click", "pydantic", "SQLAlchemy", "transitions", "structlog", "PyYAML", "rfc8785")

_SORRY = Text(
    en="This is a bug in tadasu; nothing that you did is wrong. Please report it with the lines "
    "below. They hold no values of yours.",
    ja="tadasu の不具合です。操作の誤りではありません。次の行を添えて報告してください。"
    "入力した値は含まれていません。",
)


def bug_lines(bug: BaseException, words: Sequence[str]) -> list[str]:
    """Versions, the verb, and where it happened; messages are left out, for they hold values."""
    verb = next((word for word in words if word in MANIFEST), "-")
    lines = [
        f"tadasu {version()}, Python {platform.python_version()}",
        f"{platform.system()} {platform.machine()}",
        ", ".join(f"{name} {_version(name)}" for name in LIBRARIES),
        f"verb: {verb}",
    ]
    chain: list[BaseException] = []
    link: BaseException | None = bug
    while link is not None and link not in chain:
        chain.append(link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    for each in reversed(chain):
        kind = type(each)
        lines.append(f"{kind.__module__}.{kind.__qualname__}")
        lines += [
            f"  {_short(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(each.__traceback__)
        ]
    return lines


def bug_page(view: View, lines: Sequence[str]) -> list[Block]:
    """The report, to be copied."""
    return [
        par(Span("✗ ", "bad"), Span(view.say(_SORRY), "strong"), hang=2),
        Par(),
        *(Par((Span(each),), rigid=True) for each in lines),
    ]


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "-"


def _short(filename: str) -> str:
    """The last parts of a path: enough to find the file, without the machine's folders."""
    return "/".join(PurePath(filename).parts[-3:])
