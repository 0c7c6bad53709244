"""Checks of what transitions set off: that it names what there is, and can be carried out."""

from collections.abc import Collection

from tadasu.errors import Text
from tadasu.rules.definitions import Definitions
from tadasu.rules.effect import Effect
from tadasu.rules.report import At, Report
from tadasu.rules.scope import RESERVED_NAMES
from tadasu.rules.workflow import Transition, Workflow

_WORKFLOW = Text(en="workflow", ja="ワークフロー")
_FIELD = Text(en="field", ja="項目")
NEVER_CLEARED = Text(en="A required field can't be cleared.", ja="required の項目は消せません。")
"""Why an act may not clear a field."""


def check_consequences(
    definitions: Definitions, workflow: Workflow, lost: Collection[str], report: Report
) -> None:
    """Note every problem of targets, of cleared facts and of effects that types don't show."""
    for name, transition in workflow.transitions.items():
        at = At("workflow", workflow.name, ("transitions", name))
        _check_clear(workflow, transition, at, report)
        _check_targets(transition, at, report)
    for act in ("open", *workflow.transitions):
        steps = ("open",) if act == "open" else ("transitions", act)
        for number, effect in enumerate(workflow.effects(act)):
            here = At("workflow", workflow.name, (*steps, "effects", number))
            _check_variable(workflow, effect, here, report)
            if effect.open is not None and effect.open not in lost:
                _check_opening(definitions, workflow, effect, here, report)


def _check_clear(workflow: Workflow, transition: Transition, at: At, report: Report) -> None:
    for number, name in enumerate(transition.clear):
        spec = workflow.facts.get(name)
        if spec is not None and spec.required:
            report.add("T038", at.to("clear", number), NEVER_CLEARED)


def _check_targets(transition: Transition, at: At, report: Report) -> None:
    for number, target in enumerate(transition.targets[:-1]):
        if target.when is None:
            report.add(
                "T038",
                at.to("to", number),
                Text(
                    en=f"`{target.state}` is always taken, so that no later target ever is.",
                    ja=f"必ず `{target.state}` が選ばれるため、以降の行き先は選ばれません。",
                ),
                Text(
                    en="Give it a `when`, or put it last.",
                    ja="`when` を書くか、最後に置いてください。",
                ),
            )


def _check_variable(workflow: Workflow, effect: Effect, at: At, report: Report) -> None:
    name = effect.variable
    if name is not None and (name in RESERVED_NAMES or name in workflow.define):
        text = Text(
            en=f"`{name}` already means something in guards.",
            ja=f"`{name}` はガードで別の意味をもつ名前です。",
        )
        report.add("T021", at.to("each", name), text, key=True)


def _check_opening(
    definitions: Definitions, workflow: Workflow, effect: Effect, at: At, report: Report
) -> None:
    opened = definitions.workflows.get(effect.open or "")
    if opened is None:
        report.unknown(at.to("open"), _WORKFLOW, effect.open or "", definitions.workflows)
        return
    if effect.under is None and opened.parent not in (None, workflow.name):
        text = Text(
            en=f"A `{opened.name}` stands under a `{opened.parent}`: say which, with `under`.",
            ja=f"`{opened.name}` は `{opened.parent}` の下に置かれます。"
            "どれの下かを `under` で指定してください。",
        )
        report.add("T038", at.to("open"), text)
    if effect.once is not None and effect.once not in opened.facts:
        report.unknown(at.to("once"), _FIELD, effect.once, opened.facts)
    if effect.once is not None and effect.once not in effect.values:
        text = Text(
            en=f"`once` compares `{effect.once}`, which `with` doesn't give.",
            ja=f"`once` が比べる `{effect.once}` の値が `with` にありません。",
        )
        report.add("T038", at.to("once"), text)
    for name, spec in opened.facts.items():
        if spec.required and name not in effect.values:
            text = Text(
                en=f"The field `{name}` of `{opened.name}` is required.",
                ja=f"`{opened.name}` の項目 `{name}` は required です。",
            )
            report.add("T038", at.to("open"), text, _GIVE)


_GIVE = Text(en="Give it in `with`.", ja="`with` に書いてください。")
