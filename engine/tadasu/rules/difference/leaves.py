"""The fallback: whatever no other comparison knows is still found, and told by its place."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from tadasu.errors import Text
from tadasu.rules.difference.change import Change, shown
from tadasu.rules.words import Words


def rest(
    old: BaseModel, new: BaseModel, known: Collection[str], within: str = ""
) -> Iterator[Change]:
    """A change for every place where two definitions differ, but for the attributes `known`."""
    for name, info in type(old).model_fields.items():
        if name not in known:
            path = f"{within}{info.alias or name}"
            yield from leaves(getattr(old, name), getattr(new, name), path)


def leaves(old: object, new: object, path: str) -> Iterator[Change]:
    """A change for every place below `path` where two values differ."""
    if old == new and list(_keys(old)) == list(_keys(new)):
        return
    if isinstance(old, Words | None) and isinstance(new, Words | None):
        yield _change("words", path, old, new)
    elif isinstance(old, BaseModel) and type(old) is type(new):
        for name, info in type(old).model_fields.items():
            yield from leaves(
                getattr(old, name), getattr(new, name), f"{path}.{info.alias or name}"
            )
    elif isinstance(old, Mapping) and isinstance(new, Mapping):
        yield from _mappings(old, new, path)
    elif isinstance(old, tuple) and isinstance(new, tuple):
        yield from _lists(old, new, path)
    else:
        yield _change("changed", path, old, new)


def _mappings(old: Mapping[str, Any], new: Mapping[str, Any], path: str) -> Iterator[Change]:
    for name in dict.fromkeys((*old, *new)):
        if name in old and name in new:
            yield from leaves(old[name], new[name], f"{path}.{name}")
        else:
            yield _change("changed", f"{path}.{name}", old.get(name), new.get(name))
    stay, now = [n for n in old if n in new], [n for n in new if n in old]
    if stay != now:
        yield _change("changed", path, " ".join(stay), " ".join(now))


def _lists(old: tuple[object, ...], new: tuple[object, ...], path: str) -> Iterator[Change]:
    if len(old) == len(new) and all(isinstance(each, BaseModel) for each in (*old, *new)):
        for number, (one, other) in enumerate(zip(old, new, strict=True), 1):
            yield from leaves(one, other, f"{path}.{number}")
        return
    gone = [each for each in old if each not in new]
    come = [each for each in new if each not in old]
    yield from (_change("changed", path, each, None) for each in gone)
    yield from (_change("changed", path, None, each) for each in come)
    if not gone and not come:
        yield _change("changed", path, old, new)


def _change(effect: Any, path: str, old: object, new: object) -> Change:
    return Change(effect, Text(en=f"`{path}`", ja=f"`{path}`"), _said(old), _said(new))


def _said(value: object) -> str | None:
    return None if value is None else shown(value)


def _keys(value: object) -> Iterator[object]:
    """Every key below a value, in order: mappings are equal in any order, processes are not."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _keys(getattr(value, name))
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield name
            yield from _keys(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from _keys(each)
