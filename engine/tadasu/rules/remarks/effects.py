"""Remarks on what acts set off, where it can never come about."""

from tadasu.errors import Text
from tadasu.guard.claiming import claim
from tadasu.guard.syntax import path
from tadasu.rules.bound import BoundEffect
from tadasu.rules.remarks.bench import Bench
from tadasu.rules.remarks.notes import Notes


def check_effects(bench: Bench, notes: Notes) -> None:
    """Note effects that never follow, or that refuse the act whenever they do (T138, T140).

    An effect is worked out on the case as the act leaves it, in its new state.
    """
    workflow = bench.workflow
    for act in ("open", *workflow.transitions):
        ends = _ends(bench, act)
        for number, effect in enumerate(bench.process.guards.effects(workflow.name, act)):
            at = bench.at_act(act).to("effects", number)
            claims = bench.claims(ends)
            if effect.when and claims.never([claim(claims, effect.when.checked)]):
                notes.add("T138", at.to("when"), *_NEVER)
            elif _opens_below_an_end(bench, effect, ends):
                notes.add("T140", at.to("open"), *_ENDED)
            elif _cannot_start(bench, effect, ends):
                notes.add("T140", at.to("do"), *_elsewhere(str(effect.effect.do)))


def _ends(bench: Bench, act: str) -> tuple[str, ...]:
    """The states in which an act may leave the case."""
    if act == "open":
        return (bench.workflow.initial,)
    edges = bench.workflow.transitions[act].edges
    reachable = [end for source, end in edges if source in bench.shape.reachable]
    return tuple(dict.fromkeys(reachable or [end for _, end in edges]))


def _opens_below_an_end(bench: Bench, bound: BoundEffect, ends: tuple[str, ...]) -> bool:
    """Whether a case is opened under the acting one, which has ended by then."""
    if bound.effect.kind != "open" or bound.under is not None:
        return False
    opened = bench.process.workflows[bound.workflow]
    states = bench.workflow.states
    return opened.parent == bench.workflow.name and all(states[end].final for end in ends)


def _cannot_start(bench: Bench, bound: BoundEffect, ends: tuple[str, ...]) -> bool:
    """Whether the acting case itself is to be moved on from a state where it isn't."""
    if bound.effect.do is None or bound.on is None or path(bound.on.checked.tree) != ("case",):
        return False
    sources = bench.workflow.transitions[bound.effect.do].sources
    return bound.variable is None and not set(sources) & set(ends)


_NEVER = (
    Text(
        en="This effect never follows: its `when` can't hold once the act is done.",
        ja="行為の後に `when` が成り立つことはないため、この effects は決して生じません。",
    ),
    Text(
        en="Correct `when`; the case is in its new state already.",
        ja="`when` を直してください。案件はすでに新しい状態にあります。",
    ),
)
_ENDED = (
    Text(
        en="The act ends the case, and an ended case takes no new ones: it is always refused.",
        ja="この行為で案件は終わり、終わった案件の下には起こせないため、必ず拒否されます。",
    ),
    Text(
        en="Open it in an act before, under another case, or let the state be `settled`.",
        ja="手前の遷移で起こすか、別の案件の下に起こすか、行き先を `settled` の状態にしてください。",
    ),
)


def _elsewhere(act: str) -> tuple[Text, Text]:
    return (
        Text(
            en=f"Once the act is done, `{act}` can't start where the case is: always refused.",
            ja=f"行為の後の状態からは `{act}` を行えないため、必ず拒否されます。",
        ),
        Text(
            en=f"Name the state that the act leads to in `from` of `{act}`, or another act.",
            ja=f"行為の行き先を `{act}` の `from` に加えるか、別の遷移を指定してください。",
        ),
    )
