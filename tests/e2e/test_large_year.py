"""A year of 12 audits, 400 checks and 60 findings, typed line by line to its close.

Every line is a command by itself, as a person types it; only the reading of the process, which is
the same each time, is remembered, so that the year takes a minute. `python -m benchmarks year`
remembers nothing.
"""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from benchmarks.year import Extent, lines, prepare
from tadasu.office import workspace
from tadasu.office.looks import Looks
from tadasu.office.workspace import Workspace
from tadasu.rules.process import process_from
from tests.e2e.loan.typist import Typist


def test_what_the_whole_year_types() -> None:
    typed = Counter(tuple(words[2:4]) for words in lines(Extent()) if words[2] == "new")
    assert typed["new", "audit"] == 12
    assert typed["new", "check"] == 400
    assert typed["new", "finding"] == 60


def test_a_year_runs_to_its_close(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workspace, "process_from", cache(process_from))
    prepare(tmp_path)
    monkeypatch.chdir(tmp_path)
    typist = Typist(tmp_path / "project")
    for words in lines(Extent()):
        typist.types(*words)
    with Workspace.open(tmp_path / "project") as opened:
        looks = Looks(opened)
        ends = {name: Counter(row.state.id for row in looks.list(name)) for name in ENDS}
    assert ends == ENDS
    assert typist.asks("verify", "--law")["law"]["refused"] == 0


ENDS = {
    "programme": {"closed": 1},
    "audit": {"verified": 12},
    "check": {"judged": 400},
    "finding": {"closed": 60},
    "action": {"effective": 36},
}
