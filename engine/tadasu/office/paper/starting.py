"""What people ask before they have an own form: the names there are, and one to begin with."""

from dataclasses import dataclass
from pathlib import Path

from tadasu.errors import ConflictError, Language, Text
from tadasu.office.paper.asked import form_of
from tadasu.office.paper.filling import fill
from tadasu.office.paper.handing import put
from tadasu.office.paper.own import Placeholder, empty, known_of, placeholders
from tadasu.office.paper.starter import starter
from tadasu.office.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Started:
    """An own form that was written, to be changed by hand."""

    form: str
    file: str
    placeholders: int


def names(
    workspace: Workspace, name: str, key: str | None, language: Language
) -> tuple[Placeholder, ...]:
    """Every name that an own form may say, with what stands for it in the case `key`, if given."""
    known = known_of(workspace, name, language)
    with workspace.journal.reading() as shelf:
        form = form_of(workspace.process(shelf.head.process), name)
    without = key is None and form.of is not None
    paper = empty(workspace, name, language) if without else fill(workspace, name, key, language)
    return placeholders(paper, known)


def start(workspace: Workspace, name: str, file: Path, language: Language) -> Started:
    """Write a plain own form with every placeholder; ConflictError where `file` is there."""
    paper, known = empty(workspace, name, language), known_of(workspace, name, language)
    content = starter(paper, file.suffix, known)
    if file.exists():
        raise ConflictError(
            Text(
                en=f"{file} is there already; write the starter under another name.",
                ja=f"{file} はすでにあります。ひな型は別の名前で書き出してください。",
            )
        )
    put(file, content)
    return Started(name, str(file), len(placeholders(paper, known)))
