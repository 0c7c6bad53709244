"""Checks of checklists: values fit the fields that they are for."""

from tadasu.errors import Text
from tadasu.rules.catalogue import Checklist, Given
from tadasu.rules.definitions import Definitions
from tadasu.rules.field import FieldSpec
from tadasu.rules.parameters import is_date
from tadasu.rules.report import At, Report
from tadasu.rules.scope import RESERVED_NAMES
from tadasu.rules.words import Words
from tadasu.rules.workflow import Workflow


def check_checklist(definitions: Definitions, checklist: Checklist, report: Report) -> None:
    """Note items that could not be opened as cases."""
    at = At("checklist", checklist.name)
    workflow = definitions.workflows.get(checklist.workflow)
    if workflow is None:
        what = Text(en="workflow", ja="ワークフロー")
        report.unknown(at.to("workflow"), what, checklist.workflow, definitions.workflows)
        return
    _check_once(checklist, workflow, at, report)
    _check_includes(definitions, checklist, at, report)
    seen: set[str] = set()
    for number, item in enumerate(checklist.items):
        here = at.to("items", number)
        if item.variable in RESERVED_NAMES or item.variable in workflow.define:
            told = Text(
                en=f"`{item.variable}` already means something in guards.",
                ja=f"`{item.variable}` はガードで別の意味をもつ名前です。",
            )
            report.add("T021", here.to("each", item.variable or ""), told, key=True)
        if item.id in seen:
            twice = Text(
                en=f"The item `{item.id}` is given twice.",
                ja=f"項目 `{item.id}` が重複しています。",
            )
            report.add("T017", here.to("id"), twice)
        seen.add(item.id)
        for name, spec in workflow.fields.items():
            if spec.required and name not in item.fields and name not in item.computed:
                lacks = Text(
                    en=f"The field `{name}` is required.", ja=f"項目 `{name}` は必須です。"
                )
                report.add("T027", here, lacks)
        for name, given in item.fields.items():
            _check_given(definitions, workflow, name, given, here.to("fields", name), report)


def _check_once(checklist: Checklist, workflow: Workflow, at: At, report: Report) -> None:
    once = checklist.once
    if once is None:
        return
    if once not in workflow.facts:
        report.unknown(at.to("once"), Text(en="field", ja="項目"), once, workflow.facts)
        return
    for number, item in enumerate(checklist.items):
        if once not in item.fields and once not in item.computed:
            lacks = Text(
                en=f"`once` compares `{once}`, which this item doesn't give.",
                ja=f"`once` が比べる `{once}` の値が、この項目にありません。",
            )
            report.add("T027", at.to("items", number), lacks)


def _check_includes(
    definitions: Definitions, checklist: Checklist, at: At, report: Report
) -> None:
    known = {name for name in definitions.checklists if name != checklist.name}
    for number, name in enumerate(checklist.includes):
        here = at.to("includes", number)
        other = definitions.checklists.get(name)
        if other is None or name not in known:
            report.unknown(here, Text(en="checklist", ja="チェックリスト"), name, known)
        elif other.workflow != checklist.workflow:
            text = Text(
                en=f"`{name}` opens cases of `{other.workflow}`, not of `{checklist.workflow}`.",
                ja=f"`{name}` が起こすのは `{checklist.workflow}` ではなく"
                f" `{other.workflow}` の案件です。",
            )
            report.add("T027", here, text)
        elif other.includes:
            deep = Text(
                en=f"`{name}` includes others itself; name those here.",
                ja=f"`{name}` も includes を使っています。その中身をここに並べてください。",
            )
            report.add("T027", here, deep)


def _check_given(
    definitions: Definitions,
    workflow: Workflow,
    name: str,
    given: Given,
    at: At,
    report: Report,
) -> None:
    spec = workflow.fields.get(name)
    if spec is None:
        report.unknown(at, Text(en="field", ja="項目"), name, workflow.fields, key=True)
        return
    if isinstance(given, tuple) != spec.many:
        shape = Text(
            en=f"`{name}` takes {'a list' if spec.many else 'one value'}.",
            ja=f"`{name}` には{'リスト' if spec.many else '一つの値'}を書きます。",
        )
        report.add("T027", at, shape)
        return
    for number, value in enumerate(given if isinstance(given, tuple) else (given,)):
        problem = _misfit(definitions, spec, value)
        if problem is not None:
            report.add("T027", at.to(number) if isinstance(given, tuple) else at, problem)


def _misfit(definitions: Definitions, spec: FieldSpec, value: bool | str | Words) -> Text | None:
    match spec.type:
        case "bool":
            fits = isinstance(value, bool)
        case "text":
            fits = isinstance(value, str | Words)
        case "enum":
            fits = value in (spec.values or {})
        case "int":
            fits = isinstance(value, str) and value.removeprefix("-").isascii() and _whole(value)
        case "date":
            fits = isinstance(value, str) and is_date(value)
        case "requirement":
            fits = isinstance(value, str) and _requirement(definitions, value)
        case _:
            # Moments and cases are not known when a checklist is written.
            fits = False
    if fits:
        return None
    shown = str(value).lower() if isinstance(value, bool) else str(value)
    return Text(
        en=f"`{shown}` is no {spec.type} that this field takes.",
        ja=f"`{shown}` は、この項目({spec.type} 型)に入れられない値です。",
    )


def _whole(value: str) -> bool:
    return value.removeprefix("-").isdigit()


def _requirement(definitions: Definitions, value: str) -> bool:
    standard, _, clause = value.partition(":")
    known = definitions.standards.get(standard)
    return known is not None and clause in known.clauses
