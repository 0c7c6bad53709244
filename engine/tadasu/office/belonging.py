"""Who belongs to a case, such as a team: the people who name it in their own facts.

A reference of the people's workflow counts, in a field or in a row of a list; a row that has dates
called `from` and `until` counts on the days between them, both included.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import cast

from tadasu.core.case import Case
from tadasu.core.hearing import active
from tadasu.errors import NotFoundError, Text
from tadasu.office.rows import Row
from tadasu.rules.field import FieldSpec
from tadasu.rules.process import Process
from tadasu.store.journal import Shelf

FROM, UNTIL = "from", "until"


def members(shelf: Shelf, process: Process, key: str, today: date) -> list[str]:
    """The keys of the people who belong to the case `key` on a day; NotFoundError without it."""
    case = shelf.case(key)
    if case is None:
        raise NotFoundError(Text(en=f"There is no case {key}.", ja=f"案件 {key} はありません。"))
    workflow = process.workflows[process.people]
    specs = {
        name: spec
        for name, spec in workflow.facts.items()
        if case.workflow in {spec.type, *(each.type for each in (spec.fields or {}).values())}
    }
    people = (one for one in shelf.select(process.people) if active(workflow, one.state))
    return [one.key for one in people if any(_named(one, specs, case, today))]


def together(lists: Sequence[Sequence[Row]]) -> tuple[Row, ...]:
    """Several people's lists as one, each case once with all that any of them may do."""
    found: dict[str, Row] = {}
    for row in (row for rows in lists for row in rows):
        held = found.get(row.key)
        if held is None:
            found[row.key] = row
            continue
        acts = dict.fromkeys((*held.acts, *row.acts))
        mine = dict.fromkeys((*held.mine, *row.mine))
        found[row.key] = replace(held, acts=tuple(acts), mine=tuple(mine))
    return tuple(sorted(found.values(), key=lambda row: (row.due or "9999", row.key)))


def _named(
    person: Case, specs: Mapping[str, FieldSpec], case: Case, today: date
) -> Iterator[bool]:
    for name, spec in specs.items():
        value = person.fields.get(name)
        items = value if isinstance(value, list) else [value]
        for item in items:
            if spec.fields is None:
                yield item == case.key
                continue
            row = cast(Mapping[str, object], item or {})
            refers = (row.get(n) for n, each in spec.fields.items() if each.type == case.workflow)
            yield case.key in refers and _holds(row, today.isoformat())


def _holds(row: Mapping[str, object], today: str) -> bool:
    return str(row.get(FROM) or today) <= today <= str(row.get(UNTIL) or today)
