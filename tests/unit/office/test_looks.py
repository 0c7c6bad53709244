"""What people see of lists and computed members, and what it costs to find it."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from tadasu.office.acts import Acts
from tadasu.office.founding import init_project
from tadasu.office.looks import Looks
from tadasu.office.workspace import Workspace
from tadasu.store.line import Line
from tests.unit.core.orchestra import PROCESS
from tests.unit.office.desk import SETTINGS
from tests.unit.store.pen import verified


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    (tmp_path / "workflows").mkdir()
    (tmp_path / "tadasu.yaml").write_text(SETTINGS, encoding="utf-8")
    (tmp_path / "workflows" / "orchestra.yaml").write_text(PROCESS, encoding="utf-8")
    start = datetime.fromisoformat("2026-06-01T09:00:00+09:00")
    init_project(
        tmp_path,
        log="ignored.example",
        language="ja",
        database=None,
        simulated=True,
        at=start,
        person={"id": "P-0"},
    )
    with Workspace.open(tmp_path) as found:
        acts = Acts(found, "P-0")
        acts.new("section", None, {"name": "strings"})
        acts.new("section", None, {"name": "brass"})
        for number in range(1, 4):
            leader = {"leader": f"P-{number - 1}", "section": "strings"}
            acts.new("player", None, {"id": f"P-{number}", **leader})
        yield found


def listed(workspace: Workspace, workflow: str, where: str) -> list[str]:
    return [row.key for row in Looks(workspace).list(workflow, where)]


def test_a_sheet_counts_what_refers_to_the_case(workspace: Workspace) -> None:
    def counted(key: str) -> dict[str, dict[str, int]]:
        sheet = Looks(workspace).show(key)
        return {
            each.workflow.id: {state.id: count for state, count in each.states}
            for each in sheet.referring
        }

    assert counted("strings") == {"players": {"playing": 3}}
    assert counted("P-1") == {"followers": {"playing": 1}}
    assert counted("brass") == {}


def test_cases_are_found_by_what_refers_to_them(workspace: Workspace) -> None:
    assert listed(workspace, "section", "case.full") == ["strings"]
    assert listed(workspace, "player", "case.leading") == ["P-0", "P-1", "P-2"]
    assert listed(workspace, "player", "case.above > 1 && case.crowded") == ["P-2", "P-3"]

    acts = Acts(workspace, "P-0")
    acts.set("P-3", {"section": "brass", "leader": "P-0"})
    acts.do("P-2", "audition", {})

    assert listed(workspace, "section", "size(case.players) > 0") == ["strings", "brass"]
    assert listed(workspace, "section", "case.full") == []
    assert listed(workspace, "player", "case.leading") == ["P-0", "P-1"]
    assert listed(workspace, "player", "case.rounds.exists(r, has(r.section))") == ["P-2"]
    verified(workspace.journal)


def test_a_search_asks_for_whole_generations(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []
    do = Line.do

    def counting(line: Line, *what: object) -> None:
        asked.append(what)
        do(line, *what)  # type: ignore[arg-type]

    monkeypatch.setattr(Line, "do", counting)
    costs = []
    for number in (4, 24):
        for more in range(4, number):
            fields = {"id": f"P-{more}", "leader": "P-3", "section": "brass"}
            Acts(workspace, "P-0").new("player", None, fields)
        asked.clear()
        assert listed(workspace, "player", "case.under_leader && has(case.section)")
        costs.append([len(asked)])
        asked.clear()
        assert len(Looks(workspace).todo("P-3")) == number + 2
        costs[-1].append(len(asked))

    assert costs[0] == costs[1]
