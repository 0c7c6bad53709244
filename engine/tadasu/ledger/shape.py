"""The shape of entries and statements: which members there are, and what each may hold."""

import re
from collections.abc import Callable, Mapping
from datetime import datetime

Json = Mapping[str, object]
Holds = Callable[[object], bool]
Shape = Mapping[str, Holds]

_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{6})?Z", re.ASCII)


def fault(members: Json, shape: Shape) -> str | None:
    """What is wrong with `members`, or None: all of the shape, as they must be, no other."""
    if members.keys() != shape.keys():
        other = ", ".join(sorted(members.keys() ^ shape.keys()))
        return f"members that are missing, or that nobody knows: {other}"
    for name, holds in shape.items():
        if not holds(members[name]):
            return f"the member {name} is not what it must be"
    return None


def moment(text: str) -> datetime:
    """The moment that a time of the record names; ValueError for any other text.

    Compare moments, not texts: "…00Z" sorts after "…00.500000Z".
    """
    if not _TIME.fullmatch(text):
        raise ValueError(text)
    return datetime.fromisoformat(text)


def _is_time(value: object) -> bool:
    try:
        return isinstance(value, str) and moment(value) is not None
    except ValueError:
        return False


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _matching(pattern: str) -> Holds:
    match = re.compile(pattern, re.ASCII).fullmatch
    return lambda value: isinstance(value, str) and match(value) is not None


def _counting(least: int) -> Holds:
    return lambda value: isinstance(value, int) and not isinstance(value, bool) and value >= least


def _shaped(shape: Shape) -> Holds:
    return lambda value: isinstance(value, Mapping) and fault(value, shape) is None


_ACTOR: Shape = {"id": _is_text, "role": _is_text, "auth": _is_text}
_FOR_ANOTHER: Shape = {**_ACTOR, "for": _matching(r".+")}


def _is_actor(value: object) -> bool:
    if not isinstance(value, Mapping) or "for" not in value:
        return _shaped(_ACTOR)(value)
    return _shaped(_FOR_ANOTHER)(value) and value["for"] != value["id"]


def _or_none(holds: Holds) -> Holds:
    return lambda value: value is None or holds(value)


def _is_object(value: object) -> bool:
    return isinstance(value, Mapping)


def _is_objects(value: object) -> bool:
    return isinstance(value, list | tuple) and all(map(_is_object, value))


_is_digest = _matching(r"[0-9a-f]{64}")
_is_id = _matching(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")

STATEMENT_SHAPE: Shape = {
    "log": _matching(r".+"),
    "id": _is_id,
    "case": _matching(r"[^\0]*"),  # PostgreSQL's texts cannot hold a NUL
    "version": _counting(1),
    "kind": _matching(r"[a-z]+(\.[a-z]+)+/[1-9][0-9]*"),
    "process": _is_digest,
    "occurred_at": _is_time,
    "actor": _is_actor,
    "seen": _or_none(_shaped({"size": _counting(0), "root": _is_digest})),
    "request": _is_digest,
    "cause": _or_none(_is_id),
    "data": _is_object,
    "sealed": _is_object,
    "attachments": _is_objects,
}

_SIGNATURE: Shape = {
    "key": _matching(r"SHA256:[A-Za-z0-9+/]{43}"),
    "sshsig": _matching(r"[A-Za-z0-9+/]+={0,2}"),
}


def _is_signatures(value: object) -> bool:
    return isinstance(value, list | tuple) and all(map(_shaped(_SIGNATURE), value))


ENTRY_SHAPE: Shape = {"statement": _is_text, "recorded_at": _is_time, "sigs": _is_signatures}
