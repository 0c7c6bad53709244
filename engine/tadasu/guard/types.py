"""The types of the guard language, and what a record promises to hold."""

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tadasu.errors import Text


class Scalar(enum.Enum):
    """Types without parts. DATE and SEALED are ours; the others are CEL's, with CEL's ranges.

    A sealed value can only be there or not: nothing but `has()` may ask for it.
    """

    BOOL = "bool"
    INT = "int"
    STRING = "string"
    TIMESTAMP = "timestamp"
    DURATION = "duration"
    DATE = "date"
    SEALED = "sealed"


@dataclass(frozen=True, slots=True)
class EnumOf:
    """One of some texts: a string in CEL, but texts compared with it must be among `values`."""

    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListOf:
    """A list whose elements have one type."""

    item: "Type"


@dataclass(frozen=True, slots=True)
class RecordOf:
    """A record known by `name` to the schema; two records are equal when their keys are."""

    name: str


Type = Scalar | EnumOf | ListOf | RecordOf

UNKNOWN: Final = RecordOf("?")
"""The element of `[]` and whatever stands where a problem was found: it fits everything.

No schema can declare a record of this name, and no accepted guard has this type.
"""


@dataclass(frozen=True, slots=True)
class Member:
    """A field of a record; an `optional` one may be read only behind `has()`."""

    type: Type
    optional: bool = False


Schema = Mapping[str, Mapping[str, Member]]
"""The fields of each record, by the record's name."""

ORDERED: Final[frozenset[Type]] = frozenset(
    {Scalar.INT, Scalar.STRING, Scalar.TIMESTAMP, Scalar.DURATION, Scalar.DATE}
)
"""Types that `< <= > >=` compare. Enumerations have no order: theirs would be the alphabet's."""

MEASURES: Final = (Scalar.INT, Scalar.DATE, Scalar.TIMESTAMP, Scalar.DURATION)
"""Types of which `min` and `max` give the smallest and the greatest."""


def is_text(kind: Type) -> bool:
    """Whether values of `kind` are texts at run time."""
    return kind is Scalar.STRING or isinstance(kind, EnumOf)


def is_settled(kind: Type) -> bool:
    """Whether `kind` is free of UNKNOWN."""
    if isinstance(kind, ListOf):
        return is_settled(kind.item)
    return kind != UNKNOWN


def join(one: Type, other: Type) -> Type | None:
    """The smallest type that holds the values of both, or None where none does.

    Two enumerations with a value in common join to the union of their values, with none in
    common to nothing: such values can never be equal.
    """
    if one in (other, UNKNOWN):
        return other
    if other == UNKNOWN:
        return one
    if isinstance(one, ListOf) and isinstance(other, ListOf):
        item = join(one.item, other.item)
        return None if item is None else ListOf(item)
    return _join_texts(one, other)


def _join_texts(one: Type, other: Type) -> Type | None:
    if not (isinstance(one, EnumOf) and isinstance(other, EnumOf)):
        return Scalar.STRING if is_text(one) and is_text(other) else None
    if not set(one.values) & set(other.values):
        return None
    return EnumOf(tuple(dict.fromkeys(one.values + other.values)))


def fits(given: Type, wanted: Type) -> bool:
    """Whether a value of type `given` may stand where `wanted` is asked for."""
    if UNKNOWN in (wanted, given):
        return True
    if isinstance(given, ListOf) and isinstance(wanted, ListOf):
        return fits(given.item, wanted.item)
    if isinstance(given, EnumOf) and isinstance(wanted, EnumOf):
        return set(given.values) <= set(wanted.values)
    return given == wanted or (wanted is Scalar.STRING and is_text(given))


def named(kind: Type) -> Text:
    """The type's name for messages, as authors know it."""
    if isinstance(kind, ListOf):
        if kind.item == UNKNOWN:
            return Text(en="empty list", ja="空のリスト")
        item = named(kind.item)
        return Text(en=f"list of {item.en}", ja=f"{item.ja} のリスト")
    if isinstance(kind, EnumOf):
        return Text(en="enum", ja="enum")
    name = kind.value if isinstance(kind, Scalar) else kind.name
    return Text(en=name, ja=name)
