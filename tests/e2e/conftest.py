"""The demo's company, played once and copied for each module that goes on with it."""

from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from tadasu_cli.run import run

Play = Callable[..., Path]


@pytest.fixture(scope="session")
def play(tmp_path_factory: pytest.TempPathFactory) -> Play:
    """A folder of one's own with the demo's record, played with these words before `demo`."""
    played: dict[tuple[str, ...], Path] = {}

    def copied(*words: str) -> Path:
        if words not in played:
            played[words] = tmp_path_factory.mktemp("played") / "demo"
            assert run([*words, "demo", str(played[words])]) == 0
        return Path(copytree(played[words], tmp_path_factory.mktemp("demo") / "demo"))

    return copied
