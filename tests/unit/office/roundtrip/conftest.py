"""A round, written as a sheet."""

from collections.abc import Iterator
from pathlib import Path
from shutil import copytree

import pytest

from tadasu.office.workspace import Workspace
from tests.unit.office.desk import library
from tests.unit.office.rounds import exported, founded


@pytest.fixture(scope="session")
def founding(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("rounds") / "project"
    founded(root)
    return root


@pytest.fixture
def workspace(founding: Path, tmp_path: Path) -> Iterator[Workspace]:
    copytree(founding, tmp_path / "project")
    with library(tmp_path / "project") as workspace:
        yield workspace


@pytest.fixture
def sheet(workspace: Workspace) -> bytes:
    return exported(workspace)
