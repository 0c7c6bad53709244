"""What the condition of a filter proves of the items that it leaves."""

import pytest

from tadasu.guard.types import Scalar
from tests.unit.guard.world import problems


@pytest.mark.parametrize(
    "source",
    [
        "case.checks.filter(c, has(c.note)).all(c, c.note != '')",
        "case.checks.filter(c, has(c.note)).map(c, c.note) == ['x']",
        (
            "case.checks.filter(c, has(c.note) && c.key != '').filter(c, c.note != '')"
            ".latest(d, size(d.note)).exists(e, e.note == 'x')"
        ),
        (
            "case.team.filter(p, has(p.superior) && has(p.superior.superior)).map(p, p.superior)"
            ".all(p, p.superior == actor)"
        ),
        (
            "(case.checks.filter(c, has(c.note)) + case.checks.filter(d, has(d.note)))"
            ".all(c, c.note != '')"
        ),
        (
            "(case.reported ? case.team.filter(p, has(p.superior)) : case.team"
            ".filter(q, has(q.superior) && q.name != '')).all(p, p.superior == actor)"
        ),
    ],
)
def test_what_a_filter_proves_is_there_in_its_items(source: str) -> None:
    assert problems(source, Scalar.BOOL) == ()


@pytest.mark.parametrize(
    "source",
    [
        "case.checks.filter(c, has(c.note) || c.key != '').all(c, c.note != '')",
        "case.checks.filter(c, !has(c.note)).all(c, c.note != '')",
        "case.checks.filter(c, has(c.note)).all(c, case.checks.all(d, d.note != ''))",
        "(case.checks.filter(c, has(c.note)) + case.checks).all(c, c.note != '')",
        (
            "(case.reported ? case.team.filter(p, has(p.superior)) : case.team)"
            ".all(p, p.superior == actor)"
        ),
        "case.checks.map(c, has(c.note) ? c : c).all(c, c.note != '')",
        "case.team.filter(p, has(p.superior)).map(p, p.superior).all(p, p.superior == actor)",
    ],
)
def test_what_no_filter_proves_may_be_absent(source: str) -> None:
    assert {problem.code for problem in problems(source, Scalar.BOOL)} == {"optional"}
