"""The type checker: what fits, and each thing that does not, at its place."""

import pytest

from tadasu.guard.types import UNKNOWN, EnumOf, ListOf, RecordOf, Scalar, Type, fits, join, named
from tests.unit.guard.world import RESULT, guard, marked, problems


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("case.budget + 1", Scalar.INT),
        ("case.scope", Scalar.STRING),
        ("now - case.started_at", Scalar.DURATION),
        ("now + duration('1h')", Scalar.TIMESTAMP),
        ("duration('1h') + now", Scalar.TIMESTAMP),
        ("date(now)", Scalar.DATE),
        ("today.addMonths(params.months)", Scalar.DATE),
        ("case.opened_on.daysUntil(today)", Scalar.INT),
        ("case.team", ListOf(RecordOf("person"))),
        ("case.checks.filter(c, c.result == 'conforms')", ListOf(RecordOf("check"))),
        ("case.checks.map(c, c.result)", ListOf(RESULT)),
        ("case.checks.map(c, size(c.evidence))", ListOf(Scalar.INT)),
        ("[1, 2]", ListOf(Scalar.INT)),
        ("[] == [1]", Scalar.BOOL),
        ("case.reported ? [] : [1]", ListOf(Scalar.INT)),
        ("[[], [1]]", ListOf(ListOf(Scalar.INT))),
        ("case.reported ? actor : case.team == [] ? actor : actor", RecordOf("person")),
        ("[[]].all(x, x == [1])", Scalar.BOOL),
        ("case.checks.exists(c, c.result in ['conforms', case.scope])", Scalar.BOOL),
        ("case.checks.all(c, c.result.startsWith('con'))", Scalar.BOOL),
    ],
)
def test_types(source: str, kind: Type) -> None:
    assert guard(source).type == kind


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("cases.reported", ("name", "cases")),
        ("case.reportd", ("name", "reportd")),
        ("case.checks.exists(c, c.evidnce == [])", ("name", "evidnce")),
        ("case.checks.key == 'C'", ("type", "key")),
        ("case.scope.size == 1", ("type", "size")),
        ("case.budget == 'ten'", ("type", "case.budget == 'ten'")),
        ("case == actor", ("type", "case == actor")),
        ("case.team == actor", ("type", "case.team == actor")),
        ("today == '2025-04-01'", ("type", "today == '2025-04-01'")),
        ("now < today", ("type", "now < today")),
        ("case.reported < true", ("type", "case.reported < true")),
        ("case.team < []", ("type", "case.team < []")),
        ("case.checks.all(c, c.result < 'x')", ("type", "c.result < 'x'")),
        ("actor in case", ("type", "actor in case")),
        ("'a' in case.scope", ("type", "'a' in case.scope")),
        ("case.budget in case.team", ("type", "case.budget in case.team")),
        ("case.scope + 'x' == 'y'", ("type", "case.scope + 'x'")),
        ("today + 1 == today", ("type", "today + 1")),
        ("today - case.opened_on > 3", ("type", "today - case.opened_on")),
        ("now + 3600 > now", ("type", "now + 3600")),
        ("duration('1h') * 2 > duration('1h')", ("type", "duration('1h') * 2")),
        ("duration('1h') - now > now", ("type", "duration('1h') - now")),
        ("-case.scope == 1", ("type", "case.scope")),
        ("-duration('1h') == duration('1h')", ("type", "duration('1h')")),
        ("!case.budget", ("type", "case.budget")),
        ("case.budget && true", ("type", "case.budget")),
        ("case.reported ? 1 : 'a'", ("type", "case.reported ? 1 : 'a'")),
        ("case.budget ? true : false", ("type", "case.budget")),
        ("[1, 'a'] == []", ("type", "'a'")),
        ("case.team.all(p, p.name)", ("type", "p.name")),
        ("case.scope.all(p, true)", ("type", "case.scope")),
        ("case.team.all(case, true)", ("name", "case")),
        ("[].all(x, x.anything)", ("type", "[]")),
        ("[[]].all(x, x.exists(y, y + 1 == 2))", ("type", "x")),
        ("case.team.all(p, case.team.all(p, true))", ("name", "p")),
        ("size(case.budget) == 1", ("type", "case.budget")),
        ("size() == 1", ("type", "size")),
        ("case.scope.contains('a', 'b')", ("type", "contains")),
        ("case.scope.contains(1)", ("type", "1")),
        ("case.budget.startsWith('a')", ("type", "case.budget")),
        ("case.team.contains('x')", ("type", "contains")),
        ("today.addDays('1') == today", ("type", "'1'")),
        ("now.addDays(1) == now", ("type", "now")),
        ("timestamp(case.scope) < now", ("type", "case.scope")),
        ("timestamp('2025-04-01') < now", ("type", "'2025-04-01'")),
        ("timestamp('2025-04-01T00:00:00.0000001Z') < now",
         ("type", "'2025-04-01T00:00:00.0000001Z'")),
        ("timestamp('2025-02-30T00:00:00Z') < now", ("type", "'2025-02-30T00:00:00Z'")),
        ("timestamp('0000-01-01T00:00:00Z') < now", ("type", "'0000-01-01T00:00:00Z'")),
        ("duration('1') > now - now", ("type", "'1'")),
        ("duration('1ns') > now - now", ("type", "'1ns'")),
        ("duration('293y') > now - now", ("type", "'293y'")),
        ("duration('2562048h') > now - now", ("type", "'2562048h'")),
        ("date('2025-02-29') < today", ("type", "'2025-02-29'")),
        ("date('20250228') < today", ("type", "'20250228'")),
        ("date(1) < today", ("type", "1")),
        ("case.scope.matches('a.*')", ("profile", "matches")),
        ("int('1') == 1", ("profile", "int")),
        ("now.getFullYear() == 2025", ("profile", "getFullYear")),
        ("case.team.size() == 1", ("name", "size")),
        ("startsWith(case.scope, 'a')", ("name", "startsWith")),
        ("exists(case.team, p)", ("name", "p")),
        ("case.scope.starsWith('a')", ("name", "starsWith")),
        ("case.checks.all(c, c.result == 'conform')", ("enum", "'conform'")),
        ("case.checks.all(c, 'conform' != c.result)", ("enum", "'conform'")),
        ("case.checks.all(c, c.result in ['conforms', 'x'])", ("enum", "'x'")),
        ("case.checks.all(c, 'x' in [c.result])", ("enum", "'x'")),
        ("'x' in case.checks.map(c, c.result)", ("enum", "'x'")),
        ("case.checks.all(c, c.result == (case.reported ? 'conforms' : 'x'))", ("enum", "'x'")),
        ("case.checks.map(c, c.result) == ['conforms', 'x']", ("enum", "'x'")),
        ("case.checks.all(c, c.result == c.evidence.map(e, e.method))",
         ("type", "c.result == c.evidence.map(e, e.method)")),
        ("case.checks.all(c, c.evidence.all(e, e.method == c.result))",
         ("type", "e.method == c.result")),
        ("case.closed_on < today", ("optional", "case.closed_on")),
        ("case.lead.name == 'x'", ("optional", "case.lead")),
        ("case.checks.all(c, c.note == '')", ("optional", "c.note")),
        ("has(case.teem)", ("name", "teem")),
        ("has(case.budget.x)", ("type", "x")),
    ],
)  # fmt: skip
def test_each_problem_at_its_place(source: str, expected: tuple[str, str]) -> None:
    assert expected in marked(source, Scalar.BOOL)


