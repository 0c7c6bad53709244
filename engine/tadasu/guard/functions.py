"""The functions that guards may call, and what to write instead of those that they may not.

`FUNCTIONS` is the reference, which documentation and editors read; the checker takes its types
from `METHODS`.
"""

from dataclasses import dataclass
from typing import Final, Literal

from tadasu.errors import Text
from tadasu.guard.types import Scalar, Type


@dataclass(frozen=True, slots=True)
class Function:
    """One function: `function` is called f(x), `method` x.f(y), a `macro` binds a variable."""

    name: str
    form: Literal["function", "method", "macro"]
    signature: str
    summary: str
    example: str
    """A guard that is true."""
    standard: bool = True
    """Whether CEL has it too; the others are extensions of ours."""


FUNCTIONS: Final = (
    Function(
        "has", "macro", "has(record.field) -> bool",
        "Whether an optional field is there.", "!has(case.closed_on) || case.closed_on <= today",
    ),
    Function(
        "all", "macro", "list.all(x, bool) -> bool",
        "Whether the condition holds for every element; true for an empty list.",
        "[1, 2, 3].all(x, x > 0)",
    ),
    Function(
        "exists", "macro", "list.exists(x, bool) -> bool",
        "Whether the condition holds for some element; false for an empty list.",
        "[1, 2, 3].exists(x, x == 2)",
    ),
    Function(
        "exists_one", "macro", "list.exists_one(x, bool) -> bool",
        "Whether the condition holds for exactly one element.",
        "[1, 2, 3].exists_one(x, x > 2)",
    ),
    Function(
        "filter", "macro", "list.filter(x, bool) -> list",
        "The elements for which the condition holds.", "[1, 2, 3].filter(x, x > 1) == [2, 3]",
    ),
    Function(
        "map", "macro", "list.map(x, value) -> list",
        "The value for each element.", "[1, 2, 3].map(x, x * 2) == [2, 4, 6]",
    ),
    Function(
        "size", "function", "size(string) -> int, size(list) -> int",
        "The number of characters (code points) or elements.", "size('東京') == 2",
    ),
    Function(
        "timestamp", "function", "timestamp(literal) -> timestamp",
        "A moment, written as in RFC 3339.", "timestamp('2025-04-01T00:00:00+09:00') <= now",
    ),
    Function(
        "duration", "function", "duration(literal) -> duration",
        "A length of time in h, m, s, ms and us.", "duration('1h30m') == duration('90m')",
    ),
    Function(
        "date", "function", "date(literal) -> date, date(timestamp) -> date",
        "A calendar day, or the day of a moment in the project's time zone.",
        "date(now) == today && today > date('2025-03-31')", standard=False,
    ),
    Function(
        "startsWith", "method", "string.startsWith(string) -> bool",
        "Whether the text begins so.", "'A-7'.startsWith('A-')",
    ),
    Function(
        "endsWith", "method", "string.endsWith(string) -> bool",
        "Whether the text ends so.", "'report.pdf'.endsWith('.pdf')",
    ),
    Function(
        "contains", "method", "string.contains(string) -> bool",
        "Whether the text holds the other.", "'東京都庁'.contains('都庁')",
    ),
    Function(
        "sameAs", "method", "string.sameAs(string) -> bool",
        "Whether two texts are the same but for width, case, white space and punctuation.",
        "'Ｎｏ．１　ﾄｳｷｮｳ'.sameAs('no1トウキョウ')", standard=False,
    ),
    Function(
        "addDays", "method", "date.addDays(int) -> date",
        "The day so many days later.", "date('2025-02-28').addDays(1) == date('2025-03-01')",
        standard=False,
    ),
    Function(
        "addMinutes", "method", "timestamp.addMinutes(int) -> timestamp",
        "The moment so many minutes later.", "now.addMinutes(90) == now + duration('1h30m')",
        standard=False,
    ),
    Function(
        "addHours", "method", "timestamp.addHours(int) -> timestamp",
        "The moment so many hours later.", "now.addHours(24) == now + duration('24h')",
        standard=False,
    ),
    Function(
        "addMonths", "method", "date.addMonths(int) -> date",
        "The same day so many months later, at most the last of that month.",
        "date('2025-01-31').addMonths(1) == date('2025-02-28')", standard=False,
    ),
    Function(
        "daysUntil", "method", "date.daysUntil(date) -> int",
        "The days from one day to the other; negative if the other is earlier.",
        "date('2025-03-01').daysUntil(date('2025-03-31')) == 30", standard=False,
    ),
    Function(
        "fiscalYear", "method", "date.fiscalYear(int) -> int",
        "The year in which the day's fiscal year began; the number is its first month, 1 to 12.",
        "date('2026-03-31').fiscalYear(4) == 2025", standard=False,
    ),
    Function(
        "addBusinessDays", "method", "date.addBusinessDays(int) -> date",
        "The business day so many later, or earlier if negative; 0 gives the day itself.",
        "date('2025-05-02').addBusinessDays(1) == date('2025-05-07')", standard=False,
    ),
    Function(
        "businessDaysUntil", "method", "date.businessDaysUntil(date) -> int",
        "The business days after the one day up to the other; negative if the other is earlier.",
        "date('2025-05-02').businessDaysUntil(date('2025-05-08')) == 2", standard=False,
    ),
    Function(
        "isBusinessDay", "method", "date.isBusinessDay() -> bool",
        "Whether the day is neither at a weekend nor a holiday.",
        "!date('2025-05-05').isBusinessDay()", standard=False,
    ),
    Function(
        "sum", "function", "sum(list) -> int, sum(list) -> duration",
        "The elements added up; 0 or 0s for an empty list.",
        "sum(case.checks.map(c, size(c.evidence))) == 2", standard=False,
    ),
    Function(
        "min", "function", "min(list, default) -> value",
        "The smallest element; the default for an empty list.",
        "min([today, date('2025-01-31')], today) == date('2025-01-31')", standard=False,
    ),
    Function(
        "max", "function", "max(list, default) -> value",
        "The greatest element; the default for an empty list.",
        "max([1, 2].filter(x, x > 2), 0) == 0", standard=False,
    ),
    Function(
        "latest", "macro", "list.latest(x, key) -> list",
        "A list of the element with the greatest key, the last of equals; empty if the list is.",
        "case.checks.latest(c, size(c.evidence)).all(c, c.key == 'C-2')", standard=False,
    ),
    Function(
        "ancestors", "method", "record.ancestors('field') -> list",
        "The records reached by following the field again and again, nearest first.",
        "!actor.ancestors('superior').exists(p, p == actor)", standard=False,
    ),
)  # fmt: skip
"""Every accepted function, in the order of the reference."""

