"""Names that stand for nothing, and definitions that cannot work."""

import pytest

from tadasu.errors import DefinitionError
from tadasu.rules.project import Project
from tests.unit.rules.library import FILES, PROJECT, made, refused, spot

LOAN, POLICIES, PERSON = "loan.yaml", "policies.yaml", "person.yaml"
COMPLAINT, CATALOGUE = "complaint.yaml", "catalogue.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "expected", "message"),
    [
        pytest.param(
            *(LOAN, "reader: {type: person", "reader: {type: persn"),
            *("T020 loan.yaml:6:18", "There is no type `persn`."),
            id="type",
        ),
        pytest.param(
            *(LOAN, "to: closed", "to: close"),
            *("T020 loan.yaml:49:9", "There is no state `close`."),
            id="target",
        ),
        pytest.param(
            *(LOAN, "from: [back]", "from: [bak]"),
            *("T020 loan.yaml:48:12", "There is no state `bak`."),
            id="source",
        ),
        pytest.param(
            *(LOAN, "in: [lent, back]", "in: [lent, gone]"),
            *("T020 loan.yaml:18:14", "There is no state `gone`."),
            id="state of evidence",
        ),
        pytest.param(
            *(LOAN, "open: {by: [desk]", "open: {by: [dsk]"),
            *("T020 loan.yaml:15:13", "There is no role `dsk`."),
            id="role that opens",
        ),
        pytest.param(
            *(LOAN, "writable: {desk: [condition, rule]}", "writable: {dsk: [condition, rule]}"),
            *("T020 loan.yaml:28:16", "There is no role `dsk`."),
            id="role that writes",
        ),
        pytest.param(
            *(LOAN, "[condition, rule]", "[condition, ruel]"),
            *("T020 loan.yaml:28:34", "There is no field `ruel`."),
            id="writable field",
        ),
        pytest.param(
            *(LOAN, "facts: {condition: required}", "facts: {conditon: required}"),
            *("T020 loan.yaml:45:13", "There is no field `conditon`."),
            id="fact",
        ),
        pytest.param(
            *(LOAN, "policies: [B-02]", "policies: [B-20]"),
            *("T020 loan.yaml:15:31", "There is no policy `B-20`."),
            id="policy",
        ),
        pytest.param(
            *(POLICIES, "standard: house-rules", "standard: house-rule"),
            *("T020 policies.yaml:3:19", "There is no standard `house-rule`."),
            id="standard",
        ),
        pytest.param(
            *(POLICIES, 'clause: "5.10"', 'clause: "5.100"'),
            *("T020 policies.yaml:3:40", "There is no clause in house-rules `5.100`."),
            id="clause",
        ),
        pytest.param(
            *(PERSON, "label: name", "label: nam"),
            *("T020 person.yaml:5:8", "There is no field `nam`."),
            id="label",
        ),
        pytest.param(
            *(PERSON, "label: name", "label: courses"),
            *("T026 person.yaml:5:8", "`label` names a text field."),
            id="label that is no text",
        ),
        pytest.param(
            *(COMPLAINT, "parent: loan", "parent: lone"),
            *("T020 complaint.yaml:3:9", "There is no workflow `lone`."),
            id="parent",
        ),
        pytest.param(
            *(COMPLAINT, "parent: loan", "parent: complaint"),
            *("T024 complaint.yaml:3:9", "`complaint` stands under itself."),
            id="circle",
        ),
        pytest.param(
            *(COMPLAINT, "plural: complaints", "plural: state"),
            *("T021 complaint.yaml:4:9", "The name `state` has a meaning of its own here."),
            id="plural that every case has",
        ),
        pytest.param(
            *(COMPLAINT, "plural: complaints", "plural: book"),
            *("T021 loan.yaml:5:3", "Every record of this kind already has a `book`."),
            id="plural that is a field",
        ),
        pytest.param(
            *(LOAN, "book: {type", "key: {type"),
            *("T021 loan.yaml:5:3", "Every record of this kind already has a `key`."),
            id="field that every case has",
        ),
        pytest.param(
            *(LOAN, "fields:\n    method:", "fields:\n    sha256:"),
            *("T021 loan.yaml:20:5", "Every record of this kind already has a `sha256`."),
            id="field that all evidence has",
        ),
        pytest.param(
            *(LOAN, "  extend:\n", "  change:\n"),
            *("T021 loan.yaml:34:3", "The name `change` has a meaning of its own here."),
            id="transition named like another act",
        ),
        pytest.param(
            *(COMPLAINT, "workflow: complaint", "workflow: params"),
            *("T021 complaint.yaml:1:11", "The name `params` has a meaning of its own here."),
            id="workflow named like a type",
        ),
        pytest.param(
            *(LOAN, "input: {reason: {type: text", "input: {reason: {type: record"),
            *("T015 loan.yaml:39:28", None),
            id="record as input",
        ),
        pytest.param(
            *(PERSON, "people: true\n", ""),
            *("T023 complaint.yaml:1:1", "No workflow says who the people are."),
            id="no people",
        ),
        pytest.param(
            *(LOAN, 'key: "L-{n:04}"\n', 'key: "L-{n:04}"\npeople: true\n'),
            *("T023 person.yaml:3:9", "`loan` already says who the people are."),
            id="two kinds of people",
        ),
        pytest.param(
            *(LOAN, "open: {by", "adopt: desk\nopen: {by"),
            "T023 loan.yaml:15:1",
            "Only the people's workflow says who adopts, keeps keys, acts for whom, gets mail.",
            id="adopting elsewhere",
        ),
        pytest.param(
            *(PERSON, "open: {by", "adopt: boss\nopen: {by"),
            *("T020 person.yaml:21:8", "There is no role `boss`."),
            id="role that adopts",
        ),
        pytest.param(
            *(LOAN, 'key: "L-{n:04}"', 'key: "L {n}"'),
            *("T022 loan.yaml:3:8", "This can't be part of a key."),
            id="blank in a key",
        ),
        pytest.param(
            *(LOAN, 'key: "L-{n:04}"', 'key: "L-{parent}-{n}"'),
            *("T022 loan.yaml:3:6", "There is no parent to take the key of."),
            id="key of no parent",
        ),
        pytest.param(
            *(LOAN, 'key: "L-{n:04}"', 'key: "L-{condition}"'),
            *("T022 loan.yaml:3:6", "A field in a key must be a required text or int."),
            id="key of an enum",
        ),
        pytest.param(
            *(COMPLAINT, 'key: "{parent}-C{n}"', 'key: "{parent}-C"'),
            *("T022 complaint.yaml:5:6", "All cases would have the same key."),
            id="key without a counter",
        ),
        pytest.param(
            *(POLICIES, "each: {c: case.complaints}", "each: {actor: case.complaints}"),
            *("T029 policies.yaml:5:8", "The name `actor` has a meaning in every guard."),
            id="variable that hides a name",
        ),
        pytest.param(
            *(LOAN, "policies: [B-01, B-04]", "policies: [B-01, B-04, B-01]"),
            *("T025 loan.yaml:51:28", "`B-01` is bound here twice."),
            id="binding given twice",
        ),
        pytest.param(
            *(LOAN, "[B-01, B-04]", "[{policy: B-01, level: warn}]"),
            *("T025 loan.yaml:51:38", "B-01 is floor; a binding can't lower it to warn."),
            id="lowered",
        ),
        pytest.param(
            *(LOAN, "{policies: [B-03]}", "{policies: [{policy: B-03, level: waiver}]}"),
            *("T025 loan.yaml:32:43", "B-03 does not say who may waive it."),
            id="raised to a waiver that nobody grants",
        ),
        pytest.param(
            *(POLICIES, "waiver: {by: desk", "waiver: {by: boss"),
            *("T025 loan.yaml:51:22", None),
            id="grantor that does not exist",
        ),
        pytest.param(
            *(CATALOGUE, "workflow: complaint", "workflow: complain"),
            *("T020 catalogue.yaml:10:11", "There is no workflow `complain`."),
            id="workflow of a checklist",
        ),
        pytest.param(
            *(CATALOGUE, "{id: two, fields: {fact", "{id: one, fields: {fact"),
            *("T017 catalogue.yaml:13:10", "The item `one` is given twice."),
            id="item given twice",
        ),
        pytest.param(
            *(CATALOGUE, "{id: two, fields: {fact: {en: Late, ja: 遅れ}}}", "{id: two}"),
            *("T027 catalogue.yaml:13:5", "The field `fact` is required."),
            id="item that could not be opened",
        ),
        pytest.param(
            *(CATALOGUE, "{fact: {en: Late, ja: 遅れ}}", "{fact: [x]}"),
            *("T027 catalogue.yaml:13:30", "`fact` takes one value."),
            id="list for one value",
        ),
    ],
)
def test_what_makes_a_process_unusable(
    file: str, old: str, new: str, expected: str, message: str | None
) -> None:
    problems = {spot(one): one for one in refused((file, old, new))}
    assert expected in problems
    if message is not None:
        assert problems[expected].message.en == message
        assert problems[expected].message.ja != message


