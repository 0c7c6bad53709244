"""A paper that became a file is put on record; what was before is handed out again."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

from tadasu.core.events import parse_event
from tadasu.core.issued import DocumentIssued
from tadasu.errors import NotFoundError, TamperError, Text, UnavailableError
from tadasu.office.answers import Receipt
from tadasu.office.made import MEDIA, Made
from tadasu.office.paper.tree import Paper
from tadasu.office.workspace import Workspace

Issue = Callable[[str, Made, int], Receipt]
"""Who puts it on record: of which case, what, and of which version of the case."""


def issued(
    workspace: Workspace, issue: Issue, paper: Paper, file: Path, content: bytes
) -> tuple[Receipt, Paper, bytes]:
    """The receipt, and what is handed out: the paper, or the one of the first answer.

    NotFoundError for a paper of no case, RefusalError and ConflictError as of any act.
    """
    if not paper.case:
        raise NotFoundError(
            Text(
                en=f"The form {paper.form} is about all cases: it is looked at, not issued.",
                ja=f"様式 {paper.form} はすべての案件を扱う、見るための様式です。発行はできません。",
            )
        )
    made = Made(
        content=content,
        form=paper.form,
        name=file.name,
        media_type=MEDIA[file.suffix.lower()],
        language=paper.language,
        entries=paper.seal.size,
        root=paper.seal.root,
    )
    receipt = issue(paper.case, made, paper.version)
    return _first(workspace, receipt, paper) if receipt.again else (receipt, paper, content)


def unwritten(wrong: UnavailableError, receipt: Receipt) -> UnavailableError:
    """That a document is on record, and its file isn't where it was wanted."""
    position, request = receipt.position, receipt.request
    return UnavailableError(
        Text(
            en=f"{wrong.text.en} The document is on record as issued (entry {position}); say the "
            f"same with --request {request} to have the file.",
            ja=f"{wrong.text.ja}発行は記録済みです(記録 {position} 番)。"
            f"同じ指示に --request {request} を付けると、そのファイルを書き出せます。",
        )
    )


def _first(workspace: Workspace, receipt: Receipt, paper: Paper) -> tuple[Receipt, Paper, bytes]:
    """What the first answer was of, from the vault."""
    with workspace.journal.reading() as shelf:
        statement = next(shelf.entries(receipt.position)).entry.statement
    event = parse_event(statement.kind, statement.data)
    if not isinstance(event, DocumentIssued):
        raise TamperError(
            "request",
            Text(en="The request issued no document.", ja="文書を発行した要求ではありません。"),
        )
    workspace.vault.check(event.sha256)
    with workspace.vault.open(event.sha256) as stored:
        content = stored.read()
    size, root = cast(int, event.record["size"]), cast(str, event.record["root"])
    return receipt, replace(paper, seal=replace(paper.seal, size=size, root=root)), content
