"""Many slips, watched one by one, in as many workers as are wanted."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random  # noqa: TID251  (seeded, so that every run is the same)

from tadasu.office.sources import base_documents
from tadasu.office.trial.places import Source, trial_files
from tests.mutation.edits import Edited, edits
from tests.mutation.noticing import Noticed, Watchers
from tests.world import project

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Target:
    """A process whose slips are watched: that of a project, or the shipped one."""

    root: Path | None = None

    @property
    def watchers(self) -> Watchers:
        """Its watchers, made once in each worker."""
        return _watchers(self.root)

    @property
    def edits(self) -> Sequence[Edited]:
        """Every slip."""
        return _edits(self.root)

    def sample(self, number: int, seed: int) -> list[int]:
        """Which slips to make, by their numbers; 0: all of them."""
        whole = range(len(self.edits))
        if not 0 < number < len(whole):
            return [*whole]
        return sorted(Random(seed).sample(whole, number))  # noqa: S311  (no secret)

    def watched(self, numbers: Sequence[int], jobs: int = 1) -> Iterator[Noticed]:
        """What came of each, but for those that change nothing at all."""
        if jobs == 1:
            found = map(self.one, numbers)
            yield from (one for one in found if one is not None)
            return
        with ProcessPoolExecutor(jobs) as workers:
            for one in workers.map(self.one, numbers, chunksize=8):
                if one is not None:
                    yield one

    def one(self, number: int) -> Noticed | None:
        """What came of one of them."""
        return self.watchers.watch(self.edits[number])


@cache
def _watchers(root: Path | None) -> Watchers:
    if root is not None:
        return Watchers(Source.of(root), trial_files(root, []))
    source = Source(base_documents(project()), (), project())
    files = trial_files(ROOT, [ROOT / "tests" / "cases"])
    return Watchers(source, files, source.process({}))


@cache
def _edits(root: Path | None) -> Sequence[Edited]:
    return tuple(edits(_watchers(root).process))
