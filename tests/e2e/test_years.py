"""A year for each profile, as every role types it: from an empty folder to the year's close."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tadasu.office.answers import Line
from tadasu.office.looks import Looks
from tadasu.office.workspace import Workspace
from tadasu_cli.demo import FOLDER, play, stories
from tests.e2e.loan.typist import Typist
from tests.house.rooms import ROOT

YEARS = ROOT / "docs" / "years"

REFUSED = {
    "small": ["D-01", "P-02-D", "L-02", "E-01", "V-01-T", "X-02", "A-01-R", "K-03-P", "A-02"],
    "standard": ["F-08", "F-03-D", "role", "R-03-R", "C-03", "P-04"],
}
"""By whom the attempts of a year are refused, in order: the first rule of each."""

FLOORS = {"E-01", "X-02", "A-02"}


@contextmanager
def year(profile: str, root: Path, language: str) -> Iterator[Looks]:
    """A played year; the standard one goes on where the demo ends."""
    told = stories(YEARS / profile)
    if profile == "standard":
        told = (*stories(FOLDER), *told)
    assert play(told, root, "ja" if language == "ja" else "en") == 0
    with Workspace.open(root) as workspace:
        yield Looks(workspace)


@pytest.mark.parametrize(
    ("profile", "language"), [("small", "en"), ("small", "ja"), ("standard", "ja")]
)
def test_a_year(
    tmp_path: Path,
    profile: str,
    language: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    with year(profile, tmp_path / "company", language) as looks:
        entries = looks.log()
        refused = [entry for entry in entries if entry.refused_by]
        late = refused if profile == "small" else refused[-len(REFUSED[profile]) :]
        assert [entry.refused_by[0] for entry in late] == REFUSED[profile]
        assert {row.state.id for row in looks.list("programme")} == {"closed"}
        assert {row.state.id for row in looks.list("audit")} <= {"verified", "cancelled"}
        assert {row.state.id for row in looks.list("finding")} == {"closed"}
    capsys.readouterr()
    for actor in _actors(profile):
        assert any(entry.actor == actor and not entry.refused_by for entry in entries)
    law = Typist(tmp_path / "company").asks("verify", "--law")["law"]
    assert law["refused"] == len(refused)


def _actors(profile: str) -> set[str]:
    """Top management, office, lead auditors, heads; in the standard company a verifier, too."""
    if profile == "small":
        return {"P-001", "P-002", "P-003"}
    return {"P-001", "P-002", "P-003", "P-004", "P-005", "P-006", "P-011", "P-012"}


def test_three_people_keep_every_floor_and_waive_on_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    with year("small", tmp_path / "company", "en") as looks:
        entries = looks.log()
        assert len(looks.list("person")) == 3
        for key in ("AUD-001-F01-A01", "AUD-002"):
            (waiver,) = looks.show(key).waivers
            assert waiver.grantor.person.startswith("P-001")
            assert waiver.reason
            assert waiver.measure
            assert waiver.until > "2026"
    capsys.readouterr()
    assert {rule for entry in entries for rule in entry.refused_by} >= FLOORS
    warned = [(entry.case, rule) for entry in entries for rule in entry.warned]
    assert warned == [("AUD-002", "L-02-H"), ("AUD-002", "R-03-H")]
    assert _waived(entries) == [("AUD-001-F01-A01", "V-01-T"), ("AUD-002", "A-01-R")]
    page = (tmp_path / "company" / "docs" / "small-company.md").read_text("utf-8")
    assert page.startswith("# A company of three")


def _waived(entries: tuple[Line, ...]) -> list[tuple[str, str]]:
    return [(entry.case, rule) for entry in entries for rule in entry.waived]
