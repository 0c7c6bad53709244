"""A page played from top to bottom: its files, its edits, what is typed and what is seen."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

from tests.e2e.loan.typist import Typist

SETTINGS = """\
project: tadasu/1
log: example.com/page
database: record/log.db
timezone: Asia/Tokyo
language: {language}
base: none
signatures: optional
"""
_FENCE = re.compile(r"^```(yaml|diff|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"# (\S+\.yaml)\n")


def played(page: Path, root: Path, language: str) -> Iterator[tuple[str, str, str]]:
    """Each command with what the page shows and what is really seen.

    A YAML block that begins with `# FILE` is that file; a diff edits the file named before it.
    """
    (root / "tadasu.yaml").write_text(SETTINGS.format(language=language), "utf-8")
    typist, file = Typist(root), root
    for kind, text in _FENCE.findall(page.read_text("utf-8")):
        if kind == "console":
            yield from _typed(typist, text, language)
            continue
        name = _FILE.match(text)
        file = root / name[1] if name else file
        if kind == "diff":
            file.write_text(_edited(file.read_text("utf-8"), text), "utf-8")
        elif name:
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, "utf-8")


def _edited(text: str, diff: str) -> str:
    """The text with each run of lines that go replaced by the run of lines that come."""
    for gone, come in re.findall(r"((?:^-.*\n)+)((?:^\+.*\n)+)", diff, re.MULTILINE):
        old, new = (re.sub(r"^[-+]", "", each, flags=re.MULTILINE) for each in (gone, come))
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text


def _typed(typist: Typist, block: str, language: str) -> Iterator[tuple[str, str, str]]:
    for each in re.split(r"^\$ tadasu ", block, flags=re.MULTILINE)[1:]:
        line, _, shown = each.partition("\n")
        words = shlex.split(line)
        here = [str(typist.root / w) if w.endswith(".yaml") else w for w in words]
        seen = typist.types(*here, "--lang", language, code=None)
        yield line, shown.strip(), f"{seen.out}{seen.err}".strip()
