"""The demo that ships: an audit year, its refusals, its waiver, and a record that adds up."""

import subprocess
import sys
from pathlib import Path

import pytest

from tadasu.office.answers import Line
from tadasu.office.inspection import verify
from tadasu.office.looks import Looks
from tadasu.office.workspace import Workspace

REFUSALS = [
    ("PRG-2026", ("P-01-A",)),  # an approval by the author
    ("AUD-001", ("A-01", "A-03")),  # of the audited department, just out of it, untrained
    ("AUD-001", ("waiver", "A-01")),  # a waiver granted by one who profits
    ("AUD-001-C005", ("E-01",)),  # a judgement on an interview alone
    ("AUD-001", ("R-01",)),  # a report with an unjudged check
    ("AUD-001-F01-A02", ("A-02",)),  # the effect of one's own action
    ("AUD-001", ("X-02", "X-02-C")),  # the end of an audit with an open finding
]

STATES = {
    "programme": {"PRG-2026": "running"},
    "audit": {
        "AUD-001": "verified",
        "AUD-002": "verified",
        **{f"AUD-{number:03}": "planned" for number in range(3, 7)},
    },
    "finding": {f"AUD-001-F{number:02}": "closed" for number in range(1, 4)},
    "action": {
        "AUD-001-F01-A01": "effective",
        "AUD-001-F01-A02": "ineffective",
        "AUD-001-F01-A03": "effective",
        "AUD-001-F02-A01": "effective",
    },
}

LONGEST = 340
"""Lines at 80 columns besides the refusals: more is not read."""


def tadasu(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-X", "utf8", "-m", "tadasu_cli", *words],
        cwd=folder,
        env={"COLUMNS": "80", "PATH": "/nowhere"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.parametrize("language", ["en", "ja"])
def test_the_demo(tmp_path: Path, language: str) -> None:
    played = tadasu(tmp_path, "--lang", language, "demo", "story")
    assert (played.returncode, played.stderr) == (0, ""), played.stdout[-2000:]
    _check_what_is_shown(played.stdout.splitlines())
    assert {"en": "… and 9 more", "ja": "…ほか 9 件"}[language] in played.stdout.replace(
        "\xa0", " "
    )
    assert "tadasu --project story show AUD-001-F01" in played.stdout
    with Workspace.open(tmp_path / "story") as workspace:
        looks = Looks(workspace)
        _check_record(looks.log())
        _check_ends(looks)
        _check_people(looks)
        assert verify(workspace, lambda _done, _all: None).simulated
    _check_that_work_goes_on(tmp_path)


def _check_what_is_shown(lines: list[str]) -> None:
    """Every refusal as a person sees it, with its rules in order, and not too much around them."""
    inside = False
    rules: list[str] = []
    calm = 0
    for line in lines:
        inside = inside or line.startswith(("✗ Refused", "✗ できません"))
        calm += not inside
        if inside and line.startswith("  ✗ "):
            waives = "Waiver of" in line or "の免除" in line
            rules.append("waiver" if waives else line.split()[1])
        if line.startswith(("  Nothing was changed", "  何も変わっていません")):
            inside = False
    assert rules == [rule for _, refused_by in REFUSALS for rule in refused_by]
    assert calm <= LONGEST
    assert sum(line.startswith("══") for line in lines) == 9


def _check_record(entries: tuple[Line, ...]) -> None:
    """Z-02: refusals, waivers and warnings are in the record."""
    refused = [(entry.case, entry.refused_by) for entry in entries if entry.refused_by]
    assert refused == REFUSALS
    granted = [entry for entry in entries if entry.kind == "waiver.granted/1"]
    assert [(entry.case, entry.actor) for entry in granted] == [("AUD-001", "P-001")]
    assert [entry.case for entry in entries if "A-01" in entry.waived] == ["AUD-001"]
    assert [entry.case for entry in entries if "E-02-C" in entry.warned] == ["AUD-001"]


def _check_ends(looks: Looks) -> None:
    for workflow, expected in STATES.items():
        assert {row.key: row.state.id for row in looks.list(workflow)} == expected
    major = looks.show("AUD-001-F01")
    assert major.round == 2
    facts = {fact.name: fact.value for fact in major.facts}
    assert (facts["grade"], facts["follow_up"]) == ("major", "AUD-006")
    (waiver,) = looks.show("AUD-001").waivers
    assert (waiver.policy, waiver.items) == ("A-01", ("P-012",))
    assert waiver.grantor.person.startswith("P-001")
    assert waiver.reason
    assert waiver.measure
    assert waiver.until == "2026-05-29"


def _check_people(looks: Looks) -> None:
    people = looks.list("person")
    assert len(people) >= 30
    assert len(looks.list("department")) >= 8
    names = "".join(row.label for row in people)
    assert set("髙﨑𠮷邉") <= set(names)


def _check_that_work_goes_on(folder: Path) -> None:
    here = ("--project", "story", "--as", "P-005")
    stated = tadasu(folder, *here, "set", "AUD-003", "scope=採用と退職")
    assert stated.returncode == 0, stated.stderr
    asked = tadasu(folder, *here, "why", "AUD-003", "prepare")
    assert asked.returncode == 4
    assert "L-02" in asked.stdout
    assert tadasu(folder, "--project", "story", "verify").returncode == 0
