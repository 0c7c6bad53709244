"""What the outcome of a condition proves: which optional members are there.

Sound under CEL's rule that `&&` and `||` may absorb an error: a conjunction that is false proves
only what each of its parts would prove by being false.
"""

from dataclasses import dataclass
from typing import Final

from tadasu.guard.syntax import Select, path

Facts = frozenset[tuple[str, ...]]
"""Paths that are known to be there."""

NOTHING: Final[Facts] = frozenset()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a condition proves by being true, or by being false."""

    facts: Facts = NOTHING
    possible: bool = True
    """False where it never comes about, as `false` being true."""


OPEN: Final = Outcome()
"""An outcome that proves nothing."""

NEVER: Final = Outcome(possible=False)
"""An outcome that does not come about."""


def presence(select: Select) -> Facts:
    """That a field is there, if its path is one from a name on."""
    words = path(select)
    return NOTHING if words is None else frozenset({words})


def below(facts: Facts, words: tuple[str, ...] | None) -> Facts:
    """What is known of the record at `words`, as paths from there on."""
    if words is None:
        return NOTHING
    start = len(words)
    return frozenset(fact[start:] for fact in facts if fact[:start] == words and fact[start:])


def behind(facts: Facts, name: str) -> Facts:
    """The same of the record of that name, as paths from the name on."""
    return frozenset((name, *fact) for fact in facts)


def both(*outcomes: Outcome) -> Outcome:
    """What is proved when all outcomes come about."""
    return Outcome(
        NOTHING.union(*(outcome.facts for outcome in outcomes)),
        all(outcome.possible for outcome in outcomes),
    )


def either(*outcomes: Outcome) -> Outcome:
    """What is proved when one of the outcomes comes about, and nobody knows which."""
    possible = [outcome.facts for outcome in outcomes if outcome.possible]
    return Outcome(frozenset.intersection(*possible)) if possible else both(*outcomes)
