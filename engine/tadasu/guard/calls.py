"""The types of calls: which functions there are, what they take and give."""

from collections.abc import Callable, Sequence
from typing import Final

from tadasu.errors import Text
from tadasu.guard.functions import ALTERNATIVES, BUSINESS, FUNCTIONS, METHODS
from tadasu.guard.literals import LiteralError, read_date, read_duration, read_timestamp
from tadasu.guard.reports import Reports, suggestion
from tadasu.guard.syntax import Call, Constant, Node
from tadasu.guard.types import MEASURES, UNKNOWN, ListOf, Scalar, Type, fits, is_text

_LITERALS: Final[dict[str, tuple[Type, Callable[[str], object], Text]]] = {
    "timestamp": (
        Scalar.TIMESTAMP,
        read_timestamp,
        Text(
            en="a time such as '2025-04-01T09:00:00+09:00', at most to the microsecond",
            ja="'2025-04-01T09:00:00+09:00' のような日時(マイクロ秒まで)",
        ),
    ),
    "duration": (
        Scalar.DURATION,
        read_duration,
        Text(
            en="a duration such as '36h' or '1h30m', at most to the microsecond",
            ja="'36h' や '1h30m' のような期間(マイクロ秒まで)",
        ),
    ),
    "date": (
        Scalar.DATE,
        read_date,
        Text(en="a date such as '2025-04-01'", ja="'2025-04-01' のような日付"),
    ),
}
_SIZED: Final = Text(en="a string or a list", ja="string またはリスト")
_SUMMED: Final = Text(en="a list of int or duration", ja="int か duration のリスト")
_MEASURED: Final = Text(
    en="a list of int, date, timestamp or duration",
    ja="int、date、timestamp、duration いずれかのリスト",
)
_COUNTS: Final = (
    Text(en="no argument", ja="引数を取りません"),
    Text(en="one argument", ja="引数を一つ取ります"),
    Text(en="two arguments", ja="引数を二つ取ります"),
)


def call_type(
    node: Call, kinds: Sequence[Type], reports: Reports, *, calendar: bool
) -> tuple[Type, object | None]:
    """The call's type, and its value where it is a literal; in `kinds` the target comes first.

    `calendar` says whether there is one.
    """
    if node.target is not None and node.function in METHODS:
        if node.function in BUSINESS and not calendar:
            _no_calendar(node, reports)
        return _method(node, node.target, kinds, reports), None
    if node.target is None and node.function in _FUNCTIONS:
        return _FUNCTIONS[node.function](node, kinds, reports), None
    if node.target is None and node.function in _LITERALS:
        return _literal(node, kinds, reports)
    _unknown(node, reports)
    return UNKNOWN, None


def counted(node: Call, wanted: int, reports: Reports) -> bool:
    """Whether there are so many arguments; if not, it is reported."""
    count = len(node.arguments)
    if count == wanted:
        return True
    message = Text(
        en=f"{node.function} takes {_COUNTS[wanted].en}, not {count}.",
        ja=f"{node.function} は{_COUNTS[wanted].ja}({count} 個あります)。",
    )
    signature = next(f.signature for f in FUNCTIONS if f.name == node.function)
    remedy = Text(en=f"Write {signature}.", ja=f"{signature} の形で書いてください。")
    reports.word(node.function_offset, node.function, "type", message, remedy)
    return False


def _size(node: Call, kinds: Sequence[Type], reports: Reports) -> Type:
    if counted(node, 1, reports):
        kind = kinds[0]
        if not (kind == UNKNOWN or is_text(kind) or isinstance(kind, ListOf)):
            reports.mismatch(node.arguments[0], _SIZED, kind)
    return Scalar.INT


def _sum(node: Call, kinds: Sequence[Type], reports: Reports) -> Type:
    if not counted(node, 1, reports) or kinds[0] == UNKNOWN:
        return UNKNOWN
    kind = kinds[0].item if isinstance(kinds[0], ListOf) else None
    if kind in (Scalar.INT, Scalar.DURATION):
        return kind
    if kind == UNKNOWN:
        reports.empty_list(node.arguments[0])
    else:
        reports.mismatch(node.arguments[0], _SUMMED, kinds[0])
    return UNKNOWN


