"""The wheel holds our two packages, the YAML and nothing else."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.house.rooms import ROOT, SOURCES


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The names in a wheel built from this checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    (wheel,) = folder.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


def test_two_packages_and_nothing_else(names: set[str]) -> None:
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(SOURCES)


def test_every_source_file_travels(names: set[str]) -> None:
    code = {
        path.relative_to(source).as_posix()
        for package, source in SOURCES.items()
        for path in (source / package).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert code <= names
    assert {"tadasu/py.typed", "tadasu_cli/py.typed"} <= names


@pytest.mark.parametrize("folder", ["workflows", "policies"])
def test_the_yaml_travels_inside_the_engine(names: set[str], folder: str) -> None:
    files = {f"tadasu/{p.relative_to(ROOT).as_posix()}" for p in yaml_files(ROOT / folder)}
    assert files
    assert files <= names


def test_the_profiles_travel_inside_the_engine(names: set[str]) -> None:
    files = {path for path in (ROOT / "profiles").rglob("*") if path.is_file()}
    assert files
    assert {f"tadasu/{path.relative_to(ROOT).as_posix()}" for path in files} <= names


def yaml_files(folder: Path) -> list[Path]:
    """The YAML under a folder."""
    return sorted(folder.rglob("*.yaml"))
