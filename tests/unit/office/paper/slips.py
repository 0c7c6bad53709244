"""A library with forms: slips that readers and staff issue, notices, and what is looked at."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tadasu.office.acts import Acts
from tadasu.office.paper.handing import Handed, hand
from tadasu.office.workspace import Workspace
from tests.unit.core.library import PROCESS
from tests.unit.office.desk import found, library

LOAN = "B-001-L1"
FORMS = """
---
form: slip
title: {en: Slip, ja: 貸出票}
of: loan
number: L-7
edition: "2"
issue: {by: [reader, staff]}
parts: [{name: outline, facts: [key, state, remark]}]
---
form: notice
title: {en: Notice, ja: 通知}
of: loan
issue: {by: [staff]}
parts: [{name: outline, facts: [key]}]
---
form: look
title: {en: Look, ja: 控え}
of: loan
parts: [{name: outline, facts: [key]}]
---
form: shelf
title: {en: Shelf, ja: 棚}
parts: [{table: books, each: {b: all.book}, columns: [key]}]
"""


@contextmanager
def lent(root: Path, forms: str = FORMS) -> Iterator[Workspace]:
    """A book lent to M-2, in a folder that isn't there yet."""
    root.mkdir()
    found(root, process=PROCESS + forms)
    with library(root) as workspace:
        staff = Acts(workspace, "M-1")
        staff.new("member", None, {"id": "M-2", "name": "髙田"})
        staff.new("book", None, {"title": "坊っちゃん"})
        staff.new("loan", "B-001", {"reader": "M-2"})
        yield workspace


def issue(
    workspace: Workspace, file: Path, actor: str = "M-2", request: str | None = None, **more: Any
) -> Handed:
    """A slip of the loan as a page, put on record."""
    acts = Acts(workspace, actor, request, more.pop("behalf", None))
    form, key = more.pop("form", "slip"), more.pop("key", LOAN)
    return hand(workspace, form, key, file, "ja", acts.issue, **more)


def size(workspace: Workspace) -> int:
    """Entries of the record."""
    with workspace.journal.reading() as shelf:
        return shelf.head.size
