"""How much a process may hold: more than anybody writes, less than would keep a machine busy."""

from collections.abc import Iterator, Mapping

from tadasu.errors import Text
from tadasu.rules.definitions import Definitions
from tadasu.rules.report import At, Report
from tadasu.rules.workflow import Workflow

MAX_WORKFLOWS = 1_000
MAX_POLICIES = 20_000
MAX_PARTS = 500
"""Fields, states, transitions or other named parts of one workflow, or rules of one act."""


def check_extent(definitions: Definitions, report: Report) -> bool:
    """Note what there is too much of; whether the process is small enough to be looked at."""
    before = len(report.problems)
    for number, name in enumerate(definitions.workflows, 1):
        if number == MAX_WORKFLOWS + 1:
            report.add("T007", At("workflow", name), _much(_WORKFLOWS, MAX_WORKFLOWS))
    for number, name in enumerate(definitions.policies, 1):
        if number == MAX_POLICIES + 1:
            report.add("T007", At("policy", name), _much(_POLICIES, MAX_POLICIES))
    for workflow in definitions.workflows.values():
        for path, count in _parts(workflow):
            if count > MAX_PARTS:
                at = At("workflow", workflow.name, path)
                report.add("T007", at, _much(_PARTS, MAX_PARTS), key=True)
    return len(report.problems) == before


def _parts(workflow: Workflow) -> Iterator[tuple[tuple[str, ...], int]]:
    named: Mapping[str, Mapping[str, object]] = {
        "fields": workflow.fields,
        "roles": workflow.roles,
        "states": workflow.states,
        "transitions": workflow.transitions,
        "conditions": workflow.conditions,
        "define": workflow.define,
    }
    for name, parts in named.items():
        yield (name,), len(parts)
    for act in workflow.acts:
        path = ("transitions", act) if act in workflow.transitions else (act,)
        yield path, len(workflow.bindings(act))


def _much(what: Text, most: int) -> Text:
    return Text(
        en=f"There are more than {most:,} {what.en}.", ja=f"{what.ja}が {most:,} を超えています。"
    )


_WORKFLOWS = Text(en="workflows", ja="ワークフローの数")
_POLICIES = Text(en="policies", ja="ポリシーの数")
_PARTS = Text(en="entries here", ja="ここに書かれた項目の数")
