"""Logic and comprehensions, with CEL's rule for errors.

An operand that decides the result absorbs errors of the others: `false && error` and
`error && false` are false, `error || true` is true, and `all` and `exists` likewise (langdef,
"Logical Operators" and "Macros"). A spent budget is no error of an operand: it ends the guard.
"""

from collections.abc import Callable, Sequence
from typing import Final

from tadasu.guard.problem import GuardError
from tadasu.guard.steps import Closure, Frame, spend


def _conjunction(parts: Sequence[Closure]) -> Closure:
    def both(frame: Frame) -> bool:
        failed: GuardError | None = None
        for part in parts:
            try:
                if not part(frame):
                    return False
            except GuardError as error:
                failed = _kept(failed, error)
        return _settled(failed, outcome=True)

    return both


def _disjunction(parts: Sequence[Closure]) -> Closure:
    def either(frame: Frame) -> bool:
        failed: GuardError | None = None
        for part in parts:
            try:
                if part(frame):
                    return True
            except GuardError as error:
                failed = _kept(failed, error)
        return _settled(failed, outcome=False)

    return either


def _kept(first: GuardError | None, error: GuardError) -> GuardError:
    """The error to raise if nothing absorbs it: the first one."""
    if error.code == "budget":
        raise error
    return error if first is None else first


def _settled(failed: GuardError | None, *, outcome: bool) -> bool:
    """The outcome that nothing decided otherwise, unless an operand failed."""
    if failed is not None:
        raise failed
    return outcome


def _all(over: Closure, slot: int, body: Closure) -> Closure:
    def every(frame: Frame) -> bool:
        items = over(frame)
        spend(frame, len(items))
        failed: GuardError | None = None
        for item in items:
            frame[slot] = item
            try:
                if not body(frame):
                    return False
            except GuardError as error:
                failed = _kept(failed, error)
        return _settled(failed, outcome=True)

    return every


def _exists(over: Closure, slot: int, body: Closure) -> Closure:
    def some(frame: Frame) -> bool:
        items = over(frame)
        spend(frame, len(items))
        failed: GuardError | None = None
        for item in items:
            frame[slot] = item
            try:
                if body(frame):
                    return True
            except GuardError as error:
                failed = _kept(failed, error)
        return _settled(failed, outcome=False)

    return some


def _exists_one(over: Closure, slot: int, body: Closure) -> Closure:
    """Visits every element: this macro absorbs no error."""

    def count(frame: Frame) -> bool:
        items = over(frame)
        spend(frame, len(items))
        found = 0
        for item in items:
            frame[slot] = item
            if body(frame):
                found += 1
        return found == 1

    return count


def _filter(over: Closure, slot: int, body: Closure) -> Closure:
    def select(frame: Frame) -> tuple[object, ...]:
        items = over(frame)
        spend(frame, len(items))
        found = []
        for item in items:
            frame[slot] = item
            if body(frame):
                found.append(item)
        return tuple(found)

    return select


def _map(over: Closure, slot: int, body: Closure) -> Closure:
    def transform(frame: Frame) -> tuple[object, ...]:
        items = over(frame)
        spend(frame, len(items))
        found = []
        for item in items:
            frame[slot] = item
            found.append(body(frame))
        return tuple(found)

    return transform


def _latest(over: Closure, slot: int, key: Closure) -> Closure:
    """A list of the element with the greatest key, the last of equals; empty if the range is."""

    def pick(frame: Frame) -> tuple[object, ...]:
        items = over(frame)
        spend(frame, len(items))
        found: tuple[object, ...] = ()
        greatest = None
        for item in items:
            frame[slot] = item
            rank = key(frame)
            if greatest is None or rank >= greatest:
                found, greatest = (item,), rank
        return found

    return pick


LOGIC: Final[dict[str, Callable[[Sequence[Closure]], Closure]]] = {
    "&&": _conjunction,
    "||": _disjunction,
}
"""`&&` and `||` of two parts or more."""

LOOPS: Final[dict[str, Callable[[Closure, int, Closure], Closure]]] = {
    "all": _all,
    "exists": _exists,
    "exists_one": _exists_one,
    "filter": _filter,
    "map": _map,
    "latest": _latest,
}
"""The loop of each macro: over a range, with the variable's slot and the body."""
