"""What the record tells of a case for a picture: its way, who did what, what is due."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tadasu.errors import NotFoundError, RefusalError
from tadasu.office.acts import Acts
from tadasu.office.depicting import lifecycle_of_case, timeline_of_case
from tadasu.office.workspace import Workspace
from tests.unit.office.desk import library, stocked, write_files
from tests.unit.office.granted import granted
from tests.unit.office.renaming import ADOPTING, PLAN, RENAMED, adopting, plan


@pytest.fixture
def works(tmp_path: Path) -> Iterator[Workspace]:
    with granted(tmp_path) as found:
        yield found


def test_a_case_has_its_way_and_its_state(tmp_path: Path) -> None:
    stocked(tmp_path)
    with library(tmp_path) as workspace:
        before = lifecycle_of_case(workspace, "B-001-L1", "ja")
        Acts(workspace, "M-1").do("B-001-L1", "return", {"condition": "good", "counter": "1"})
        after = lifecycle_of_case(workspace, "B-001-L1", "ja")
    assert before.title.endswith(" B-001-L1")
    assert (before.now, before.passed) == ("out", ())
    assert (after.now, after.passed) == ("back", (("out", "back"),))
    assert [state.name for state in after.states if state.final] == ["back"]


def test_what_happened_is_told_in_order_with_what_is_due(tmp_path: Path) -> None:
    stocked(tmp_path)
    with library(tmp_path) as workspace:
        reader = Acts(workspace, "M-2")
        reader.do("B-001-L1", "extend", {})
        reader.do("B-001-L1", "extend", {})
        with pytest.raises(RefusalError):
            reader.do("B-001-L1", "extend", {})
        line = timeline_of_case(workspace, "B-001-L1", "ja")
        english = timeline_of_case(workspace, "B-001-L1", "en")
        Acts(workspace, "M-1").do("B-001-L1", "return", {"condition": "good", "counter": "1"})
        over = timeline_of_case(workspace, "B-001-L1", "ja")
    kinds = [moment.kind for moment in line.moments]
    assert kinds == ["step", "note", "note", "refused", "due"]
    assert line.moments[3].detail == "L-04 延長は二回まで"
    assert {moment.who for moment in line.moments[1:4]} == {"髙田"}
    assert [moment.day for moment in line.moments] == sorted(m.day for m in line.moments)
    assert line.title.startswith("B-001-L1")
    assert all(moment.what[:1].isupper() for moment in english.moments if moment.kind != "due")
    assert [moment.kind for moment in over.moments][-1] == "step"
    assert " → " in over.moments[-1].detail


def test_a_deputy_and_what_followed_are_told(works: Workspace) -> None:
    grant = timeline_of_case(works, "O-1", "en").moments[-1]
    assert (grant.kind, grant.who) == ("note", "P-3 → P-1")
    opening = timeline_of_case(works, "O-1-J1", "en").moments[0]
    assert opening.detail == "followed from another act"
    Acts(works, "P-2").do("O-1-J1", "do_it", {})
    finish = timeline_of_case(works, "O-1", "ja").moments[-1]
    assert finish.detail.startswith("自動")


def test_names_are_those_of_their_time(tmp_path: Path) -> None:
    stocked(tmp_path, ADOPTING)
    write_files(tmp_path, RENAMED)
    with library(tmp_path) as workspace:
        Acts(workspace, "M-2").do("B-001-L1", "extend", {})
        adopting(workspace).adopt(plan(tmp_path, PLAN))
        Acts(workspace, "M-2").do("B-001-L1", "prolong", {})
        life = lifecycle_of_case(workspace, "B-001-L1", "ja")
        line = timeline_of_case(workspace, "B-001-L1", "ja")
    assert (life.now, life.passed) == ("lent", (("lent", "lent"),))
    whats = [moment.what for moment in line.moments]
    assert whats.count("延長") == 2


def test_a_case_that_is_not_there_is_told(tmp_path: Path) -> None:
    stocked(tmp_path)
    with library(tmp_path) as workspace:
        for make in (lifecycle_of_case, timeline_of_case):
            with pytest.raises(NotFoundError):
                make(workspace, "B-999", "en")
