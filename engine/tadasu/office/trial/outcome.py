"""The counter for tests: run all of them, say which failed and what they have shown."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tadasu.errors import NotFoundError, Text
from tadasu.office.trial.coverage import Coverage, coverage
from tadasu.office.trial.places import Source, trial_files
from tadasu.office.trial.ready import ready
from tadasu.office.trial.tried import Tried, tried
from tadasu.office.trial.watching import Watch


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a run."""

    tests: int
    failed: tuple[Tried, ...]
    coverage: Coverage


def run_tests(root: Path, named: Sequence[Path], only: str | None = None) -> Outcome:
    """Run the tests of files or folders, or all of the project, against the project's files.

    `only` keeps those whose name or file contains it. DefinitionError where a file is wrong,
    NotFoundError where nothing is left to run.
    """
    return outcome(Source.of(root), trial_files(root, named), only)


def outcome(source: Source, files: Sequence[tuple[str, Path]], only: str | None = None) -> Outcome:
    """Run the tests of `files`, as (name to show, path), against `source`."""
    watch = Watch()
    process, tests = ready(source, files, watch)
    chosen = [one for one in tests if only is None or only in f"{one.document.file} {one.say}"]
    if not chosen:
        raise NotFoundError(
            Text(
                en=f"No test's name or file contains “{only}”.",
                ja=f"名前かファイル名に「{only}」を含むテストはありません。",
            )
        )
    results = [tried(one, watch) for one in chosen]
    failed = tuple(one for one in results if one.misses)
    excuses = dict.fromkeys(excuse for one in chosen for excuse in one.excuses)
    return Outcome(len(results), failed, coverage(process, watch, excuses))
