"""One way in which a process changes, and which way it goes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel

from tadasu.errors import Text
from tadasu.rules.words import Words

Effect = Literal["tightened", "widened", "changed", "words", "same"]
"""Less is possible; more is possible; nobody can say which; only texts change; nothing does."""

Whole = Literal["tightened", "widened", "mixed", "changed", "words"]

_LONGEST = 240
"""Characters of a value that a change shows."""


@dataclass(frozen=True, slots=True)
class Change:
    """A difference in one part of a process."""

    effect: Effect
    what: Text
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """The differences of one part: an act, what stands around the acts, a rule, a number."""

    workflow: str
    """Empty for what belongs to no workflow."""
    part: str
    """The act's name; or roles, fields, states, workflow; or the rule's or the number's name."""
    title: Text
    changes: tuple[Change, ...]
    summary: Text | None = None

    @property
    def effect(self) -> Whole:
        """Which way all of it goes together."""
        return together(change.effect for change in self.changes)


def together(effects: Iterable[Effect | Whole]) -> Whole:
    """Several effects as one."""
    found = set(effects) - {"words", "same"}
    if not found:
        return "words"
    if found == {"tightened"}:
        return "tightened"
    if found == {"widened"}:
        return "widened"
    return "mixed" if found <= {"tightened", "widened", "mixed"} else "changed"


def more(
    old: Iterable[str], new: Iterable[str], gone: Effect, come: Effect, what: Text
) -> Iterator[Change]:
    """A change for each name that is gone and for each that came."""
    before, after = list(old), list(new)
    for name in before:
        if name not in after:
            yield Change(gone, what, name, None)
    for name in after:
        if name not in before:
            yield Change(come, what, None, name)


def reordered(
    old: Iterable[str], new: Iterable[str], effect: Effect, what: Text
) -> Iterator[Change]:
    """A change where the names that stay stand in another order."""
    before, after = list(old), list(new)
    stay = [name for name in before if name in after]
    now = [name for name in after if name in before]
    if stay != now:
        yield Change(effect, what, " ".join(stay), " ".join(now))


def shown(value: object) -> str:
    """A value in one line as YAML would have it, cut if it is long."""
    text = " ".join(_plain(value).split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _plain(value: object) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case Words():
            return f"{value.en} / {value.ja}"
        case BaseModel():
            told = value.model_dump(by_alias=True, exclude_defaults=True)
            return _plain(told)
        case Mapping():
            return "{" + ", ".join(f"{name}: {_plain(part)}" for name, part in value.items()) + "}"
        case list() | tuple():
            return "[" + ", ".join(map(_plain, value)) + "]"
        case _:
            return str(value)
