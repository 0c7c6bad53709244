"""Lint of texts that were copied instead of translated."""

import re
from collections.abc import Iterator

from pydantic import BaseModel

from tadasu.errors import Text
from tadasu.guard.texts import same_text
from tadasu.rules.document import Path
from tadasu.rules.process import Process
from tadasu.rules.remarks.notes import Notes
from tadasu.rules.report import At
from tadasu.rules.words import Words

_JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_WORD = re.compile(r"[a-z]{2}")


def check_translations(process: Process, notes: Notes) -> None:
    """Note each Japanese text that is the English one, unless both are a mere designation."""
    for at, part in _definitions(process):
        for path, words in _words(part, ()):
            if _is_copied(words):
                text = Text(
                    en="The Japanese text is the English one.", ja="日本語の文が英語のままです。"
                )
                remedy = Text(en="Translate it.", ja="日本語に訳してください。")
                notes.add("T113", at.to(*path, "ja"), text, remedy)


def _is_copied(words: Words) -> bool:
    """Whether both say the same, but for width, case and punctuation, in Latin words."""
    if _JAPANESE.search(words.ja) or not _WORD.search(words.ja):
        return False
    return same_text(words.en, words.ja)


def _definitions(process: Process) -> Iterator[tuple[At, BaseModel]]:
    yield from ((At("workflow", name), part) for name, part in process.workflows.items())
    yield from ((At("policy", name), part) for name, part in process.policies.items())
    yield from ((At("standard", name), part) for name, part in process.standards.items())
    yield from ((At("checklist", name), part) for name, part in process.checklists.items())
    yield from ((At("parameter", name), part) for name, part in process.declared.items())
    if process.calendar:
        yield At("calendar", process.calendar.name), process.calendar


def _words(value: object, path: Path) -> Iterator[tuple[Path, Words]]:
    if isinstance(value, Words):
        yield path, value
    elif isinstance(value, BaseModel):
        for name, info in type(value).model_fields.items():
            yield from _words(getattr(value, name), (*path, info.alias or name))
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from _words(part, (*path, key))
    elif isinstance(value, tuple):
        for number, part in enumerate(value):
            yield from _words(part, (*path, number))
