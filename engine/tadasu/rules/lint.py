"""What is legal in a process and still unwise, each with a code that stays the same.

T101 error    a state that no case can reach        T109 warning  a policy bound nowhere
T102 error    a state without a way out             T110 warning  a parameter used nowhere
T103 error    no end can be reached from a state    T111 warning  a role used nowhere
T104 error    a way out of a final state            T112 warning  a checklist nobody can use
T105 error    no final state at all                 T113 warning  Japanese text not translated
T106 error    an act that nobody can do             T114 error    a floor changed or gone
T107 warning  two acts for one way and role         T115 error    a floor left out of a way
T108 warning  an act that changes nothing
"""

from collections.abc import Iterator
from datetime import UTC

from tadasu.errors import Problem, Text
from tadasu.guard.guard import Guard
from tadasu.guard.problem import GuardError
from tadasu.rules.floors import check_floors
from tadasu.rules.process import Process
from tadasu.rules.report import At, Report
from tadasu.rules.shape import Shape
from tadasu.rules.strays import check_strays
from tadasu.rules.translations import check_translations
from tadasu.rules.workflow import Transition, Workflow


def lint(process: Process, base: Process | None = None) -> tuple[Problem, ...]:
    """All findings by place; with `base`, also whether its floors still hold.

    Places are those of the files that the process was assembled from; a process that came from
    its document has only the names of its definitions.
    """
    report = Report(process.index)
    for workflow in process.workflows.values():
        _check_states(workflow, report)
        _check_acts(process, workflow, report)
    check_strays(process, report)
    check_translations(process, report)
    if base is not None:
        check_floors(process, base, report)
    return report.sorted()


def _check_states(workflow: Workflow, report: Report) -> None:
    shape = Shape(workflow)
    at = At("workflow", workflow.name)
    if len(workflow.states) == 1 and not workflow.transitions:
        # A list of things that just are: nothing to reach and nothing to end.
        return
    for name in workflow.states:
        here = at.to("states", name)
        if name not in shape.reachable:
            report.add("T101", here, *_unreachable(name), key=True)
        if name in shape.finals:
            continue
        if not shape.ways[name]:
            report.add("T102", here, *_dead_end(name), key=True)
        elif shape.finals and name not in shape.ending:
            report.add("T103", here, *_trap(name), key=True)
    if not shape.finals:
        report.add("T105", at.to("states"), *_NO_END, key=True)


def _check_acts(process: Process, workflow: Workflow, report: Report) -> None:
    at = At("workflow", workflow.name)
    if not _possible(process, workflow, workflow.open.by):
        report.add("T106", at.to("open"), *_NOBODY, key=True)
    if workflow.evidence and not _possible(process, workflow, workflow.evidence.by):
        report.add("T106", at.to("evidence"), *_NOBODY, key=True)
    for name, transition in workflow.transitions.items():
        here = at.to("transitions", name)
        if not _possible(process, workflow, transition.by):
            report.add("T106", here, *_NOBODY, key=True)
        for number, source in enumerate(transition.sources):
            if workflow.states[source].final and transition.ends_from(source) != (source,):
                report.add("T104", here.to("from", number), *_out_of_end(source))
        if any(source == end for source, end in transition.edges) and _is_idle(transition):
            report.add("T108", here, *_IDLE, severity="warning", key=True)
    for first, second in _parallel(workflow):
        here = at.to("transitions", second)
        report.add("T107", here, *_twice(first), severity="warning", key=True)


def _possible(process: Process, workflow: Workflow, roles: tuple[str, ...]) -> bool:
    return any(not _is_false(process.guards.role(workflow.name, role)) for role in roles)


def _is_false(guard: Guard) -> bool:
    """Whether a guard reads nothing and says no."""
    if guard.footprint:
        return False
    try:
        return guard.value({}, zone=UTC) is False
    except GuardError:
        return True


def _is_idle(transition: Transition) -> bool:
    return not (
        transition.covers
        or transition.facts
        or transition.input
        or transition.round
        or transition.clear
        or transition.effects
    )


def _parallel(workflow: Workflow) -> Iterator[tuple[str, str]]:
    acts = list(workflow.transitions.items())
    for number, (second, two) in enumerate(acts):
        for first, one in acts[:number]:
            ways = set(one.edges) & set(two.edges)
            moving = any(source != end for source, end in ways)
            if moving and one.targets == two.targets and set(one.by) & set(two.by):
                yield first, second
                break


def _unreachable(name: str) -> tuple[Text, Text]:
    return (
        Text(
            en=f"No case can reach the state `{name}`.",
            ja=f"状態 `{name}` に到達する経路がありません。",
        ),
        Text(
            en="Add a transition to it, or remove it.",
            ja="この状態への遷移を追加するか、状態を削除してください。",
        ),
    )


def _dead_end(name: str) -> tuple[Text, Text]:
    return (
        Text(
            en=f"There is no way out of `{name}`, and it is not final.",
            ja=f"状態 `{name}` は final ではないのに、出口がありません。",
        ),
        Text(
            en="Add a transition from it, or `final: true`.",
            ja="この状態からの遷移を追加するか、`final: true` を書いてください。",
        ),
    )


def _trap(name: str) -> tuple[Text, Text]:
    return (
        Text(
            en=f"From `{name}` no final state can be reached.",
            ja=f"状態 `{name}` からは、どの終了状態にも到達できません。",
        ),
        Text(
            en="Add a transition that leads towards an end.",
            ja="終了状態に向かう遷移を追加してください。",
        ),
    )


def _out_of_end(name: str) -> tuple[Text, Text]:
    return (
        Text(
            en=f"`{name}` is final, and yet this leads out of it.",
            ja=f"`{name}` は終了状態ですが、そこから出る遷移になっています。",
        ),
        Text(
            en="Leave it out of `from`, or take `final` away from the state.",
            ja="`from` から外すか、状態の `final` を外してください。",
        ),
    )


def _twice(first: str) -> tuple[Text, Text]:
    return (
        Text(
            en=f"`{first}` leads the same way for the same role.",
            ja=f"`{first}` と同じ役割が、同じ状態間を移せます。",
        ),
        Text(
            en="If one has fewer rules than the other, it is a way around them.",
            ja="一方の規則が緩いと、他方の規則の抜け道になります。ご確認ください。",
        ),
    )


_NO_END = (
    Text(
        en="No state is final: a case never ends.", ja="終了状態がないため、案件が終わりません。"
    ),
    Text(en="Give a state `final: true`.", ja="いずれかの状態に `final: true` を書いてください。"),
)
_NOBODY = (
    Text(en="Nobody can ever do this.", ja="これを行える人がいません。"),
    Text(
        en="Name a role in `by` whose guard can hold.",
        ja="条件が成り立ちうる役割を `by` に書いてください。",
    ),
)
_IDLE = (
    Text(
        en="This stays in its state, covers no fields, and records nothing new.",
        ja="状態が変わらず、対象とする項目も、記録する内容もありません。",
    ),
    Text(
        en="Add `covers` (an approval), `facts` or `input`.",
        ja="`covers`(承認の対象)、`facts`、`input` のいずれかを書いてください。",
    ),
)
