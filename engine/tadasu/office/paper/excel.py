"""An organisation's own form in Excel, filled from a paper."""

from collections.abc import Iterable

from tadasu.office.paper.stencil.extras import needed
from tadasu.office.paper.stencil.words import Group, Single, words
from tadasu.office.paper.tree import Paper


def fill(
    paper: Paper,
    template: bytes,
    also: Iterable[Group | Single] = (),
    said: set[str] | None = None,
) -> bytes:
    """The .xlsx that comes of one with placeholders; the same two give the same bytes.

    `also` is all that the paper's form can have, of which this paper may lack some; `said` gets to
    know what the own form names.
    RefusalError with everything that names nothing, by sheet and cell, and for a file that isn't
    plain; UnavailableError where the extra `xlsx` isn't installed.
    """
    needed("xlsx")
    from tadasu.office.paper.stencil.workbook import filled  # noqa: PLC0415 (an extra)

    known = words(paper, also)
    content = filled(template, known, paper)
    if said is not None:
        said.update(known.said)
    return content
