"""Any edit of a process is told, and no guard is said to be stricter than it is."""

import itertools
import json
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

from tadasu.guard.guard import GuardError, compile_guard
from tadasu.guard.types import EnumOf, ListOf, Scalar, Type
from tadasu.rules.canonical import format_definitions, parse_definitions
from tadasu.rules.definitions import Definitions
from tadasu.rules.difference.implication import compared
from tadasu.rules.difference.terms import Reading
from tadasu.rules.difference.whole import difference
from tadasu.rules.references import check_references
from tadasu.rules.report import Report
from tests.unit.core.library import library_process
from tests.unit.core.works import works_process
from tests.world import project, shipped_process

Spot = tuple[str | int, ...]

EXPRESSIONS = ("guard", "require", "when", "automatic")
NUMBERS = ("due", "longest")
TEXTS = ("en", "ja", "refs", "edition", "min", "max", "default")
"""Keys below which nothing changes that anyone may do."""


@lru_cache
def documents() -> tuple[bytes, ...]:
    every = (library_process(), works_process(), shipped_process())
    return tuple(format_definitions(each) for each in every)


def spots(value: Any, at: Spot = ()) -> Iterator[Spot]:
    """Every place of a document that an edit can change."""
    if isinstance(value, dict):
        for name, part in value.items():
            yield from spots(part, (*at, name))
    elif isinstance(value, list):
        yield at
        for number, part in enumerate(value):
            yield from spots(part, (*at, number))
    else:
        yield at


@lru_cache
def places(which: int) -> tuple[Spot, ...]:
    whole = json.loads(documents()[which])
    return tuple(spot for spot in spots(whole) if spot[0] not in ("format", "standards"))


@lru_cache
def begun(which: int) -> Definitions:
    return parse_definitions(documents()[which])


@lru_cache
def words(which: int) -> dict[str, list[str]]:
    """The texts that stand under a key anywhere: what another name may be replaced by."""
    whole = json.loads(documents()[which])
    found: dict[str, set[str]] = {}
    for spot in spots(whole):
        value = at(whole, spot)
        if isinstance(value, str):
            found.setdefault(key_of(spot), set()).add(value)
    return {key: sorted(values) for key, values in found.items()}


def key_of(spot: Spot) -> str:
    return next((step for step in reversed(spot) if isinstance(step, str)), "")


def at(whole: Any, spot: Spot) -> Any:
    for step in spot:
        whole = whole[step]
    return whole


def edited(which: int, spot: Spot, how: int) -> Definitions | None:
    """The process with one value changed; None where it would be none any more."""
    whole = json.loads(documents()[which])
    at(whole, spot[:-1])[spot[-1]] = changed(at(whole, spot), which, spot, how)
    try:
        found = parse_definitions(json.dumps(whole).encode())
    except (ValueError, KeyError, TypeError, IndexError):
        return None
    report = Report()
    check_references(found, project(), (), report)
    return None if report.problems else found


def changed(value: Any, which: int, spot: Spot, how: int) -> Any:
    key = key_of(spot)
    match value:
        case bool():
            return not value
        case int():
            return value + 1
        case list() if value:
            return value[:-1] if how % 2 else [*value[1:], value[0]]
        case str() if key in EXPRESSIONS:
            return f"!({value})"
        case str() if key in NUMBERS:
            return f"{value} + 1"
        case str() if key == "each":
            return f"{value}.filter(q, true)"
        case str() if key in ("derive", "define"):
            return f"[{value}, {value}]"
        case str() if key in TEXTS:
            return f"{value}x"
        case str():
            others = [each for each in words(which)[key] if each != value]
            return others[how % len(others)] if others else value
    return value


