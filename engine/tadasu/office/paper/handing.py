"""A paper becomes a file: what kind of file, its name says."""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from tadasu.errors import Language, NotFoundError, Text, UnavailableError
from tadasu.office.answers import Receipt
from tadasu.office.files import unwritable
from tadasu.office.paper.asked import main_of
from tadasu.office.paper.filling import fill
from tadasu.office.paper.issuing import Issue, issued, unwritten
from tadasu.office.paper.tree import Paper
from tadasu.office.workspace import Workspace
from tadasu.store.durable import write_whole

Render = Callable[[Workspace, Paper], bytes]


@dataclass(frozen=True, slots=True)
class Handed:
    """A file that was written."""

    file: str
    form: str
    title: str
    case: str
    size: int
    """Entries of the log that it was filled from."""
    root: str
    """Of the tree over them, in hex."""
    spoken: str
    """Size and root to read out and type back; they stand on the document, too."""
    sha256: str
    """Of the file."""
    issued: Receipt | None = None
    """That it was handed out is on record."""
    left_out: tuple[str, ...] = ()
    """Tables with rows that an own form doesn't name, and so doesn't show."""


@dataclass(frozen=True, slots=True)
class Blank:
    """A form that may be filled."""

    form: str
    title: Text
    of: str | None
    number: str | None
    edition: str | None
    issued: bool
    """It may be handed out, by whoever the form says."""


def blanks(workspace: Workspace) -> tuple[Blank, ...]:
    """Every form of the process in force."""
    with workspace.journal.reading() as shelf:
        process = workspace.process(shelf.head.process)
    return tuple(
        Blank(
            each.name, each.title.text, each.of, each.number, each.edition, each.issue is not None
        )
        for each in process.forms.values()
    )


def report(
    workspace: Workspace,
    key: str,
    file: Path,
    language: Language,
    name: str | None = None,
    issue: Issue | None = None,
) -> Handed:
    """Write the main form of a case, or the only one that is issued; or the form `name`."""
    if name is None:
        name = main_of(workspace, key).name
    return hand(workspace, name, key, file, language, issue)


def hand(
    workspace: Workspace,
    name: str,
    key: str | None,
    file: Path,
    language: Language,
    issue: Issue | None = None,
    template: Path | None = None,
) -> Handed:
    """Fill the form `name` and write it to `file`, whole or not at all; `issue` puts it on record.

    What is refused is not written. What is on record lies in the vault, wherever `file` went:
    asked for again in the same request, the same bytes are written.
    A .docx or .xlsx is an own form of the organisation: `template`, or that of the project.
    NotFoundError for a kind of file that can't be written; UnavailableError where an extra is
    missing or the place can't be written to.
    """
    suffix = file.suffix.lower()
    render = _RENDERERS.get(suffix)
    if render is None and suffix not in OWN:
        raise _unknown(file)
    paper = fill(workspace, name, key, language)
    if render is None or template is not None:
        from tadasu.office.paper.own import own_form  # noqa: PLC0415 (few commands need it)

        content, left_out = own_form(workspace, paper, file, template)
    else:
        content, left_out = render(workspace, paper), ()
    if issue is None:
        return replace(handed(paper, content, file), left_out=left_out)
    receipt, paper, content = issued(workspace, issue, paper, file, content)
    try:
        return replace(handed(paper, content, file), issued=receipt, left_out=left_out)
    except UnavailableError as wrong:
        raise unwritten(wrong, receipt) from wrong


def put(file: Path, content: bytes) -> None:
    """Write a file, whole or not at all; UnavailableError where that can't be."""
    try:
        write_whole(file, content)
    except OSError as wrong:
        raise unwritable(file, wrong) from wrong


def handed(paper: Paper, content: bytes, file: Path) -> Handed:
    """Write what a paper became; UnavailableError where the place can't be written to."""
    put(file, content)
    seal = paper.seal
    return Handed(
        file=str(file),
        form=paper.form,
        title=paper.title,
        case=paper.case,
        size=seal.size,
        root=seal.root,
        spoken=seal.spoken,
        sha256=hashlib.sha256(content).hexdigest(),
    )


def _pdf(workspace: Workspace, paper: Paper) -> bytes:
    from tadasu.office.paper.press import pdf  # noqa: PLC0415 (an extra)

    return pdf(paper, [workspace.root / folder for folder in workspace.project.documents.fonts])


def _html(_: Workspace, paper: Paper) -> bytes:
    from tadasu.office.paper.html import page  # noqa: PLC0415 (few commands need it)

    return page(paper).encode()


OWN = (".docx", ".xlsx")
"""Files that are own forms of the organisation, filled."""

_RENDERERS: Mapping[str, Render] = {".pdf": _pdf, ".html": _html}


def _unknown(file: Path) -> NotFoundError:
    known = ", ".join((*_RENDERERS, *OWN))
    return NotFoundError(
        Text(
            en=f"{file}: end its name in one of {known}.",
            ja=f"{file}: 名前の末尾を {known} のいずれかにしてください。",
        )
    )
