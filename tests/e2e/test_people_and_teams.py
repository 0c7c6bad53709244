"""docs/people-and-teams.md is typed as it stands, in the sample company of the demo."""

import shlex
from pathlib import Path

import pytest

from tadasu_cli.run import run
from tests.e2e.loan.typist import Typist
from tests.house.rooms import ROOT

PAGES = ("people-and-teams.md", "people-and-teams.ja.md")


def lines(page: str) -> list[list[str]]:
    """The commands of a page."""
    text = (ROOT / "docs" / page).read_text("utf-8")
    found = [line.strip() for line in text.splitlines() if line.startswith("    tadasu ")]
    return [shlex.split(line)[1:] for line in found]


def test_both_pages_type_the_same() -> None:
    english, japanese = map(lines, PAGES)
    assert english == japanese


def test_what_the_page_types_is_accepted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    pytest.importorskip("highspy", reason="the extra plan is not installed")
    root = tmp_path / "company"
    assert run(["demo", str(root)]) == 0
    capsys.readouterr()
    monkeypatch.setenv("TADASU_AS", "P-003")
    monkeypatch.chdir(root)
    typist = Typist(root)
    for words in lines(PAGES[0]):
        typist.types(*words)
    assert typist.asks("plan", "suggest", "PRG-2027")["suggested"] == []
    audits = typist.asks("list", "audit", "--where", "case.parent.key == 'PRG-2027'")["cases"]
    assert len(audits) == 4
