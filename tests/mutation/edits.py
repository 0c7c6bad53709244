"""Every slip that one may make in a process: one edit at a time, of what is not mere words."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from tadasu.rules.catalogue import Checklist, Standard
from tadasu.rules.definitions import Definitions
from tadasu.rules.parameters import Parameter
from tadasu.rules.policy import Policy
from tadasu.rules.workflow import Workflow
from tests.mutation.changes import Change, Data, Words
from tests.mutation.policies import PolicySlips
from tests.mutation.workflows import WorkflowSlips

Part = Workflow | Policy | Parameter | Checklist | Standard


@dataclass(frozen=True)
class Edit:
    """One slip."""

    kind: str
    """What was edited: edge, role, level and so on."""
    of: tuple[str, str]
    """The kind and the name of the definition."""
    place: str
    said: str
    """What was done there."""
    way: str | None = None
    """tightened or widened, where anybody can say."""

    def __str__(self) -> str:
        return f"{self.kind}: {self.of[1]} {self.place}: {self.said}".replace(" :", ":")


Edited = tuple[Edit, Callable[[], Definitions]]
"""With the definitions as they are then; ValueError where their shape does not allow it."""


def edits(definitions: Definitions) -> Iterator[Edited]:
    """All edits, in the order of the definitions."""
    words = Words.of(definitions)
    for name, workflow in definitions.workflows.items():
        data = _plain(workflow)
        slips = WorkflowSlips(definitions, workflow, words)
        yield from _of(definitions, ("workflows", name), data, slips.changes(data))
    for name, policy in definitions.policies.items():
        data = _plain(policy)
        slips_ = PolicySlips(definitions, policy, words)
        yield from _of(definitions, ("policies", name), data, slips_.changes(data))
    yield from _parameters(definitions)
    yield from _catalogues(definitions)


_MODELS: dict[str, type[Part]] = {
    "workflows": Workflow,
    "policies": Policy,
    "checklists": Checklist,
    "standards": Standard,
}


def _of(
    definitions: Definitions, of: tuple[str, str], data: Data, changes: Iterator[Change]
) -> Iterator[Edited]:
    for one in changes:
        place = ".".join(map(str, one.at))
        edit = Edit(one.kind, of, place, one.said, one.way)
        yield edit, partial(_made, definitions, of, data, one)


def _made(definitions: Definitions, of: tuple[str, str], data: Data, one: Change) -> Definitions:
    group, name = of
    part = _MODELS[group].model_validate(one.made(data))
    changed: Any = {group: {**getattr(definitions, group), name: part}}
    return replace(definitions, **changed)


def _plain(model: Part) -> Data:
    return model.model_dump(by_alias=True, exclude_defaults=True)


def _parameters(definitions: Definitions) -> Iterator[Edited]:
    """Another default, in force."""
    for name, value in definitions.parameters.items():
        others: list[Any] = []
        if isinstance(value, bool):
            others = [not value]
        elif isinstance(value, int):
            others = [value + 1, value - 1]
        elif isinstance(value, tuple):
            others = [value[:number] + value[number + 1 :] for number in range(len(value))]
        for number, other in enumerate(others):
            said = f"without row {number}" if isinstance(value, tuple) else f"{value} → {other}"
            edit = Edit("number", ("parameters", name), "", said)
            yield edit, partial(_counted, definitions, name, other)


def _counted(definitions: Definitions, name: str, value: Any) -> Definitions:
    declared = definitions.declared[name].model_copy(update={"default": value})
    if declared.read(value) != value:
        raise ValueError(name)
    return replace(
        definitions,
        declared={**definitions.declared, name: declared},
        parameters={**definitions.parameters, name: value},
    )


def _catalogues(definitions: Definitions) -> Iterator[Edited]:
    """A question left out of a checklist, a clause of a standard."""
    for name, checklist in definitions.checklists.items():
        items = checklist.items
        left = (
            Change("catalogue", ("items",), f"without {item.id}", items[:n] + items[n + 1 :])
            for n, item in enumerate(items)
        )
        yield from _of(definitions, ("checklists", name), _plain(checklist), left)
    for name, standard in definitions.standards.items():
        clauses = standard.clauses
        left = (
            Change("catalogue", ("clauses",), f"without {gone}", _without(clauses, gone))
            for gone in clauses
        )
        yield from _of(definitions, ("standards", name), _plain(standard), left)


def _without(whole: dict[str, Any], gone: str) -> dict[str, Any]:
    return {name: each for name, each in whole.items() if name != gone}
