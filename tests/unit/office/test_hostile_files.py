"""What may lie where a definition file should: pipes, folders, links, and far too many files."""

import os
from pathlib import Path

import pytest

from tadasu.errors import DefinitionError, NotFoundError, Problem
from tadasu.office import sources
from tadasu.office.definitions import lint
from tests.unit.office.desk import write_files

STRAY = "policies/stray.yaml"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project without faults, and a place for one."""
    write_files(tmp_path / "project")
    (tmp_path / "project" / "policies").mkdir()
    assert [one for one in lint(tmp_path / "project") if one.severity == "error"] == []
    return tmp_path / "project"


def refused(root: Path) -> list[Problem]:
    with pytest.raises(DefinitionError) as caught:
        lint(root)
    return list(caught.value.problems)


def spots(root: Path) -> list[str]:
    return [f"{one.code} {one.place.file}:{one.place.line}" for one in refused(root)]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_a_pipe_is_not_waited_for(root: Path) -> None:
    os.mkfifo(root / STRAY)
    assert spots(root) == [f"T001 {STRAY}:1"]


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no devices here")
def test_a_device_is_not_read(root: Path) -> None:
    (root / STRAY).symlink_to("/dev/zero")
    assert spots(root) == [f"T001 {STRAY}:1"]


def test_a_folder_is_no_file(root: Path) -> None:
    (root / STRAY).mkdir()
    assert spots(root) == [f"T001 {STRAY}:1"]


def test_a_link_does_not_lead_out(root: Path) -> None:
    outside = root.parent / "outside.yaml"
    outside.write_text("secret: x\n", "utf-8")
    (root / STRAY).symlink_to(outside)
    (problem,) = refused(root)
    assert (problem.code, problem.place.file, problem.source) == ("T001", STRAY, "")


def test_a_link_within_the_project_is_followed(root: Path) -> None:
    (root / "kept").mkdir()
    (root / "kept" / "stray.yaml").write_text("nothing: x\n", "utf-8")
    (root / STRAY).symlink_to(Path("..") / "kept" / "stray.yaml")
    assert spots(root) == [f"T009 {STRAY}:1"]


@pytest.mark.parametrize("target", ["gone.yaml", "stray.yaml"])
def test_a_link_to_itself_or_to_nothing_is_told(root: Path, target: str) -> None:
    (root / STRAY).symlink_to(target)
    assert spots(root) == [f"T001 {STRAY}:1"]


def test_one_odd_file_does_not_hide_what_is_wrong_elsewhere(root: Path) -> None:
    (root / STRAY).mkdir()
    (root / "policies" / "a.yaml").write_bytes("title: 監査".encode("utf-16"))
    (root / "policies" / "b.yaml").write_bytes(b"a: x\nb: \xff\n")
    (root / "policies" / "c.yaml").write_text("a: [\n", "utf-8")
    assert spots(root) == [
        "T001 policies/a.yaml:1",
        "T001 policies/b.yaml:2",
        "T002 policies/c.yaml:2",
        f"T001 {STRAY}:1",
    ]


def test_a_large_file_is_not_read_to_its_end(root: Path) -> None:
    with (root / STRAY).open("wb") as file:
        file.truncate(1 << 40)
    assert spots(root) == [f"T001 {STRAY}:1"]


def test_too_many_files(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_FILES", 3)
    for n in range(9):
        (root / "policies" / f"{n}.yaml").write_text("# nothing\n", "utf-8")
    assert [one.code for one in refused(root)] == ["T007"]


def test_too_much_in_all(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_TOTAL", 20_000)
    for n in range(9):
        (root / "policies" / f"{n}.yaml").write_text("#" * 9_000, "utf-8")
    assert [one.code for one in refused(root)] == ["T007"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here")
def test_settings_are_an_ordinary_file(root: Path) -> None:
    (root / "tadasu.yaml").unlink()
    os.mkfifo(root / "tadasu.yaml")
    with pytest.raises(NotFoundError):
        lint(root)


def test_settings_in_another_encoding_are_told(root: Path) -> None:
    settings = root / "tadasu.yaml"
    settings.write_bytes(settings.read_text("utf-8").encode("utf-16"))
    assert spots(root) == ["T001 tadasu.yaml:1"]
