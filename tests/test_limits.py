"""What docs/limits.md says can't be said is refused, for the reason that the page gives."""

import re
from pathlib import Path

import pytest

from tests.unit.rules.library import refused

DOCS = Path(__file__).parents[1] / "docs"
NUMBERED = re.compile(r"^\| (\d+) \| ", re.MULTILINE)

CALENDAR = """\
calendar: ours
title: {en: Ours, ja: 当社}
weekend: []
from: "2026-01-01"
until: "2026-12-31"
"""
B_04 = "require: '!(actor in case.did.bring.by)'"
WAIVER = "waiver: {by: desk, beneficiaries: actor, longest: params.loan_days}"
ROWS = """\
rows:
        type: record
        many: true
        title: {en: Rows, ja: 行}
        fields: {a: {type: text, title: {en: A, ja: あ}}}
      kind:
        type: enum
"""

LIMITS: dict[str, tuple[str, tuple[str, str, str]]] = {
    "1": ("T012", ("complaint.yaml", "to: settled", "to: [raised, settled]")),
    "2": ("T012", ("complaint.yaml", "parent: loan", "parent: [loan, person]")),
    "3": ("T012", ("loan.yaml", "reader: {type: person,", "reader: {type: [person, loan],")),
    "4": ("T020", ("person.yaml", "kind:\n        type: enum\n", ROWS)),
    "5": ("T020", ("complaint.yaml", "from: raised", "from: any")),
    "6": ("T023", ("complaint.yaml", "parent: loan\n", "parent: loan\npeople: true\n")),
    "7": (
        "T017",
        (
            "catalogue.yaml",
            "checklist:",
            f"{CALENDAR}---\n{CALENDAR.replace('ours', 'theirs')}---\nchecklist:",
        ),
    ),
    "8": ("T011", ("policies.yaml", B_04, f"{B_04}\nunless: B-03")),
    "9": ("T015", ("policies.yaml", "level: floor", f"level: floor\n{WAIVER}")),
    "10": ("T013", ("policies.yaml", "level: block", "level: \"case.rule == '1' ? 'a' : 'b'\"")),
    "11": ("T033", ("policies.yaml", B_04, "require: case.did.extend.input.reason == 'x'")),
    "12": ("T028", ("catalogue.yaml", "default: 14", "default: 14.5")),
    "13": ("T013", ("complaint.yaml", "  settled: {title", "  解決: {title")),
}


@pytest.mark.parametrize("number", LIMITS)
def test_it_is_refused(number: str) -> None:
    code, edit = LIMITS[number]
    assert code in [problem.code for problem in refused(edit)]


@pytest.mark.parametrize("page", ["limits.md", "limits.ja.md"])
def test_every_numbered_limit_is_tried(page: str) -> None:
    assert set(NUMBERED.findall((DOCS / page).read_text("utf-8"))) == set(LIMITS)
