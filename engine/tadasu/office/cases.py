"""A case that somebody names."""

from tadasu.core.case import Case
from tadasu.core.setting import no_case
from tadasu.store.journal import Shelf


def case_at(shelf: Shelf, key: str) -> Case:
    """The case of a key, or NotFoundError."""
    case = shelf.case(key)
    if case is None:
        raise no_case(key)
    return case