METHODS: Final[dict[str, tuple[Type, tuple[Type, ...], Type]]] = {
    "startsWith": (Scalar.STRING, (Scalar.STRING,), Scalar.BOOL),
    "endsWith": (Scalar.STRING, (Scalar.STRING,), Scalar.BOOL),
    "contains": (Scalar.STRING, (Scalar.STRING,), Scalar.BOOL),
    "sameAs": (Scalar.STRING, (Scalar.STRING,), Scalar.BOOL),
    "addDays": (Scalar.DATE, (Scalar.INT,), Scalar.DATE),
    "addMinutes": (Scalar.TIMESTAMP, (Scalar.INT,), Scalar.TIMESTAMP),
    "addHours": (Scalar.TIMESTAMP, (Scalar.INT,), Scalar.TIMESTAMP),
    "addMonths": (Scalar.DATE, (Scalar.INT,), Scalar.DATE),
    "daysUntil": (Scalar.DATE, (Scalar.DATE,), Scalar.INT),
    "fiscalYear": (Scalar.DATE, (Scalar.INT,), Scalar.INT),
    "addBusinessDays": (Scalar.DATE, (Scalar.INT,), Scalar.DATE),
    "businessDaysUntil": (Scalar.DATE, (Scalar.DATE,), Scalar.INT),
    "isBusinessDay": (Scalar.DATE, (), Scalar.BOOL),
}
"""For each method the types of target, arguments and result; `ancestors` has its own rule."""

BUSINESS: Final = frozenset({"addBusinessDays", "businessDaysUntil", "isBusinessDay"})
"""The methods that ask the calendar."""

_CONVERSION: Final = Text(
    en="Values keep their types; compare like with like.",
    ja="型は変換できません。同じ型どうしで比べてください。",
)
_CALENDAR: Final = Text(
    en="Use date(t), addDays, addMonths, daysUntil, fiscalYear and isBusinessDay.",
    ja="date(t)、addDays、addMonths、daysUntil、fiscalYear、isBusinessDay を使ってください。",
)
_AVERAGE: Final = Text(
    en="Compare without dividing: sum(list) >= size(list) * limit.",
    ja="割らずに比べてください(sum(list) >= size(list) * limit)。",
)
_LATEST: Final = Text(
    en="Lists are not sorted; use list.latest(x, key), min(list, default), max(list, default).",
    ja="リストの並べ替えはできません。list.latest(x, key)、min(list, default)、max(list, default) を使ってください。",
)
ALTERNATIVES: Final[dict[str, Text]] = {
    "matches": Text(
        en="Use startsWith, endsWith, contains or sameAs.",
        ja="startsWith、endsWith、contains、sameAs を使ってください。",
    ),
    "existsOne": Text(en="Write exists_one.", ja="exists_one と書いてください。"),
    "count": Text(en="Write size(list.filter(x, …)).", ja="size(list.filter(x, …)) と書いてください。"),
    "any": Text(en="Write list.exists(x, …).", ja="list.exists(x, …) と書いてください。"),
    "average": _AVERAGE, "avg": _AVERAGE,
    **dict.fromkeys(("first", "last", "sort", "sortBy"), _LATEST),
    **dict.fromkeys(
        ("int", "uint", "double", "string", "bytes", "bool", "dyn", "type"), _CONVERSION
    ),
    **dict.fromkeys(
        (
            "getDate", "getDayOfMonth", "getDayOfWeek", "getDayOfYear", "getFullYear", "getHours",
            "getMilliseconds", "getMinutes", "getMonth", "getSeconds",
        ),
        _CALENDAR,
    ),
}  # fmt: skip
"""What to write instead of functions that CEL or its dialects have and guards have not."""
