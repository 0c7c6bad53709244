"""Who was reminded of what: operational data beside the record, under the writer's lock.

A reminder is claimed before it is sent and marked after. Whoever crashes in between leaves a claim
that another takes over once it is old: then it may be sent twice, but never not at all.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from tadasu.store import questions as ask
from tadasu.store.line import Line


@dataclass(frozen=True, slots=True)
class Told:
    """One step of one stay of a case in a state, told to one person."""

    person: str
    case: str
    since: str
    """When the case entered its state."""
    step: str


class Reminded:
    """The reminders of one log, inside a writer's transaction."""

    def __init__(self, line: Line) -> None:
        self._line = line

    def claim(self, wanted: Iterable[Told], at: str, stale: str) -> list[Told]:
        """Those of `wanted` that nobody has sent, nor is sending since after `stale`: claimed."""
        found: dict[str, dict[Told, tuple[int, str]]] = {}
        claimed: list[Told] = []
        for one in wanted:
            if one.person not in found:
                rows = self._line.ask(ask.TOLD, {"person": one.person})
                found[one.person] = {Told(*row[:4]): (row[4], row[5]) for row in rows}
            sent, when = found[one.person].get(one, (0, ""))
            if sent or when > stale:
                continue
            if when:
                self._line.do(ask.UPDATE_TOLD, {**_named(one), "new_sent": 0, "new_at": at})
            else:
                self._line.do(ask.INSERT_TOLD, _row(one, at))
            claimed.append(one)
        return claimed

    def sent(self, told: Collection[Told], at: str) -> None:
        """They were sent."""
        for one in told:
            self._line.do(ask.UPDATE_TOLD, {**_named(one), "new_sent": 1, "new_at": at})

    def release(self, told: Collection[Told]) -> None:
        """They could not be sent: the next who asks tries again."""
        for one in told:
            self._line.do(ask.DELETE_TOLD, _named(one))


def _row(one: Told, at: str) -> dict[str, object]:
    return {
        "person": one.person,
        "case_key": one.case,
        "since": one.since,
        "step": one.step,
        "sent": 0,
        "at": at,
    }


def _named(one: Told) -> dict[str, object]:
    return {
        "of_person": one.person,
        "of_case_key": one.case,
        "of_since": one.since,
        "of_step": one.step,
    }
