"""The demo's player: the same commands, played from YAML."""

import shutil
from pathlib import Path

import pytest

from tadasu.errors import DefinitionError
from tadasu_cli.demo import play, stories
from tests.e2e.loan.typist import HERE, Typist

STORY = """
demo: tadasu/1
title: {en: A short loan, ja: 短い貸出}
steps:
  - say: {en: First the head., ja: まず責任者です。}
    run:
      en: "init --simulated id=P-1 name='A B' duties=head duties=keeper"
      ja: "init --simulated id=P-1 name='髙橋 誠' duties=head duties=keeper"
    at: "2026-05-01T09:00"
  - run: "new item tag=A-1 name=Lamp --as P-1"
    at: "2026-05-02T09:00"
    quiet: true
  - file: notes/note.txt
    text: {en: "Note", ja: "メモ"}
  - run: "set A-1 place=@notes/note.txt --as P-1"
  - run: "do A-1 retire --as P-1"
    exit: "4"
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for stories; the person's own settings would lead astray."""
    monkeypatch.setenv("TADASU_DATABASE", "sqlite:////nowhere/at/all.db")
    monkeypatch.setenv("TADASU_AS", "P-99")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    (tmp_path / "stories").mkdir()
    return tmp_path / "stories"


def prepared(root: Path) -> Path:
    shutil.copytree(HERE, root, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return root


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_story_is_played(
    folder: Path,
    tmp_path: Path,
    language: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (folder / "a.yaml").write_text(STORY, "utf-8")
    root = prepared(tmp_path / "p")
    assert play(stories(folder), root, "ja" if language == "ja" else "en") == 0
    seen = capsys.readouterr()
    assert seen.err == ""
    shown = seen.out.splitlines()
    assert "$ tadasu new item tag=A-1 name=Lamp --as P-1" in shown
    after = shown[shown.index("$ tadasu new item tag=A-1 name=Lamp --as P-1") + 1 :]
    assert after[0].startswith("✓ A-1")
    assert not after[1].startswith("  "), "a quiet step shows one line"
    assert "L-04" in seen.out
    assert ("まず責任者です。" in shown) == (language == "ja")
    assert str(root) not in seen.out.replace("\n", "").split("$ tadasu new")[1]
    assert (root / "notes" / "note.txt").read_text("utf-8") == (
        "メモ" if language == "ja" else "Note"
    )
    monkeypatch.delenv("TADASU_DATABASE")
    assert "2026-05-02 09:00" in Typist(root).types("log").out


def test_a_wrong_ending_stops_the_story(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "a.yaml").write_text(STORY.replace('exit: "4"', 'exit: "0"'), "utf-8")
    assert play(stories(folder), prepared(tmp_path / "p"), "en") == 1
    assert "exit code 4 instead of 0" in capsys.readouterr().err


@pytest.mark.parametrize(
    "wrong",
    [
        "demo: tadasu/2\ntitle: {en: a, ja: b}\nsteps: []",
        "demo: tadasu/1\ntitle: {en: a, ja: b}\nsteps: [{walk: a}]",
        "demo: tadasu/1\ntitle: {en: a, ja: b}\nsteps: [{file: ../a, text: b}]",
        "demo: tadasu/1\ntitle: {en: a, ja: b}\nsteps: [{file: /a, text: b}]",
        "demo: tadasu/1\ntitle: {en: a, ja: b}\nsteps: [{file: a}]",
        "demo: tadasu/1\ntitle: {en: a, ja: b}\nsteps: [{run: a, exit: no}]",
        "demo: tadasu/1\ntitle: {en: a, ja: b}\nsteps: [{run: {en: a}}]",
        "demo: tadasu/1\nsteps: []",
        "demo: [",
    ],
)
def test_a_story_that_cannot_be_read(folder: Path, wrong: str) -> None:
    (folder / "a.yaml").write_text(wrong, "utf-8")
    with pytest.raises(DefinitionError):
        stories(folder)


def test_a_folder_in_use_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine").touch()
    typist = Typist(tmp_path)
    assert (
        "is there already"
        in typist.types("demo", str(tmp_path / "full"), "--lang", "en", code=6).err
    )
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine"]
