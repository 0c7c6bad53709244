"""The law: what someone wants to do becomes events, or a RefusalError with every reason.

Pure: values in, events out; the scene may ask its source for cases and does nothing else. Each
function has the same shape: read what is stated, ask roles of the case as it is, ask rules of the
case as it would be, then say what happened.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tadasu.core.case import Case, Stamp, stated, supported
from tadasu.core.events import (
    CaseAmended,
    CaseMoved,
    Event,
    EvidenceAttached,
)
from tadasu.core.hearing import Hearing, Setting, due_on, present
from tadasu.core.machine import shape
from tadasu.core.reasons import frozen, suggestion, takes_no_evidence, wrong_state
from tadasu.core.values import stamp
from tadasu.core.waive import Grant, grant
from tadasu.errors import NotFoundError, Reason, Text
from tadasu.rules.workflow import Transition, Workflow


@dataclass(frozen=True, slots=True)
class Decision:
    """What happens to one case, in order, with what is only warned of."""

    case: str
    events: tuple[Event, ...]
    role: str
    warnings: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """A file that lies in the vault already."""

    sha256: str
    size: int
    name: str
    media_type: str


def workflow_of(setting: Setting, name: str) -> Workflow:
    """The workflow of that name, or raise NotFoundError."""
    found = setting.process.workflows.get(name)
    if found is None:
        hint = suggestion(name, setting.process.workflows)
        raise NotFoundError(
            Text(
                en=f"There is no workflow {name}.{hint.en}",
                ja=f"ワークフロー {name} はありません。{hint.ja}",
            )
        )
    return found


def amend(setting: Setting, key: str, given: Mapping[str, object]) -> Decision:
    """State, change or clear facts of a case, where its state lets the actor."""
    case = present(setting, key)
    workflow = workflow_of(setting, case.workflow)
    attempt = Text(en=f"change facts of {key}", ja=f"{key} の事実を変える")
    hearing = Hearing(setting, workflow, setting.scene.record(key), "change", attempt)
    values = hearing.read(workflow.fields, given)
    cleared = (name for name in values if workflow.fields[name].required)
    hearing.need(workflow.fields, cleared, values)
    _ask_writable(hearing, case, values)
    if not hearing.reasons:
        hearing.old = setting.scene.aside(case)
        hearing.case = setting.scene.suppose(stated(case, values))
        hearing.waivers_of = case
        hearing.ask_rules()
    warnings = hearing.close()
    return Decision(key, (CaseAmended(values, hearing.verdict_data()),), hearing.role, warnings)


def move(
    setting: Setting,
    key: str,
    name: str,
    given: Mapping[str, object],
    *,
    note: str | None = None,
    grants: Sequence[Grant] = (),
    probing: bool = False,
) -> Decision:
    """Make a transition, or raise RefusalError; with `probing`, as if all were stated."""
    case = present(setting, key)
    workflow = workflow_of(setting, case.workflow)
    transition = transition_of(workflow, name)
    title = transition.title
    attempt = Text(en=f"{title.en} ({name}) {key}", ja=f"{key} の「{title.ja}」({name})")
    hearing = Hearing(setting, workflow, setting.scene.record(key), name, attempt, probing=probing)
    lifecycle = shape(setting.process, workflow.name)
    target = lifecycle.step(case.state, name)
    if target is None:
        ways = lifecycle.ways_out(case.state)
        hearing.add([wrong_state(workflow, case, transition, ways)])
        hearing.close()
        raise AssertionError(attempt)
    facts, inputs = _read_stated(hearing, workflow, transition, case, given)
    hearing.ask_roles(transition.by)
    granted: tuple[Event, ...] = ()
    hearing.input, hearing.input_specs = inputs, transition.input
    after = stated(case, facts)
    if not any(reason.code == "input" for reason in hearing.reasons):
        hearing.case = setting.scene.suppose(after)
        hearing.waivers_of = case
        hearing.ask_rules()
        granted = grant(hearing, case, grants)
    warnings = hearing.close()
    event = CaseMoved(
        transition=name,
        source=case.state,
        target=target,
        fields=facts,
        input={k: v for k, v in inputs.items() if v is not None},
        note=note,
        covers=transition.covers,
        round=case.round + (transition.round == "new"),
        due=_due(hearing, case, target, facts),
        verdicts=hearing.verdict_data(),
    )
    return Decision(key, (*granted, event), hearing.role, warnings)


def attach(setting: Setting, key: str, file: File, given: Mapping[str, object]) -> Decision:
    """Make a file evidence of a case; evidence is only ever added."""
    case = present(setting, key)
    workflow = workflow_of(setting, case.workflow)
    attempt = Text(en=f"attach evidence to {key}", ja=f"{key} に証跡を添付する")
    hearing = Hearing(setting, workflow, setting.scene.record(key), "evidence", attempt)
    rule = workflow.evidence
    if rule is None or case.state not in rule.states:
        hearing.add([takes_no_evidence(workflow, case)])
        hearing.close()
        raise AssertionError(attempt)
    values = {k: v for k, v in hearing.read(rule.fields, given).items() if v is not None}
    hearing.need(rule.fields, (n for n, spec in rule.fields.items() if spec.required), values)
    hearing.ask_roles(rule.by)
    event = EvidenceAttached(
        evidence=f"{key}-E{len(case.evidence) + 1}",
        sha256=file.sha256,
        size=file.size,
        name=file.name,
        media_type=file.media_type,
        fields=values,
    )
    if not hearing.reasons:
        mark = Stamp(key, case.version + 1, case.process, stamp(setting.now), setting.actor)
        hearing.case = setting.scene.suppose(supported(case, event, mark))
        hearing.waivers_of = case
        hearing.ask_rules()
    warnings = hearing.close()
    event = replace(event, verdicts=hearing.verdict_data())
    return Decision(key, (event,), hearing.role, warnings)


def transition_of(workflow: Workflow, name: str) -> Transition:
    """The transition of that name, or raise NotFoundError."""
    found = workflow.transitions.get(name)
    if found is None:
        hint = suggestion(name, workflow.transitions)
        raise NotFoundError(
            Text(
                en=f"{workflow.title.en} has no transition {name}.{hint.en}",
                ja=f"「{workflow.title.ja}」に遷移 {name} はありません。{hint.ja}",
            )
        )
    return found


def _read_stated(
    hearing: Hearing,
    workflow: Workflow,
    transition: Transition,
    case: Case,
    given: Mapping[str, object],
) -> tuple[dict[str, object], dict[str, object]]:
    specs = {name: workflow.fields[name] for name in transition.facts} | dict(transition.input)
    values = hearing.read(specs, given)
    facts = {name: value for name, value in values.items() if name in transition.facts}
    inputs = {name: value for name, value in values.items() if name in transition.input}
    needed = [name for name, need in transition.facts.items() if need == "required"]
    hearing.need(specs, needed, {**case.fields, **facts})
    required = (name for name, spec in transition.input.items() if spec.required)
    hearing.need(specs, required, inputs)
    return facts, inputs


def _due(hearing: Hearing, case: Case, target: str, facts: Mapping[str, object]) -> str | None:
    """The day due: counted on entering a state, and anew where the act states facts."""
    if target == case.state and not facts:
        return case.due
    return due_on(hearing.setting, hearing.workflow, target, hearing.case)


def _ask_writable(hearing: Hearing, case: Case, values: Mapping[str, object]) -> None:
    writable = hearing.workflow.states[case.state].writable
    for name in values:
        roles = [role for role, fields in writable.items() if name in fields]
        if roles:
            hearing.ask_roles(roles)
        else:
            hearing.add([frozen(hearing.workflow, case, name)])
