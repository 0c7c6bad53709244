"""Hostile guards are refused and hostile data stopped within bounded steps; no clock is asked."""

import pytest

from tadasu.guard.guard import GuardError, GuardProblems, compile_guard
from tadasu.guard.types import EnumOf, ListOf, Member, RecordOf, Scalar, Type
from tests.unit.guard.world import TOKYO, Row

NAMES: dict[str, Type] = {
    "xs": ListOf(Scalar.INT),
    "rs": ListOf(RecordOf("r")),
    "r": RecordOf("r"),
    "s": Scalar.STRING,
    "n": Scalar.INT,
}
SCHEMA = {"r": {"n": Member(Scalar.INT), "next": Member(RecordOf("r"), optional=True)}}


def limit(source: str) -> None:
    with pytest.raises(GuardProblems) as caught:
        compile_guard(source, NAMES, SCHEMA, None)
    assert [problem.code for problem in caught.value.problems] == ["limit"]


def code(source: str, **values: object) -> str:
    guard = compile_guard(source, NAMES, SCHEMA, None)
    with pytest.raises(GuardError) as caught:
        guard.value(values, zone=TOKYO)
    return caught.value.code


@pytest.mark.parametrize(
    "source",
    [
        "(" * 5000 + "true" + ")" * 5000,
        "(" * 49 + "true" + ")" * 49,
        "(" * 2000,
        "[" * 100 + "]" * 100,
        "!" * 100 + "true",
        "-" * 3000 + "1",
        "true" + " && true" * 600,
        "n" + " + n" * 60,
        "true ? 1 : " * 60 + "1",
        "(true ? " * 60 + "1" + " : 1)" * 60,
        "s" * 5000,
        "'" + "x" * 5000 + "'",
        " " * 5000 + "true",
        "//" + "x" * 5000,
        "r" + ".next" * 60,
        "size(" * 60 + "xs" + ")" * 60,
        "[" + "1," * 450 + "1]",
        "xs.all(a, xs.all(b, xs.all(c, xs.all(d, true))))",
        "xs.map(a, xs.map(b, xs.map(c, xs.map(d, d))))",
    ],
)
def test_oversized_guards_are_refused(source: str) -> None:
    limit(source)


@pytest.mark.parametrize(
    "source",
    [
        "(" * 47 + "true" + ")" * 47,
        "true" + " && true" * 398,
        " " * 4092 + "true",
        "true ? true : " * 47 + "true",
    ],
)
def test_the_largest_guards_are_accepted(source: str) -> None:
    guard = compile_guard(source, {}, {})
    assert guard.value({}, zone=TOKYO) is True
    assert guard.explain({}, zone=TOKYO, holds=True)


TEN_TIMES = "[0, 1, 2, 3, 4, 5, 6, 7, 8, 9]"
LONG = tuple(range(200))


@pytest.mark.parametrize("macro", ["all", "exists", "exists_one", "filter"])
def test_products_of_lists_end(macro: str) -> None:
    never = "a + b + c < 0" if macro == "exists" else "a + b + c >= 0"
    inner = f"xs.{macro}(c, {never})"
    if macro == "filter":
        inner = f"size({inner}) >= 0"
    source = f"xs.all(a, xs.all(b, {inner} || true))"
    assert code(source, xs=LONG) == "budget"


@pytest.mark.parametrize(
    "source",
    [
        "xs.map(a, xs.map(b, xs.map(c, a + b + c)))",
        "xs.map(a, xs.map(b, [a, b, a, b, a, b, a, b, a, b]))",
        f"xs.map(a, {TEN_TIMES}.map(b, {TEN_TIMES}.map(c, {TEN_TIMES})))",
        "xs.map(a, xs.map(b, xs)) == xs.map(a, xs.map(b, xs.filter(c, true)))",
    ],
)
def test_memory_is_paid_for(source: str) -> None:
    assert code(source, xs=LONG) == "budget"


def test_membership_within_loops_is_paid_for() -> None:
    many = tuple(range(2000))
    assert code("xs.all(a, xs.all(b, !(-1 in xs)))", xs=many) == "budget"
    rows = tuple(Row(f"R{n}", {"n": n}) for n in range(400))
    assert code("rs.all(a, rs.all(b, b in rs))", rs=rows) == "budget"


@pytest.mark.parametrize(
    "part", ["sum(xs) >= 0", "min(xs, 0) <= 0", "max(xs, 0) >= 0", "xs.latest(x, x) != []"]
)
def test_whole_lists_within_loops_are_paid_for(part: str) -> None:
    assert code(f"xs.all(a, xs.all(b, {part}))", xs=LONG) == "budget"


def test_chains_within_loops_are_paid_for() -> None:
    first = here = Row("R0", {"n": 0})
    for n in range(1, 2000):
        here.fields["next"] = here = Row(f"R{n}", {"n": n})
    rows = (first,) * 100
    assert code("rs.all(a, size(a.ancestors('next')) == 1999)", rs=rows) == "budget"


def test_long_texts_are_paid_for() -> None:
    assert code("xs.all(a, s.sameAs(s))", xs=LONG, s="あ" * 60_000) == "budget"
    assert code("xs.all(a, xs.all(b, !s.contains('x')))", xs=LONG, s="あ" * 60_000) == "budget"


def test_a_spent_budget_is_not_absorbed() -> None:
    spent = "xs.all(a, xs.all(b, xs.all(c, true)))"
    assert code(f"{spent} || true", xs=LONG) == "budget"
    assert code(f"!(({spent}) && false)", xs=LONG) == "budget"
    assert (
        code(f"xs.exists(z, z == 1 || {spent.replace('xs.all(c, true)', 'true')})", xs=LONG * 5)
        == "budget"
    )


def test_huge_numbers_from_outside_overflow_or_compare() -> None:
    huge = 10**5000
    assert code("n * n > 0", n=huge) == "overflow"
    assert code("n + 1 > 0", n=huge) == "overflow"
    assert code("-n < 0", n=huge) == "overflow"
    assert code("n / 3 > 0", n=huge) == "overflow"
    assert code("n % 3 == 0", n=huge) == "overflow"
    assert code("sum([n]) > 0", n=huge) == "overflow"
    guard = compile_guard("n < 0", NAMES, SCHEMA)
    assert guard.value({"n": huge}, zone=TOKYO) is False
    (fragment,) = guard.explain({"n": huge}, zone=TOKYO, holds=False)
    assert fragment.values == (("n", "2^16610"),)


def test_explanations_of_hostile_guards_end() -> None:
    guard = compile_guard("xs.all(a, xs.all(b, xs.all(c, a + b + c < 590)))", NAMES, SCHEMA)
    assert 1 <= len(guard.explain({"xs": LONG}, zone=TOKYO, holds=False)) <= 20


def test_explanations_show_little_of_much() -> None:
    guard = compile_guard("1 in xs || s == 'x'", NAMES, SCHEMA)
    fragments = guard.explain(
        {"xs": tuple(range(2, 10**6)), "s": "あ" * 10**6}, zone=TOKYO, holds=False
    )
    assert all(len(shown) <= 80 for fragment in fragments for _, shown in fragment.values)


def test_large_enumerations_do_not_matter() -> None:
    kind = EnumOf(tuple(f"v{n}" for n in range(5000)))
    guard = compile_guard("g == 'v4999'", {"g": kind}, {})
    assert guard.value({"g": "v4999"}, zone=TOKYO) is True
