"""Whole lists: sum, min, max and latest."""

from datetime import date, datetime, timedelta, timezone

import pytest

from tadasu.errors import Fragment
from tadasu.guard.guard import GuardError, compile_guard
from tadasu.guard.types import ListOf, RecordOf, Scalar, Type
from tests.unit.guard.world import TOKYO, audit, guard, marked, names, problems, value

BIG = 2**63 - 1


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("sum([1, 2, 3])", 6),
        ("sum([1].filter(x, false))", 0),
        (f"sum([{BIG}, 1, -1])", BIG),
        ("sum([duration('1h'), duration('30m')])", timedelta(minutes=90)),
        ("sum([duration('1h')].filter(x, false))", timedelta()),
        ("sum([duration('2562047h'), duration('1h'), duration('-1h')])", timedelta(hours=2562047)),
        ("sum(case.checks.map(c, size(c.evidence)))", 2),
        ("min([3, 1, 2], 9)", 1),
        ("max([3, 1, 2], 9)", 3),
        ("min([3].filter(x, false), 9)", 9),
        ("max([], 9)", 9),
        ("min([today, case.opened_on], today)", date(2025, 1, 31)),
        ("max([duration('1h'), duration('90m')], duration('0s'))", timedelta(minutes=90)),
        ("max([case.started_at, now], now) == now", True),
        ("[5, 7, 6].latest(x, x)", (7,)),
        ("[5].filter(x, false).latest(x, x)", ()),
        ("case.checks.latest(c, size(c.evidence)).map(c, c.key)", ("C-2",)),
        ("case.checks.latest(c, 0).map(c, c.key)", ("C-3",)),
        ("[today, case.opened_on].latest(d, d.addDays(1)).exists(d, d == today)", True),
        ("[1, 2].latest(x, [3, 4].latest(y, y).exists(z, z == 4) ? -x : x)", (1,)),
        ("9 / 3 + 7 % 4", 6),
        ("[7 / 2, -7 / 2, 7 / -2, -7 / -2]", (3, -3, -3, 3)),
        ("[7 % 2, -7 % 2, 7 % -2, -7 % -2]", (1, -1, 1, -1)),
        ("-9223372036854775808 / 1", -(2**63)),
        ("9 / 0x3", 3),
    ],
)
def test_values(source: str, expected: object) -> None:
    found = value(source)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    "source",
    [
        f"sum([{BIG}, 1]) > 0",
        f"sum([-{BIG}, -2]) < 0",
        "sum([duration('2562047h'), duration('1h')]) > duration('0s')",
        f"min([{BIG}].map(x, x + 1), 0) == 0",
        f"min([1], {BIG} + case.budget) == 1",
        f"[1, {BIG}].latest(x, x + 1) == [1]",
        "-9223372036854775808 / -1 > 0",
        "-9223372036854775808 % -1 == 0",
    ],
)
def test_errors(source: str) -> None:
    with pytest.raises(GuardError) as caught:
        value(source)
    assert caught.value.code == "overflow"


def test_the_latest_moment_is_told_by_the_moment_and_not_by_the_clock() -> None:
    early = datetime(2025, 4, 1, 9, tzinfo=timezone(timedelta(hours=9)))
    late = datetime(2025, 4, 1, 1, tzinfo=timezone(timedelta(hours=-5)))
    assert value("[now, case.started_at].latest(t, t)", now=early, started_at=late) == (late,)
    assert value("max([now, case.started_at], now)", now=early, started_at=late) == late
    assert value("min([now, case.started_at], now)", now=early, started_at=late) == early


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("sum([1])", Scalar.INT),
        ("sum([duration('1h')])", Scalar.DURATION),
        ("max([now], now)", Scalar.TIMESTAMP),
        ("min([], today)", Scalar.DATE),
        ("case.checks.latest(c, size(c.evidence))", ListOf(RecordOf("check"))),
        ("case.budget / 2 % 3", Scalar.INT),
    ],
)
def test_types(source: str, kind: Type) -> None:
    assert guard(source).type == kind


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("sum(case.team) == 1", ("type", "case.team")),
        ("sum(case.budget) == 1", ("type", "case.budget")),
        ("sum([today]) == today", ("type", "[today]")),
        ("sum([]) == 0", ("type", "[]")),
        ("sum() == 0", ("type", "sum")),
        ("sum([1], 0) == 1", ("type", "sum")),
        ("min([1]) == 1", ("type", "min")),
        ("max(1, 2) == 2", ("type", "1")),
        ("max([1], '2') == 2", ("type", "'2'")),
        ("max([1], today) == 2", ("type", "today")),
        ("max(case.team, actor) == actor", ("type", "case.team")),
        ("min(['a'], 'b') == 'a'", ("type", "['a']")),
        ("min([true], true)", ("type", "[true]")),
        ("min([], 'b') == 'b'", ("type", "[]")),
        ("[1].sum() == 1", ("name", "sum")),
        ("[1].max(0) == 1", ("name", "max")),
        ("latest([1], 1) == []", ("name", "latest")),
        ("case.checks.latest(c, c.result) == []", ("type", "c.result")),
        ("case.checks.latest(c, c.key) == []", ("type", "c.key")),
        ("case.checks.latest(c, c) == []", ("type", "c")),
        ("case.checks.latest(c, duration('1h')) == []", ("type", "duration('1h')")),
        ("case.checks.latest(c, c.when) == []", ("name", "when")),
        ("case.checks.latest(case, 1) == []", ("name", "case")),
        ("[].latest(x, 1) == []", ("type", "[]")),
        ("case.scope.latest(x, 1) == []", ("type", "case.scope")),
        ("case.team.latest(p, size(p.superior.name)) == []", ("optional", "p.superior")),
        ("case.scope / 2 == 1", ("type", "case.scope / 2")),
        ("duration('1h') / 2 == duration('30m')", ("type", "duration('1h') / 2")),
        ("today % 7 == 0", ("type", "today % 7")),
        ("case.budget / params.months > 1", ("profile", "/")),
    ],
)
def test_each_problem_at_its_place(source: str, expected: tuple[str, str]) -> None:
    assert marked(source, Scalar.BOOL) == [expected]


