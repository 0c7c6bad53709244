"""A plain form with every placeholder in place, to begin an own form with."""

from collections.abc import Iterable

from tadasu.office.paper.own import unfillable
from tadasu.office.paper.stencil.first_document import document_parts
from tadasu.office.paper.stencil.first_workbook import workbook_parts
from tadasu.office.paper.stencil.package import write_package
from tadasu.office.paper.stencil.words import Group, Single, words
from tadasu.office.paper.tree import Paper


def starter(paper: Paper, suffix: str, also: Iterable[Group | Single] = ()) -> bytes:
    """A .docx or .xlsx, as `suffix` says, that fills without a fault; needs no extra."""
    known = words(paper, also)
    match suffix.lower():
        case ".docx":
            return write_package(document_parts(known, landscape=paper.landscape))
        case ".xlsx":
            return write_package(workbook_parts(known, landscape=paper.landscape))
        case _:
            raise unfillable(suffix)
