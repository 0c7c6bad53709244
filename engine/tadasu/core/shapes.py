"""Whether data has the types that an event declares, before anybody reads it as one."""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import get_type_hints

Holds = Callable[[object], bool]


def misfit(event: Callable[..., object], data: Mapping[str, object]) -> str | None:
    """The first member of `data` that is not of the type that `event` declares for it."""
    types = _types(event)
    found = (name for name, value in data.items() if name in types and not types[name](value))
    return next(found, None)


@cache
def _types(event: Callable[..., object]) -> Mapping[str, Holds]:
    """What each member must be; a type that is not listed here is not looked at."""
    hints = get_type_hints(event).items()
    return {name: _HOLDS[str(hint)] for name, hint in hints if str(hint) in _HOLDS}


def _text(value: object) -> bool:
    return isinstance(value, str)


def _text_or_none(value: object) -> bool:
    return value is None or isinstance(value, str)


def _note(value: object) -> bool:
    return _text_or_none(value) or _object(_text)(value)


def _whole(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _anything(_: object) -> bool:
    return True


def _object(inner: Holds) -> Holds:
    return lambda value: isinstance(value, Mapping) and all(map(inner, value.values()))


def _list(inner: Holds) -> Holds:
    return lambda value: isinstance(value, list | tuple) and all(map(inner, value))


_HOLDS: Mapping[str, Holds] = {
    str(hint): holds
    for hint, holds in (
        (str, _text),
        (int, _whole),
        (str | None, _text_or_none),
        (str | Mapping[str, str] | None, _note),
        (Sequence[str], _list(_text)),
        (Mapping[str, object], _object(_anything)),
        (Sequence[Mapping[str, object]], _list(_object(_anything))),
        (Mapping[str, str], _object(_text)),
        (Mapping[str, str | None], _object(_text_or_none)),
        (Mapping[str, Mapping[str, str]], _object(_object(_text))),
    )
}
