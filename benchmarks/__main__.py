"""`python -m benchmarks [--json FILE] [--quick] [NAME…]`: measure, print, keep."""

import argparse
import json
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks import (
    decide,
    durable,
    growth,
    law,
    machine,
    paper,
    sheet,
    signed,
    signing,
    size,
    startup,
    table,
    verify,
    whole_year,
)
from benchmarks.measure import FULL, QUICK, Figure, Place
from tadasu_cli import operators_log

FIGURES: Mapping[str, Callable[[Place], Figure | tuple[Figure, ...]]] = {
    "durable": durable.measure,
    "growth": growth.measure,
    "decide": decide.measure,
    "startup": startup.measure,
    "verify": verify.measure,
    "law": law.measure,
    "signed": signed.measure,
    "signing": signing.measure,
    "paper": paper.measure,
    "sheet": sheet.measure,
    "size": size.measure,
    "year": whole_year.measure,
}

# Often a real disk where the folder for temporary files is memory, in which durable costs nothing.
LASTING = Path("/var/tmp")  # noqa: S108


def main(words: Sequence[str] | None = None) -> int:
    """Measure what `words` name, or everything."""
    parser = _parser()
    asked = parser.parse_args(words)
    unknown = ", ".join(name for name in asked.names if name not in FIGURES)
    if unknown:
        parser.error(f"there is no figure {unknown}; there are {', '.join(FIGURES)}")
    operators_log.set_up()
    figures: list[Figure] = []
    scale = QUICK if asked.quick else FULL
    facts = machine.facts(asked.dir)
    print(", ".join(f"{name} {value}" for name, value in facts.items()), flush=True)
    for name in asked.names or FIGURES:
        with tempfile.TemporaryDirectory(prefix="tadasu-bench-", dir=asked.dir) as folder:
            found = FIGURES[name](Place(Path(folder), scale))
        for figure in found if isinstance(found, tuple) else (found,):
            figures.append(figure)
            print("", *table.lines(figure), sep="\n", flush=True)
    if asked.json is not None:
        whole = table.as_json(figures, machine.versions(), facts)
        text = json.dumps({**whole, "quick": asked.quick}, ensure_ascii=False, indent=2)
        asked.json.write_text(text + "\n", "utf-8")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(FIGURES))
    parser.add_argument("--json", type=Path, metavar="FILE", help="keep the figures")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, smaller logs")
    parser.add_argument(
        "--dir",
        type=Path,
        default=LASTING if LASTING.is_dir() else Path(tempfile.gettempdir()),
        help="a folder on the disk to measure with",
    )
    return parser


if __name__ == "__main__":
    sys.exit(main())
