"""Facts of one case, stated, changed or cleared, by a person or by the process itself."""

from collections.abc import Mapping
from dataclasses import replace

from tadasu.core.case import Case, Stamp, stated, supported
from tadasu.core.deeds import Deed, Heard
from tadasu.core.events import CaseAmended, EvidenceAttached, SubjectErased
from tadasu.core.hearing import Hearing
from tadasu.core.reasons import frozen, no_such_stage, nothing_stated, takes_no_evidence
from tadasu.core.setting import Setting, present, workflow_of
from tadasu.core.values import File, stamp
from tadasu.errors import Text
from tadasu.rules.workflow import STAGE

Values = Mapping[str, object]


def amend_one(setting: Setting, key: str, given: Values, role: str | None = None) -> Heard:
    """Change facts where the state lets the actor, or in a `role` of the process itself."""
    case = present(setting, key)
    workflow = workflow_of(setting, case.workflow)
    attempt = Text(en=f"change facts of {key}", ja=f"{key} の事実を変える")
    hearing = Hearing(setting, workflow, setting.scene.record(key), "change", attempt)
    values = hearing.read(workflow.facts, given)
    hearing.add([] if given else [nothing_stated()])
    cleared = (name for name in values if workflow.facts[name].required)
    hearing.need(workflow.facts, cleared, values)
    stages = workflow.states[case.state].stages or {}
    if STAGE in values and values[STAGE] not in stages:
        hearing.add([no_such_stage(workflow, case.state)])
    if role is None:
        _ask_writable(hearing, case, values)
    else:
        hearing.role, hearing.behalf = role, setting.behalf
    if not hearing.reasons:
        hearing.old = setting.scene.aside(case)
        hearing.case = setting.scene.suppose(stated(case, values))
        hearing.waivers_of = case
        hearing.ask_rules()
    warnings = hearing.close()
    deed = Deed(key, CaseAmended(values, hearing.verdict_data()), hearing.role)
    return Heard(attempt, case, (deed,), warnings, hearing.behalf)


def attach_one(setting: Setting, key: str, file: File, given: Values) -> Heard:
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
    return Heard(attempt, case, (Deed(key, event, hearing.role),), warnings, hearing.behalf)


def erase_one(setting: Setting, key: str, act: str, role: str) -> Heard:
    """Erase what is sealed about the person `key`, because the transition `act` says so."""
    case = present(setting, key)
    attempt = Text(en=f"erase what is sealed about {key}", ja=f"{key} に関する値を消去する")
    return Heard(attempt, case, (Deed(key, SubjectErased(act), role),), (), setting.behalf)


def _ask_writable(hearing: Hearing, case: Case, values: Values) -> None:
    writable = hearing.workflow.states[case.state].writable
    # In the order of the file, so that the role does not hang on the order of stating.
    names = [name for name in hearing.workflow.facts if name in values]
    bys = {name: [role for role, fields in writable.items() if name in fields] for name in names}
    hearing.add(frozen(hearing.workflow, case, name) for name, by in bys.items() if not by)
    hearing.ask_roles(*dict.fromkeys(tuple(by) for by in bys.values() if by))
