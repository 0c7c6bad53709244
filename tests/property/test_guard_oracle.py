"""Guards mean what CEL means: our evaluator beside cel-cpp, on random guards and data.

The default is some thousand evaluations; TADASU_FUZZ=200000 asks for more. The seed is fixed and
printed; TADASU_SEED takes another.
"""

import operator
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from random import Random  # noqa: TID251  (seeded, so that every run is the same)
from typing import Any

import pytest

from tadasu.guard import arithmetic, equality, loops
from tadasu.guard.guard import GuardError, GuardProblems, compile_guard
from tadasu.guard.steps import Closure
from tadasu.guard.types import EnumOf, ListOf, RecordOf, Scalar, Type
from tests.property.guard_generator import Generator
from tests.property.guard_terms import CHECK, NAMES, SCHEMA, Row, random_data

cel = pytest.importorskip(
    "cel_expr_python.cel",
    reason="cel-expr-python has no wheel for this system: nothing to compare with",
)

EVALUATIONS = int(os.environ.get("TADASU_FUZZ", "20000"))
SEED = int(os.environ.get("TADASU_SEED", "20250401"))
ROUNDS = 4
"""How many data each guard meets."""
ROOTS: tuple[Type, ...] = (
    *[Scalar.BOOL] * 8, Scalar.INT, Scalar.INT, Scalar.STRING, Scalar.TIMESTAMP, Scalar.DURATION,
    Scalar.DATE, ListOf(Scalar.INT), ListOf(Scalar.STRING), ListOf(CHECK),
)  # fmt: skip
ERROR = ("error",)


def cel_type(kind: Type) -> Any:
    match kind:
        case ListOf(item=item):
            return cel.Type.List(cel_type(item))
        case RecordOf():
            return cel.Type.Map(cel.Type.STRING, cel.Type.DYN)
        case EnumOf() | Scalar.DATE:
            return cel.Type.STRING
    return getattr(cel.Type, kind.name)


def plain(value: object) -> object:
    """A value of ours as CEL holds it; of a record, all its fields and its key."""
    match value:
        case Row(key=key, fields=fields):
            return {"key": key, **{name: plain(held) for name, held in fields.items()}}
        case tuple():
            return [plain(item) for item in value]
        case date() if not isinstance(value, datetime):
            return value.isoformat()
    return value


def typed(value: object) -> object:
    """A value that is equal to another only if its type is the same at every level."""
    match value:
        case list():
            return [typed(item) for item in value]
        case dict():
            return {name: typed(item) for name, item in value.items()}
        case datetime():
            return ("timestamp", value.astimezone(UTC))
        case timedelta():
            return ("duration", value)
    return (type(value).__name__, value)


def ours(guard: Any, data: Mapping[str, object]) -> object:
    try:
        return typed(plain(guard.value(data, zone=UTC)))
    except GuardError as error:
        return ERROR if error.code == "overflow" else ("error", error.code)


def theirs(expression: Any, activation: Any) -> object:
    value = expression.eval(activation)
    return ERROR if value.type() == cel.Type.ERROR else typed(value.plain_value())


@dataclass
class Trial:
    """Random guards on random data, in both evaluators."""

    seed: int
    counts: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.random = Random(self.seed)  # noqa: S311  (no secret)
        self.generator = Generator(self.random)
        self.env = cel.NewEnv(variables={name: cel_type(kind) for name, kind in NAMES.items()})
        self.worlds: list[tuple[dict[str, object], Any]] = []

    def run(self, evaluations: int) -> str | None:
        """The first difference, None where there is none."""
        while self.counts["evaluations"] < evaluations:
            if self.counts["guards"] % 50 == 0:
                self.renew()
            difference = self.compare(self.random.choice(ROOTS))
            if difference is not None:
                return difference
        return None

    def renew(self) -> None:
        facts = [random_data(self.random) for _ in range(20)]
        self.worlds = [
            (data, self.env.Activation({name: plain(value) for name, value in data.items()}))
            for data in facts
        ]

    def compare(self, kind: Type) -> str | None:
        self.counts["guards"] += 1
        text = self.generator.guard(kind, self.random.choice((2, 3, 4)))
        try:
            guard = compile_guard(text.ours, NAMES, SCHEMA, kind)
        except GuardProblems as error:
            self.counts["too long"] += 1
            limits = {problem.code for problem in error.problems} == {"limit"}
            return None if limits else f"seed {self.seed}: {text.ours} is refused: {error}"
        expression = self.env.compile(text.cel)
        for data, activation in self.random.sample(self.worlds, ROUNDS):
            one, other = ours(guard, data), theirs(expression, activation)
            if one != other:
                return f"seed {self.seed}: {text.ours} is {one}, in CEL {other}, where {data}"
            self.counts["evaluations"] += 1
            self.counts["errors" if one == ERROR else "values"] += 1
            if kind is Scalar.BOOL and one != ERROR:
                self.counts["true" if one == typed(True) else "false"] += 1
        return None


def test_guards_mean_what_cel_means() -> None:
    trial = Trial(SEED)
    assert trial.run(EVALUATIONS) is None
    print(f"seed {SEED}:", dict(trial.counts))  # noqa: T201  (what the run has seen)
    assert min(trial.counts[each] for each in ("errors", "true", "false")) > EVALUATIONS // 50


def spoiled_conjunction(parts: Sequence[Closure]) -> Closure:
    """`&&` as in Python: the first error ends it."""
    return lambda frame: all(part(frame) for part in parts)


SPOILED: dict[str, tuple[dict[Any, Any], object, object]] = {
    "errors are not absorbed": (loops.LOGIC, "&&", spoiled_conjunction),
    "ints grow": (arithmetic.ARITHMETIC, ("+", Scalar.INT, Scalar.INT), operator.add),
    "quotients are rounded down": (
        arithmetic.ARITHMETIC,
        ("/", Scalar.INT, Scalar.INT),
        operator.floordiv,
    ),
    "remainders have the sign of the divisor": (
        arithmetic.ARITHMETIC,
        ("%", Scalar.INT, Scalar.INT),
        operator.mod,
    ),
    "at least one is one": (loops.LOOPS, "exists_one", loops.LOOPS["exists"]),
    "at most is less than": (equality.ORDER, "<=", operator.lt),
    "durations are subtracted in reverse": (
        arithmetic.ARITHMETIC,
        ("-", Scalar.DURATION, Scalar.DURATION),
        lambda one, other: other - one,
    ),
}


@pytest.mark.parametrize("fault", SPOILED)
def test_the_comparison_would_notice(fault: str, monkeypatch: pytest.MonkeyPatch) -> None:
    table, key, value = SPOILED[fault]
    monkeypatch.setitem(table, key, value)
    assert Trial(SEED).run(60_000) is not None
