"""What a file would change: new cases, facts that differ, cases that it leaves as they are."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tadasu.core.case import Case
from tadasu.core.sealed import SEALED, is_sealed
from tadasu.office.importing.merged import Wanted
from tadasu.office.strongbox import Openings

Facts = Mapping[str, object | None]


@dataclass(frozen=True, slots=True)
class Changed:
    """One field: what it is now, and what the file says."""

    field: str
    before: object | None
    after: object | None


@dataclass(frozen=True, slots=True)
class Difference:
    """What the file would do to one case."""

    key: str
    rows: tuple[int, ...]
    new: bool
    changes: tuple[Changed, ...]
    version: int = 0
    """Of the case, when it was compared; 0 for a new one."""


def differences(
    wanted: Sequence[Wanted], held: Mapping[str, Case], openings: Openings
) -> list[Difference]:
    """For each case of the file what would change; nothing where all is as it says."""
    found: list[Difference] = []
    for one in wanted:
        case = held.get(one.key)
        facts = _in_the_clear(case.fields, openings) if case is not None else {}
        changes = tuple(
            Changed(name, facts.get(name), value)
            for name, value in one.facts.items()
            if facts.get(name) != value
        )
        version = case.version if case is not None else 0
        found.append(Difference(one.key, tuple(one.rows), case is None, changes, version))
    return found


def _in_the_clear(facts: Facts, openings: Openings) -> dict[str, object]:
    return {
        name: openings.text(value[SEALED]) if is_sealed(value) else value
        for name, value in facts.items()
    }
