"""An organisation's own form in Word, filled from a paper."""

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
    """The .docx that comes of a .docx with placeholders; the same two give the same bytes.

    `also` is all that the paper's form can have, of which this paper may lack some; `said` gets to
    know what the own form names.
    RefusalError with every placeholder that names nothing, by its place, and for a file that
    isn't plain; UnavailableError where the extra `docx` isn't installed.
    """
    needed("docx")
    from tadasu.office.paper.stencil.document import filled  # noqa: PLC0415 (an extra)

    known = words(paper, also)
    content = filled(template, known, paper)
    if said is not None:
        said.update(known.said)
    return content
