"""A source that remembers what it was asked: what a decision costs is the questions it puts."""

from collections.abc import Collection, Mapping, Sequence

from tadasu.core.case import Case
from tests.world import World


class Counted:
    """A source that remembers what it was asked."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.asked: list[tuple[str, ...]] = []

    def cases(self, keys: Collection[str]) -> Mapping[str, Case]:
        self.asked.append(tuple(keys))
        return self._world.cases(keys)

    def children(self, parents: Collection[str], workflow: str) -> Sequence[Case]:
        self.asked.append((workflow, *parents))
        return self._world.children(parents, workflow)

    def every(self, workflow: str) -> Sequence[Case]:
        self.asked.append((workflow,))
        return self._world.every(workflow)

    def referrers(
        self, targets: Collection[str], workflow: str, path: str
    ) -> Sequence[tuple[str, Case]]:
        self.asked.append((workflow, path, *targets))
        return self._world.referrers(targets, workflow, path)

    def count(self, workflow: str, parent: str | None) -> int:
        return self._world.count(workflow, parent)

    def total(self, workflow: str) -> int:
        return self._world.total(workflow)
