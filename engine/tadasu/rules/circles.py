"""What is computed from itself: derived fields and conditions that read each other in a ring."""

from collections.abc import Iterator, Mapping

from tadasu.guard.guard import Guard
from tadasu.guard.types import RecordOf, Schema
from tadasu.rules.pieces import bare

Member = tuple[str, str]
"""A workflow and a computed member of its cases."""


def derived_in_circles(derived: Mapping[Member, Guard], schema: Schema) -> Iterator[Member]:
    """The members of `derived` whose computation comes back to them."""
    reads = {member: set(_read(member, guard, schema)) for member, guard in derived.items()}
    for member in derived:
        seen: set[Member] = set()
        waiting = list(reads[member])
        while waiting:
            one = waiting.pop()
            if one not in seen:
                seen.add(one)
                waiting.extend(reads.get(one, ()))
        if member in seen:
            yield member


def _read(member: Member, guard: Guard, schema: Schema) -> Iterator[Member]:
    """Every member of a record that the guard steps onto."""
    roots = {"case": member[0], "all": "all"}
    for path in guard.footprint:
        kind = roots.get(path[0])
        for step in path[1:]:
            if kind is None or step == "*":
                continue
            yield kind, step
            found = bare(schema[kind][step].type)
            kind = found.name if isinstance(found, RecordOf) else None
