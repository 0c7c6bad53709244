"""A process: all definitions, cross-checked, under one digest."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from functools import cached_property

from tadasu.errors import DefinitionError, TamperError
from tadasu.rules.calendar import Calendar
from tadasu.rules.canonical import UNREADABLE, format_definitions, parse_definitions
from tadasu.rules.catalogue import Checklist, Standard
from tadasu.rules.definitions import Definitions
from tadasu.rules.document import Document
from tadasu.rules.extent import check_extent
from tadasu.rules.form import Form
from tadasu.rules.guards import Guards
from tadasu.rules.layers import Layer, layer
from tadasu.rules.parameters import Parameter
from tadasu.rules.policy import Policy
from tadasu.rules.project import Project
from tadasu.rules.proofread import proofread
from tadasu.rules.references import check_references
from tadasu.rules.report import Index, Report
from tadasu.rules.sheet import Sheet
from tadasu.rules.workflow import Workflow


@dataclass(frozen=True, kw_only=True)
class Process(Definitions):
    """Definitions that have passed every check, and the document that stands for them."""

    document: bytes = field(repr=False)
    """The canonical document: enough to build this process again."""
    digest: str
    """SHA-256 of `document`, in hex."""
    index: Index = field(default_factory=dict, repr=False, compare=False)
    """Where each definition was read; empty for a process that came from its document."""

    @cached_property
    def guards(self) -> Guards:
        """The compiled guards; one set per process."""
        return Guards(self)


def assemble(
    base: Sequence[Document],
    local: Sequence[Document],
    project: Project,
    settings: Document | None = None,
) -> Process:
    """The process of a project: its own documents laid over the shipped ones, and checked.

    `settings` is the document of tadasu.yaml, to show problems in it. Raises DefinitionError
    with every problem of every file.
    """
    whole = layer(local).over(layer(base))
    index: Index = {**whole.index, **({("project", ""): settings} if settings else {})}
    report = Report(index, list(whole.problems))
    definitions = _definitions(whole, project)
    if check_extent(definitions, report) and not whole.unreadable:
        sound = check_references(definitions, project, whole.broken, report)
        if sound:
            proofread(definitions, report)
    if report.problems:
        raise DefinitionError(report.sorted())
    document = format_definitions(definitions)
    return _process(definitions, document, index)


def process_from(document: bytes) -> Process:
    """The process that a canonical document stands for, without reading YAML or checking again.

    Raises TamperError for bytes that no process wrote.
    """
    try:
        return _process(parse_definitions(document, lazily=True), document, {})
    except (ValueError, KeyError, TypeError, RecursionError) as wrong:
        raise TamperError("process", UNREADABLE) from wrong


def _process(definitions: Definitions, document: bytes, index: Index) -> Process:
    return Process(
        **{part.name: getattr(definitions, part.name) for part in fields(Definitions)},
        document=document,
        digest=hashlib.sha256(document).hexdigest(),
        index=index,
    )


def _definitions(whole: Layer, project: Project) -> Definitions:
    found = whole.named("parameter", Parameter)
    declared = {name: each.settled for name, each in found.items()}
    return Definitions(
        workflows=whole.named("workflow", Workflow),
        policies=whole.named("policy", Policy),
        standards=whole.named("standard", Standard),
        checklists=whole.named("checklist", Checklist),
        forms=whole.named("form", Form),
        sheets=whole.named("sheet", Sheet),
        calendar=next(iter(whole.named("calendar", Calendar).values()), None),
        declared=declared,
        parameters={
            name: each.read(project.parameters.get(name, each.default))
            for name, each in declared.items()
        },
        zone=project.timezone,
        language=project.language,
        base=project.base,
        signatures=project.signatures,
    )
