"""A year of many audits, typed line by line; the whole of it is `python -m benchmarks year`."""

from collections import Counter
from pathlib import Path

import pytest

from benchmarks.year import Extent, lines, prepare
from tadasu.office.looks import Looks
from tadasu.office.workspace import Workspace
from tests.e2e.loan.typist import Typist

SMALLER = Extent(audits=4, checks=40, findings=12)


def test_what_the_whole_year_types() -> None:
    typed = Counter(tuple(words[2:4]) for words in lines(Extent()) if words[2] == "new")
    assert typed["new", "audit"] == 12
    assert typed["new", "check"] == 400
    assert typed["new", "finding"] == 60


def test_a_year_runs_to_its_close(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(tmp_path)
    monkeypatch.chdir(tmp_path)
    typist = Typist(tmp_path / "project")
    for words in lines(SMALLER):
        typist.types(*words)
    with Workspace.open(tmp_path / "project") as workspace:
        looks = Looks(workspace)
        ends = {name: Counter(row.state.id for row in looks.list(name)) for name in ENDS}
    assert ends == ENDS
    assert typist.asks("verify", "--law")["law"]["refused"] == 0


ENDS = {
    "programme": {"closed": 1},
    "audit": {"verified": 4},
    "check": {"judged": 40},
    "finding": {"closed": 12},
    "action": {"effective": 8},
}
