"""Entries as the law reads them, and how it says that one of them was not lawful."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn, cast

from tadasu.core.events import KINDS, Event, parse_event
from tadasu.errors import (
    ConflictError,
    NotFoundError,
    Reason,
    RefusalError,
    TamperError,
    Text,
    UnlawfulError,
)
from tadasu.ledger.entry import Entry, Statement

NOTHING = Text(en="nothing", ja="なし")


@dataclass(frozen=True, slots=True)
class Told:
    """An entry, its place, and its event; None where nobody here knows the kind."""

    position: int
    statement: Statement
    recorded_at: str
    event: Event | None

    @property
    def actor(self) -> str:
        """Who acted."""
        return str(self.statement.actor["id"])

    @property
    def role(self) -> str:
        """As what."""
        return str(self.statement.actor["role"])

    @property
    def behalf(self) -> str | None:
        """In whose name, if not in his or her own."""
        return cast("str | None", self.statement.actor.get("for"))

    @property
    def act(self) -> str:
        """The event's kind and, of a case, its key."""
        return f"{self.statement.kind} {self.statement.case}".rstrip()


def told(position: int, entry: Entry) -> Told:
    """An entry as the law reads it; UnlawfulError for an event of a shape that nobody writes."""
    statement = entry.statement
    if statement.kind not in KINDS:
        return Told(position, statement, entry.recorded_at, None)
    try:
        event = parse_event(statement.kind, statement.data)
    except TamperError as wrong:
        unlawful(Told(position, statement, entry.recorded_at, None), wrong.text)
    return Told(position, statement, entry.recorded_at, event)


def unlawful(
    each: Told,
    text: Text,
    *,
    reasons: Sequence[Reason] = (),
    recorded: object = None,
    lawful: object = None,
) -> NoReturn:
    """Raise UnlawfulError for an entry."""
    who = f"{each.actor}, {each.behalf}" if each.behalf is not None else each.actor
    whole = Text(
        en=f"Position {each.position}, {each.act} by {who}: {text.en}",
        ja=f"位置 {each.position}、{who} による {each.act}: {text.ja}",
    )
    raise UnlawfulError(
        each.position, each.act, whole, reasons=reasons, recorded=recorded, lawful=lawful
    )


def refused(each: Told, no: RefusalError | NotFoundError | ConflictError) -> NoReturn:
    """Raise UnlawfulError for an act that the law refuses."""
    if not isinstance(no, RefusalError):
        unlawful(each, no.text)
    text = Text(
        en=f"the rules in force then refuse to {no.attempt.en}.",
        ja=f"その時点の規則では認められません({no.attempt.ja})。",
    )
    unlawful(each, text, reasons=no.reasons)


def differs(each: Told, member: str, recorded: object, lawful: object) -> NoReturn:
    """Raise UnlawfulError for a member that is not what the law says."""
    text = Text(
        en=f"{member} is {shown(recorded).en} on record; by the rules in force then it is "
        f"{shown(lawful).en}.",
        ja=f"{member} は記録では {shown(recorded).ja} ですが、その時点の規則では "
        f"{shown(lawful).ja} です。",
    )
    unlawful(each, text, recorded=recorded, lawful=lawful)


def first_difference(one: object, other: object, path: str) -> tuple[str, object, object]:
    """Where two values of JSON first differ: the path, and what stands there in each."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        for name in sorted({*one, *other}):
            if one.get(name) != other.get(name) or (name in one) != (name in other):
                return first_difference(one.get(name), other.get(name), f"{path}.{name}")
    if isinstance(one, list | tuple) and isinstance(other, list | tuple):
        for number, (mine, its) in enumerate(zip(one, other, strict=False)):
            if mine != its:
                return first_difference(mine, its, f"{path}.{number}")
    return path, one, other


def shown(value: object) -> Text:
    """A value in a sentence; a long one is cut."""
    if value is None:
        return NOTHING
    text = repr(value)
    text = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    return Text(en=text, ja=text)


LONGEST = 120
"""Characters of a value that a sentence shows."""
