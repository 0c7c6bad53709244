"""The rows of a file as what is wanted of each case: one case may have several rows."""

import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tadasu.core.values import UnreadableError
from tadasu.errors import Reason, Text
from tadasu.office.importing.cells import Cells
from tadasu.office.importing.columns import Column, key_fields
from tadasu.office.importing.text import Row, fault
from tadasu.rules.keys import parse_key
from tadasu.rules.workflow import Workflow


@dataclass(slots=True)
class Wanted:
    """What the rows say of one case."""

    key: str
    rows: list[int]
    facts: dict[str, object | None] = field(default_factory=dict)
    """By field, in the clear; None where the cell is blank."""


def merged(
    workflow: Workflow, columns: Sequence[Column], rows: Sequence[Row], cells: Cells
) -> tuple[list[Wanted], list[Reason]]:
    """What is wanted of each case, in the order of the file, and what is wrong with which cell."""
    found: dict[str, Wanted] = {}
    wrong: list[Reason] = []
    for row in rows:
        values, faults = _read(columns, row, cells)
        wrong += faults
        key = _key(workflow, values)
        if key is None:
            wrong += [] if faults else [fault(row.number, None, _NO_KEY)]
            continue
        one = found.setdefault(key, Wanted(key, []))
        one.rows.append(row.number)
        wrong += _lay(one, columns, values, row.number)
    return list(found.values()), wrong


def keys_in(workflow: Workflow, columns: Sequence[Column], rows: Sequence[Row]) -> frozenset[str]:
    """The keys of the cases that a file is about."""
    named = key_fields(workflow)
    made = (
        _key(workflow, {c: narrow(row.cells[c.at]) for c in columns if c.field in named})
        for row in rows
    )
    return frozenset(key for key in made if key)


def narrow(text: str) -> str | None:
    """What a key is made of: full-width letters and digits are half-width ones there."""
    return unicodedata.normalize("NFKC", text).strip() or None


Values = Mapping[Column, object | None]


def _read(
    columns: Sequence[Column], row: Row, cells: Cells
) -> tuple[dict[Column, object | None], list[Reason]]:
    values: dict[Column, object | None] = {}
    wrong: list[Reason] = []
    for column in columns:
        try:
            text = row.cells[column.at]
            plain = (narrow(text) or "") if column.key else text
            values[column] = cells.value(column.spec, plain)
        except UnreadableError as no:
            wrong.append(fault(row.number, column.called, _expected(no.text)))
    return values, wrong


def _key(workflow: Workflow, values: Values) -> str | None:
    facts = {column.field: value for column, value in values.items() if column.inner is None}
    if any(facts.get(name) is None for name in key_fields(workflow)):
        return None
    return "".join(
        str(facts[part.name]) if part.name else part.literal for part in parse_key(workflow.key)
    )


def _lay(one: Wanted, columns: Sequence[Column], values: Values, number: int) -> list[Reason]:
    """Lay the row over what earlier rows of the case say; a row of a list adds to the list."""
    wrong: list[Reason] = []
    rows: dict[str, dict[str, object]] = {}
    for column in columns:
        value = values.get(column)
        if column.inner is None:
            held = one.facts.setdefault(column.field, value)
            if value is not None and held is None:
                one.facts[column.field] = value
            elif value not in (None, held):
                wrong.append(fault(number, column.called, _differs(one.rows[0])))
            continue
        one.facts.setdefault(column.field, None)
        if value is not None:
            rows.setdefault(column.field, {})[column.inner] = value
    for name, row in rows.items():
        listed = one.facts[name]
        one.facts[name] = [*(listed if isinstance(listed, list) else ()), row]
    return wrong


def _expected(expected: Text) -> Text:
    return Text(
        en=f"It can't be read: expected {expected.en}.",
        ja=f"読み取れません。必要なのは {expected.ja} です。",
    )


def _differs(first: int) -> Text:
    return Text(
        en=f"Row {first} says something else of the same case.",
        ja=f"同じ案件について {first} 行目の内容と違います。",
    )


_NO_KEY = Text(en="It says nothing of the key.", ja="キーになる値がありません。")