@pytest.mark.parametrize(
    ("source", "remedy"),
    [
        ("min([1]) == 1", "Write min(list, default) -> value."),
        ("[1].sum() == 1", "Write sum(list) -> int, sum(list) -> duration."),
        ("latest([1], today) == []", "Write list.latest(x, key) -> list."),
        ("case.checks.lates(1, 2)", None),
        ("case.budget / params.months > 1",
         "Write a number, as in a / 3, or multiply the other side: a >= b * n."),
        ("today / 2 == today", "Only whole numbers are divided."),
    ],
)  # fmt: skip
def test_remedies(source: str, remedy: str | None) -> None:
    assert [p.remedy.en if p.remedy else None for p in problems(source)] == [remedy]


@pytest.mark.parametrize(
    ("source", "paths"),
    [
        ("case.checks.latest(c, size(c.evidence)).exists(c, c.result == 'conforms')",
         {"case.checks", "case.checks.evidence", "case.checks.result"}),
        ("sum(case.checks.map(c, size(c.evidence))) == case.budget",
         {"case.checks", "case.checks.evidence", "case.budget"}),
        ("max([case.opened_on], today) == today", {"case.opened_on", "today"}),
    ],
)  # fmt: skip
def test_footprint(source: str, paths: set[str]) -> None:
    assert {".".join(path) for path in guard(source).footprint} == paths


@pytest.mark.parametrize(
    "source", ["sum(xs) > 0", "min(xs, 0) == 0", "max(xs, 0) > 0", "xs.latest(x, x) != []"]
)
def test_every_element_is_a_step(source: str) -> None:
    compiled = compile_guard(source, {"xs": ListOf(Scalar.INT)}, {})
    data = {"xs": (0, 1, 2)}
    assert compiled.value(data, zone=TOKYO, steps=4) is True
    with pytest.raises(GuardError) as caught:
        compiled.value(data, zone=TOKYO, steps=2)
    assert caught.value.code == "budget"


@pytest.mark.parametrize(
    ("source", "values"),
    [
        ("sum(case.checks.map(c, size(c.evidence))) >= 3", (
            ("sum(case.checks.map(c, size(c.evidence)))", "2"),
            ("case.checks", "[C-1, C-2, C-3]"),
        )),
        ("max([case.budget], 0) / 3 > 3", (
            ("max([case.budget], 0) / 3", "3"), ("case.budget", "10"),
        )),
        ("case.checks.latest(c, size(c.evidence)) == []", (
            ("case.checks.latest(c, size(c.evidence))", "[C-2]"),
            ("case.checks", "[C-1, C-2, C-3]"),
        )),
    ],
)  # fmt: skip
def test_explanations(source: str, values: tuple[tuple[str, str], ...]) -> None:
    found = guard(source).explain(names(), zone=TOKYO, holds=False)
    assert found == (Fragment(source, values),)


def test_latest_stands_for_elements_of_its_list() -> None:
    last = guard("case.checks.latest(c, size(c.evidence))")
    assert last.origin == {("case", "checks")}
    checks = audit().fields["checks"]
    assert isinstance(checks, tuple)
    assert last.value({"case": audit(checks=checks)}, zone=TOKYO) == (checks[1],)
