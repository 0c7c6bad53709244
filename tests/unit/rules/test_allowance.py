"""A remark that a definition allows itself, with a reason, is not made; no other is spared."""

import pytest

from tadasu.rules.lint import lint
from tests.unit.rules.library import edited, made, refused, spot

LOAN, POLICIES, PERSON = "loan.yaml", "policies.yaml", "person.yaml"
COMPLAINT, CATALOGUE = "complaint.yaml", "catalogue.yaml"
UNBOUND = (LOAN, "{policies: [B-03]}", "{policies: []}")
UNREAD = [
    (LOAN, "    due: params.loan_days\n", ""),
    (POLICIES, "longest: params.loan_days", "longest: '5'"),
]
NOBODY = (COMPLAINT, "open: {by: desk}", "open: {by: []}")


def found(*edits: tuple[str, str, str]) -> list[str]:
    return [spot(one).split()[0] for one in lint(made(edited(*edits)))]


def allow(code: str, at: str = "") -> str:
    place = f", at: {at}" if at else ""
    return f"allow: [{{finding: {code}{place}, reason: It is meant.}}]"


def test_a_policy_allows_itself_to_be_bound_nowhere() -> None:
    assert found(UNBOUND) == ["T109"]
    here = "policy: B-03\n"
    assert found(UNBOUND, (POLICIES, here, f"{here}{allow('T109')}\n")) == []


def test_a_parameter_allows_itself_to_be_unread() -> None:
    assert found(*UNREAD) == ["T110"]
    here = "loan_days: {type: int,"
    assert found(*UNREAD, (CATALOGUE, here, f"{here} {allow('T110')},")) == []


def test_a_checklist_and_a_workflow_allow_each_their_own() -> None:
    assert found(NOBODY) == ["T112", "T106"]
    checklist = (
        CATALOGUE,
        "checklist: first-books\n",
        f"checklist: first-books\n{allow('T112')}\n",
    )
    assert found(NOBODY, checklist) == ["T106"]
    workflow = (
        COMPLAINT,
        "plural: complaints\n",
        f"plural: complaints\n{allow('T106', 'open')}\n",
    )
    assert found(NOBODY, checklist, workflow) == []


@pytest.mark.parametrize("at", ["transitions", "transitions.settle", "open.by", "ope"])
def test_another_place_is_not_spared(at: str) -> None:
    here = "plural: complaints\n"
    told = found(NOBODY, (COMPLAINT, here, f"{here}{allow('T106', at)}\n"))
    assert sorted(told) == ["T106", "T112", "T129"]


@pytest.mark.parametrize("code", ["T114", "T115", "T129", "T131"])
def test_some_can_never_be_allowed(code: str) -> None:
    here = "plural: complaints\n"
    (problem,) = lint(made(edited((COMPLAINT, here, f"{here}{allow(code)}\n"))))
    assert spot(problem) == "T129 complaint.yaml:5:9"
    assert problem.message.en == f"{code} can't be allowed."


def test_a_reason_is_needed_and_only_codes_of_lint_are_known() -> None:
    here = "plural: complaints\n"
    (silent,) = refused((COMPLAINT, here, f"{here}allow: [{{finding: T108}}]\n"))
    assert silent.code == "T010"
    (early,) = refused((COMPLAINT, here, f"{here}{allow('T020')}\n"))
    assert early.code == "T013"
