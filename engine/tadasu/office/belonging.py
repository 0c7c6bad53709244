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
from tadasu.office.cases import case_at
from tadasu.office.rows import Row
from tadasu.rules.field import FieldSpec
from tadasu.rules.process import Process
from tadasu.store.journal import Shelf

FROM, UNTIL = "from", "until"


def members(shelf: Shelf, process: Process, key: str, today: date) -> list[str]:
    """The keys of the people who belong to the case `key` on a day.

    NotFoundError without such a case, or where no field of people can name it.
    """
    case = case_at(shelf, key)
    workflow = process.workflows[process.people]
    specs = {
        name: spec
        for name, spec in workflow.facts.items()
        if case.workflow in {spec.type, *(each.type for each in (spec.fields or {}).values())}
    }
    if not specs:
        raise NotFoundError(_nobody(case, workflow.name))
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
        for item in _several(person.fields.get(name)):
            if spec.fields is None:
                yield item == case.key
                continue
            row = cast(Mapping[str, object], item)
            inner = (n for n, each in spec.fields.items() if each.type == case.workflow)
            refers = any(case.key in _several(row.get(n)) for n in inner)
            yield refers and _holds(spec.fields, row, today.isoformat())


def _several(value: object) -> Sequence[object]:
    if isinstance(value, list | tuple):
        return value
    return () if value is None else (value,)


def _holds(specs: Mapping[str, FieldSpec], row: Mapping[str, object], today: str) -> bool:
    dated = {name for name in (FROM, UNTIL) if name in specs and specs[name].type == "date"}
    first, last = ((row.get(name) if name in dated else None) for name in (FROM, UNTIL))
    return str(first or today) <= today <= str(last or today)


def _nobody(case: Case, people: str) -> Text:
    return Text(
        en=f"Nobody can belong to {case.key}: no field of `{people}` names cases of "
        f"`{case.workflow}`. Name a case that people name, or use --for PERSON.",
        ja=f"{case.key} に属する人はいません。`{people}` に `{case.workflow}` を指す項目がありません。"
        "人が項目で指している案件を指定するか、--for で人を指定してください。",
    )
