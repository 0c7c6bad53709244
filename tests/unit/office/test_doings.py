"""Whose steps a sheet shows: those of deputies, and those that followed from another act."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tadasu.office.acts import Acts
from tadasu.office.answers import Doer, Sheet
from tadasu.office.looks import Looks
from tadasu.office.past import past_sheet
from tadasu.office.workspace import Workspace
from tests.unit.office.granted import granted


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with granted(tmp_path) as found:
        yield found


def told(sheet: Sheet) -> dict[str, list[tuple[str, str | None, str]]]:
    return {step.act.id: [_told(doer) for doer in step.by] for step in sheet.steps}


def _told(doer: Doer) -> tuple[str, str | None, str]:
    cause = doer.cause
    after = f"{cause.role} {cause.case} {cause.act.id}" if cause is not None else ""
    return doer.person, doer.behalf, after


def test_a_step_names_the_deputy_and_the_principal(workspace: Workspace) -> None:
    assert told(Looks(workspace).show("O-1")) == {"grant": [("P-3", "P-1", "")]}


def test_what_followed_names_the_act_before_it(workspace: Workspace) -> None:
    looks = Looks(workspace)
    job = looks.show("O-1-J1")
    assert _told(job.opened_by) == ("P-3", "P-1", "effect O-1 grant")
    Acts(workspace, "P-2").do("O-1-J1", "do_it", {})
    assert told(looks.show("O-1-J1")) == {"do_it": [("P-2", None, "")]}
    after = looks.show("O-1")
    assert told(after)["finish"] == [("P-2", None, "automatic O-1-J1 do_it")]
    last = looks.log()[-1].position
    assert past_sheet(workspace, "O-1", last).steps == after.steps


def test_everybody_who_made_a_step_is_named(workspace: Workspace) -> None:
    Acts(workspace, "P-2").do("O-1", "second", {})
    Acts(workspace, "P-3", behalf="P-1").do("O-1", "second", {})
    assert told(Looks(workspace).show("O-1"))["second"] == [("P-2", None, ""), ("P-3", "P-1", "")]
