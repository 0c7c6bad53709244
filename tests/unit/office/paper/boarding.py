"""A library with a board, for tests that look at it."""

from pathlib import Path

from tadasu.office.acts import Acts
from tests.unit.core.library import PROCESS
from tests.unit.office.desk import library, stocked

FORMS = """
---
form: board
title: {en: The library, ja: 図書室の状況}
parts:
  - name: figures
    facts: [{name: books, title: {en: Books, ja: 蔵書}, value: size(all.book)}]
  - heading: {en: What is due, ja: 期限のあるもの}
  - listing: due
  - heading: {en: Books by state, ja: 蔵書の状態}
  - picture: counts
    each: {b: all.book}
    draw: {by: b.state}
---
form: slip
title: {en: Slip, ja: 貸出票}
of: loan
parts:
  - name: outline
    facts: [key, reader, due]
"""


def shelved(root: Path) -> None:
    """Found it, and lend a book."""
    stocked(root, PROCESS + FORMS)


def bought(root: Path, title: str) -> None:
    """Let the record grow by a book."""
    with library(root) as workspace:
        Acts(workspace, "M-1").new("book", None, {"title": title})
