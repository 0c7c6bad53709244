"""The acts of one request that has several, and a refusal of them as one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tadasu.core.deeds import Decision
from tadasu.core.setting import Setting
from tadasu.errors import RefusalError, Text
from tadasu.office.asks import Ask

Decide = Callable[[Setting], Decision]
"""Decides an act where it is to be done."""

NOTHING = Text(en="", ja="")
"""What the only part of a request is called."""


@dataclass(frozen=True, slots=True)
class Part:
    """One of the acts of a request that has several."""

    ask: Ask
    """As if it were asked alone."""
    decide: Decide
    called: Text
    """Which one it is, such as a row of a file."""
    chain: str = ""
    """Once one is refused, others of the same chain are not looked at."""
    request: str = ""
    """The id of a request of its own, if it is one, in the transaction of all."""


def alone(ask: Ask, decides: Sequence[Decide]) -> list[Part]:
    """The only parts of a request, or those that need no name."""
    return [Part(ask, decide, NOTHING) for decide in decides]


def of_part(called: Text, no: RefusalError) -> RefusalError:
    """The refusal, its reasons told of the part that is `called` so, if it has a name."""
    if called is NOTHING:
        return no
    told = (replace(one, title=joined(called, one.title)) for one in no.reasons)
    return RefusalError(no.attempt, tuple(told))


def joint(refused: Sequence[RefusalError]) -> RefusalError:
    """One refusal for several, with the reasons of all."""
    return RefusalError(refused[0].attempt, [one for no in refused for one in no.reasons])


def joined(one: Text, other: Text) -> Text:
    """Two texts as one."""
    return Text(en=f"{one.en}: {other.en}", ja=f"{one.ja}: {other.ja}")
