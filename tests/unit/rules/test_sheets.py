"""Sheets as definitions: what they may say, how it is told in a process, what is wrong where."""

import pytest

from tadasu.errors import DefinitionError
from tadasu.rules.difference.whole import difference
from tadasu.rules.process import process_from
from tests.unit.office.rounds import PROCESS
from tests.unit.rules.library import made, spot

REST, _, BODY = PROCESS.partition("---\nsheet: points\n")
INPUT = "input: {why: {type: int, required: true, title: {en: W, ja: W}}}"
SHEET = f"sheet: points\n{BODY}"


def with_sheet(sheet: str = SHEET, rest: str = REST) -> dict[str, str]:
    return {"rounds.yaml": rest, "documents/sheet.yaml": sheet}


def test_a_process_is_built_again_from_its_document_sheets_and_all() -> None:
    process = made(with_sheet())
    again = process_from(process.document)

    assert dict(again.sheets) == dict(process.sheets)
    assert [each.name for each in again.sheets["points"].filled][:3] == ["means", "seen", "since"]


def test_a_process_without_sheets_has_the_digest_it_had() -> None:
    assert b'"sheets"' not in made({"rounds.yaml": REST}).document


def test_a_difference_names_the_sheet() -> None:
    without, whole = made({"rounds.yaml": REST}), made(with_sheet())
    (group,) = difference(without, whole)
    assert (group.part, group.changes[0].what.ja) == ("points", "シート")
    (group,) = difference(whole, made(with_sheet(SHEET.replace("number: F-1", "number: F-2"))))
    assert group.part == "points"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("of: round", "of: rounds", "T020 documents/sheet.yaml:3:5"),
        ("rows: point", "rows: points", "T020 documents/sheet.yaml:4:7"),
        ("rows: point", "rows: person", "T042 documents/sheet.yaml:4:7"),
        ("states: [open, judged]", "states: [opened]", "T020 documents/sheet.yaml:5"),
        ("head: [place]", "head: [places]", "T020 documents/sheet.yaml:7"),
        ("  - key", "  - keys", "T020 documents/sheet.yaml:9:5"),
        ("  - key", "  - {name: key, fill: true}", "T020 documents/sheet.yaml:9:5"),
        ("name: means, evidence: true", "name: source, evidence: true", "T020 documents/sheet"),
        ("name: seen, evidence: true, fill: true", "name: seen", "T020 documents/sheet.yaml"),
        ("name: seen, evidence: true, fill", "name: size, fill", "T042 documents/sheet.yaml:9"),
        (
            "means, evidence: true, fill: true",
            "means, evidence: true",
            "T042 documents/sheet.yaml",
        ),
        ("  - {name: since, fill: true}\n", "  - {name: size, fill: true}\n", "T042"),
        ("do: judge", "do: judged", "T020 documents/sheet.yaml:21:11"),
        ("when: grade", "when: question", "T020 documents/sheet.yaml:21:24"),
        ("when: grade", "when: remark", "T042 documents/sheet.yaml:21:24"),
        ("needs: fact", "needs: question", "T020 documents/sheet.yaml:23"),
        ("grade: bad}", "grade: worse}", "T042 documents/sheet.yaml:23"),
        ("width: 30", "width: 3", "T01"),
        ("rows: point", "row: point", "T0"),
    ],
)
def test_what_is_wrong_is_told_at_its_place(old: str, new: str, told: str) -> None:
    assert old in SHEET
    with pytest.raises(DefinitionError) as caught:
        made(with_sheet(SHEET.replace(old, new, 1)))
    assert [spot(one) for one in caught.value.problems if spot(one).startswith(told)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("since, size, lit, keeper, kinds, remark]", "since, size, lit, keeper, kinds]"),
        ("    facts: {grade: required", "    cosign: [staff]\n    facts: {grade: required"),
        ("    facts: {grade: required", "    facts: {question: required, grade: required"),
        ("    facts: {grade", f"    {INPUT}\n    facts: {{grade"),
        ("{type: text, title: {en: Remark", "{type: text, personal: keeper, title: {en: Remark"),
        (
            "remark: {type: text, ",
            "remark: {type: record, many: true, fields: {a: {type: int, title: {en: A, ja: A}}}, ",
        ),
    ],
    ids=[
        "stated by nobody",
        "cosigned",
        "another fact",
        "an input",
        "personal beside evidence",
        "rows in a cell",
    ],
)
def test_what_cannot_be_recorded_is_told(old: str, new: str) -> None:
    assert old in REST
    with pytest.raises(DefinitionError) as caught:
        made(with_sheet(rest=REST.replace(old, new, 1)))
    assert [one.code for one in caught.value.problems] == ["T042"]
    assert spot(caught.value.problems[0]).split(":")[1] in ("18", "21")
