"""The processes of docs/examples: quiet under lint, wholly tested, using the whole language."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest
from pydantic import BaseModel

from tadasu.guard.functions import FUNCTIONS
from tadasu.office.trial.outcome import Outcome, run_tests
from tadasu.office.trial.places import Source
from tadasu.rules.calendar import Calendar
from tadasu.rules.catalogue import Checklist, Standard
from tadasu.rules.field import TYPES
from tadasu.rules.form import Form
from tadasu.rules.lint import lint
from tadasu.rules.parameters import Parameters
from tadasu.rules.policy import Policy
from tadasu.rules.project import Project
from tadasu.rules.reading import read
from tadasu.rules.sheet import Sheet
from tadasu.rules.source import read_documents
from tadasu.rules.words import Part
from tadasu.rules.workflow import Workflow

ROOT = Path(__file__).parents[1] / "docs" / "examples"
EXAMPLES = sorted(path for path in ROOT.iterdir() if path.is_dir())
MODELS: dict[str, type[Part]] = {
    "project": Project,
    "checklist": Checklist,
    "policy": Policy,
    "standard": Standard,
    "parameters": Parameters,
    "calendar": Calendar,
    "form": Form,
    "sheet": Sheet,
    "workflow": Workflow,
}
"""By a key that no other before it has: a project has parameters, a checklist a workflow."""

ONCE = "allow"
"""One key of all kinds of definition: an example of one kind shows it."""

NOT_HERE = {
    ("Project", "base", "isms"),
    *(("Binding", "level", level) for level in ("warn", "waiver", "floor")),
    *(("Calendar", "weekend", f"{day}day") for day in ("mon", "tues", "wednes", "thurs", "fri")),
}
"""Another base, other levels for a binding to raise to, another weekend: more of the same."""

each_example = pytest.mark.parametrize("root", EXAMPLES, ids=lambda path: path.name)


@cache
def outcome(root: Path) -> Outcome:
    """What its tests say; run once."""
    return run_tests(root, [])


@each_example
def test_lint_has_nothing_to_say(root: Path) -> None:
    found = lint(Source.of(root).process({}))
    assert [(one.code, str(one.place), one.message.en) for one in found] == []


@each_example
def test_its_tests_pass(root: Path) -> None:
    failed = [
        (one.say, [(miss.expected.en, miss.happened.en) for miss in one.misses])
        for one in outcome(root).failed
    ]
    assert failed == []
    assert outcome(root).tests >= 10


@each_example
def test_its_tests_leave_nothing_unshown(root: Path) -> None:
    gaps = outcome(root).coverage.gaps
    assert [(gap.name, gap.text, gap.missing) for gap in gaps] == []


@each_example
def test_it_says_what_it_follows_in_both_languages(root: Path) -> None:
    text = (root / "README.md").read_text("utf-8")
    assert re.search(r"\bfollows\b", text)
    assert re.search(r"[\u3040-\u30ff]", text)
    assert f"({root.name}/)" in (ROOT / "README.md").read_text("utf-8")


def test_the_table_names_what_there_is() -> None:
    known = {path.name for path in EXAMPLES} | {"tadasu", "test", "lint"}
    for root in EXAMPLES:
        process = Source.of(root).process({})
        known |= {*process.policies, *process.declared, *process.checklists}
        for workflow in process.workflows.values():
            known |= {workflow.name, *workflow.fields, *workflow.states, *workflow.define}
            known |= {*workflow.roles, *workflow.conditions, *workflow.transitions, "acts_for"}
            known |= {spec.inverse for _, spec in workflow.paths if spec.inverse}
    rows = [row.split("|") for row in (ROOT / "README.md").read_text("utf-8").splitlines()]
    named = [re.sub(r"\(.*?\)", "", row[2]) for row in rows if len(row) == 4]
    assert len(named) > 20
    words = {
        word
        for cell in named
        for code in re.findall(r"`([^`]+)`", cell)
        for word in re.findall(r"[a-z_][a-z_-]+", code)
    }
    rules = {rule for cell in named for rule in re.findall(r"\b[A-Z0-9]+-[0-9]+\b", cell)}
    assert (words | rules) - known - {"evidence"} == set()


def test_the_examples_use_every_key() -> None:
    keys = {(kind.__name__, name) for kind in _kinds() for name in kind.model_fields}
    used = {(type(part).__name__, name) for part in _parts() for name in part.model_fields_set}
    missing = {f"{kind}.{name}" for kind, name in keys - used if name != ONCE}
    assert missing == set()
    assert ONCE in {name for _, name in used}


def test_the_examples_use_every_value() -> None:
    values = {
        (kind.__name__, name, value)
        for kind in _kinds()
        for name, info in kind.model_fields.items()
        for value in _choices(info.annotation)
    }
    used = {
        (type(part).__name__, name, value)
        for part in _parts()
        for name in part.model_fields_set
        for value in _flat(getattr(part, name))
        if isinstance(value, str)
    }
    assert values - used - NOT_HERE == set()
    stated = {value for kind, name, value in used if (kind, name) == ("FieldSpec", "type")}
    assert set(TYPES) - stated == set()


def test_the_examples_use_every_function() -> None:
    texts = [path.read_text("utf-8") for root in EXAMPLES for path in root.rglob("*.yaml")]
    called = set(re.findall(r"\b([A-Za-z_]+)\(", "\n".join(texts)))
    assert {function.name for function in FUNCTIONS} - called == set()


@cache
def _parts() -> tuple[BaseModel, ...]:
    """Every part of every definition and project file of the examples."""
    found: list[BaseModel] = []
    for path in (path for root in EXAMPLES for path in sorted(root.rglob("*.yaml"))):
        if path.parent.name == "tests":
            continue
        for document in read_documents(path.name, path.read_text("utf-8")):
            kind = next(model for name, model in MODELS.items() if name in document.data)
            part, problems = read(document, kind)
            assert part is not None, problems
            found += [each for each in _flat(part) if isinstance(each, BaseModel)]
    return tuple(found)


def _flat(value: object) -> Iterator[object]:
    yield value
    match value:
        case BaseModel():
            for name in value.model_fields_set:
                yield from _flat(getattr(value, name))
        case dict():
            for part in value.values():
                yield from _flat(part)
        case tuple():
            for part in value:
                yield from _flat(part)


@cache
def _kinds() -> frozenset[type[BaseModel]]:
    """Every model that a file may hold, and those within it."""
    found: set[type[BaseModel]] = set()
    waiting: list[Any] = list(MODELS.values())
    while waiting:
        kind = waiting.pop()
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            if kind not in found:
                found.add(kind)
                waiting += [info.annotation for info in kind.model_fields.values()]
                waiting += [each for info in kind.model_fields.values() for each in info.metadata]
        else:
            waiting += get_args(kind)
    return frozenset(found)


def _choices(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from (value for value in get_args(annotation) if isinstance(value, str))
    else:
        for part in get_args(annotation):
            yield from _choices(part)
