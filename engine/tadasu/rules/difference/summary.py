"""An act in one line: who may do it, from where, to where, under which rules."""

from collections.abc import Sequence

from tadasu.errors import Text
from tadasu.rules.definitions import Definitions
from tadasu.rules.difference.both import levels
from tadasu.rules.difference.change import shown
from tadasu.rules.workflow import Transition, Workflow


def who(workflow: Workflow, act: str) -> Sequence[str]:
    """The roles that may do an act; whoever may write a field may change it."""
    match act:
        case "open":
            return workflow.open.by
        case "change":
            return ()
        case "evidence":
            return workflow.evidence.by if workflow.evidence else ()
    return workflow.transitions[act].by


def ways(transition: Transition) -> str:
    """Where a transition leads, in order, with the guards."""
    found = (
        f"{each.state} ({shown(each.when)})" if each.when else each.state
        for each in transition.targets
    )
    return ", ".join(found) or "="


def summary(definitions: Definitions, workflow: Workflow, act: str) -> Text:
    """Who may do it, from where, to where, under which rules."""
    by = list(who(workflow, act))
    rules = [f"{name} ({level})" for name, level in levels(definitions, workflow, act).items()]
    way = ""
    if act in workflow.transitions:
        each = workflow.transitions[act]
        way = f"{', '.join(each.sources)} → {ways(each)}"
    elif act == "evidence" and workflow.evidence:
        way = ", ".join(workflow.evidence.states)
    en = [f"by {', '.join(by)}" if by else "", way, f"under {', '.join(rules)}" if rules else ""]
    ja = [
        f"行う人 {'、'.join(by)}" if by else "",
        way,
        f"規則 {'、'.join(rules)}" if rules else "",
    ]
    return Text(en=" · ".join(filter(None, en)), ja=" ・ ".join(filter(None, ja)))
