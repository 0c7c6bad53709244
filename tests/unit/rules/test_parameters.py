"""Parameters of every type, declared by a process and set by a project."""

import json
from typing import cast

import pytest

from tadasu.core.records import ParamsRecord
from tadasu.errors import DefinitionError
from tadasu.guard.types import EnumOf, ListOf, Member, RecordOf, Scalar
from tadasu.guard.values import Record
from tadasu.rules.lint import lint
from tadasu.rules.parameters import Setting
from tadasu.rules.process import Process, assemble, process_from
from tadasu.rules.remedies import REMEDIES
from tadasu.rules.scope import schema_of
from tadasu.rules.settings import read_project
from tadasu.rules.source import read_documents
from tests.unit.rules.library import FILES, PROJECT, documents, edited, made, refused, spot

CATALOGUE = "catalogue.yaml"
MORE = """\
  strict: {type: bool, default: true, title: {en: Strict, ja: 厳格}}
  house: {type: text, default: 本館, title: {en: House, ja: 館}}
  season:
    type: enum
    values: {summer: {en: Summer, ja: 夏}, winter: {en: Winter, ja: 冬}}
    default: summer
    title: {en: Season, ja: 季節}
  since: {type: date, default: "2026-04-01", title: {en: Since, ja: 開始日}}
  fines:
    type: table
    title: {en: Fines, ja: 延滞金}
    fields:
      grade:
        type: enum
        values: {adult: {en: Adult, ja: 大人}, child: {en: Child, ja: 子ども}}
        required: true
        title: {en: Grade, ja: 区分}
      yen: {type: int, min: "0", max: "5000000000", required: true, title: {en: Yen, ja: 円}}
      until: {type: date, title: {en: Until, ja: 期限}}
      free: {type: bool, title: {en: Free, ja: 無料}}
    default:
      - {grade: child, yen: "0", free: true}
      - {grade: adult, yen: "1000000000", until: "2027-03-31"}
"""
SETTINGS = "project: tadasu/1\nlog: example.co.jp/x\ndatabase: d\nbase: none\nparameters:\n"

GUARD = (
    "params.fines.exists(f, f.grade == 'adult' && f.yen > 9 && has(f.until) && f.until > today)"
)
ROLE = "params.strict && params.house != '' && params.season == 'winter' && params.since <= today"
READING = {
    **edited(
        ("policies.yaml", "require: case.reader == old.reader", f"require: {GUARD}"),
        (
            "loan.yaml",
            "guard: actor != case.reader",
            f"guard: {ROLE}",
        ),
    )
}
READING[CATALOGUE] += MORE


def process(settings: str = "") -> Process:
    project, document = read_project("tadasu.yaml", SETTINGS + (settings or "  loan_days: 9\n"))
    return assemble((), documents(READING), project, document)


def problems(settings: str) -> list[tuple[str, str]]:
    with pytest.raises(DefinitionError) as caught:
        process(settings)
    return [(spot(one), one.message.en) for one in caught.value.problems]


def test_values_are_typed() -> None:
    found = process()
    assert found.parameters["strict"] is True
    assert found.parameters["fines"] == (
        {"grade": "child", "yen": 0, "free": True},
        {"grade": "adult", "yen": 1_000_000_000, "until": "2027-03-31"},
    )
    schema = schema_of(found)
    assert schema["params"] == {
        "loan_days": Member(Scalar.INT),
        "strict": Member(Scalar.BOOL),
        "house": Member(Scalar.STRING),
        "season": Member(EnumOf(("summer", "winter"))),
        "since": Member(Scalar.DATE),
        "fines": Member(ListOf(RecordOf("params.fines"))),
    }
    assert schema["params.fines"]["yen"] == Member(Scalar.INT)
    assert schema["params.fines"]["until"] == Member(Scalar.DATE, optional=True)


def test_guards_read_rows_and_days() -> None:
    params = ParamsRecord(process("  fines: [{grade: adult, yen: 7}]\n"))
    (row,) = cast(tuple[Record, ...], params.get("fines"))
    assert (row.get("grade"), row.get("yen"), row.get("until")) == ("adult", 7, None)
    assert row.shown == "adult, 7"
    assert params.get("fines") is params.get("fines")
    assert str(params.get("since")) == "2026-04-01"


def test_the_document_keeps_every_value_and_column() -> None:
    for settings in ("", "  fines: []\n", "  fines: [{yen: 5, grade: adult}]\n"):
        found = process(settings)
        again = process_from(found.document)
        assert again == found
        assert again.parameters == found.parameters
        assert again.declared["fines"] == found.declared["fines"]
        assert list(again.declared["fines"].fields or {}) == ["grade", "yen", "until", "free"]


def test_what_means_the_same_has_the_same_digest() -> None:
    quoted = process("  fines: [{yen: '5', grade: adult}]\n  strict: true\n")
    bare = process("  fines:\n    - grade: adult\n      yen: 5\n")
    assert quoted.digest == bare.digest
    assert process("  fines: [{yen: 6, grade: adult}]\n").digest != bare.digest
    twice = "  fines: [{yen: 5, grade: adult}, {yen: 5, grade: child}]\n"
    turned = "  fines: [{yen: 5, grade: child}, {yen: 5, grade: adult}]\n"
    assert process(twice).digest != process(turned).digest


