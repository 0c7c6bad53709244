"""Make slips in a process and say who notices: `make mutate`, or python -m tests.mutation."""

import argparse
import sys
from pathlib import Path

from tests.mutation.report import directions, lists, summary, table
from tests.mutation.runs import Target


def main() -> int:
    """Print the report; 1 where something goes unnoticed, or where the diff is contradicted."""
    words = _parser().parse_args()
    target = Target(words.project and words.project.resolve())
    numbers = target.sample(words.number, words.seed)
    found = list(target.watched(numbers, words.jobs))
    told = [summary(found), directions(found)]
    lines = [table(found), "", *told, "", *lists(found, whole=words.list)]
    sys.stdout.write("\n".join([*lines, ""]))
    return int(any(one.unnoticed or one.contradiction for one in found))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.mutation", description=__doc__)
    add = parser.add_argument
    add("project", nargs="?", type=Path, help="the project's folder (the shipped process)")
    add("--number", type=int, default=200, help="how many, chosen by chance; 0: all (200)")
    add("--seed", type=int, default=1, help="another number, another choice (1)")
    add("--jobs", type=int, default=1, help="how many at a time (1)")
    add("--list", action="store_true", help="say also what only the diff shows")
    return parser


if __name__ == "__main__":
    sys.exit(main())
