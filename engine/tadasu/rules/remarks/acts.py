"""Remarks on acts: whether anybody can ever make them, and what for."""

from collections.abc import Iterator

from tadasu.errors import Text
from tadasu.guard.claiming import claim
from tadasu.guard.claims import Claims
from tadasu.guard.formula import Formula, all_of, any_of
from tadasu.rules.remarks.bench import Bench
from tadasu.rules.remarks.notes import Notes
from tadasu.rules.workflow import Transition, Workflow


def check_acts(bench: Bench, notes: Notes) -> None:
    """Note acts that can't be made, or make no difference (T106 to T108, T116, T117)."""
    workflow = bench.workflow
    for act in workflow.acts:
        if act == "change":
            _check_change(bench, notes)
        else:
            _check_act(bench, act, notes)
    for name, transition in workflow.transitions.items():
        if any(source == end for source, end in transition.edges) and _is_idle(transition):
            notes.add("T108", bench.at_act(name), *_IDLE, key=True)
    for first, second in _parallel(workflow):
        notes.add("T107", bench.at_act(second), *_twice(first), key=True)


def _check_act(bench: Bench, act: str, notes: Notes) -> None:
    states, at = bench.states(act), bench.at_act(act)
    if not states:
        return
    claims = bench.claims(states)
    rules = bench.rules(claims, act)
    ways = _ways(bench, act, claims)
    held = {role: one for role, one in ways.items() if not claims.never([one])}
    if not held:
        notes.add("T106", at, *_NOBODY, key=True)
        return
    able = {role: one for role, one in held.items() if not claims.never([one, *rules])}
    if not able:
        notes.add("T116", at, *_CONTRADICTION, key=True)
        return
    for number, role in enumerate(bench.by(act)):
        if role not in able:
            notes.add("T117", at.to("by", number), *_powerless(role))
    if act not in bench.workflow.transitions:
        return
    for number, state in enumerate(bench.workflow.transitions[act].sources):
        here = bench.in_state(claims, state, states)
        if state in states and claims.never([here, any_of(able.values()), *rules]):
            notes.add("T117", at.to("from", number), *_blocked(state))


def _ways(bench: Bench, act: str, claims: Claims) -> dict[str, Formula]:
    """How an act may come about: by each role, by itself, or as an effect of another."""
    ways = {role: bench.role(claims, act, role) for role in bench.by(act)}
    if act in bench.workflow.transitions:
        automatic = bench.process.guards.automatic(bench.workflow.name, act)
        if automatic:
            # No role is called like the words for what the process does by itself.
            ways["automatic"] = claim(claims, automatic.checked)
    if act in bench.caused:
        ways["effect"] = True
    return ways


def _check_change(bench: Bench, notes: Notes) -> None:
    states = bench.states("change")
    if not states:
        return
    claims = bench.claims(states)
    rules = bench.rules(claims, "change")
    if claims.never(rules):
        notes.add("T116", bench.at.to("change"), *_CONTRADICTION, key=True)
        return
    for state in states:
        here = bench.in_state(claims, state, states)
        for role in bench.workflow.states[state].writable:
            held = bench.role(claims, "change", role)
            if claims.never([all_of([here, held]), *rules]):
                at = bench.at.to("states", state, "writable", role)
                notes.add("T117", at, *_powerless(role), key=True)


def _is_idle(transition: Transition) -> bool:
    stated = transition.covers or transition.facts or transition.input or transition.clear
    return not (stated or transition.round or transition.effects or transition.erase)


def _parallel(workflow: Workflow) -> Iterator[tuple[str, str]]:
    acts = list(workflow.transitions.items())
    for number, (second, two) in enumerate(acts):
        for first, one in acts[:number]:
            ways = set(one.edges) & set(two.edges)
            moving = any(source != end for source, end in ways)
            if moving and one.targets == two.targets and set(one.by) & set(two.by):
                yield first, second
                break


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


def _powerless(role: str) -> tuple[Text, Text]:
    return (
        Text(
            en=f"The role `{role}` can never do this: its guard and the rules here contradict "
            "each other.",
            ja=f"役割 `{role}` の条件とここでの規則が両立しないため、この役割では行えません。",
        ),
        Text(
            en="Take the role out here, or change its guard or the rules.",
            ja="ここから役割を外すか、役割の条件または規則を見直してください。",
        ),
    )


def _blocked(state: str) -> tuple[Text, Text]:
    return (
        Text(
            en=f"From `{state}` this can never be done: roles and rules allow no case there.",
            ja=f"役割の条件と規則により、状態 `{state}` からこれを行うことはできません。",
        ),
        Text(
            en="Take the state out of `from`, or change what refuses it.",
            ja="`from` から状態を外すか、妨げている条件を見直してください。",
        ),
    )


_NOBODY = (
    Text(en="Nobody can ever do this.", ja="これを行える人がいません。"),
    Text(
        en="Name a role in `by` whose guard can hold, or let an effect or `automatic` do it.",
        ja="条件が成り立ちうる役割を `by` に書くか、effects や `automatic` で行われるようにしてください。",
    ),
)
_CONTRADICTION = (
    Text(
        en="The rules here contradict one another, or every role: this can never be done.",
        ja="ここでの規則どうし、または規則とすべての役割の条件が両立せず、決して行えません。",
    ),
    Text(
        en="Change one of the rules in `policies`, or who may act.",
        ja="`policies` の規則か、行える役割を見直してください。",
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
