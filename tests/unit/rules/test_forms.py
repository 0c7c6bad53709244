"""Forms: what they may say, how it is told in a process, and what is wrong at its place."""

import pytest

from tadasu.errors import DefinitionError
from tadasu.rules.difference.whole import difference
from tadasu.rules.process import process_from
from tests.unit.rules.library import FILES, made, spot

FORM = """\
form: slip
title: {en: Slip, ja: 貸出票}
of: loan
number: L-1
boxes:
  - {title: {en: Back, ja: 返却}, did: [bring, close]}
issue: {by: desk}
parts:
  - heading: {en: "Loan {case.key}", ja: "貸出 {case.key}"}
  - name: outline
    facts: [key, state, reader, \
{name: notes, title: {en: Complaints, ja: 苦情}, value: size(case.complaints)}]
  - table: complaints
    each: {c: case.complaints}
    columns: [key, {name: fact, width: 3}]
  - each: {c: case.complaints}
    when: c.state == 'raised'
    parts:
      - text: {en: "{c.fact}", ja: "{c.fact}"}
      - each: {p: all.person}
        parts: [{name: people, facts: [name]}]
  - picture: gantt
    each: {p: all.loan}
    draw: {from: p.due, to: p.due}
"""


def with_form(form: str = FORM) -> dict[str, str]:
    return {**FILES, "documents/form.yaml": form}


def wrong(form: str) -> list[str]:
    with pytest.raises(DefinitionError) as caught:
        made(with_form(form))
    return [spot(problem) for problem in caught.value.problems]


def test_a_process_is_built_again_from_its_document_forms_and_all() -> None:
    process = made(with_form())
    again = process_from(process.document)

    assert dict(again.forms) == dict(process.forms)
    assert again.forms["slip"].boxes[0].did == ("bring", "close")


def test_a_process_without_forms_has_the_digest_it_had() -> None:
    assert b'"forms"' not in made().document


def test_a_form_reads_from_the_case_alone() -> None:
    bound = made(with_form()).guards.form("slip")

    assert {("case", "complaints", "fact"), ("all", "person", "name")} <= bound.footprint
    assert {path[0] for path in bound.footprint} <= {"case", "all"}


def test_a_value_is_shown_as_its_field_is() -> None:
    outline = made(with_form()).guards.form("slip").parts[1]

    assert [cell.title.en for cell in outline.cells] == ["Number", "State", "Reader", "Complaints"]
    assert [cell.spec.type for cell in outline.cells] == ["text", "enum", "person", "int"]
    assert outline.cells[1].spec.values is not None
    assert outline.cells[1].spec.values["lent"].ja == "貸出中"


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("case.evidence.map(e, e.method)", "enum"),
        ("case.evidence.filter(e, e.size > 0).map(e, e.method)", "enum"),
        ("case.evidence.map(e, e.attached_at)", "timestamp"),
        ("case.evidence.map(e, e.method == 'photo')", "bool"),
        ("case.complaints.filter(c, c.state == 'raised')", "complaint"),
    ],
)
def test_values_that_are_gathered_are_shown_as_their_field_is(source: str, kind: str) -> None:
    cell = f'{{name: gathered, title: {{en: G, ja: 集}}, value: "{source}"}}'
    form = FORM.replace("facts: [key,", f"facts: [{cell}, key,")
    (shown, *_) = made(with_form(form)).guards.form("slip").parts[1].cells

    assert (shown.spec.type, shown.spec.many, shown.title.en) == (kind, True, "G")
    assert kind != "enum" or (shown.spec.values or {})["photo"].ja == "写真"


def test_a_workflow_has_one_main_form_at_most() -> None:
    main = f"{FORM}main: true\n"
    other = main.replace("form: slip", "form: zettel")
    with pytest.raises(DefinitionError) as caught:
        made({**with_form(main), "documents/other.yaml": other})
    (problem,) = caught.value.problems
    assert spot(problem).startswith("T017 documents/other.yaml:24:7")
    assert "`slip`" in problem.message.en
    assert "`slip`" in problem.message.ja

    elsewhere = main.replace("form: slip", "form: zettel").split("boxes:")[0]
    elsewhere += "main: true\nparts: [{text: {en: x, ja: x}}]\n"
    elsewhere = elsewhere.replace("of: loan", "of: person")
    forms = made({**with_form(main), "documents/other.yaml": elsewhere}).forms
    assert [form.name for form in forms.values() if form.main] == ["slip", "zettel"]


