"""An organisation's own form in Word, filled from a paper."""

from collections.abc import Iterable

from tadasu.office.paper.stencil.extras import needed
from tadasu.office.paper.stencil.words import Group, Single, words
from tadasu.office.paper.tree import Paper


def fill(paper: Paper, template: bytes, also: Iterable[Group | Single] = ()) -> bytes:
    """The .docx that comes of a .docx with placeholders; the same two give the same bytes.

    `also` is all that the paper's form can have, of which this paper may lack some.
    RefusalError with every placeholder that names nothing, by its place, and for a file that
    isn't plain; UnavailableError where the extra `docx` isn't installed.
    """
    needed("docx")
    from tadasu.office.paper.stencil.document import filled  # noqa: PLC0415 (an extra)

    return filled(template, words(paper, also), paper)