def test_a_process_of_numbers_alone_is_written_as_it_always_was() -> None:
    data = json.loads(made().document)
    assert data["parameters"] == [["loan_days", 14]]
    assert data["declared"] == [
        [
            "loan_days",
            {
                "type": "int",
                "default": 14,
                "min": 1,
                "max": 60,
                "title": {"en": "Days of a loan", "ja": "貸出日数"},
            },
        ]
    ]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ("  strict: 'true'\n", ["T028 tadasu.yaml:6:11"]),
        ("  house: ' '\n", ["T028 tadasu.yaml:6:10"]),
        ("  house: [{a: b}]\n", ["T028 tadasu.yaml:6:10"]),
        ("  season: sumer\n", ["T028 tadasu.yaml:6:11"]),
        ("  since: 2026-02-30\n", ["T028 tadasu.yaml:6:10"]),
        ("  since: 20260228\n", ["T028 tadasu.yaml:6:10"]),
        ("  loan_days: '１'\n", ["T028 tadasu.yaml:6:14"]),
        ("  loan_days: 1.5\n", ["T028 tadasu.yaml:6:14"]),
        ("  loan_days: 61\n", ["T028 tadasu.yaml:6:14"]),
        ("  fine: []\n", ["T020 tadasu.yaml:6:3"]),
        ("  fines: 5\n", ["T028 tadasu.yaml:6:10"]),
        ("  fines:\n    - {yen: 5}\n", ["T028 tadasu.yaml:7:7"]),
        ("  fines:\n    - {yen: 5, grade: adult, yeen: 6}\n", ["T020 tadasu.yaml:7:30"]),
        (
            "  fines:\n    - {yen: -1, grade: adult}\n    - {yen: 1, grade: grown}\n",
            ["T028 tadasu.yaml:7:13", "T028 tadasu.yaml:8:23"],
        ),
        ("  fines:\n    - {yen: 5000000001, grade: adult}\n", ["T028 tadasu.yaml:7:13"]),
    ],
)
def test_what_does_not_fit_is_shown_in_the_projects_file(
    settings: str, expected: list[str]
) -> None:
    assert [where for where, _ in problems(settings)] == expected


def test_the_likely_spelling_is_offered() -> None:
    with pytest.raises(DefinitionError) as caught:
        process("  season: sumer\n  fines: [{yeen: 1, yen: 1, grade: adult}]\n")
    remedies = [one.remedy.en for one in caught.value.problems if one.remedy]
    assert remedies == ["Did you mean `summer`?", "Did you mean `yen`?"]
    assert problems("  fines: [{yen: a, grade: adult}]\n")[0][1] == (
        "`yen` must be a whole number from 0 to 5000000000, not `a`."
    )


@pytest.mark.parametrize(
    ("declared", "code", "message"),
    [
        ("type: enum, default: a", "T015", "`values` belongs to the type enum"),
        ("type: text, default: a, values: {a: {en: A, ja: あ}}", "T015", "`values` belongs"),
        ("type: text, default: a, max: 5", "T015", "`min` and `max` belong"),
        ("type: int, default: 5, max: 9", "T015", "A parameter of type int needs"),
        ("type: int, default: 5, min: 9, max: 1", "T015", "`min` is greater"),
        ("type: table, default: []", "T015", "`fields` belongs"),
        ("type: record, default: []", "T013", "`record` is not possible"),
        ("type: date, default: today", "T028", "`x` must be a date"),
        (
            "type: table, default: [], fields: {a: {type: person, title: {en: A, ja: あ}}}",
            "T013",
            "`person` is not possible here.",
        ),
        (
            "type: table, default: [{a: 1}], fields: {a: {type: bool, title: {en: A, ja: あ}}}",
            "T028",
            "`a` must be true or false, not `1`.",
        ),
    ],
)
def test_a_declaration_is_checked(declared: str, code: str, message: str) -> None:
    more = f"  x: {{{declared}, title: {{en: X, ja: 某}}}}\n  loan_days:"
    (problem,) = refused((CATALOGUE, "  loan_days:", more))
    assert (problem.code, problem.message.en.startswith(message)) == (code, True)


@pytest.mark.parametrize(
    ("declared", "remedy"),
    [
        ('bool, default: "true"', "Write true without quotes: quotes make it a text."),
        ("text, default: false", 'Write "false" in quotes: quotes make it a text.'),
        ("bool, default: yes", REMEDIES["T028"].en),
    ],
)
def test_what_quotes_change_is_said(declared: str, remedy: str) -> None:
    more = f"  x: {{type: {declared}, title: {{en: X, ja: 某}}}}\n  loan_days:"
    (problem,) = refused((CATALOGUE, "  loan_days:", more))
    assert problem.remedy is not None
    assert (problem.code, problem.remedy.en) == ("T028", remedy)


def test_lint_knows_which_tables_rules_read() -> None:
    assert [one.code for one in lint(process()) if one.code == "T110"] == []
    unread = {**FILES, CATALOGUE: FILES[CATALOGUE] + MORE}
    assert [one.code for one in lint(made(unread)) if one.code == "T110"] == ["T110"] * 5


def test_a_column_that_may_be_missing_is_read_behind_has() -> None:
    unsafe = dict(READING)
    unsafe["policies.yaml"] = unsafe["policies.yaml"].replace("has(f.until) && ", "")
    with pytest.raises(DefinitionError) as caught:
        made(unsafe)
    assert {one.code for one in caught.value.problems} == {"T035"}


def test_what_nobody_can_have_written_is_no_setting() -> None:
    odd: Setting = {"a": 1}  # type: ignore[assignment]  # what a damaged document may hold
    with pytest.raises(ValueError, match="A value or a list of rows"):
        made(project=PROJECT.model_copy(update={"parameters": {"loan_days": odd}}))


def test_each_layer_declares_its_own() -> None:
    mine = read_documents("mine.yaml", FILES[CATALOGUE].split("---\n")[2].replace("60", "90"))
    found = assemble(documents(FILES), mine, PROJECT)
    assert found.declared["loan_days"].max == 90