def test_a_form_about_all_cases_is_nobodys_main_one() -> None:
    board = "form: board\ntitle: {en: B, ja: 一覧}\nmain: true\nparts: [{listing: due}]\n"
    assert wrong(board)[0].startswith("T041 documents/form.yaml:3:1")


def test_a_form_that_is_not_the_main_one_has_the_text_it_had() -> None:
    assert b'"main"' not in made(with_form()).document
    assert b'"main":true' in made(with_form(f"{FORM}main: true\n")).document


@pytest.mark.parametrize(
    ("value", "kind", "many"),
    [
        ("case.complaints.map(c, c.state)", "enum", True),
        ("case.complaints.map(c, c.parent.reader)", "person", True),
        ("case.complaints.map(c, size(c.fact))", "int", True),
        ("all.loan.map(l, l.opened_at)", "timestamp", True),
        ("case.reader.manager", "person", False),
        ("case.did.bring.at", "timestamp", False),
        ("all.requirement.map(r, r.standard)", "enum", True),
    ],
)
def test_a_value_is_shown_by_what_it_leads_to(value: str, kind: str, many: object) -> None:
    form = FORM.replace("value: size(case.complaints)", f"value: '{value}'")
    shown = made(with_form(form)).guards.form("slip").parts[1].cells[3]

    assert (shown.spec.type, shown.spec.many) == (kind, many)
    assert (shown.spec.values is not None) == (kind == "enum")


def test_what_changes_in_a_form_is_told() -> None:
    before = made(with_form())
    after = made(with_form(FORM.replace("width: 3", "width: 4")))

    assert difference(made(), before)[0].changes[0].what.ja == "様式"
    (group,) = difference(before, after)
    assert (group.part, [change.what.en for change in group.changes]) == (
        "slip",
        ["`parts.3.columns.2.width`"],
    )


@pytest.mark.parametrize(
    ("old", "new", "spots"),
    [
        ("of: loan", "of: lone", ["T020 documents/form.yaml:3:5"]),
        ("[bring, close]", "[bringing]", ["T020 documents/form.yaml:6:38"]),
        ("by: desk", "by: chair", ["T020 documents/form.yaml:7:13"]),
        ("facts: [key, state", "facts: [key, key", ["T017 documents/form.yaml:11:18"]),
        ("reader, {", "readers, {", ["T033 documents/form.yaml:11:30"]),
        (
            "title: {en: Complaints, ja: 苦情}, value",
            "value",
            ["T041 documents/form.yaml:11:33"],
        ),
        ("{c.fact}", "{c.facts}", ["T033 documents/form.yaml:18:24"]),
        ("- table: complaints", "- table: record", ["T021 documents/form.yaml:12:12"]),
        ("name: outline", "name: box_1", ["T021 documents/form.yaml:10:11"]),
        ("- table: complaints", "- table: outline", ["T017 documents/form.yaml:12:5"]),
        ("each: {p: all.person}", "each: {c: all.person}", ["T021 documents/form.yaml:19:16"]),
        ("each: {p: all.loan}", "each: {case: all.loan}", ["T021 documents/form.yaml:22:12"]),
        ("draw: {from: p.due, ", "draw: {since: p.due, ", ["T041 documents/form.yaml"] * 2),
        ("to: p.due}", "to: p.key}", ["T041 documents/form.yaml:23:29"]),
        ("picture: gantt", "picture: matrix", ["T041 documents/form.yaml:21:14"]),
        ("- picture: gantt", "- listing: due", ["T015 documents/form.yaml"]),
        ("name: outline\n    facts", "facts", ["T015 documents/form.yaml:10:12"]),
    ],
)
def test_what_is_wrong_is_told_at_its_place(old: str, new: str, spots: list[str]) -> None:
    assert old in FORM

    found = wrong(FORM.replace(old, new))

    assert found[0].startswith(spots[0])
    assert len(found) >= len(spots)


def test_a_form_about_all_cases_has_no_boxes_and_no_case() -> None:
    whole = FORM.replace("of: loan\n", "")

    assert wrong(whole)[0].startswith("T041 documents/form.yaml:4:1")


@pytest.mark.parametrize("kind", ["steps", "evidence", "waivers", "refusals"])
def test_what_is_of_a_case_needs_one(kind: str) -> None:
    form = f"form: f\ntitle: {{en: F, ja: F}}\nparts:\n  - listing: {kind}\n"

    assert wrong(form) == ["T041 documents/form.yaml:4:14"]
    assert made(with_form(form.replace(kind, "due"))).forms["f"].of is None