def test_the_place_is_exact() -> None:
    source = "true &&\n  case.checks.exists(c, c.reslt == 'x')"
    (problem,) = problems(source)
    assert (problem.offset, problem.length) == (source.index("reslt"), 5)


def test_all_problems_at_once_in_order() -> None:
    source = "case.teem == [] || actr in case.team && case.closed_on > 3"
    assert marked(source) == [
        ("name", "teem"),
        ("name", "actr"),
        ("optional", "case.closed_on"),
        ("type", "case.closed_on > 3"),
    ]


def test_one_mistake_is_reported_once() -> None:
    assert len(problems("case.teem.all(p, p.x > 1 && p.y + 2 == p.z)")) == 1


@pytest.mark.parametrize(
    ("source", "remedy"),
    [
        ("case.reportd", "Did you mean reported?"),
        ("cas.reported", "Did you mean case?"),
        ("case.scope.starsWith('a')", "Did you mean startsWith?"),
        ("case.checks.all(c, c.result == 'conform')", "Did you mean 'conforms'?"),
        ("case.closed_on == today", "Write has(case.closed_on) && … before it."),
        ("today == '2025-04-01'", "Write date('YYYY-MM-DD')."),
        ("now == '2025-04-01T00:00:00Z'", "Write timestamp('YYYY-MM-DDThh:mm:ssZ')."),
        ("today == now", "date(t) is the day of the timestamp t."),
        ("today - case.opened_on == 1", "Write a.daysUntil(b)."),
        ("today + 1 == today", "Write d.addDays(n) or d.addMonths(n)."),
        ("now + 1 == now", "Add a duration: t + duration('24h')."),
        ("'a' in case.scope", "Write text.contains(part)."),
        ("case.team.contains('x')", "Write x in list."),
        ("case.team == actor", "Write x in list, or list.exists(x, …)."),
        ("case.checks.all(c, c.result < 'x')", "An enum has no order; write x in ['a', 'b']."),
        ("case.scope + 'x' == 'y'",
         "Texts are not joined in guards; a message template does it: {a}{b}."),
        ("case.team.size() == 1", "Write size(string) -> int, size(list) -> int."),
        ("case.scope.matches('a')", "Use startsWith, endsWith, contains or sameAs."),
    ],
)  # fmt: skip
def test_remedies(source: str, remedy: str) -> None:
    assert remedy in [p.remedy.en for p in problems(source) if p.remedy]