def _extreme(node: Call, kinds: Sequence[Type], reports: Reports) -> Type:
    """`min` and `max`: the list says what the default must be, or the default where it is []."""
    if not counted(node, 2, reports) or kinds[0] == UNKNOWN:
        return UNKNOWN
    items, default = kinds
    kind = items.item if isinstance(items, ListOf) else None
    if kind == UNKNOWN:
        kind, items = default, ListOf(default)
    if kind not in MEASURES:
        if kind != UNKNOWN:
            reports.mismatch(node.arguments[0], _MEASURED, items)
        return UNKNOWN
    if not fits(default, kind):
        reports.mismatch(node.arguments[1], kind, default)
    return kind


_FUNCTIONS: Final = {"size": _size, "sum": _sum, "min": _extreme, "max": _extreme}


def _method(node: Call, target: Node, kinds: Sequence[Type], reports: Reports) -> Type:
    wanted_target, wanted, result = METHODS[node.function]
    if not fits(kinds[0], wanted_target):
        if node.function == "contains" and isinstance(kinds[0], ListOf):
            _list_contains(node, reports)
        else:
            reports.mismatch(target, wanted_target, kinds[0])
    if counted(node, len(wanted), reports):
        for argument, asked, given in zip(node.arguments, wanted, kinds[1:], strict=True):
            if not fits(given, asked):
                reports.mismatch(argument, asked, given)
    return result


def _no_calendar(node: Call, reports: Reports) -> None:
    message = Text(
        en=f"{node.function} needs a calendar, and there is none.",
        ja=f"{node.function} にはカレンダーが必要ですが、定義されていません。",
    )
    remedy = Text(
        en="Define a calendar with weekends and holidays, or use addDays and daysUntil.",
        ja="週末と祝日のカレンダーを定義するか、addDays や daysUntil を使ってください。",
    )
    reports.word(node.function_offset, node.function, "calendar", message, remedy)


def _list_contains(node: Call, reports: Reports) -> None:
    message = Text(en="contains searches texts.", ja="contains は文字列を調べます。")
    remedy = Text(en="Write x in list.", ja="x in list と書いてください。")
    reports.word(node.function_offset, node.function, "type", message, remedy)


def _literal(node: Call, kinds: Sequence[Type], reports: Reports) -> tuple[Type, object | None]:
    """`timestamp('…')`, `duration('…')`, `date('…')`, and `date(t)`."""
    kind, read, shape = _LITERALS[node.function]
    if not counted(node, 1, reports):
        return kind, None
    argument = node.arguments[0]
    if node.function == "date" and kinds[0] in (Scalar.TIMESTAMP, UNKNOWN):
        return kind, None
    if not isinstance(argument, Constant) or not isinstance(argument.value, str):
        wanted = Text(en=f"literally {shape.en}", ja=f"{shape.ja}のリテラル")
        reports.mismatch(argument, wanted, kinds[0])
        return kind, None
    try:
        return kind, read(argument.value)
    except LiteralError:
        message = Text(en=f"This is not {shape.en}.", ja=f"{shape.ja}ではありません。")
        reports.at(argument, "type", message)
        return kind, None


def _unknown(node: Call, reports: Reports) -> None:
    """No such function, or one that is called the other way round."""
    name = node.function
    form = "method" if node.target is not None else "function"
    message = Text(en=f"There is no {form} {name}.", ja=f"関数 {name} はありません。")
    code, remedy = "name", suggestion(name, (f.name for f in FUNCTIONS if f.form == form))
    twin = next((f for f in FUNCTIONS if f.name == name and f.form != form), None)
    if twin is not None:
        remedy = Text(en=f"Write {twin.signature}.", ja=f"{twin.signature} の形で書いてください。")
    elif name in ALTERNATIVES:
        code, remedy = "profile", ALTERNATIVES[name]
        message = Text(
            en=f"{name} is outside the guard profile.", ja=f"{name} はガード言語では使えません。"
        )
    reports.word(node.function_offset, name, code, message, remedy)
