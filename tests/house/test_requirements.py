"""What is installed is pinned by its hash, and the pins name no registry."""

import re
import tomllib

import pytest

from tests.house.rooms import ROOT

FILES = {path.name: path for path in sorted((ROOT / "requirements").glob("*.txt"))}
PIN = re.compile(
    r"^[a-z0-9-]+==\S+( ; [^\n]+?)? \\\n(    --hash=sha256:[0-9a-f]{64}( \\)?\n)+", re.MULTILINE
)


def test_there_is_one_file_for_each_purpose() -> None:
    assert set(FILES) == {"bench.txt", "dev.txt", "run.txt", "uv.txt"}


@pytest.mark.parametrize("name", FILES)
def test_every_line_is_a_pin_with_its_hashes(name: str) -> None:
    assert PIN.sub("", FILES[name].read_text("utf-8")) == ""


def pinned(name: str) -> dict[str, str]:
    """The versions that a file pins, by the project's name."""
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", FILES[name].read_text("utf-8"), re.MULTILINE))


@pytest.mark.parametrize("name", ["dev.txt", "bench.txt"])
def test_we_test_what_we_ship(name: str) -> None:
    assert pinned("run.txt").items() <= pinned(name).items()


def test_every_dependency_is_pinned() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    names = {re.split(r"[<>=\[; ]", one)[0].lower() for one in project["dependencies"]}
    assert names <= set(pinned("run.txt"))