def test_every_text_is_there_in_both_languages() -> None:
    sources = ["case.teem == 1", "today == 1", "case.closed_on == today", "foo(1)", "case.scope.x"]
    for problem in (p for source in sources for p in problems(source)):
        for text in (problem.message, problem.remedy):
            assert text is None or (text.en and text.ja and text.ja != text.en)


@pytest.mark.parametrize(
    "source",
    [
        "has(case.closed_on) && case.closed_on < today",
        "case.reported && has(case.closed_on) && case.closed_on < today",
        "!has(case.closed_on) || case.closed_on < today",
        "has(case.closed_on) ? case.closed_on < today : true",
        "!has(case.closed_on) ? true : case.closed_on < today",
        "!(has(case.closed_on) && case.reported) || case.closed_on < today",
        "!(!has(case.closed_on) || case.reported) && case.closed_on < today",
        "(has(case.closed_on) || false) && case.closed_on < today",
        "(case.reported ? has(case.closed_on) : false) && case.closed_on < today",
        "(case.reported ? has(case.lead) : has(case.lead)) && case.lead.name == 'x'",
        "has(case.lead) && has(case.lead.superior) && case.lead.superior.name == 'x'",
        "has(case.lead) && case.team.all(p, p == case.lead)",
        "case.checks.all(c, has(c.note) && c.note != '')",
        "case.checks.filter(c, has(c.note)).all(c, !has(c.note) || c.note != '')",
        "has(case.closed_on) && false && case.closed_on < today",
        "true || case.budget == 1",
        "has(case.scope)",
    ],
)
def test_optional_members_behind_has(source: str) -> None:
    assert problems(source, Scalar.BOOL) == ()


@pytest.mark.parametrize(
    "source",
    [
        "has(case.closed_on) || case.closed_on < today",
        "case.closed_on < today && has(case.closed_on)",
        "!has(case.closed_on) && case.closed_on < today",
        "(has(case.closed_on) || case.reported) && case.closed_on < today",
        "has(case.closed_on) ? true : case.closed_on < today",
        "(case.reported ? has(case.closed_on) : true) && case.closed_on < today",
        "has(case.lead.superior)",
        "has(case.lead) && case.lead.superior.name == 'x'",
        "case.team.all(p, has(p.superior)) && case.team.all(p, p.superior == actor)",
        "has(case.lead) == true && case.lead.name == 'x'",
    ],
)
def test_optional_members_that_are_not_proved(source: str) -> None:
    assert {problem.code for problem in problems(source, Scalar.BOOL)} == {"optional"}


@pytest.mark.parametrize(
    ("source", "want", "fit"),
    [
        ("case.reported", Scalar.BOOL, True),
        ("case.budget", Scalar.BOOL, False),
        ("case.team", ListOf(RecordOf("person")), True),
        ("[]", ListOf(RecordOf("person")), True),
        ("[]", None, False),
        ("case.checks.map(c, c.result)", ListOf(Scalar.STRING), True),
        ("case.scope", RESULT, False),
        ("'conforms'", RESULT, True),
        ("'x'", RESULT, False),
        ("case.reported ? 'conforms' : 'x'", RESULT, False),
    ],
)
def test_wanted_types(source: str, want: Type | None, fit: bool) -> None:
    assert (problems(source, want) == ()) is fit


def test_joined_types() -> None:
    one, other = EnumOf(("a", "b")), EnumOf(("b", "c"))
    assert join(one, other) == EnumOf(("a", "b", "c"))
    assert join(one, EnumOf(("d",))) is None
    assert join(one, Scalar.STRING) is Scalar.STRING
    assert join(ListOf(UNKNOWN), ListOf(one)) == ListOf(one)
    assert join(Scalar.INT, Scalar.STRING) is None
    assert fits(one, Scalar.STRING)
    assert not fits(Scalar.STRING, one)
    assert named(ListOf(RecordOf("person"))).ja == "person のリスト"
