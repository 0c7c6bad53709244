"""A project may be stricter than what it is laid over, never less."""

import pytest

from tadasu.rules.lint import lint
from tadasu.rules.process import Process, assemble
from tests.unit.rules.library import FILES, PROJECT, documents, edited, made, spot

LOAN, POLICIES = "loan.yaml", "policies.yaml"


def found(*edits: tuple[str, str, str], base: Process | None = None) -> list[str]:
    local = edited(*edits)
    files = {f"my-{file}": text for file, text in local.items() if text != FILES[file]}
    process = assemble(documents(FILES), documents(files), PROJECT)
    problems = lint(process, base or made())
    return [spot(one) for one in problems if one.code in ("T114", "T115")]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param("level: floor", "level: block", "T114 my-policies.yaml:4:8", id="level"),
        pytest.param(
            "c.parent.key != case", "c.parent.key == case", "T114 my-policies.yaml:7:10", id="rule"
        ),
        pytest.param("empty: pass", "empty: refuse", "T114 my-policies.yaml:6:8", id="empty"),
        pytest.param(
            "empty: pass", "empty: pass\nwhen: 'false'", "T114 my-policies.yaml:7:7", id="when"
        ),
        pytest.param(
            "each: {c: case.complaints}",
            "each: {c: 'case.complaints.filter(x, x.fact != \"\")'}",
            "T114 my-policies.yaml:5:7",
            id="each",
        ),
    ],
)
def test_a_floor_is_not_changed(old: str, new: str, expected: str) -> None:
    assert found((POLICIES, old, new)) == [expected]


def test_its_words_may_be() -> None:
    assert found((POLICIES, 'en: "Settle {c.key}."', 'en: "Please settle {c.key}."')) == []


def test_other_rules_may_be_changed() -> None:
    assert found((POLICIES, "level: block", "level: warn")) == []


def test_a_floor_stays_where_it_binds() -> None:
    assert found((LOAN, "policies: [B-01, B-04]", "policies: [B-04]")) == [
        "T115 my-loan.yaml:46:3"
    ]


def test_another_name_for_the_act_is_no_way_around() -> None:
    edits = [(LOAN, "  close:\n", "  finish:\n"), (LOAN, "policies: [B-01, B-04]", "policies: []")]
    assert found(*edits) == ["T115 my-loan.yaml:46:3"]
    assert found(edits[0]) == []


def test_another_way_into_the_state_is_no_way_around() -> None:
    more = (
        "transitions:\n"
        "  drop: {title: {en: Drop, ja: 打ち切る}, from: lent, to: closed, by: desk}\n"
    )
    assert found((LOAN, "transitions:\n", more)) == ["T115 my-loan.yaml:34:3"]
    bound = more.replace("by: desk}", "by: desk, policies: [B-01]}")
    assert found((LOAN, "transitions:\n", bound)) == []


def test_the_state_stays() -> None:
    edits = [
        (LOAN, "  closed: {title", "  finished: {title"),
        (LOAN, "to: closed", "to: finished"),
        (LOAN, "policies: [B-01, B-04]", "policies: [B-04]"),
    ]
    assert found(*edits) == ["T115 my-loan.yaml:25:1"]


def test_a_case_does_not_begin_behind_the_floor() -> None:
    edits = [
        (LOAN, "  closed: {title: {en: Closed, ja: 完了}, final: true}\n", ""),
        (LOAN, "states:\n", "states:\n  closed: {title: {en: Closed, ja: 完了}, final: true}\n"),
    ]
    assert found(*edits) == ["T115 my-loan.yaml:26:3"]


@pytest.mark.parametrize(
    ("bound", "left"),
    [
        pytest.param("policies: [B-02]", "policies: []", id="open"),
        pytest.param("{policies: [B-03]}", "{policies: []}", id="change"),
        pytest.param("in: [lent, back]", "in: [lent]", id="evidence"),
    ],
)
def test_floors_on_other_acts_stay(bound: str, left: str) -> None:
    binding = bound.replace("B-02", "B-05").replace("B-03", "B-05")
    if bound == binding:
        binding = bound + "\n  policies: [B-05]"
    policy = (
        "policy: B-05\ntitle: {en: E, ja: 床}\nlevel: floor\nrequire: case.book != ''\n"
        "message: {en: E, ja: 床}\nremedy: {en: E, ja: 床}\n"
    )
    base = made({**edited((LOAN, bound, binding)), "floor.yaml": policy})
    local = {**edited((LOAN, bound, left)), "floor.yaml": policy}
    codes = [one.code for one in lint(made(local), base)]
    assert codes.count("T115") == 1
    assert [one.code for one in lint(base, base) if one.severity == "error"] == []


def test_an_approval_under_a_floor_stays_under_it() -> None:
    loop = (LOAN, "    by: desk\n    input", "    by: desk\n    policies: [B-01]\n    input")
    base = made(edited(loop))
    assert "T115" in [one.code for one in lint(made(), base)]


def test_what_is_gone_is_told() -> None:
    base = made()
    rest = {file: text for file, text in FILES.items() if file != "policies.yaml"}
    rest["loan.yaml"] = rest["loan.yaml"].replace("B-01, B-04", "").replace("[B-02]", "[]")
    rest["loan.yaml"] = rest["loan.yaml"].replace("[B-03]", "[]")
    codes = [spot(one) for one in lint(made(rest), base) if one.severity == "error"]
    assert codes == ["T115 loan.yaml:46:3", "T114 policy B-01:1:1"]
    people = {"person.yaml": FILES["person.yaml"]}
    codes = [one.code for one in lint(made(people), base) if one.severity == "error"]
    assert codes == ["T114", "T115"]
