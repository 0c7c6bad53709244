"""Remarks on what happens between acts: deadlines, evidence, and cases below."""

from collections.abc import Iterator

from tadasu.errors import Text
from tadasu.rules.process import Process
from tadasu.rules.remarks.bench import Bench
from tadasu.rules.remarks.notes import Notes
from tadasu.rules.report import At


def check_upkeep(bench: Bench, notes: Notes) -> None:
    """Note deadlines that can't be met, evidence nobody can attach (T124, T126, T128)."""
    workflow, shape, at = bench.workflow, bench.shape, bench.at
    left = {source for act in workflow.transitions.values() for source in act.sources}
    for name, state in workflow.states.items():
        here = at.to("states", name, "due")
        if state.due and state.final:
            notes.add("T124", here, *_ENDED)
        elif state.due and name not in left:
            notes.add("T124", here, *_STUCK)
    if workflow.evidence and not set(workflow.evidence.states) & shape.reachable:
        notes.add("T126", at.to("evidence", "in"), *_NO_EVIDENCE)
    _check_children(bench, notes)


def _check_children(bench: Bench, notes: Notes) -> None:
    process, workflow = bench.process, bench.workflow
    if not any(state.final for state in workflow.states.values()):
        return
    read = {path[1] for path in _paths(process, workflow.name) if path[0] == "case" and path[1:]}
    for plural, child in process.children[workflow.name].items():
        states = process.workflows[child].states.values()
        if plural not in read and any(state.final for state in states):
            notes.add(
                "T128", At("workflow", child, ("parent",)), *_unwatched(workflow.name, child)
            )


def _paths(process: Process, workflow: str) -> Iterator[tuple[str, ...]]:
    """What rules, targets, effects and automatic guards of the transitions read."""
    guards = process.guards
    for act in process.workflows[workflow].transitions:
        for rule in guards.bound(workflow, act):
            yield from rule.footprint
        for effect in guards.effects(workflow, act):
            yield from effect.footprint
        automatic = guards.automatic(workflow, act)
        for guard in (automatic, *(guard for _, guard in guards.targets(workflow, act))):
            yield from guard.footprint if guard else ()


_ENDED = (
    Text(
        en="A case has ended here, and yet it becomes due.",
        ja="終了した案件に期限が付くことになります。",
    ),
    Text(
        en="Remove `due`, or let a transition lead on from here.",
        ja="`due` を削除するか、ここから先へ進む遷移を設けてください。",
    ),
)
_STUCK = (
    Text(
        en="A case becomes due here, and nothing can be done about it.",
        ja="期限が付きますが、それに応えて行えることがありません。",
    ),
    Text(
        en="Add a transition from this state, or remove `due`.",
        ja="この状態からの遷移を追加するか、`due` を削除してください。",
    ),
)
_NO_EVIDENCE = (
    Text(
        en="No case can be where evidence may be attached.",
        ja="証跡を添付できる状態に、案件が到達することはありません。",
    ),
    Text(
        en="Name a state in `in` that a case can reach.",
        ja="到達できる状態を `in` に書いてください。",
    ),
)


def _unwatched(parent: str, child: str) -> tuple[Text, Text]:
    return (
        Text(
            en=f"A `{parent}` can end while a `{child}` below it is open: no rule looks.",
            ja=f"`{parent}` は、配下の `{child}` が未完了でも終えられます。確かめる規則がありません。",
        ),
        Text(
            en="Bind a rule over the list to the transitions that end it, if they should wait.",
            ja="待つべきなら、終了に向かう遷移に、そのリストを調べる規則を適用してください。",
        ),
    )
