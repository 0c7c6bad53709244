"""Values: logic and its errors, arithmetic, lists, texts, records."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tadasu.guard.guard import GuardError, compile_guard
from tadasu.guard.types import ListOf, Scalar
from tests.unit.guard.world import NAMES, SCHEMA, TOKYO, Row, audit, guard, names, value

OVERFLOW = "(9223372036854775807 + case.budget > 0)"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("true && false", False),
        ("false || true", True),
        ("!true", False),
        ("true ? 1 : 2", 1),
        ("1 + 2 * 3", 7),
        ("2 - 3 - 4", -5),
        ("-(2 - 3)", 1),
        ("9223372036854775806 + 1", 2**63 - 1),
        ("-9223372036854775807 - 1", -(2**63)),
        ("3037000499 * 3037000499", 3037000499**2),
        ("1 == 1", True),
        ("'a' < 'b'", True),
        ("'Z' < 'a'", True),
        ("'\\uffff' < '😀'", True),
        ("'あ' >= 'い'", False),
        ("[1, 2] == [1, 2]", True),
        ("[1, 2] != [2, 1]", True),
        ("[[]] == [[]]", True),
        ("[1, 2] + [3]", (1, 2, 3)),
        ("[1] + [] + [1] == [1, 1]", True),
        ("2 in [1, 2]", True),
        ("'x' in []", False),
        ("[1] in [[2], [1]]", True),
        ("size('')", 0),
        ("size('監査😀')", 3),
        ("size([1, 2])", 2),
        ("'abc'.startsWith('ab')", True),
        ("'abc'.endsWith('bc')", True),
        ("'abc'.contains('')", True),
        ("'abc'.contains('ac')", False),
        ("[1, 2, 3].filter(x, x > 1)", (2, 3)),
        ("[1, 2, 3].map(x, x * x)", (1, 4, 9)),
        ("[1, 2].map(x, [x].map(y, y + x))", ((2,), (4,))),
        ("[1].filter(x, false).all(x, false)", True),
        ("[1].filter(x, false).exists(x, true)", False),
        ("[1].filter(x, false).exists_one(x, true)", False),
        ("[1, 2, 2].exists_one(x, x == 2)", False),
        ("[1, 2, 2].exists_one(x, x == 1)", True),
        ("[1].all(x, [1].all(y, y == x)) && [2].all(x, x == 2)", True),
        ("[3, 1].filter(x, x > 0).all(x, x > 0)", True),
    ],
)
def test_values(source: str, expected: object) -> None:
    found = value(source)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (f"false && {OVERFLOW}", False),
        (f"{OVERFLOW} && false", False),
        (f"true || {OVERFLOW}", True),
        (f"{OVERFLOW} || true", True),
        (f"{OVERFLOW} && {OVERFLOW} && false", False),
        (f"true ? true : {OVERFLOW}", True),
        ("[1, 9223372036854775807].all(x, x + 1 < 0)", False),
        ("[9223372036854775807, 1].all(x, x + 1 < 0)", False),
        ("[9223372036854775807, 1].exists(x, x + 1 > 0)", True),
    ],
)
def test_errors_that_do_not_matter_are_absorbed(source: str, expected: bool) -> None:
    assert value(source) is expected


@pytest.mark.parametrize(
    "source",
    [
        f"true && {OVERFLOW}",
        f"{OVERFLOW} && true",
        f"false || {OVERFLOW}",
        f"{OVERFLOW} || false",
        f"!{OVERFLOW}",
        f"{OVERFLOW} ? true : true",
        "[1, 9223372036854775807].all(x, x + 1 > 0)",
        "[1, 9223372036854775807].exists(x, x + 1 < 0)",
        "[2, 1, 9223372036854775807].exists_one(x, x + 1 == 2)",
        "[1, 9223372036854775807].filter(x, x + 1 > 0) == []",
        "[9223372036854775807].map(x, x + 1) == []",
        "-9223372036854775808 - 1 < 0",
        "-(-9223372036854775808) > 0",
        "3037000500 * 3037000500 > 0",
        "timestamp('9999-12-31T23:59:59Z') + duration('1s') > now",
        "timestamp('0001-01-01T00:00:00Z') - duration('1s') < now",
        "timestamp('9999-01-01T00:00:00Z') - timestamp('0001-01-01T00:00:00Z') > duration('1s')",
        "duration('2562047h') + duration('1h') > duration('1s')",
        "duration('-2562047h') - duration('1h') < duration('1s')",
        "date('9999-12-31').addDays(1) > today",
        "date('0001-01-01').addDays(-1) < today",
        "today.addDays(9223372036854775807) > today",
        "today.addMonths(9223372036854775807) > today",
        "date('0001-01-31').addMonths(-1) < today",
    ],
)
def test_errors_that_matter_are_raised(source: str) -> None:
    with pytest.raises(GuardError) as caught:
        value(source)
    assert caught.value.code == "overflow"


def test_the_first_error_is_the_one_reported() -> None:
    compiled = compile_guard("x == 1 || n + 1 == 0", {"x": Scalar.INT, "n": Scalar.INT}, {})
    with pytest.raises(GuardError) as caught:
        compiled.value({"n": 2**63 - 1}, zone=UTC)
    assert caught.value.code == "absent"


def test_records_are_equal_by_key() -> None:
    twin = Row("P-001")
    assert value("actor in case.team", actor=twin) is True
    assert value("actor in case.team", actor=Row("P-002")) is False
    assert value("case.team.exists(p, p == actor)", actor=twin) is True
    assert value("[actor] == [actor]", actor=Row(None)) is True
    nobody = Row(None)
    assert value("actor in case.team", actor=nobody, team=(Row(None),)) is False
    assert value("actor in case.team", actor=nobody, team=(nobody,)) is True
    assert value("case.team == [actor]", actor=twin, team=(Row("P-001"),)) is True
    assert value("[case.team] == [[actor, actor]]", actor=twin, team=(Row("P-001"),)) is False


def test_missing_data_are_an_error_not_a_no() -> None:
    for source in ("case.reported", "!case.reported", "case.team.all(p, p.name == '')"):
        with pytest.raises(GuardError) as caught:
            guard(source).value(names(reported=None, team=(Row("P"),)), zone=TOKYO)
        assert caught.value.code == "absent"
    with pytest.raises(GuardError, match="today"):
        guard("today == today").value({}, zone=TOKYO)


def test_has_asks_and_does_not_fail() -> None:
    assert value("has(case.closed_on)") is False
    assert (
        value("has(case.closed_on) && case.closed_on < today", closed_on=date(2025, 3, 1)) is True
    )
    assert value("!has(case.closed_on) || case.closed_on < today") is True


def test_false_and_zero_and_empty_are_there() -> None:
    assert (
        value("has(case.reported) && has(case.budget) && has(case.scope)", budget=0, scope="")
        is True
    )


def test_moments_are_compared_as_moments() -> None:
    plus9, minus5 = timezone(timedelta(hours=9)), timezone(timedelta(hours=-5))
    same = {
        "started_at": datetime(2025, 4, 1, 9, tzinfo=plus9),
        "now": datetime(2025, 3, 31, 19, tzinfo=minus5),
    }
    assert value("case.started_at == now", **same) is True
    assert value("case.started_at in [now]", **same) is True
    assert value("[case.started_at] == [now]", **same) is True
    assert (
        value("case.started_at <= now && case.started_at - now == duration('0s')", **same) is True
    )


def test_wall_clocks_do_not_bend_arithmetic() -> None:
    from zoneinfo import ZoneInfo  # noqa: PLC0415  (only this test needs a zone with summer time)

    berlin = ZoneInfo("Europe/Berlin")
    before = datetime(2025, 3, 30, 1, 30, tzinfo=berlin)
    after = datetime(2025, 3, 30, 3, 30, tzinfo=berlin)
    assert value("now - case.started_at == duration('1h')", started_at=before, now=after) is True
    assert value("case.started_at + duration('1h') == now", started_at=before, now=after) is True


def test_a_guard_may_give_any_type() -> None:
    assert value("case.budget * 2") == 20
    assert value("case.team.map(p, p.name)") == ("佐藤", "髙橋")
    people = compile_guard("case.team", NAMES, SCHEMA, ListOf(NAMES["actor"]))
    assert people.value({"case": audit()}, zone=TOKYO) == audit().fields["team"]


def test_evaluations_do_not_disturb_one_another() -> None:
    compiled = guard("case.checks.all(c, c.evidence.exists(e, e.method == 'record'))")
    first = compiled.value(names(), zone=TOKYO)
    with pytest.raises(GuardError):
        compiled.value(names(), zone=TOKYO, steps=1)
    assert compiled.value(names(), zone=TOKYO) is first is False


def test_steps_are_counted_by_elements() -> None:
    compiled = guard("case.checks.all(c, size(c.key) > 0)")
    assert compiled.value(names(), zone=TOKYO, steps=3) is True
    with pytest.raises(GuardError) as caught:
        compiled.value(names(), zone=TOKYO, steps=2)
    assert caught.value.code == "budget"
