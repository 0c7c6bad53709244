"""Law 8, rules: the cases of tests/cases show the whole shipped process.

Every rule is seen holding, failing and, where it may, not applicable or waived; every act done and
refused; every role held and not held; every condition deciding as true and as false. What can't
be shown is excused in the file that would show it, with a reason (`excused`).
"""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tadasu.office.sources import base_documents
from tadasu.office.trial.coverage import Coverage
from tadasu.office.trial.outcome import outcome
from tadasu.office.trial.places import Source
from tests.house.rooms import ROOT, shown
from tests.world import project

FILES = sorted((ROOT / "tests" / "cases").glob("*.yaml"))


def shown_by(files: Sequence[Path]) -> Coverage:
    """What some files show of the shipped process."""
    source = Source(base_documents(project()), (), project())
    return outcome(source, [(shown(path), path) for path in files]).coverage


@pytest.fixture(scope="module")
def whole() -> Coverage:
    return shown_by(FILES)


def test_the_cases_show_the_whole_process(whole: Coverage) -> None:
    gaps = [f"{one.name} {one.text}: {', '.join(one.missing)}" for one in whole.gaps]
    assert gaps == []


def test_nothing_is_excused_that_is_shown(whole: Coverage) -> None:
    assert whole.idle == ()


def test_every_kind_of_thing_is_looked_at(whole: Coverage) -> None:
    kinds = {one.kind for one in whole.covered}
    assert kinds == {"policy", "act", "role", "atom"}
    rules = {one.name for one in whole.covered if one.kind == "policy"}
    assert len(rules) > 70


def test_the_test_would_notice() -> None:
    without = [path for path in FILES if path.stem != "closing"]
    missing = {one.name: one.missing for one in shown_by(without).gaps}
    assert "fail" in missing["X-02-C"]
