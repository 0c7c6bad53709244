"""Cross-checks: every name stands for something, and nothing makes the process unusable.

What is only unwise is left to lint. A reference to a definition that is there but could not be
read is no error of its own.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tadasu.errors import Text
from tadasu.rules.citations import check_bindings, check_candidates, check_policy
from tadasu.rules.consequences import check_consequences
from tadasu.rules.definitions import Definitions
from tadasu.rules.field import SCALARS, TYPES
from tadasu.rules.fields import check_fields
from tadasu.rules.figures import check_figures
from tadasu.rules.listings import check_checklist
from tadasu.rules.matrices import check_matrices
from tadasu.rules.members import check_members
from tadasu.rules.naming import check_key
from tadasu.rules.papers import check_form
from tadasu.rules.personal import check_personal
from tadasu.rules.project import Project
from tadasu.rules.report import At, Kind, Report
from tadasu.rules.scope import (
    CASE_MEMBERS,
    EVIDENCE_MEMBERS,
    RESERVED_ACTS,
    RESERVED_ROLES,
    RESERVED_TYPES,
)
from tadasu.rules.suggesting import check_suggestion
from tadasu.rules.tabling import check_sheet
from tadasu.rules.workflow import Workflow

_ROLE = Text(en="role", ja="役割")
_STATE = Text(en="state", ja="状態")
_FIELD = Text(en="field", ja="項目")


def check_references(
    definitions: Definitions,
    project: Project,
    broken: Collection[tuple[Kind, str]],
    report: Report,
) -> bool:
    """Note every problem in `report`; whether the types are sound enough to check guards."""
    lost = {name for kind, name in broken if kind == "workflow"}
    before = len(report.problems)
    _check_people(definitions, lost, report)
    for workflow in definitions.workflows.values():
        _check_types(_Desk(definitions, workflow, lost, report))
    sound = not lost and len(report.problems) == before
    for workflow in definitions.workflows.values():
        _check_states(_Desk(definitions, workflow, lost, report))
        check_personal(definitions, workflow, report)
        check_consequences(definitions, workflow, lost, report)
        check_bindings(definitions, workflow, broken, report)
    for policy in definitions.policies.values():
        check_policy(definitions, policy, broken, report)
    for checklist in definitions.checklists.values():
        if checklist.workflow not in lost:
            check_checklist(definitions, checklist, report)
    for form in definitions.forms.values():
        check_form(definitions, form, lost, report)
    for sheet in definitions.sheets.values():
        check_sheet(definitions, sheet, lost, report)
    check_figures(definitions, project, report)
    return sound


@dataclass(frozen=True, slots=True)
class _Desk:
    """One workflow under examination."""

    definitions: Definitions
    workflow: Workflow
    lost: Collection[str]
    report: Report

    @property
    def at(self) -> At:
        return At("workflow", self.workflow.name)


def _check_people(definitions: Definitions, lost: Collection[str], report: Report) -> None:
    found = [each for each in definitions.workflows.values() if each.people]
    for extra in found[1:]:
        report.add(
            "T023",
            At("workflow", extra.name, ("people",)),
            Text(
                en=f"`{found[0].name}` already says who the people are.",
                ja=f"人を表すワークフローは、すでに `{found[0].name}` があります。",
            ),
            _ONE_PEOPLE,
        )
    if not found and not lost and definitions.workflows:
        first = next(iter(definitions.workflows))
        none = Text(
            en="No workflow says who the people are.", ja="人を表すワークフローがありません。"
        )
        report.add("T023", At("workflow", first), none, _ONE_PEOPLE)


_ONE_PEOPLE = Text(
    en="Exactly one workflow has `people: true`.",
    ja="`people: true` は一つのワークフローにだけ書きます。",
)


_NO_ADOPTING = Text(
    en="Only the people's workflow says who adopts, keeps keys, acts for whom, gets mail.",
    ja="`adopt`、`keys`、`acts_for`、`mail` は人を表すワークフローにだけ書きます。",
)


def _check_types(desk: _Desk) -> None:
    """What the record types of the guards are made from."""
    workflow, at, report = desk.workflow, desk.at, desk.report
    if workflow.name in RESERVED_TYPES:
        report.add("T021", at.to("workflow"), _taken(workflow.name))
    _check_parent(desk)
    plurals = _siblings(desk)
    known = {*desk.definitions.workflows, *desk.lost}
    types = (*TYPES, *sorted(known))
    check_fields(report, at.to("fields"), workflow.fields, types, CASE_MEMBERS | plurals, top=True)
    check_members(desk.definitions, workflow, plurals, report)
    if workflow.evidence:
        where = at.to("evidence", "fields")
        check_fields(
            report, where, workflow.evidence.fields, SCALARS, EVIDENCE_MEMBERS, lists=False
        )
    for name, transition in workflow.transitions.items():
        here = at.to("transitions", name)
        if name in RESERVED_ACTS:
            report.add("T021", here, _taken(name), key=True)
        inputs = tuple(kind for kind in types if kind != "record")
        check_fields(report, here.to("input"), transition.input, inputs, frozenset())
    for name in sorted(set(plurals) & CASE_MEMBERS):
        child = desk.definitions.children[workflow.name][name]
        report.add("T021", At("workflow", child, ("plural",)), _taken(name))


def _taken(name: str) -> Text:
    return Text(
        en=f"The name `{name}` has a meaning of its own here.",
        ja=f"`{name}` は別の意味で使われている名前です。",
    )


def _check_parent(desk: _Desk) -> None:
    workflow, at, report = desk.workflow, desk.at, desk.report
    if workflow.parent is None:
        return
    workflows = desk.definitions.workflows
    if workflow.parent not in workflows and workflow.parent not in desk.lost:
        what = Text(en="workflow", ja="ワークフロー")
        report.unknown(at.to("parent"), what, workflow.parent, workflows)
    if workflow.plural is None:
        missing = Text(
            en="A workflow with a parent needs a `plural`.",
            ja="`parent` を持つワークフローには `plural` が必要です。",
        )
        report.add("T024", at.to("parent"), missing, _PLURAL)
    above, seen = workflow.parent, {workflow.name}
    while above in workflows and above not in seen:
        seen.add(above)
        above = workflows[above].parent or ""
    if above == workflow.name:
        circle = Text(
            en=f"`{workflow.name}` stands under itself.",
            ja=f"`{workflow.name}` が自分自身の下にあります。",
        )
        remedy = Text(en="Take one `parent` away.", ja="`parent` を一つ外してください。")
        report.add("T024", at.to("parent"), circle, remedy)


_PLURAL = Text(
    en="Say what the parent calls these cases, such as `plural: complaints`.",
    ja="親から見たこれらの案件の呼び名を `plural: complaints` のように書いてください。",
)


def _siblings(desk: _Desk) -> frozenset[str]:
    """The names of the lists of children; two children may not share one."""
    owners: dict[str, str] = {}
    for each in desk.definitions.workflows.values():
        if each.parent != desk.workflow.name or each.plural is None:
            continue
        if each.plural in owners:
            twice = Text(
                en=f"`{owners[each.plural]}` has this plural under the same parent.",
                ja=f"同じ親の下の `{owners[each.plural]}` と `plural` が重なっています。",
            )
            desk.report.add("T024", At("workflow", each.name, ("plural",)), twice)
        owners.setdefault(each.plural, each.name)
    return frozenset(owners)


def _check_states(desk: _Desk) -> None:
    """Names of roles, states and fields, and the key."""
    workflow, at, report = desk.workflow, desk.at, desk.report
    check_key(workflow, at.to("key"), report)
    _check_label(desk)
    check_candidates(workflow, report)
    check_suggestion(desk.definitions, workflow, report)
    check_matrices(workflow, report)
    _check_acts(desk)
    roles, states, fields = workflow.roles, workflow.states, workflow.facts
    _known(report, at.to("open", "by"), _ROLE, workflow.open.by, roles)
    _known(report, at.to("adopt"), _ROLE, workflow.adopt, roles)
    _known(report, at.to("keys"), _ROLE, workflow.keys, roles)
    for key in ("adopt", "keys", "acts_for", "mail"):
        if getattr(workflow, key) and not workflow.people:
            report.add("T023", at.to(key), _NO_ADOPTING, _ONE_PEOPLE, key=True)
    for name in sorted(RESERVED_ROLES & set(roles)):
        report.add("T021", at.to("roles", name), _taken(name), key=True)
    for name in workflow.open.facts or ():
        if name not in workflow.facts:
            here = at.to("open", "facts", name)
            report.unknown(here, _FIELD, name, workflow.facts, key=True)
    for number, rung in enumerate(workflow.escalation):
        _known(report, at.to("escalation", number, "to"), _ROLE, rung.to, workflow.roles)
    for name, condition in workflow.conditions.items():
        _known(report, at.to("conditions", name, "in"), _STATE, condition.states, states)
    if workflow.evidence:
        _known(report, at.to("evidence", "by"), _ROLE, workflow.evidence.by, roles)
        _known(report, at.to("evidence", "in"), _STATE, workflow.evidence.states, states)
    for name, state in states.items():
        for role, writable in state.writable.items():
            here = at.to("states", name, "writable", role)
            if role not in roles:
                report.unknown(here, _ROLE, role, roles, key=True)
            _known(report, here, _FIELD, writable, fields)


def _check_label(desk: _Desk) -> None:
    """The fields that are shown beside the key, and written to."""
    workflow, at, report = desk.workflow, desk.at, desk.report
    for key, name in (("label", workflow.label), ("mail", workflow.mail)):
        found = workflow.fields.get(name or "")
        if name is None:
            continue
        if found is None:
            report.unknown(at.to(key), _FIELD, name, workflow.fields)
        elif found.type != "text" or found.many:
            text = Text(
                en=f"`{key}` names a text field.", ja=f"`{key}` には text 型の項目を指定します。"
            )
            report.add("T026", at.to(key), text)


def _check_acts(desk: _Desk) -> None:
    workflow, at, report = desk.workflow, desk.at, desk.report
    roles, states, fields = workflow.roles, workflow.states, workflow.facts
    for name, act in workflow.transitions.items():
        here = at.to("transitions", name)
        _known(report, here.to("from"), _STATE, act.sources, states)
        _known(report, here.to("by"), _ROLE, act.by, roles)
        _known(report, here.to("cosign"), _ROLE, act.cosign, roles)
        _known(report, here.to("covers"), _FIELD, act.covers, fields)
        _known(report, here.to("to"), _STATE, tuple(t.state for t in act.targets), states)
        _known(report, here.to("clear"), _FIELD, act.clear, fields)
        for fact in act.facts:
            if fact not in fields:
                report.unknown(here.to("facts", fact), _FIELD, fact, fields, key=True)
            if fact in act.input:
                report.add("T021", here.to("input", fact), _taken(fact), key=True)


def _known(
    report: Report, at: At, what: Text, names: tuple[str, ...], known: Mapping[str, object]
) -> None:
    for number, name in enumerate(names):
        if name not in known:
            report.unknown(at.to(number), what, name, known)
