"""The law of beginnings: a case is opened under a parent, with facts, under rules."""

import re
from collections.abc import Mapping
from dataclasses import replace

from tadasu.core.case import Case
from tadasu.core.deeds import Deed, Heard
from tadasu.core.events import CaseOpened
from tadasu.core.hearing import Hearing
from tadasu.core.reasons import about_parent
from tadasu.core.setting import FOUNDER, Setting, present
from tadasu.core.values import stamp
from tadasu.errors import ConflictError, Reason, Text
from tadasu.rules.field import FieldSpec
from tadasu.rules.workflow import STAGE, Workflow

PLACEHOLDER = re.compile(r"\{(\w+)(?::0(\d+))?\}")
"""A part of a key's template: {parent}, {n:03} or a field."""


def open_one(
    setting: Setting,
    workflow: Workflow,
    parent: str | None,
    given: Mapping[str, object],
    role: str | None = None,
) -> Heard:
    """Open a case of `workflow`, by a person or in a `role` of the process itself."""
    ordinal = _counted(setting, workflow, parent) + 1
    attempt = Text(en=f"open a case: {workflow.title.en}", ja=f"「{workflow.title.ja}」を起こす")
    hearing = Hearing(setting, workflow, setting.scene.record(""), "open", attempt)
    hearing.add(parent_reasons(setting, workflow, parent))
    specs = _statable(workflow, role)
    values = {k: v for k, v in hearing.read(specs, given).items() if v is not None}
    hearing.need(specs, _required(workflow, role), values)
    first = next(iter(workflow.states[workflow.initial].stages or ()), None)
    values |= {STAGE: first} if first else {}
    if hearing.reasons:
        hearing.close()
    key = _key(workflow, parent, ordinal, values)
    setting.scene.fetch([key])
    if setting.scene.case(key) is not None:
        raise ConflictError(
            Text(en=f"There is a case {key} already.", ja=f"案件 {key} はすでにあります。")
        )
    supposed = would_be(setting, workflow, parent, key, values)
    hearing.case = setting.scene.suppose(supposed)
    if role is None:
        hearing.ask_roles(workflow.open.by)
    else:
        hearing.role, hearing.behalf = role, setting.behalf
    if hearing.behalf is not None:
        setting.scene.suppose(replace(supposed, opened_for=hearing.behalf))
    if role != FOUNDER:
        hearing.ask_rules()
    warnings = hearing.close()
    event = CaseOpened(
        workflow=workflow.name,
        parent=parent,
        state=workflow.initial,
        fields=values,
        due=hearing.due(workflow.initial),
        refs=workflow.indexed,
        verdicts=hearing.verdict_data(),
    )
    return Heard(attempt, None, (Deed(key, event, hearing.role),), warnings, hearing.behalf)


def _statable(workflow: Workflow, role: str | None) -> dict[str, FieldSpec]:
    """The fields that an opening may state; the process itself may state all."""
    allowed = workflow.open.facts
    return {
        name: spec
        for name, spec in workflow.facts.items()
        if name != STAGE
        and (role is not None or allowed is None or name in allowed or spec.required)
    }


def _required(workflow: Workflow, role: str | None) -> list[str]:
    needed = workflow.open.facts or {} if role is None else {}
    return [
        name
        for name, spec in workflow.facts.items()
        if spec.required or needed.get(name) == "required"
    ]


def would_be(
    setting: Setting,
    workflow: Workflow,
    parent: str | None,
    key: str,
    values: Mapping[str, object],
) -> Case:
    """The case as its opening would make it, its own history aside."""
    now = stamp(setting.now)
    return Case(
        key=key,
        workflow=workflow.name,
        process=setting.process.digest,
        parent=parent,
        state=workflow.initial,
        version=0,
        opened_at=now,
        opened_by=setting.actor or key,
        entered_at=now,
        fields=values,
    )


def _counted(setting: Setting, workflow: Workflow, parent: str | None) -> int:
    """How many there are that the key's number tells apart: siblings, or all of the workflow."""
    if workflow.parent is not None and "{parent}" not in workflow.key:
        return setting.scene.total(workflow.name)
    return setting.scene.count(workflow.name, parent)


def _key(
    workflow: Workflow, parent: str | None, ordinal: int, values: Mapping[str, object]
) -> str:
    def fill(match: re.Match[str]) -> str:
        name, width = match.groups()
        if name == "n":
            return str(ordinal).zfill(int(width or 0))
        return parent or "" if name == "parent" else str(values[name])

    return PLACEHOLDER.sub(fill, workflow.key)


def parent_reasons(setting: Setting, workflow: Workflow, parent: str | None) -> list[Reason]:
    """Why a case of `workflow` can't be opened there; NotFoundError where there is no parent."""
    if workflow.parent is None and parent is None:
        return []
    if workflow.parent is None or parent is None:
        en = f"needs a {workflow.parent} as its parent" if workflow.parent else "has no parent"
        ja = f"親となる {workflow.parent} が必要です" if workflow.parent else "親をもちません"
        return [about_parent(Text(en=f"A {workflow.name} {en}.", ja=f"{workflow.name} は{ja}。"))]
    above = present(setting, parent)
    if above.workflow != workflow.parent:
        text = Text(
            en=f"{parent} is a {above.workflow}; "
            f"a {workflow.name} belongs to a {workflow.parent}.",
            ja=f"{parent} は {above.workflow} です。{workflow.name} は {workflow.parent} に属します。",
        )
        return [about_parent(text)]
    state = setting.process.workflows[above.workflow].states[above.state]
    if state.final:
        text = Text(
            en=f"{parent} has ended ({state.title.en}) and takes no new cases.",
            ja=f"{parent} は終わっているので(「{state.title.ja}」)、新しい案件を起こせません。",
        )
        return [about_parent(text, code="state")]
    return []
