"""What random guards are made of: the names in scope, two languages side by side, random data.

Each expression comes as two texts, ours and CEL's: they differ only in dates, which CEL has not;
there a date is its ISO text, which has the same order. Records have keys of their own, so that
CEL's equality of all fields is our equality of keys.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from random import Random  # noqa: TID251  (seeded, so that every run is the same)

from tadasu.guard.calendar import Calendar
from tadasu.guard.types import EnumOf, ListOf, Member, RecordOf, Scalar, Schema, Type
from tadasu.guard.values import SEALED

GRADE = EnumOf(("major", "minor", "observation"))
CHECK, EVIDENCE = RecordOf("check"), RecordOf("evidence")
SCHEMA: Schema = {
    "check": {
        "n": Member(Scalar.INT),
        "name": Member(Scalar.STRING),
        "done": Member(Scalar.BOOL),
        "grade": Member(GRADE),
        "day": Member(Scalar.DATE),
        "tags": Member(ListOf(Scalar.STRING)),
        "evidence": Member(ListOf(EVIDENCE)),
        "weight": Member(Scalar.INT, optional=True),
        "note": Member(Scalar.STRING, optional=True),
        "due": Member(Scalar.DATE, optional=True),
        "lead": Member(EVIDENCE, optional=True),
    },
    "evidence": {
        "size": Member(Scalar.INT),
        "method": Member(Scalar.STRING),
        "source": Member(Scalar.STRING, optional=True),
    },
}
NAMES: Mapping[str, Type] = {
    "i": Scalar.INT, "j": Scalar.INT, "k": Scalar.INT,
    "s": Scalar.STRING, "p": Scalar.STRING,
    "b": Scalar.BOOL, "c": Scalar.BOOL,
    "t": Scalar.TIMESTAMP, "now": Scalar.TIMESTAMP,
    "u": Scalar.DURATION, "v": Scalar.DURATION,
    "d": Scalar.DATE, "today": Scalar.DATE,
    "g": GRADE,
    "ints": ListOf(Scalar.INT), "texts": ListOf(Scalar.STRING), "grades": ListOf(GRADE),
    "moments": ListOf(Scalar.TIMESTAMP), "days": ListOf(Scalar.DATE),
    "case": CHECK, "lead": EVIDENCE, "checks": ListOf(CHECK), "evidence": ListOf(EVIDENCE),
}  # fmt: skip
INTS = (0, 1, -1, 2, 3, 7, 2**31, 2**62, 2**63 - 1, -(2**63), -(2**62), 3037000500)
TEXTS = ("", "a", "ab", "abc", "監査", "監査員", "Ａ", "😀", "b😀", "'\"\\", "\t", "é", "\uffff")
DAYS = ("2023-12-31", "2024-01-31", "2024-02-29", "2025-02-28", "0001-01-01", "9999-12-31")
MOMENTS = (
    "1970-01-01T00:00:00Z", "2024-02-29T23:59:59.999999Z", "2024-03-01T09:00:00+09:00",
    "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "2024-02-29T19:00:00-05:00",
)  # fmt: skip
HELD = ("1700-01-01T00:00:00Z", "2250-12-31T23:59:59Z", *MOMENTS[:3])
"""Moments for data: the binding cannot hold others, which literals and arithmetic reach."""
LENGTHS = ("0s", "1s", "-1s", "1h30m", "24h", "-36h", "1.5s", "2562047h", "-2562047h", "1us")
# Nothing lands in the last second before -2**63 ns, where cel-cpp already sees an overflow.

CALENDAR = Calendar(
    frozenset({6, 7}), frozenset({date(2024, 1, 1)}), date(2023, 1, 1), date(2025, 12, 31)
)


@dataclass(frozen=True)
class Row:
    """A record with a key of its own."""

    key: str
    fields: Mapping[str, object]

    @property
    def shown(self) -> str:
        return self.key

    def get(self, name: str) -> object | None:
        return self.fields.get(name)


@dataclass(frozen=True)
class Both:
    """One expression in both languages."""

    ours: str
    cel: str

    def put(self, shape: str, *others: "Both") -> "Both":
        """`shape` with this and the others in place of `{}`."""
        parts = (self, *others)
        return Both(
            shape.format(*(part.ours for part in parts)),
            shape.format(*(part.cel for part in parts)),
        )


@dataclass(frozen=True)
class Scope:
    """What an expression may read."""

    terms: tuple[tuple[str, Type], ...]
    absent: tuple[tuple[str, Type], ...]
    """Optional members, not known to be there."""
    variables: int = 0

    def binding(self, name: str, kind: Type) -> "Scope":
        terms, absent = _reach(name, kind)
        return Scope(self.terms + terms, self.absent + absent, self.variables + 1)

    def knowing(self, name: str, kind: Type) -> "Scope":
        terms, absent = _reach(name, kind)
        rest = tuple(member for member in self.absent if member[0] != name)
        return Scope(self.terms + terms, rest + absent, self.variables)


Members = tuple[tuple[str, Type], ...]


def _reach(name: str, kind: Type) -> tuple[Members, Members]:
    """What can be read from a term: itself and its members; and the members that may be absent."""
    terms: Members = ((name, kind),)
    absent: Members = ()
    if isinstance(kind, RecordOf):
        for word, member in SCHEMA[kind.name].items():
            if member.optional:
                absent += ((f"{name}.{word}", member.type),)
            else:
                terms += _reach(f"{name}.{word}", member.type)[0]
    return terms, absent


def outermost() -> Scope:
    scope = Scope((), ())
    for name, kind in NAMES.items():
        scope = scope.binding(name, kind)
    return Scope(scope.terms, scope.absent)


def random_data(random: Random) -> dict[str, object]:
    """Values for all names in scope."""
    return {name: random_value(random, name, kind) for name, kind in NAMES.items()}


def random_value(random: Random, key: str, kind: Type) -> object:
    match kind:
        case Scalar.BOOL:
            return random.random() < 0.5
        case Scalar.INT:
            return random.choice((*range(-2, 6), *INTS))
        case Scalar.STRING:
            return random.choice(TEXTS)
        case Scalar.TIMESTAMP:
            return datetime.fromisoformat(random.choice(HELD)).astimezone(UTC)
        case Scalar.DURATION:
            return timedelta(seconds=random.choice((0, 1, -1, 5400, 86400, 9223370000)))
        case Scalar.DATE:
            return date.fromisoformat(random.choice(DAYS))
        case Scalar.SEALED:
            return SEALED
        case EnumOf(values=values):
            return random.choice(values)
        case ListOf(item=item):
            count = random.choice((0, 1, 2, 3))
            return tuple(random_value(random, f"{key}/{n}", item) for n in range(count))
        case RecordOf(name=name):
            return random_row(random, key, name)


def random_row(random: Random, key: str, name: str) -> Row:
    return Row(
        key,
        {
            word: random_value(random, f"{key}/{word}", member.type)
            for word, member in SCHEMA[name].items()
            if not member.optional or random.random() < 0.6
        },
    )
