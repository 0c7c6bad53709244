"""When values are equal, contained and ordered (langdef, "Equality" and "Ordering")."""

import operator
from typing import Any, Final

from tadasu.guard.arithmetic import Operation, utc
from tadasu.guard.types import EnumOf, ListOf, RecordOf, Scalar, Type

ORDER: Final[dict[str, Operation]] = {
    "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip
"""Order comparisons of values whose Python order is CEL's; texts compare by code point."""


def order(op: str, kind: Type) -> Operation:
    """The order comparison `op` for values of type `kind`."""
    compare = ORDER[op]
    if kind is Scalar.TIMESTAMP:
        return lambda one, other: compare(utc(one), utc(other))
    return compare


def same_record(one: Any, other: Any) -> bool:
    """Whether two records are one: the same object, or the same key."""
    return one is other or (one.key is not None and one.key == other.key)


def is_plain(kind: Type) -> bool:
    """Whether Python's own `==` decides equality for the type, also within lists."""
    if isinstance(kind, ListOf):
        return is_plain(kind.item)
    return isinstance(kind, EnumOf) or (isinstance(kind, Scalar) and kind is not Scalar.TIMESTAMP)


def equality(kind: Type) -> Operation:
    """The test for equal values of type `kind` (langdef, "Equality")."""
    if is_plain(kind):
        return operator.eq
    if isinstance(kind, RecordOf):
        return same_record
    if not isinstance(kind, ListOf):
        return lambda one, other: utc(one) == utc(other)
    same = equality(kind.item)
    return lambda one, other: len(one) == len(other) and all(map(same, one, other))


def membership(item: Type) -> Operation:
    """The test whether a list, given first, holds a value."""
    if is_plain(item):
        return operator.contains
    same = equality(item)
    return lambda items, value: any(same(value, element) for element in items)
