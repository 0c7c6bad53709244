"""Remarks on acts that set each other off without an end."""

from collections.abc import Iterator, Mapping, Sequence

from tadasu.errors import Text
from tadasu.guard.claiming import claim
from tadasu.guard.claims import Claims
from tadasu.rules.remarks.bench import STATE, Bench
from tadasu.rules.remarks.notes import Notes
from tadasu.rules.report import At

Act = tuple[str, str]
"""A workflow, and a transition of it or `open`."""

Edges = Mapping[Act, Mapping[Act, At]]
"""For each act those that its effects make, with the place of the effect."""


def check_circles(benches: Sequence[Bench], notes: Notes) -> None:
    """Note effects that come back to where they began, and automatic acts that take turns.

    A circle ends by itself where every case in it only moves on; one that opens cases, or brings
    a case back to where it was, does not (T130, T139).
    """
    workflows = {bench.workflow.name: bench for bench in benches}
    edges = dict(_effects(benches))
    told: set[Act] = set()
    for act, onward in edges.items():
        ring = _ring(edges, act)
        if act in told or not ring:
            continue
        told |= ring
        opens = any(name == "open" for _, name in ring)
        if opens or any(_turns(workflows[name], _acts(ring, name)) for name, _ in ring):
            at = next(at for other, at in onward.items() if other in ring)
            notes.add("T130", at, *_endless([f"{one}.{two}" for one, two in sorted(ring)]))
    for bench in benches:
        _check_automatic(bench, notes)


def _effects(benches: Sequence[Bench]) -> Iterator[tuple[Act, dict[Act, At]]]:
    for bench in benches:
        for act in ("open", *bench.workflow.transitions):
            found: dict[Act, At] = {}
            name = bench.workflow.name
            for number, bound in enumerate(bench.process.guards.effects(name, act)):
                made = bound.effect.do or bound.effect.kind
                if made != "set":
                    at = bench.at_act(act).to("effects", number)
                    found.setdefault((bound.workflow, made), at)
            yield (name, act), found


def _ring(edges: Edges, act: Act) -> set[Act]:
    """The acts that `act` sets off and that set it off; empty where it never comes back."""
    ahead = _behind(edges, act)
    return {one for one in ahead if act in _behind(edges, one)} if act in ahead else set()


def _behind(edges: Edges, act: Act) -> set[Act]:
    seen: set[Act] = set()
    waiting = list(edges.get(act, ()))
    while waiting:
        one = waiting.pop()
        if one not in seen:
            seen.add(one)
            waiting.extend(edges.get(one, ()))
    return seen


def _acts(ring: set[Act], workflow: str) -> list[str]:
    return sorted(act for name, act in ring if name == workflow and act != "open")


def _turns(bench: Bench, acts: Sequence[str]) -> bool:
    """Whether a case can come back to a state by these acts alone."""
    return any(source in _states(bench, acts, source) for source in bench.workflow.states)


def _states(bench: Bench, acts: Sequence[str], start: str) -> set[str]:
    ways = [way for act in acts for way in bench.workflow.transitions[act].edges]
    seen: set[str] = set()
    waiting = [end for source, end in ways if source == start]
    while waiting:
        state = waiting.pop()
        if state not in seen:
            seen.add(state)
            waiting.extend(end for source, end in ways if source == state)
    return seen


def _check_automatic(bench: Bench, notes: Notes) -> None:
    acts = bench.process.automatic.get(bench.workflow.name, ())
    told: set[str] = set()
    for act in acts:
        turns = [one for one in acts if _meets(bench, acts, act, one)]
        if act in turns and act not in told and not _is_ended(bench, turns):
            told.update(turns)
            notes.add("T139", bench.at_act(act).to("automatic"), *_in_turns(turns))


def _meets(bench: Bench, acts: Sequence[str], act: str, other: str) -> bool:
    """Whether `other` is made after `act` and before it, by automatic acts alone."""
    transitions = bench.workflow.transitions
    return _leads(bench, acts, transitions[act].edges, transitions[other].sources) and _leads(
        bench, acts, transitions[other].edges, transitions[act].sources
    )


def _leads(
    bench: Bench, acts: Sequence[str], edges: Sequence[tuple[str, str]], to: Sequence[str]
) -> bool:
    reached = {end for _, end in edges}
    reached |= {state for end in reached for state in _states(bench, acts, end)}
    return bool(reached & set(to))


def _is_ended(bench: Bench, acts: Sequence[str]) -> bool:
    """Whether the acts change what they wait for, or can't all be waiting for at once."""
    workflow = bench.workflow
    if any(workflow.transitions[act].effects or workflow.transitions[act].clear for act in acts):
        return True
    found = [bench.process.guards.automatic(workflow.name, act) for act in acts]
    guards = [guard for guard in found if guard]
    if any(STATE in guard.footprint for guard in guards):
        return True
    claims = Claims()
    return claims.never([claim(claims, guard.checked) for guard in guards])


def _endless(acts: Sequence[str]) -> tuple[Text, Text]:
    listed = ", ".join(acts)
    return (
        Text(
            en=f"These set each other off without an end: {listed}.",
            ja=f"互いに引き起こし合い、終わりがありません: {listed}。",
        ),
        Text(
            en="Break the circle: let one of them follow from something else.",
            ja="いずれかを別のきっかけで行うようにして、循環を断ってください。",
        ),
    )


def _in_turns(acts: Sequence[str]) -> tuple[Text, Text]:
    listed = ", ".join(acts)
    return (
        Text(
            en=f"After every act in the family these happen again by themselves: {listed}.",
            ja=f"関係する案件で何かが行われるたびに、繰り返し自動で行われます: {listed}。",
        ),
        Text(
            en="Give them guards that can't hold together, or another target.",
            ja="条件が同時に成り立たないようにするか、行き先を変えてください。",
        ),
    )
