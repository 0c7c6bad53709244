"""Law 7: small rooms."""

from pathlib import Path
from statistics import median

from tests.house.rooms import ROOT, rooms, shown

LONGEST = 300
WIDEST = 99
MEDIAN = 100
"""About 90; the rest is for the day between a feature and its tidying."""


def own_files() -> list[Path]:
    """All our Python."""
    folders = (ROOT / "tests", ROOT / "benchmarks")
    return [*rooms().values(), *(path for folder in folders for path in folder.rglob("*.py"))]


def test_no_file_is_longer_than_three_hundred_lines() -> None:
    lengths = {shown(path): len(path.read_text("utf-8").splitlines()) for path in own_files()}
    assert {name: lines for name, lines in lengths.items() if lines > LONGEST} == {}


def test_no_line_is_longer_than_the_formatter_makes_it() -> None:
    # In characters: a Japanese sentence is not half as long because its letters are wide.
    wide = [
        f"{shown(path)}:{number}"
        for path in own_files()
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > WIDEST
    ]
    assert wide == []


def test_the_median_room_is_small() -> None:
    lengths = [len(path.read_text("utf-8").splitlines()) for path in rooms().values()]
    assert median(lengths) <= MEDIAN