@settings(max_examples=250, deadline=None)
@given(st.integers(0, 2), st.integers(0, 10**6), st.integers(0, 50))
def test_no_edit_goes_unnoticed(which: int, where: int, how: int) -> None:
    spot = places(which)[where % len(places(which))]
    before = begun(which)
    after = edited(which, spot, how)
    if after is None or format_definitions(after) == documents()[which]:
        return

    groups = difference(before, after)

    assert groups, spot
    assert all(group.changes for group in groups)
    told = {change.effect for group in groups for change in group.changes}
    assert "same" not in told
    if not isinstance(at(json.loads(documents()[which]), spot), list) and not {*spot} & {*TEXTS}:
        assert told != {"words"}, spot


NUMBER = st.integers(0, 3).map(str)
ATOMS = st.one_of(
    st.tuples(
        st.sampled_from(["x", "y"]), st.sampled_from(["<", "<=", ">", ">=", "==", "!="]), NUMBER
    ).map(" ".join),
    st.tuples(NUMBER, st.sampled_from(["<", "<="]), st.sampled_from(["x", "y"])).map(" ".join),
    st.sampled_from(["s == 'a'", "s != 'b'", "s in ['a', 'b']", "s in ['b']", "!(s in ['a'])"]),
    st.sampled_from(["l.all(e, e > 0)", "l.all(e, e > 1)", "l.exists(e, e > 1)", "x in l"]),
    st.sampled_from(["l.filter(e, e > 1).all(f, f != x)", "l.filter(e, e > 0).exists(f, f == 2)"]),
    st.sampled_from(["d < date('2026-01-02')", "d.addDays(1) <= date('2026-01-03')"]),
    st.sampled_from(["d.addDays(x) <= date('2026-01-03')", "d.addDays(2) <= date('2026-01-03')"]),
    st.sampled_from(["x + 1 < y", "x - 1 < y", "x + 0 <= y", "x <= y + 1", "x + 1 + 1 <= y"]),
    st.sampled_from(["x <= (y > 0 ? 1 : 2)", "x <= (y > 0 ? 2 : 2)", "(y > 0 ? x : 2) < 3"]),
    st.sampled_from(["x > 0 ? y > 0 : y > 1", "x > 0 ? y > 1 : y > 2", "true", "false"]),
)


def _joined(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Guards of one level more."""
    return st.one_of(
        inner,
        st.tuples(inner, inner).map(lambda two: f"({two[0]}) && ({two[1]})"),
        st.tuples(inner, inner).map(lambda two: f"({two[0]}) || ({two[1]})"),
        inner.map(lambda one: f"!({one})"),
    )


GUARDS = _joined(_joined(ATOMS))
TYPES: dict[str, Type] = {
    "x": Scalar.INT,
    "y": Scalar.INT,
    "s": EnumOf(("a", "b", "c")),
    "l": ListOf(Scalar.INT),
    "d": Scalar.DATE,
}
DAYS = [date(2026, 1, day) for day in (1, 2, 3)]
WORLDS = [
    dict(zip(TYPES, values, strict=True))
    for values in itertools.product((0, 1, 3), (0, 2), "abc", ((), (1,), (0, 2)), DAYS)
]


def holds(source: str) -> list[bool | None]:
    guard = compile_guard(source, TYPES, {})
    found: list[bool | None] = []
    for world in WORLDS:
        try:
            found.append(bool(guard.value(world, zone=ZoneInfo("Asia/Tokyo"))))
        except GuardError:
            found.append(None)
    return found


@settings(max_examples=250, deadline=None)
@given(GUARDS, st.one_of(GUARDS, st.none()), st.integers(0, 3))
def test_what_is_said_of_a_guard_is_so(old: str, other: str | None, how: int) -> None:
    extra = other or "x > 0"
    new = [extra, f"({old}) && ({extra})", f"({old}) || ({extra})", f"!(!({old}))"][how]
    plain = Reading({}, {})

    effect = compared(old, new, plain, plain)

    pairs = list(zip(holds(old), holds(new), strict=True))
    if effect == "tightened":
        assert all(was for was, now in pairs if now)
    elif effect == "widened":
        assert all(now for was, now in pairs if was)
    elif effect in ("same", "words"):
        assert all(was == now for was, now in pairs)
    if how in (1, 2):
        assert effect != "changed"
