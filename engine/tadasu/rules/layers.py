"""Documents become definitions, and the project's are laid over the shipped ones.

A definition of the project replaces the shipped one of the same kind and name as a whole; within
one layer a name is given once. There is one calendar: a project's replaces the shipped one,
whatever the two are called.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from tadasu.errors import Problem, Text
from tadasu.rules.calendar import Calendar
from tadasu.rules.catalogue import Checklist, Standard
from tadasu.rules.document import Document
from tadasu.rules.form import Form
from tadasu.rules.parameters import Parameters
from tadasu.rules.policy import Policy
from tadasu.rules.reading import read
from tadasu.rules.report import Kind
from tadasu.rules.sheet import Sheet
from tadasu.rules.words import Part
from tadasu.rules.workflow import Workflow

P = TypeVar("P", bound=Part)

Name = tuple[Kind, str]

# A checklist also has a key `workflow`, so it is looked for first.
_MODELS: Mapping[str, type[Part]] = {
    "checklist": Checklist,
    "policy": Policy,
    "standard": Standard,
    "parameters": Parameters,
    "calendar": Calendar,
    "form": Form,
    "sheet": Sheet,
    "workflow": Workflow,
}

_UNREAD = frozenset({"T001", "T002", "T007", "T009"})
"""Problems of the YAML after which the data is not worth reading."""


@dataclass
class Layer:
    """The definitions of some documents, by kind and name."""

    parts: dict[Name, Part] = field(default_factory=dict)
    index: dict[Name, Document] = field(default_factory=dict)
    broken: set[Name] = field(default_factory=set)
    """Definitions that exist but cannot be used; references to them are no error of their own."""
    problems: list[Problem] = field(default_factory=list)
    unreadable: bool = False
    """Something could not even be named, so that anything may be missing."""

    def over(self, base: "Layer") -> "Layer":
        """The definitions of both layers; where both define a name, those of this one."""
        gone = self.broken
        if _calendars(self):
            base = _without(base, _calendars(base))
        return Layer(
            {
                name: part
                for name, part in {**base.parts, **self.parts}.items()
                if name not in gone
            },
            {**base.index, **self.index},
            (base.broken - set(self.parts)) | gone,
            base.problems + self.problems,
            base.unreadable or self.unreadable,
        )

    def named(self, kind: Kind, model: type[P]) -> dict[str, P]:
        """The definitions of a kind by name, sorted."""
        found = {name: part for (of, name), part in self.parts.items() if of == kind}
        return {name: part for name, part in sorted(found.items()) if isinstance(part, model)}


def _calendars(layer: Layer) -> set[Name]:
    return {name for name in (*layer.parts, *layer.broken) if name[0] == "calendar"}


def _without(layer: Layer, names: set[Name]) -> Layer:
    kept = {name: part for name, part in layer.parts.items() if name not in names}
    return replace(layer, parts=kept, broken=layer.broken - names)


def layer(documents: Sequence[Document]) -> Layer:
    """The definitions of one layer; every problem is in the result, none is raised."""
    found = Layer()
    for document in documents:
        _read_into(found, document)
    return found


def _read_into(found: Layer, document: Document) -> None:
    found.problems += document.problems
    kind = next((kind for kind in _MODELS if kind in document.data), None)
    if kind is None:
        found.unreadable = True
        if not document.problems:
            found.problems.append(document.problem("T009", (), _NO_KIND[0], _NO_KIND[1]))
        return
    if any(one.code in _UNREAD for one in document.problems):
        # The rest of the file is lost as well.
        found.unreadable = True
        return
    part, problems = read(document, _MODELS[kind])
    found.problems += problems
    if kind == "parameters":
        _take_parameters(found, document, part)
        return
    name: Name = (kind, str(document.data[kind]))  # type: ignore[assignment]  # a key of _MODELS
    if part is None:
        found.broken.add(name)
        found.index.setdefault(name, document)
    else:
        _take(found, name, part, document, (kind,))


def _take_parameters(found: Layer, document: Document, part: Part | None) -> None:
    if not isinstance(part, Parameters):
        found.unreadable = True
        return
    for name, parameter in part.parameters.items():
        _take(found, ("parameter", name), parameter, document, ("parameters", name))


def _take(found: Layer, name: Name, part: Part, document: Document, path: tuple[str, ...]) -> None:
    first = found.index.get(name)
    if name[0] == "calendar" and first is None:
        other = next((at for at in found.index if at[0] == "calendar"), None)
        if other is not None:
            message = _one_calendar(other[1], found.index[other])
            found.problems.append(document.problem("T017", path, message))
            return
    if first is not None:
        kind = _KINDS[name[0]]
        message = Text(
            en=f"The {kind.en} `{name[1]}` is defined twice; also in {first.file}.",
            ja=f"{kind.ja} `{name[1]}` が二重に定義されています({first.file} にもあります)。",
        )
        found.problems.append(document.problem("T017", path, message))
        return
    found.parts[name] = part
    found.index[name] = document


_KINDS: Mapping[Kind, Text] = {
    "workflow": Text(en="workflow", ja="ワークフロー"),
    "policy": Text(en="policy", ja="ポリシー"),
    "standard": Text(en="standard", ja="規格"),
    "checklist": Text(en="checklist", ja="チェックリスト"),
    "parameter": Text(en="parameter", ja="パラメータ"),
    "calendar": Text(en="calendar", ja="カレンダー"),
    "form": Text(en="form", ja="様式"),
    "sheet": Text(en="sheet", ja="シート"),
}


def _one_calendar(name: str, document: Document) -> Text:
    return Text(
        en=f"A process has one calendar; there is already `{name}` in {document.file}.",
        ja=f"プロセスのカレンダーは一つだけです({document.file} に `{name}` があります)。",
    )


_NO_KIND = (
    Text(en="Nothing here says what this defines.", ja="何の定義であるかが書かれていません。"),
    Text(
        en="Begin with one of `workflow`, `policy`, `parameters`, `calendar`, `standard`, "
        "`checklist`, `form`, `sheet`.",
        ja="`workflow`、`policy`、`parameters`、`calendar`、`standard`、`checklist`、`form`、"
        "`sheet` のいずれかで始めてください。",
    ),
)
