"""The law of migrations: a case goes on under another process, or everything that stops it.

Pure: the case, the process it goes to, the plan's names, and where other cases belong. A
migration changes names, never what happened: the fold needs the event alone.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from tadasu.core.case import Case, Done
from tadasu.core.crossing import Belongs, Crossing
from tadasu.core.events import CaseMigrated, Facts
from tadasu.core.obstacles import Obstacle
from tadasu.core.renames import Renames
from tadasu.rules.plan import WorkflowPlan
from tadasu.rules.process import Process


@dataclass(frozen=True, slots=True)
class Passage:
    """What becomes of one case: the event, if nothing is in the way."""

    event: CaseMigrated
    obstacles: tuple[Obstacle, ...]
    renames: bool
    """Whether it changes more than the process."""


def passage(case: Case, process: Process, plan: WorkflowPlan, belongs: Belongs) -> Passage:
    """The migration of `case` to `process` by `plan`, with all that stands in its way."""
    name = plan.to or case.workflow
    workflow = process.workflows[name]
    names = _touching(case, plan)
    target = plan.states.get(case.state, case.state)
    crossing = Crossing(process, workflow, names, belongs)
    facts = names.facts(case.fields)
    stated = crossing.defaults(plan.defaults, facts)
    obstacles = (
        *(() if target in workflow.states else (Obstacle("state", name, case.state),)),
        *crossing.history(case),
        *crossing.parent(case),
        *(one for each in _stated(case) for one in crossing.facts(each, workflow.facts)),
        *crossing.unfit(plan.defaults, facts, stated),
        *crossing.lacking({**facts, **stated}, workflow.facts),
        *crossing.evidence(case),
        *crossing.stage({**facts, **stated}, target),
    )
    event = CaseMigrated(
        before=case.process,
        after=process.digest,
        workflow=name,
        source=case.state,
        target=target,
        transitions=names.transitions,
        fields=names.fields,
        values=names.values,
        roles=plan.roles,
        refs=workflow.indexed,
        stated=stated,
    )
    plain = replace(event, transitions={}, fields={}, values={}, stated={})
    renames = event != plain or (name, target) != (case.workflow, case.state)
    return Passage(event, tuple(dict.fromkeys(obstacles)), renames)


def _touching(case: Case, plan: WorkflowPlan) -> Renames:
    """The plan's renames as far as they concern this case."""
    done = {*case.ever, *(waiver.act for waiver in case.waivers)}
    said = {each for facts in _stated(case) for each in _said(facts)}
    for item in case.evidence:
        said |= {(f"evidence.{name}", value) for name, value in _said(item.fields)}
    words = {name for name, _ in said} | {f for done in _done(case) for f in done.covers}
    held = {
        name: {old: new for old, new in values.items() if (name, old) in said and old != new}
        for name, values in plan.values.items()
    }
    return Renames(
        transitions={k: v for k, v in plan.transitions.items() if k in done and k != v},
        fields={k: v for k, v in plan.fields.items() if k in words and k.split(".")[-1] != v},
        values={name: values for name, values in held.items() if values},
    )


def _stated(case: Case) -> list[Facts]:
    """What is stated now, and what was in the rounds that have ended."""
    return [case.fields, *(each.fields for each in case.rounds)]


def _done(case: Case) -> Iterator[Done]:
    for did in (case.did, *(each.did for each in case.rounds)):
        yield from did.values()


def _said(facts: Facts, within: str = "") -> Iterator[tuple[str, object]]:
    """Every name with every text that it holds; those in the rows of lists behind the list's."""
    for name, value in facts.items():
        yield f"{within}{name}", None
        for each in value if isinstance(value, list | tuple) else (value,):
            if isinstance(each, Mapping):
                yield from _said(each, f"{name}.")
            elif isinstance(each, str):
                yield f"{within}{name}", each
