"""Sealed values that nobody can open here: told, so that nothing is erased without a word."""

from collections.abc import Iterator

from tadasu.core.events import SubjectErased
from tadasu.errors import Text
from tadasu.office.strongbox import Openings
from tadasu.office.workspace import Workspace
from tadasu.store.journal import Shelf


def unopened(workspace: Workspace, shelf: Shelf) -> Iterator[Text]:
    """How many sealed values can't be opened, and how many erasures are on record; or nothing.

    Whose a value was is not said by its commitment: whoever reads this compares.
    """
    sealed: dict[str, None] = {}
    erased: dict[str, None] = {}
    for stored in shelf.entries():
        statement = stored.entry.statement
        sealed |= dict.fromkeys(map(str, statement.sealed.values()))
        if statement.kind == SubjectErased.kind:
            erased[statement.case] = None
    closed = len(sealed) - len(Openings(shelf, workspace.subjects).find(sealed))
    if not closed:
        return
    whose = ", ".join(erased)
    en = f"erasures on record: {whose}" if erased else "no erasure is on record"
    ja = f"記録にある消去: {whose}" if erased else "消去の記録はありません"
    yield Text(
        en=f"What {closed} of {len(sealed)} sealed values say: they can't be opened here ({en}).",
        ja=f"封印された値 {len(sealed)} 件のうち {closed} 件の内容。ここでは開けません({ja})。",
    )
