"""What a guard reads, as paths: all of it, and no more."""

import pytest

from tests.unit.guard.world import guard, marked


@pytest.mark.parametrize(
    ("source", "paths"),
    [
        ("case.reported", {"case.reported"}),
        ("today == date('2025-04-01')", {"today"}),
        ("actor in case.team", {"actor", "case.team"}),
        (
            "case.checks.exists(c, c.evidence.exists(e, e.method == 'record'))",
            {"case.checks", "case.checks.evidence", "case.checks.evidence.method"},
        ),
        (
            "case.checks.filter(c, c.result == 'conforms').all(d, d.evidence != [])",
            {"case.checks", "case.checks.result", "case.checks.evidence"},
        ),
        ("case.team.map(p, p.departments).all(l, l.all(d, d.name != ''))",
         {"case.team", "case.team.departments", "case.team.departments.name"}),
        ("has(case.lead)", {"case.lead"}),
        ("has(case.lead) && has(case.lead.superior)", {"case.lead", "case.lead.superior"}),
        ("(case.reported ? case.team : []).all(p, p.name != '')",
         {"case.reported", "case.team", "case.team.name"}),
        ("[actor, case.department.head].all(p, p.name != '')", None),
        ("has(case.department.head) && [actor, case.department.head].all(p, p.name != '')",
         {"actor", "actor.name", "case.department", "case.department.head",
          "case.department.head.name"}),
        ("case.started_at < now", {"case.started_at", "now"}),
        ("1 + 1 == 2", set()),
    ],
)  # fmt: skip
def test_footprint(source: str, paths: set[str] | None) -> None:
    if paths is None:
        assert marked(source) == [("optional", "case.department.head")]
    else:
        assert {".".join(path) for path in guard(source).footprint} == paths
