"""Checks of what a case is asked for besides its fields: conditions, inverse lists, defines."""

from collections.abc import Collection

from tadasu.errors import Text
from tadasu.rules.definitions import Definitions
from tadasu.rules.report import At, Report
from tadasu.rules.scope import CASE_MEMBERS, ENDED_AT, RESERVED_NAMES
from tadasu.rules.workflow import Workflow

_REMEDY = Text(en="Choose another name.", ja="別の名前にしてください。")


def check_members(
    definitions: Definitions, workflow: Workflow, plurals: Collection[str], report: Report
) -> None:
    """Note each name that two members of a case, or two names of a guard, would share."""
    at = At("workflow", workflow.name)
    taken = {*CASE_MEMBERS, *plurals, *workflow.fields}
    _check_rounds(workflow, at, report)
    for name in workflow.conditions:
        if name in taken:
            report.add("T021", at.to("conditions", name), _twice(name), _REMEDY, key=True)
    _check_inverses(definitions, workflow, taken | set(workflow.conditions), report)
    for name in workflow.define:
        if name in RESERVED_NAMES:
            report.add("T021", at.to("define", name), _twice(name), _REMEDY, key=True)
    stages: dict[str, str] = {}
    for state, spec in workflow.states.items():
        for stage in spec.stages or ():
            if stage in stages:
                here = at.to("states", state, "stages", stage)
                report.add("T021", here, _twice(stage), _REMEDY, key=True)
            stages.setdefault(stage, state)


def _check_rounds(workflow: Workflow, at: At, report: Report) -> None:
    """A round of `case.rounds` has the facts as they were, beside when it ended."""
    rounds = any(transition.round for transition in workflow.transitions.values())
    if rounds and ENDED_AT in workflow.fields:
        report.add("T021", at.to("fields", ENDED_AT), _twice(ENDED_AT), _REMEDY, key=True)


def _check_inverses(
    definitions: Definitions, target: Workflow, taken: Collection[str], report: Report
) -> None:
    """The lists that references from elsewhere make on the cases of `target`."""
    seen = set(taken)
    for source in definitions.workflows.values():
        for path, spec in source.paths:
            if spec.type != target.name or spec.inverse is None:
                continue
            if spec.inverse in seen:
                steps: list[str] = []
                for name in path.split("."):
                    steps += ["fields", name]
                here = At("workflow", source.name, (*steps, "inverse"))
                report.add("T021", here, _twice(spec.inverse), _REMEDY)
            seen.add(spec.inverse)


def _twice(name: str) -> Text:
    return Text(
        en=f"The name `{name}` means something else here already.",
        ja=f"`{name}` は、ここですでに別の意味で使われています。",
    )
