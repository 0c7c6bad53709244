"""Checks of a plan of migration: every name that it uses stands for something, old and new."""

from collections.abc import Collection, Iterable, Mapping, Sequence

from tadasu.errors import DefinitionError, Text
from tadasu.rules.document import Document
from tadasu.rules.field import FieldSpec
from tadasu.rules.plan import Migration, WorkflowPlan
from tadasu.rules.process import Process
from tadasu.rules.report import At, Report
from tadasu.rules.workflow import Workflow

_WORKFLOW = Text(en="workflow", ja="ワークフロー")
_STATE = Text(en="state", ja="状態")
_TRANSITION = Text(en="transition", ja="遷移")
_FIELD = Text(en="field", ja="項目")
_VALUE = Text(en="value", ja="値")
_ROLE = Text(en="role", ja="役割")


def check_plan(
    plan: Migration, document: Document, before: Sequence[Process], after: Process
) -> None:
    """Raise DefinitionError for names that no process of `before`, or not `after`, has."""
    report = Report({("migration", ""): document})
    at = At("migration", "", ("workflows",))
    for name, each in plan.workflows.items():
        old = [p.workflows[name] for p in before if name in p.workflows]
        new = after.workflows.get(each.to or name)
        here = at.to(name)
        if not old:
            known = {known for process in before for known in process.workflows}
            report.unknown(here, _WORKFLOW, name, sorted(known), key=True)
        elif new is None:
            where = here.to("to") if each.to else here
            report.unknown(where, _WORKFLOW, each.to or name, after.workflows, key=not each.to)
        else:
            _check_names(report, here, each, old, new)
    if report.problems:
        raise DefinitionError(report.sorted())


def _check_names(
    report: Report, at: At, plan: WorkflowPlan, old: Sequence[Workflow], new: Workflow
) -> None:
    def words(part: str) -> set[str]:
        return {name for each in old for name in getattr(each, part)}

    _renamed(report, at.to("states"), _STATE, plan.states, words("states"), new.states)
    _renamed(report, at.to("roles"), _ROLE, plan.roles, words("roles"), new.roles)
    acts = words("transitions")
    _renamed(report, at.to("transitions"), _TRANSITION, plan.transitions, acts, new.transitions)
    fields = {name: spec for each in old for name, spec in _fields(each).items()}
    there = _fields(new)
    for name, to in plan.fields.items():
        here = at.to("fields", name)
        if name not in fields:
            report.unknown(here, _FIELD, name, fields, key=True)
        elif to is not None and _moved(name, to, plan) not in there:
            report.unknown(here, _FIELD, to, _beside(name, plan, there))
    for name, values in plan.values.items():
        here = at.to("values", name)
        if name not in fields:
            report.unknown(here, _FIELD, name, fields, key=True)
            continue
        target = there.get(_moved(name, plan.fields.get(name) or name.split(".")[-1], plan))
        known = {v for each in old for v in _values(_fields(each).get(name))}
        _renamed(report, here, _VALUE, values, known, _values(target))
    for name in plan.defaults:
        if name not in new.facts:
            report.unknown(at.to("defaults", name), _FIELD, name, new.facts, key=True)


def _renamed(
    report: Report,
    at: At,
    what: Text,
    names: Mapping[str, str | None],
    old: Collection[str],
    new: Iterable[str],
) -> None:
    known = list(new)
    for name, to in names.items():
        if name not in old:
            report.unknown(at.to(name), what, name, sorted(old), key=True)
        if to is not None and to not in known:
            report.unknown(at.to(name), what, to, known)


def _fields(workflow: Workflow) -> dict[str, FieldSpec]:
    """Every field by the path that a plan names it by."""
    found = dict(workflow.paths)
    rule = workflow.evidence
    return found | {f"evidence.{n}": s for n, s in (rule.fields if rule else {}).items()}


def _moved(name: str, to: str, plan: WorkflowPlan) -> str:
    """The path by which the new process knows a field."""
    above, dot, _ = name.rpartition(".")
    return f"{plan.fields.get(above) or above}{dot}{to}"


def _beside(name: str, plan: WorkflowPlan, known: Mapping[str, FieldSpec]) -> list[str]:
    """The names that may stand where the new name of a field does."""
    above = _moved(name, "", plan)
    return [
        each[len(above) :]
        for each in known
        if each.startswith(above) and "." not in each[len(above) :]
    ]


def _values(spec: FieldSpec | None) -> tuple[str, ...]:
    return tuple(spec.values or ()) if spec is not None else ()
