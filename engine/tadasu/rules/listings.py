"""Checks of checklists: values fit the fields that they are for."""

from tadasu.errors import Text
from tadasu.rules.catalogue import Checklist, Given
from tadasu.rules.definitions import Definitions
from tadasu.rules.field import FieldSpec
from tadasu.rules.parameters import is_date
from tadasu.rules.report import At, Report
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
    seen: set[str] = set()
    for number, item in enumerate(checklist.items):
        here = at.to("items", number)
        if item.id in seen:
            twice = Text(
                en=f"The item `{item.id}` is given twice.",
                ja=f"項目 `{item.id}` が重複しています。",
            )
            report.add("T017", here.to("id"), twice)
        seen.add(item.id)
        for name, spec in workflow.fields.items():
            if spec.required and name not in item.fields:
                lacks = Text(
                    en=f"The field `{name}` is required.", ja=f"項目 `{name}` は必須です。"
                )
                report.add("T027", here, lacks)
        for name, given in item.fields.items():
            _check_given(definitions, workflow, name, given, here.to("fields", name), report)


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
