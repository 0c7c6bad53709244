"""What is proved of guards is so; what is not proved is left open."""

import itertools
from datetime import UTC

import pytest

from tadasu.guard import proof
from tadasu.guard.checked import Checked
from tadasu.guard.claiming import claim
from tadasu.guard.claims import Claims
from tadasu.guard.guard import compile_guard
from tests.unit.guard.world import NAMES, SCHEMA

DRAFT = {("c", "result"): ["conforms"]}
SCOPE = {**NAMES, "c": SCHEMA["audit"]["checks"].type.item}  # type: ignore[union-attr]


def checked(source: str) -> Checked:
    return compile_guard(source, SCOPE, SCHEMA).checked


def verdict(source: str, **known: object) -> str:
    claims = Claims(**known)  # type: ignore[arg-type]
    formula = claim(claims, checked(source))
    if claims.always(formula):
        return "always"
    return "never" if claims.never([formula]) else "open"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("true", "always"),
        ("1 > 2", "never"),
        ("date('2025-01-01') < date('2026-01-01')", "always"),
        ("case.reported", "open"),
        ("case.reported || !case.reported", "always"),
        ("case.reported == true && case.reported != true", "never"),
        ("case.reported ? true : !case.reported", "always"),
        ("c.result == 'conforms' && c.result == 'nonconformity'", "never"),
        ("c.result == 'conforms' || c.result in ['nonconformity', 'not_applicable']", "always"),
        ("c.result in ['conforms', 'nonconformity']", "open"),
        ("c.result != 'conforms' || c.result != 'nonconformity'", "always"),
        ("case.budget > 5 && case.budget < 6", "never"),
        ("case.budget > 5 && case.budget < 7", "open"),
        ("case.budget >= 5 || 4 >= case.budget", "always"),
        ("case.budget == case.budget", "always"),
        ("case.budget != case.budget", "never"),
        ("case.budget < params.months && params.months < case.budget", "never"),
        ("case.budget < params.months || params.months <= case.budget", "always"),
        ("today > date('2025-01-31') || today <= date('2025-01-31')", "always"),
        ("today > date('2025-01-31') && today < date('2025-02-01')", "never"),
        (
            "now < timestamp('2025-01-01T00:00:00Z') || now >= timestamp('2025-01-01T00:00:00Z')",
            "always",
        ),
        ("case.scope == 'a' && case.scope == 'b'", "never"),
        ("case.scope < 'a' && case.scope > 'b'", "never"),
        ("case.scope > 'a' && case.scope < 'b'", "open"),
        ("has(case.lead) && actor == case.lead && case.lead != actor", "never"),
        ("has(case.lead) || !has(case.lead)", "always"),
        ("actor in actor.ancestors('superior')", "never"),
        ("case.team.exists(p, p in p.ancestors('superior'))", "never"),
        ("case.team.exists(p, actor in p.ancestors('superior'))", "open"),
        ("has(actor.superior) && actor in actor.superior.ancestors('superior')", "open"),
        ("size(case.team) >= 0", "always"),
        ("size(case.team) < 0", "never"),
        ("size(case.scope) < 0", "never"),
        ("size(case.team) > 0", "open"),
        ("case.team.all(p, p == actor) && case.team.exists(q, q != actor)", "never"),
        ("case.team.exists(p, p == actor) && size(case.team) == 0", "never"),
        ("!case.team.all(p, p == actor) && size(case.team) == 0", "never"),
        ("actor in case.team && size(case.team) < 1", "never"),
        ("case.team.all(p, p == actor)", "open"),
        ("case.checks.all(k, k.result == 'conforms' || k.result != 'conforms')", "always"),
        ("case.checks.exists(k, k.result == 'conforms' && k.result != 'conforms')", "never"),
        ("case.checks.exists(k, size(k.evidence) >= 0) || size(case.checks) == 0", "always"),
        ("case.checks.exists_one(k, size(k.evidence) < 0)", "never"),
        ("[1, 2].exists(n, n == n)", "always"),
        ("case.scope.contains('x') && !case.scope.contains('x')", "never"),
        ("case.scope.contains('x') && !case.scope.contains('y')", "open"),
        ("today.addDays(3) > today", "open"),
        ("'a' in ['b']", "never"),
        ("actor in case.team || !(actor in case.team)", "always"),
    ],
)
def test_what_is_proved(source: str, expected: str) -> None:
    assert verdict(source) == expected


def test_what_is_given_counts() -> None:
    source = "c.result == 'conforms'"
    assert verdict(source) == "open"
    assert verdict(source, given=DRAFT) == "always"
    assert verdict("c.result == 'nonconformity'", given=DRAFT) == "never"
    assert verdict("case.budget >= 0", lowest={("audit", "budget"): 0}) == "always"
    assert verdict("case.budget >= 1", lowest={("audit", "budget"): 0}) == "open"


def test_an_empty_list_is_counted_through() -> None:
    empty = [("case", "team")]
    assert verdict("case.team.all(p, p == actor)", empty=empty) == "always"
    assert verdict("actor in case.team", empty=empty) == "never"
    assert verdict("size(case.team) > 0", empty=empty) == "never"
    assert verdict("case.team.filter(p, p == actor).exists(q, true)", empty=empty) == "never"
    assert verdict("case.checks.all(k, size(k.evidence) > 0)", empty=empty) == "open"


def test_names_can_be_told_apart() -> None:
    claims = Claims()
    one = claim(claims, checked("c.result == 'conforms'"))
    other = claim(claims, checked("c.result != 'conforms'"))
    assert claims.never([one, other])
    claims = Claims()
    one = claim(claims, checked("c.result == 'conforms'"), {"c": "c#1"})
    other = claim(claims, checked("c.result != 'conforms'"), {"c": "c#2"})
    assert not claims.never([one, other])


def test_beyond_the_budget_nothing_is_proved(monkeypatch: pytest.MonkeyPatch) -> None:
    letters = "abcde"
    source = " && ".join(f"case.scope.contains('{one}')" for one in letters)
    source += " && (" + " || ".join(f"!case.scope.contains('{one}')" for one in letters) + ")"
    assert verdict(source) == "never"
    monkeypatch.setattr(proof, "BUDGET", 3)
    assert verdict(source) == "open"


def test_nothing_is_proved_that_a_value_contradicts() -> None:
    parts = [
        "case.budget > 2",
        "case.budget == 2",
        "case.budget < 3",
        "case.reported",
        "c.result == 'conforms'",
        "c.result in ['conforms', 'nonconformity']",
    ]

    class Row:
        key, shown = "x", "x"

        def __init__(self, **fields: object) -> None:
            self.fields = fields

        def get(self, name: str) -> object | None:
            return self.fields.get(name)

    rows = [
        {"case": Row(budget=b, reported=r), "c": Row(result=s)}
        for b in (1, 2, 3)
        for r in (True, False)
        for s in ("conforms", "nonconformity", "not_applicable")
    ]
    for one, two, three in itertools.product(parts, repeat=3):
        source = f"({one} && !({two})) || {three}"
        guard = compile_guard(source, SCOPE, SCHEMA)
        values = {guard.value(names, zone=UTC) for names in rows}
        expected = "open" if len(values) == 2 else "always" if values == {True} else "never"
        assert verdict(source) == expected, source
