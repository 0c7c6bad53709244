"""Whole year: 12 audits, 400 checks and 60 findings of the shipped process, typed line by line.

first tenth     a command line in the first tenth of the year, in this process: every line opens
                the project, reads its process, judges, appends and answers
last tenth      the same in the last tenth, when the record holds nearly all
"""

import io
from contextlib import chdir, redirect_stderr, redirect_stdout
from functools import partial
from itertools import pairwise
from pathlib import Path

from benchmarks.measure import Figure, Place, Ratio, timed
from benchmarks.year import Extent, lines, prepare
from tadasu_cli.run import run

FIRST, LAST = "first tenth", "last tenth"
PARTS = 10
QUICK_ENTRIES = 1_000
"""A scale with no more entries than this plays a smaller year."""
SMALLER = Extent(audits=3, checks=12, findings=6)
BATCHES = 4
"""Parts of a tenth, so that there is a spread."""


def measure(place: Place) -> Figure:
    """Seconds for one command line, early and late in the year."""
    extent = Extent() if place.scale.entries > QUICK_ENTRIES else SMALLER
    typed = list(lines(extent))
    prepare(place.folder)
    tenth = len(typed) // PARTS
    with chdir(place.folder):
        first = _played(typed[:tenth], place.folder)
        _played(typed[tenth:-tenth], place.folder)
        last = _played(typed[-tenth:], place.folder)
    note = (
        f"{len(typed):,} lines: {extent.audits} audits, {extent.checks} checks, "
        f"{extent.findings} findings"
    )
    series = {FIRST: first, LAST: last}
    title = "Whole year: from the first person to the close"
    return Figure("year", title, "line", series, [Ratio(LAST, FIRST, "cost")], [note])


def _played(typed: list[list[str]], folder: Path) -> tuple[float, ...]:
    """What a line took, in each batch."""
    bounds = [len(typed) * number // BATCHES for number in range(BATCHES + 1)]
    parts = [typed[start:end] for start, end in pairwise(bounds)]
    return tuple(timed(partial(_type, part, folder), len(part)) for part in parts)


def _type(part: list[list[str]], folder: Path) -> None:
    for words in part:
        heard = io.StringIO()
        with redirect_stdout(heard), redirect_stderr(heard):
            code = run([*words, "--project", str(folder / "project")])
        if code:
            raise RuntimeError(f"{words}\n{heard.getvalue()}")
