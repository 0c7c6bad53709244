"""What the columns of a file are: fields by name or title, LIST.FIELD in the rows of a list."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tadasu.core.reasons import suggestion
from tadasu.errors import Reason, Text
from tadasu.office.importing.text import fault
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

    @property
    def called(self) -> str:
        """As people find it: its letter and its field."""
        name = self.field if self.inner is None else f"{self.field}.{self.inner}"
        return f"{letter(self.at)} ({name})"


def columns_of(workflow: Workflow, header: Sequence[str]) -> tuple[list[Column], list[Reason]]:
    """The columns of a header, and what is wrong with it; a column without a name is left out."""
    known = dict(_known(workflow))
    found: list[Column] = []
    wrong: list[Reason] = []
    for at, name in enumerate(header):
        if not name:
            continue
        column = known.get(name) or known.get(name.lower())
        if column is None:
            wrong.append(fault(1, letter(at), _unknown(name, known)))
            continue
        if any((one.field, one.inner) == column[:2] for one in found):
            wrong.append(fault(1, letter(at), _twice(name)))
        found.append(Column(at, column[0], column[2], column[1]))
    missing = [name for name in key_fields(workflow) if name not in {one.field for one in found}]
    wrong += [fault(1, None, _needed(name)) for name in missing]
    return found, wrong


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


def _unknown(name: str, known: Mapping[str, object]) -> Text:
    hint = suggestion(name, known)
    return Text(
        en=f"There is no field called {name}.{hint.en}",
        ja=f"{name} という項目はありません。{hint.ja}",
    )


def _twice(name: str) -> Text:
    return Text(en=f"{name} stands there twice.", ja=f"{name} が二つあります。")


def _needed(name: str) -> Text:
    return Text(
        en=f"A column {name} is needed: it makes the key.",
        ja=f"キーになる {name} の列が必要です。",
    )
