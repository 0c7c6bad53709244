"""Which types the operators take and give (langdef, "Standard Environment")."""

from typing import Final

from tadasu.errors import Text
from tadasu.guard.types import ORDERED, EnumOf, ListOf, Scalar, Type, is_text

ARITHMETIC: Final[dict[tuple[str, Type, Type], Type]] = {
    ("+", Scalar.INT, Scalar.INT): Scalar.INT,
    ("-", Scalar.INT, Scalar.INT): Scalar.INT,
    ("*", Scalar.INT, Scalar.INT): Scalar.INT,
    ("/", Scalar.INT, Scalar.INT): Scalar.INT,
    ("%", Scalar.INT, Scalar.INT): Scalar.INT,
    ("+", Scalar.TIMESTAMP, Scalar.DURATION): Scalar.TIMESTAMP,
    ("+", Scalar.DURATION, Scalar.TIMESTAMP): Scalar.TIMESTAMP,
    ("-", Scalar.TIMESTAMP, Scalar.DURATION): Scalar.TIMESTAMP,
    ("-", Scalar.TIMESTAMP, Scalar.TIMESTAMP): Scalar.DURATION,
    ("+", Scalar.DURATION, Scalar.DURATION): Scalar.DURATION,
    ("-", Scalar.DURATION, Scalar.DURATION): Scalar.DURATION,
}
"""The result of `+ - * / %` for each pair of operands; other pairs are refused."""


def is_ordered(kind: Type) -> bool:
    """Whether `< <= > >=` compare values of this type."""
    return kind in ORDERED


def arithmetic_hint(op: str, left: Type, right: Type) -> Text | None:
    """What to write instead of a sum or difference that is not defined."""
    if op == "+" and is_text(left) and is_text(right):
        return Text(
            en="Texts are not joined in guards; a message template does it: {a}{b}.",
            ja="ガードでは文字列を連結できません。メッセージに {a}{b} と書いてください。",
        )
    if op == "+" and isinstance(left, ListOf) and isinstance(right, ListOf):
        return Text(en="Ask each list by itself.", ja="リストごとに条件を書いてください。")
    if op == "-" and left is Scalar.DATE and right is Scalar.DATE:
        return Text(en="Write a.daysUntil(b).", ja="a.daysUntil(b) と書いてください。")
    if op in ("/", "%"):
        return Text(en="Only whole numbers are divided.", ja="割り算ができるのは int だけです。")
    if Scalar.DATE in (left, right):
        return Text(
            en="Write d.addDays(n) or d.addMonths(n).",
            ja="d.addDays(n) か d.addMonths(n) と書いてください。",
        )
    if Scalar.TIMESTAMP in (left, right) and Scalar.INT in (left, right):
        return Text(
            en="Add a duration: t + duration('24h').",
            ja="t + duration('24h') のように期間を足してください。",
        )
    return None


_DATE_WANTED: Final = Text(
    en="Write date('YYYY-MM-DD').", ja="date('YYYY-MM-DD') と書いてください。"
)
_TIMESTAMP_WANTED: Final = Text(
    en="Write timestamp('YYYY-MM-DDThh:mm:ssZ').",
    ja="timestamp('YYYY-MM-DDThh:mm:ssZ') と書いてください。",
)
_DAY_OF_TIMESTAMP: Final = Text(
    en="date(t) is the day of the timestamp t.", ja="timestamp の日付は date(t) で得られます。"
)
_PART_OF_TEXT: Final = Text(
    en="Write text.contains(part).", ja="text.contains(part) と書いてください。"
)
_ELEMENT: Final = Text(
    en="Write x in list, or list.exists(x, …).",
    ja="x in list か list.exists(x, …) と書いてください。",
)
_NO_ORDER: Final = Text(
    en="An enum has no order; write x in ['a', 'b'].",
    ja="enum に順序はありません。x in ['a', 'b'] と書いてください。",
)


def comparison_hint(op: str, left: Type, right: Type) -> Text | None:
    """What to write instead of a comparison that is not defined."""
    kinds = {left, right}
    texts = any(map(is_text, kinds))
    hints = (
        (texts and Scalar.DATE in kinds, _DATE_WANTED),
        (texts and Scalar.TIMESTAMP in kinds, _TIMESTAMP_WANTED),
        (kinds == {Scalar.DATE, Scalar.TIMESTAMP}, _DAY_OF_TIMESTAMP),
        (op == "in" and all(map(is_text, kinds)), _PART_OF_TEXT),
        (any(isinstance(kind, ListOf) for kind in kinds), _ELEMENT),
        (op in ("<", "<=", ">", ">=") and any(isinstance(k, EnumOf) for k in kinds), _NO_ORDER),
    )
    return next((hint for applies, hint in hints if applies), None)
