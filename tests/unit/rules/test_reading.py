"""Objections of the models, in words of our own and at the right place."""

import pytest

from tadasu.rules.remedies import REMEDIES
from tadasu.rules.wording import did_you_mean
from tests.unit.rules.library import refused, spot

LOAN, POLICIES, PERSON = "loan.yaml", "policies.yaml", "person.yaml"


@pytest.mark.parametrize(
    ("file", "old", "new", "code", "message", "remedy"),
    [
        pytest.param(
            *(LOAN, "writable: {desk: [condition", "writeable: {desk: [condition"),
            *("T011", "There is no key `writeable` here.", "Did you mean `writable`?"),
            id="unknown key",
        ),
        pytest.param(
            *(LOAN, "{en: Lent, ja: 貸出中}", "{en: Lent, so: out, ja: 貸出中}"),
            *("T011", "There is no key `so` here."),
            "Known here: `en` `ja`. A text that holds a comma needs quotes.",
            id="a comma in a text",
        ),
        pytest.param(
            *(LOAN, "{en: Lent, ja: 貸出中}", "{so: out, en: Lent, ja: 貸出中}"),
            *("T011", "There is no key `so` here.", "Known here: `en` `ja`."),
            id="unknown language",
        ),
        pytest.param(
            *(POLICIES, "level: floor", "level: flor"),
            *("T013", "`flor` is not possible here.", "Did you mean `floor`?"),
            id="unknown value",
        ),
        pytest.param(
            *(LOAN, "title: {en: Lent, ja: 貸出中}", "title: {en: Lent}"),
            *("T016", "The Japanese text is missing.", "Add `ja: …`."),
            id="no Japanese",
        ),
        pytest.param(
            *(LOAN, "title: {en: Lent, ja: 貸出中}", "title: {ja: 貸出中}"),
            *("T016", "The English text is missing.", "Add `en: …`."),
            id="no English",
        ),
        pytest.param(
            *(LOAN, "title: {en: Lent, ja: 貸出中}", "title: {en: Lent, ja: '\u3000'}"),
            *("T015", "This text is blank.", REMEDIES["T015"].en),
            id="a full-width space is nothing",
        ),
        pytest.param(
            *(LOAN, "    from: lent\n    to: back\n", "    to: back\n"),
            *("T010", "The key `from` is missing.", "Add `from: …`."),
            id="missing key",
        ),
        pytest.param(
            *(PERSON, "final: true", "final: yes"),
            *("T012", "Write true or false here, without quotes.", REMEDIES["T012"].en),
            id="yes is not true",
        ),
        pytest.param(
            *(POLICIES, "empty: pass", ""),
            *("T015", "`each` and `empty` belong together: say what holds when nothing is left."),
            REMEDIES["T015"].en,
            id="each without empty",
        ),
        pytest.param(
            *(POLICIES, "level: waiver", "level: block"),
            *(
                "T015",
                "A policy has a `waiver` block if, and only if, its level is waiver.",
                REMEDIES["T015"].en,
            ),
            id="waiver without the level",
        ),
        pytest.param(
            *(POLICIES, "each: {c: case.complaints}", "each: {c: case.complaints, d: case}"),
            *("T012", "Only one may stand here.", REMEDIES["T012"].en),
            id="two variables",
        ),
        pytest.param(
            *(POLICIES, "policy: B-02", "policy: b02"),
            *("T013", "`b02` is no policy id.", "Write it like E-01."),
            id="policy id",
        ),
        pytest.param(
            *(PERSON, "many: true", "many: false"),
            *("T015", "A field of type record needs `many: true`.", REMEDIES["T015"].en),
            id="single record",
        ),
        pytest.param(
            *(PERSON, "type: enum", "type: text"),
            *(
                "T015",
                "`values` belongs to a field of type enum, and to no other.",
                REMEDIES["T015"].en,
            ),
            id="values of a text",
        ),
        pytest.param(
            *("catalogue.yaml", "default: 14", "default: 1.4"),
            *(
                "T028",
                "`loan_days` must be a whole number from 1 to 60, not `1.4`.",
                REMEDIES["T028"].en,
            ),
            id="no whole number",
        ),
        pytest.param(
            *("catalogue.yaml", "default: 14", "default: 140"),
            *(
                "T028",
                "`loan_days` must be a whole number from 1 to 60, not `140`.",
                REMEDIES["T028"].en,
            ),
            id="default out of bounds",
        ),
        pytest.param(
            *(LOAN, "states:\n  lent:", "states:\n  Lent:"),
            *("T013", "`Lent` is no name that can be used here."),
            "Use small letters a–z, digits and _, beginning with a letter.",
            id="capital letter in a name",
        ),
    ],
)
def test_what_is_wrong_and_what_to_do(
    file: str, old: str, new: str, code: str, message: str, remedy: str
) -> None:
    problem = next(one for one in refused((file, old, new)) if one.code == code)
    assert problem.message.en == message
    assert problem.remedy is not None
    assert problem.remedy.en == remedy
    assert problem.message.ja != message
    assert problem.source.strip()


def test_all_problems_of_all_files_come_at_once() -> None:
    problems = refused(
        ("loan.yaml", "by: [reader, desk]", "by: [reader, dsk]"),
        ("complaint.yaml", "plural: complaints", "plurals: complaints"),
        ("policies.yaml", 'clause: "5.10"', "clause: 5.11"),
        ("person.yaml", "has(actor.manager)", "has(actor.manger)"),
        ("catalogue.yaml", 'edition: "1"', 'edition: &x "1"'),
    )
    assert [spot(one) for one in problems] == [
        "T004 catalogue.yaml:3:10",
        "T024 complaint.yaml:3:9",
        "T011 complaint.yaml:4:1",
        "T020 loan.yaml:44:18",
        "T020 policies.yaml:3:40",
    ]


def test_guards_are_checked_beside_unknown_keys() -> None:
    problems = refused(
        ("loan.yaml", "book: {type: text,", "book: {typ: x, type: text,"),
        ("person.yaml", "has(actor.manager)", "has(actor.manger)"),
    )
    assert [spot(one) for one in problems] == ["T011 loan.yaml:5:10", "T033 person.yaml:20:54"]


def test_the_nearest_name_is_suggested_and_short_lists_are_shown() -> None:
    near = did_you_mean("raisd", ["raised", "settled"])
    assert near is not None
    assert near.ja == "`raised` のことですか。"
    listed = did_you_mean("xyz", ["raised", "settled"])
    assert listed is not None
    assert listed.en == "Known here: `raised` `settled`."
    assert did_you_mean("xyz", []) is None
    assert did_you_mean("xyz", map(str, range(50))) is None
