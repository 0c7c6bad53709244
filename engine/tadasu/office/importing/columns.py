"""What the columns of a file are: fields by name or title, LIST.FIELD in the rows of a list."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tadasu.core.reasons import suggestion
from tadasu.errors import Reason, Text
from tadasu.office.importing.text import Sheet, fault
from tadasu.rules.field import FieldSpec
from tadasu.rules.keys import parse_key
from tadasu.rules.workflow import STAGE, Workflow

LETTERS = 26


@dataclass(frozen=True, slots=True, eq=False)
class Column:
    """A column and the field that it states."""

    at: int
    """From 0."""
    field: str
    spec: FieldSpec
    inner: str | None = None
    """The field in a row of the list `field`."""
    key: bool = False
    """It is part of the key."""

    @property
    def called(self) -> str:
        """As people find it: its letter and its field."""
        name = self.field if self.inner is None else f"{self.field}.{self.inner}"
        return f"{letter(self.at)} ({name})"


def columns_of(workflow: Workflow, sheet: Sheet) -> tuple[list[Column], list[Reason]]:
    """The columns of a header, and what is wrong with it; an empty column is left out."""
    known = {plain(name): found for name, found in _known(workflow)}
    named = key_fields(workflow)
    found: list[Column] = []
    wrong: list[Reason] = []
    for at, name in enumerate(sheet.header):
        if not name:
            if any(row.cells[at].strip() for row in sheet.rows):
                wrong.append(fault(1, letter(at), _UNTITLED))
            continue
        column = known.get(plain(name))
        if column is None:
            wrong.append(fault(1, letter(at), _unknown(name, [n for n, _ in _known(workflow)])))
            continue
        if any((one.field, one.inner) == column[:2] for one in found):
            wrong.append(fault(1, letter(at), _twice(name)))
        field, inner, spec = column
        found.append(Column(at, field, spec, inner, key=inner is None and field in named))
    missing = [name for name in named if name not in {one.field for one in found}]
    wrong += [fault(1, None, _needed(name)) for name in missing]
    return found, wrong


def plain(name: str) -> str:
    """A title as it is compared: widths and cases of letters make no difference."""
    return unicodedata.normalize("NFKC", name).strip().casefold()


def key_fields(workflow: Workflow) -> tuple[str, ...]:
    """The fields that make the key of a case; none where a counter or a parent does."""
    names = [part.name for part in parse_key(workflow.key) if part.name]
    return () if {"parent", "n"} & set(names) else tuple(names)


def template(workflow: Workflow, language: str) -> list[str]:
    """A header with every column, in the words of `language`."""
    words: list[str] = []
    for name, spec in workflow.facts.items():
        if name == STAGE:
            continue
        title = getattr(spec.title, language)
        inner = spec.fields or {}
        words += [f"{title}.{getattr(each.title, language)}" for each in inner.values()] or [title]
    return words


def letter(at: int) -> str:
    """The column as a spreadsheet names it: A to Z, AA and on."""
    name = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, LETTERS)
        name = chr(ord("A") + rest) + name
    return name


Known = tuple[str, str | None, FieldSpec]


def _known(workflow: Workflow) -> Iterator[tuple[str, Known]]:
    for name, spec in workflow.facts.items():
        if name == STAGE:
            continue
        for called in (name, spec.title.en, spec.title.ja):
            if not spec.fields:
                yield called, (name, None, spec)
                continue
            for inner, one in spec.fields.items():
                for word in (inner, one.title.en, one.title.ja):
                    yield f"{called}.{word}", (name, inner, one)


def _unknown(name: str, known: Sequence[str]) -> Text:
    hint = suggestion(name, known)
    return Text(
        en=f"There is no field called {name}.{hint.en}",
        ja=f"{name} という項目はありません。{hint.ja}",
    )


_UNTITLED = Text(
    en="It has no title, and yet there are values below.",
    ja="題名がないのに、下に値があります。",
)


def _twice(name: str) -> Text:
    return Text(en=f"{name} stands there twice.", ja=f"{name} が二つあります。")


def _needed(name: str) -> Text:
    return Text(
        en=f"A column {name} is needed: it makes the key.",
        ja=f"キーになる {name} の列が必要です。",
    )
