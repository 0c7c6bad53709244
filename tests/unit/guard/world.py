"""A small audit, as guards see one."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from tadasu.guard.calendar import Calendar
from tadasu.guard.guard import Guard, GuardProblem, GuardProblems, compile_guard
from tadasu.guard.types import EnumOf, ListOf, Member, RecordOf, Scalar, Schema, Type

TOKYO = ZoneInfo("Asia/Tokyo")
HOLIDAYS = (
    (1, 1), (1, 13), (2, 11), (2, 23), (2, 24), (3, 20), (4, 29), (5, 3), (5, 4), (5, 5), (5, 6),
    (7, 21), (8, 11), (9, 15), (9, 23), (10, 13), (11, 3), (11, 23), (11, 24),
)  # fmt: skip
RESULT = EnumOf(("conforms", "nonconformity", "not_applicable"))
PERSON, DEPARTMENT = RecordOf("person"), RecordOf("department")

SCHEMA: Schema = {
    "audit": {
        "key": Member(Scalar.STRING),
        "scope": Member(Scalar.STRING),
        "team": Member(ListOf(PERSON)),
        "department": Member(DEPARTMENT),
        "lead": Member(PERSON, optional=True),
        "checks": Member(ListOf(RecordOf("check"))),
        "opened_on": Member(Scalar.DATE),
        "closed_on": Member(Scalar.DATE, optional=True),
        "started_at": Member(Scalar.TIMESTAMP),
        "reported": Member(Scalar.BOOL),
        "budget": Member(Scalar.INT),
    },
    "check": {
        "key": Member(Scalar.STRING),
        "result": Member(RESULT),
        "note": Member(Scalar.STRING, optional=True),
        "evidence": Member(ListOf(RecordOf("evidence"))),
    },
    "evidence": {"method": Member(EnumOf(("record", "interview", "observation")))},
    "person": {
        "name": Member(Scalar.STRING),
        "departments": Member(ListOf(DEPARTMENT)),
        "superior": Member(PERSON, optional=True),
    },
    "department": {"name": Member(Scalar.STRING), "head": Member(PERSON, optional=True)},
    "params": {"months": Member(Scalar.INT)},
}
NAMES: Mapping[str, Type] = {
    "case": RecordOf("audit"),
    "actor": PERSON,
    "params": RecordOf("params"),
    "now": Scalar.TIMESTAMP,
    "today": Scalar.DATE,
}

CALENDAR = Calendar(
    weekend=frozenset({6, 7}),
    holidays=frozenset(date(2025, month, day) for month, day in HOLIDAYS),
    first=date(2025, 1, 1),
    last=date(2025, 12, 31),
)
"""Japan's, of one year."""


@dataclass(eq=False)
class Row:
    """A record."""

    key: str | None
    fields: dict[str, object] = field(default_factory=dict)
    name: str = ""

    @property
    def shown(self) -> str:
        return f"{self.key} {self.name}".strip()

    def get(self, name: str) -> object | None:
        return self.fields.get(name)


SALES = Row("D-1", {"name": "営業部"}, "営業部")
QUALITY = Row("D-2", {"name": "品質管理部"}, "品質管理部")
SATO = Row("P-001", {"name": "佐藤", "departments": (QUALITY,)}, "佐藤 花子")
TAKAHASHI = Row("P-003", {"name": "髙橋", "departments": (SALES, QUALITY)}, "髙橋 誠")
RECORD = Row(None, {"method": "record"}, "record")
INTERVIEW = Row(None, {"method": "interview"}, "interview")


def check(key: str, result: str, *evidence: Row) -> Row:
    return Row(key, {"key": key, "result": result, "evidence": evidence})


def audit(**changes: object) -> Row:
    fields: dict[str, object] = {
        "key": "AUD-7",
        "scope": "ISMS",
        "team": (SATO, TAKAHASHI),
        "department": SALES,
        "checks": (
            check("C-1", "conforms", RECORD),
            check("C-2", "nonconformity", INTERVIEW),
            check("C-3", "nonconformity"),
        ),
        "opened_on": date(2025, 1, 31),
        "started_at": datetime(2025, 2, 1, 0, 30, tzinfo=TOKYO),
        "reported": False,
        "budget": 10,
    }
    return Row("AUD-7", fields | changes, "営業部監査")


def names(**changes: object) -> dict[str, object]:
    """Values for all names in scope; changes are to the audit's fields, or to the names."""
    own = {name: value for name, value in changes.items() if name in NAMES}
    fields = {name: value for name, value in changes.items() if name not in NAMES}
    return {
        "case": audit(**fields),
        "actor": SATO,
        "params": Row("params", {"months": 12}),
        "now": datetime(2025, 3, 31, 15, 30, tzinfo=UTC),
        "today": date(2025, 4, 1),
    } | own


def guard(source: str, want: Type | None = None) -> Guard:
    return compile_guard(source, NAMES, SCHEMA, want, calendar=CALENDAR)


def value(source: str, **changes: object) -> object:
    return guard(source).value(names(**changes), zone=TOKYO)


def problems(source: str, want: Type | None = None) -> tuple[GuardProblem, ...]:
    """What is wrong with a guard; empty where nothing is."""
    try:
        compile_guard(source, NAMES, SCHEMA, want, calendar=CALENDAR)
    except GuardProblems as error:
        return error.problems
    return ()


def marked(source: str, want: Type | None = None) -> list[tuple[str, str]]:
    """Each problem's code, and the part of the source that it points at."""
    return [
        (problem.code, source[problem.offset : problem.offset + problem.length])
        for problem in problems(source, want)
    ]
