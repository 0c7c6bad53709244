"""Calls: what each function and method does with its target and its arguments."""

import operator
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, Final, cast

from tadasu.guard.aggregates import ancestors, extreme, total
from tadasu.guard.arithmetic import Operation
from tadasu.guard.calendar import Calendar
from tadasu.guard.checked import Checked
from tadasu.guard.days import (
    add_days,
    add_hours,
    add_minutes,
    add_months,
    days_until,
    fiscal_year,
    local_date,
)
from tadasu.guard.steps import RUN, Closure, Frame, spend
from tadasu.guard.syntax import Call, Constant
from tadasu.guard.texts import same_text

_METHODS: Final[dict[str, Operation]] = {
    "startsWith": str.startswith,
    "endsWith": str.endswith,
    "contains": operator.contains,
    "sameAs": same_text,
    "addDays": add_days,
    "addMinutes": add_minutes,
    "addHours": add_hours,
    "addMonths": add_months,
    "daysUntil": days_until,
    "fiscalYear": fiscal_year,
}
"""What each method does with its target and its argument."""

_BUSINESS: Final[dict[str, Callable[..., Any]]] = {
    "addBusinessDays": Calendar.add,
    "businessDaysUntil": Calendar.until,
    "isBusinessDay": Calendar.is_business,
}
"""What each method does with the calendar, its target and its argument."""

_TEXT_UNIT: Final = {"sameAs": 8, "contains": 64, "startsWith": 64, "endsWith": 64}
"""How many characters a method on texts reads for one step."""


def invoke(node: Call, checked: Checked, parts: Sequence[Closure]) -> Closure:
    """The closure of a call; `parts` are those of its target, if it has one, and its arguments."""
    name = node.function
    if node.id in checked.constants:
        value = checked.constants[node.id]
        return lambda _: value
    if name in _TEXT_UNIT:
        return _search(_METHODS[name], *parts, unit=_TEXT_UNIT[name])
    if name in _METHODS:
        return operation(_METHODS[name], *parts)
    if name in _BUSINESS:
        return _applied(partial(_BUSINESS[name], checked.calendar), parts)
    if name == "ancestors":
        field = cast("str", cast("Constant", node.arguments[0]).value)
        return ancestors(parts[0], field, required=node.id in checked.unending)
    if name == "size":
        return unary(len, parts[0])
    kind = checked.types[node.id]
    if name == "sum":
        return total(parts[0], kind)
    if name in ("min", "max"):
        return extreme(name, parts[0], parts[1], kind)
    moment = parts[0]
    return lambda frame: local_date(moment(frame), frame[RUN].zone)


def unary(function: Callable[[Any], Any], operand: Closure) -> Closure:
    """A function of one value."""
    return lambda frame: function(operand(frame))


def operation(function: Operation, left: Closure, right: Closure) -> Closure:
    """A function of two values."""
    return lambda frame: function(left(frame), right(frame))


def _applied(function: Callable[..., Any], parts: Sequence[Closure]) -> Closure:
    return lambda frame: function(*[part(frame) for part in parts])


def _search(function: Operation, target: Closure, argument: Closure, *, unit: int) -> Closure:
    """A method on texts; long texts cost steps."""

    def search(frame: Frame) -> Any:
        text, part = target(frame), argument(frame)
        spend(frame, (len(text) + len(part)) // unit)
        return function(text, part)

    return search
