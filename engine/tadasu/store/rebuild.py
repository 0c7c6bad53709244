"""The cases made anew from their entries, should the views ever be lost or wrong."""

from tadasu.store.journal import Journal
from tadasu.store.views import refold


def rebuild_views(journal: Journal) -> int:
    """Throw the views away and fold every entry again; how many cases there are.

    Writers wait meanwhile, readers see the old views until the end. Verify the entries first: a
    view can be no better than what it is made of.
    """
    with journal.writing() as desk:
        roll = refold(desk)
        desk.replace_views(roll)
    return len(roll.cases)
