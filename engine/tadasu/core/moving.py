"""A transition of one case, by a person or by the process itself."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tadasu.core.case import Case, stated
from tadasu.core.cosigning import alone, cosigned
from tadasu.core.deeds import Deed, Heard
from tadasu.core.events import CaseMoved, Event, Note
from tadasu.core.hearing import Hearing
from tadasu.core.machine import shape
from tadasu.core.objections import no_target, not_yet, unworkable
from tadasu.core.reasons import no_such_stage, suggestion, wrong_state
from tadasu.core.setting import Setting, present, workflow_of
from tadasu.core.waive import Grant, grant
from tadasu.errors import NotFoundError, Text
from tadasu.guard.guard import GuardError
from tadasu.rules.workflow import STAGE, Transition, Workflow

Values = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Manner:
    """How a transition is asked for, besides what is stated."""

    note: Note = None
    grants: Sequence[Grant] = ()
    probing: bool = False
    """Only to learn what is possible: as if all were stated."""
    role: str | None = None
    """The role in which the process itself acts; None where a person does."""
    cosigner: str | None = None
    """The person who signs beside the actor."""


def move_one(setting: Setting, key: str, name: str, given: Values, manner: Manner) -> Heard:
    """Make a transition of one case, or raise RefusalError."""
    case = present(setting, key)
    workflow = workflow_of(setting, case.workflow)
    transition = transition_of(workflow, name)
    title = transition.title
    attempt = Text(en=f"{title.en} ({name}) {key}", ja=f"{key} の「{title.ja}」({name})")
    record = setting.scene.record(key)
    hearing = Hearing(setting, workflow, record, name, attempt, probing=manner.probing)
    lifecycle = shape(setting.process, workflow.name)
    if not lifecycle.starts(case.state, name):
        ways = lifecycle.ways_out(case.state)
        hearing.add([wrong_state(workflow, case, transition, ways)])
        hearing.close()
        raise AssertionError(attempt)
    facts, inputs = _read_stated(hearing, workflow, transition, case, given)
    signed: tuple[Mapping[str, object], ...] = ()
    if manner.role is None:
        _ask_person(hearing, transition, name)
        signed = cosigned(hearing, transition, manner.cosigner)
    else:
        hearing.role, hearing.behalf = manner.role, setting.behalf
        hearing.add(alone(transition))
    note = _note(hearing, transition, manner.note)
    granted: tuple[Event, ...] = ()
    hearing.input, hearing.input_specs = inputs, transition.input
    target = case.state
    if not any(reason.code == "input" for reason in hearing.reasons):
        hearing.old = setting.scene.aside(case)
        hearing.case = setting.scene.suppose(stated(case, facts))
        hearing.waivers_of = case
        hearing.ask_rules()
        granted = grant(hearing, case, manner.grants)
        target = _target(hearing, name, case) or target
        if facts.get(STAGE) not in (None, *(workflow.states[target].stages or ())):
            hearing.add([no_such_stage(workflow, target)])
    warnings = hearing.close()
    if lifecycle.step(case.state, name, target) != target:
        raise AssertionError(attempt)
    staged = _stage(workflow, case, target, facts)
    event = CaseMoved(
        transition=name,
        source=case.state,
        target=target,
        fields={**facts, **staged},
        input={k: v for k, v in inputs.items() if v is not None},
        note=note,
        covers=transition.covers,
        cosigned=signed,
        round=case.round + (transition.round == "new"),
        due=_due(hearing, case, target, facts),
        verdicts=hearing.verdict_data(),
    )
    deeds = tuple(Deed(key, each, hearing.role) for each in (*granted, event))
    return Heard(attempt, case, deeds, warnings, hearing.behalf, hearing.lacking)


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


def _ask_person(hearing: Hearing, transition: Transition, name: str) -> None:
    hearing.ask_roles(transition.by)
    guard = hearing.setting.process.guards.automatic(hearing.workflow.name, name)
    if transition.by or guard is None:
        return
    names = hearing.setting.names(hearing.case)
    hearing.setting.scene.gather(guard.footprint, names)
    zone = hearing.setting.zone
    because = guard.explain(names, zone=zone, holds=False)
    hearing.add([not_yet(hearing.case.key, transition, because)])


def _read_stated(
    hearing: Hearing, workflow: Workflow, transition: Transition, case: Case, given: Values
) -> tuple[dict[str, object], dict[str, object]]:
    """The facts as they change, cleared ones among them, and the inputs."""
    specs = {name: workflow.facts[name] for name in transition.facts} | dict(transition.input)
    values = hearing.read(specs, given)
    cleared = {name: None for name in transition.clear if case.fields.get(name) is not None}
    facts = {name: value for name, value in values.items() if name in transition.facts}
    inputs = {name: value for name, value in values.items() if name in transition.input}
    needed = [name for name, need in transition.facts.items() if need == "required"]
    hearing.need(specs, needed, {**case.fields, **cleared, **facts})
    required = (name for name, spec in transition.input.items() if spec.required)
    hearing.need(specs, required, inputs)
    return {**cleared, **facts}, inputs


def _note(hearing: Hearing, transition: Transition, note: Note) -> Note:
    """The note as the record keeps it: sealed where it is about a person."""
    if not transition.personal or note is None:
        return note if isinstance(note, str) else None
    hearing.ask_subjects({"note": transition.personal}, {"note": note})
    sealing = hearing.setting.sealing
    if sealing.takes(note):
        return dict(note)
    return sealing.seal("note", str(note))


def _target(hearing: Hearing, name: str, case: Case) -> str | None:
    """The first state whose guard holds on the case as it would be; a reason where none does."""
    targets = hearing.setting.process.guards.targets(hearing.workflow.name, name)
    if not targets:
        return case.state
    if len(targets) == 1 and targets[0][1] is None:
        return targets[0][0]
    paths = {path for _, guard in targets if guard for path in guard.footprint}
    court = hearing.gather(paths)
    try:
        for state, guard in targets:
            if guard is None or guard.value(court.names, zone=court.zone):
                return state
    except GuardError as wrong:
        if hearing.probing:
            # What the actor has yet to state decides.
            hearing.lacking = True
            return targets[0][0]
        hearing.add([unworkable(case.key, wrong)])
        return None
    hearing.add([no_target(hearing.workflow, hearing.workflow.transitions[name])])
    return None


def _stage(workflow: Workflow, case: Case, target: str, facts: Values) -> dict[str, object]:
    """The stage as it changes with the state: the one stated, else the first there, or none."""
    if target == case.state or facts.get(STAGE) is not None:
        return {}
    first = next(iter(workflow.states[target].stages or ()), None)
    return {} if first is None and STAGE not in case.fields else {STAGE: first}


def _due(hearing: Hearing, case: Case, target: str, facts: Values) -> str | None:
    """The day due: counted on entering a state, and anew where the act states facts."""
    if target == case.state and not facts:
        return case.due
    return hearing.due(target)
