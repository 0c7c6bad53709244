"""Who or what may stand in a field: each candidate judged as the act itself would judge.

No rule is written twice: the field is supposed to hold this candidate alone, and the rules of the
act are asked of the case as it would be then. Nothing stays supposed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import cast

from tadasu.core.case import Case, stated
from tadasu.core.hearing import Hearing
from tadasu.core.objections import unworkable
from tadasu.core.records import CaseRecord
from tadasu.core.setting import Setting
from tadasu.errors import Reason, RefusalError, Text
from tadasu.guard.guard import GuardError
from tadasu.rules.candidates import Candidates
from tadasu.rules.workflow import Workflow


@dataclass(frozen=True, slots=True)
class Candidacy:
    """What the rules say of one candidate."""

    key: str
    reasons: tuple[Reason, ...]
    """Why not; empty: nothing stands in the way."""
    warnings: tuple[Reason, ...] = ()
    waived: tuple[str, ...] = ()
    """Rules that are set aside for this candidate."""


def coming_into_question(setting: Setting, case: Case, field: str) -> tuple[str, ...]:
    """The keys of those among whom a field is filled, sorted; RefusalError without one."""
    guard = setting.process.guards.candidates(case.workflow, field)
    if guard is None:
        return ()
    before = setting.scene.kept()
    names = setting.names(setting.scene.suppose(case))
    setting.scene.gather(guard.footprint, names)
    try:
        found = cast(Sequence[CaseRecord], guard.value(names, zone=setting.zone))
    except GuardError as wrong:
        raise RefusalError(_ATTEMPT, [unworkable(case.key, wrong)]) from wrong
    finally:
        setting.scene.restore(before)
    return tuple(sorted({each.key for each in found}))


def candidacy(
    setting: Setting, case: Case, field: str, key: str, beside: Mapping[str, object] | None = None
) -> Candidacy:
    """What the rules of `candidates` say if `key` alone stood in a field of `case`.

    `case` may be one that isn't there yet; `beside` are further facts of it as they would be.
    """
    workflow = setting.process.workflows[case.workflow]
    spec = workflow.fields[field]
    if spec.candidates is None:
        raise KeyError(field)
    facts = {**(beside or {}), field: [key] if spec.many else key}
    return judged(setting, workflow, spec.candidates, case, facts, key)


def judged(
    setting: Setting,
    workflow: Workflow,
    by: Candidates,
    case: Case,
    facts: Mapping[str, object],
    key: str = "",
) -> Candidacy:
    """What the rules of `by` say of `case` with `facts`, told of `key`."""
    before = setting.scene.kept()
    record = setting.scene.suppose(stated(case, facts))
    hearing = Hearing(setting, workflow, record, by.act, _ATTEMPT, waivers_of=case)
    hearing.old = setting.scene.aside(case)
    reasons: tuple[Reason, ...] = ()
    warnings: tuple[Reason, ...] = ()
    try:
        hearing.ask_rules(by.policies)
        warnings = hearing.close()
    except RefusalError as no:
        reasons = tuple(no.reasons)
    finally:
        setting.scene.restore(before)
    waived = tuple(v.bound.policy.id for v in hearing.verdicts if v.result == "waived")
    return Candidacy(key, reasons, warnings, waived)


_ATTEMPT = Text(en="consider a candidate", ja="候補の検討")
