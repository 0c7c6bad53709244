"""Remarks on states: what can be reached, what can be left, where a case ends."""

from tadasu.errors import Text
from tadasu.rules.remarks.bench import Bench
from tadasu.rules.remarks.notes import Notes


def check_states(bench: Bench, notes: Notes) -> None:
    """Note states that are out of reach, lead nowhere or never end (T101 to T105, T136)."""
    workflow, shape, at = bench.workflow, bench.shape, bench.at
    if len(workflow.states) == 1:
        # A list of things that just are: nothing to reach and nothing to end.
        return
    for name, state in workflow.states.items():
        here = at.to("states", name)
        if state.retired:
            continue
        if name not in shape.reachable:
            notes.add("T101", here, *_unreachable(name), key=True)
        if name in shape.ends:
            continue
        if not shape.ways[name]:
            notes.add("T102", here, *_dead_end(name), key=True)
        elif shape.ends and name not in shape.ending:
            notes.add("T103", here, *_trap(name), key=True)
    if not shape.ends:
        notes.add("T105", at.to("states"), *_NO_END, key=True)
    _check_ways(bench, notes)


def _check_ways(bench: Bench, notes: Notes) -> None:
    workflow = bench.workflow
    for name, transition in workflow.transitions.items():
        for number, target in enumerate(transition.targets):
            if workflow.states[target.state].retired:
                where = bench.at.to("transitions", name, "to", number)
                notes.add("T136", where, *_into_retired(target.state))
        for number, source in enumerate(transition.sources):
            if workflow.states[source].final and transition.ends_from(source) != (source,):
                where = bench.at.to("transitions", name, "from", number)
                notes.add("T104", where, *_out_of_end(source))


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
            ja=f"状態 `{name}` は終了状態ではないのに、出口がありません。",
        ),
        Text(
            en="Add a transition from it, or `final: true`.",
            ja="この状態からの遷移を追加するか、`final: true` を書いてください。",
        ),
    )


def _trap(name: str) -> tuple[Text, Text]:
    return (
        Text(
            en=f"From `{name}` no final state can be reached, nor a settled one.",
            ja=f"状態 `{name}` からは、終了状態にも settled の状態にも到達できません。",
        ),
        Text(
            en="Add a transition that leads towards an end.",
            ja="終了状態に向かう遷移を追加してください。",
        ),
    )


def _into_retired(name: str) -> tuple[Text, Text]:
    return (
        Text(
            en=f"`{name}` is retired, and yet this leads into it.",
            ja=f"`{name}` は過去の記録のための状態(retired)ですが、そこへ入る遷移になっています。",
        ),
        Text(
            en="Lead elsewhere, or take `retired` away from the state.",
            ja="行き先を変えるか、状態の `retired` を外してください。",
        ),
    )


def _out_of_end(name: str) -> tuple[Text, Text]:
    return (
        Text(
            en=f"`{name}` is final, and yet this leads out of it.",
            ja=f"`{name}` は終了状態ですが、そこから出る遷移になっています。",
        ),
        Text(
            en="Leave it out of `from`, or write `settled` instead of `final` at the state.",
            ja="`from` から外すか、状態の `final` を `settled` に替えてください。",
        ),
    )


_NO_END = (
    Text(
        en="No state is final or settled: a case never ends.",
        ja="final の状態も settled の状態もないため、案件が終わりません。",
    ),
    Text(
        en="Give a state `final: true`, or `settled: true` if it may be taken up again.",
        ja="いずれかの状態に `final: true`(再開がありうるなら `settled: true`)を書いてください。",
    ),
)