def test_a_name_is_defined_once() -> None:
    files = {**FILES, "more.yaml": FILES[COMPLAINT], "again.yaml": FILES[CATALOGUE]}
    with pytest.raises(DefinitionError) as caught:
        made(files)
    assert [spot(one) for one in caught.value.problems] == [
        "T017 again.yaml:1:11",
        "T017 again.yaml:8:12",
        "T017 again.yaml:16:14",
        "T017 more.yaml:1:11",
    ]


def test_siblings_have_names_of_their_own() -> None:
    twin = FILES[COMPLAINT].replace("workflow: complaint", "workflow: praise")
    with pytest.raises(DefinitionError) as caught:
        made({**FILES, "praise.yaml": twin})
    assert [spot(one) for one in caught.value.problems] == ["T024 praise.yaml:4:9"]


def test_numbers_of_the_project_are_known_and_within_bounds() -> None:
    project = PROJECT.model_copy(update={"parameters": {"loan_day": 3, "loan_days": 61}})
    assert isinstance(project, Project)
    problems = refused(project=project)
    assert [one.code for one in problems] == ["T020", "T028"]


def test_something_that_cannot_be_read_is_not_missed_as_well() -> None:
    problems = refused((POLICIES, "level: floor", "level: flor"))
    assert [one.code for one in problems] == ["T013"]
    problems = refused((LOAN, "    from: lent\n    to: back\n", "    to: back\n"))
    assert [one.code for one in problems] == ["T010"]


def test_nothing_is_missed_where_a_file_is_broken() -> None:
    assert [one.code for one in refused((LOAN, "workflow: loan", "workflow: {"))] == ["T002"]


def test_a_document_says_what_it_is() -> None:
    with pytest.raises(DefinitionError) as caught:
        made({**FILES, "odd.yaml": "# x\nworkflw: x\n"})
    assert [spot(one) for one in caught.value.problems] == ["T009 odd.yaml:2:1"]
