"""Remarks on where transitions lead, and when they are made by themselves."""

from tadasu.errors import Text
from tadasu.guard.claiming import claim
from tadasu.guard.claims import Claims
from tadasu.guard.formula import Formula, any_of, deny
from tadasu.rules.remarks.bench import Bench
from tadasu.rules.remarks.notes import Notes
from tadasu.rules.remarks.passing import demands


def check_targets(bench: Bench, notes: Notes) -> None:
    """Note targets, automatic guards and effects that always or never hold (T131 to T138)."""
    for act in bench.workflow.transitions:
        if bench.states(act):
            _check_targets(bench, act, notes)
            _check_automatic(bench, act, notes)


def _check_targets(bench: Bench, act: str, notes: Notes) -> None:
    targets = bench.process.guards.targets(bench.workflow.name, act)
    if not any(guard for _, guard in targets):
        return
    at = bench.at_act(act).to("to")
    claims, rules, chosen = _chosen(bench, act)
    for number, here in enumerate(chosen):
        earlier = [deny(one) for one in chosen[:number]]
        if claims.never([here, *earlier, *rules]):
            notes.add("T132", at.to(number), *_never_chosen(targets[number][0]))
    if not always_leads(bench, act):
        notes.add("T131", at, *_NOWHERE, key=True)


def always_leads(bench: Bench, act: str) -> bool:
    """Whether it is proved that one of the transition's targets holds wherever it is made."""
    claims, rules, chosen = _chosen(bench, act)
    return claims.always(any_of(chosen), rules)


def _chosen(bench: Bench, act: str) -> tuple[Claims, list[Formula], list[Formula]]:
    """What is known where the targets are asked, and when each of them holds."""
    claims = bench.claims(bench.states(act))
    rules = bench.rules(claims, act)
    targets = bench.process.guards.targets(bench.workflow.name, act)
    return claims, rules, [claim(claims, way.checked) if way else True for _, way in targets]


def _check_automatic(bench: Bench, act: str, notes: Notes) -> None:
    guard = bench.process.guards.automatic(bench.workflow.name, act)
    if guard is None:
        return
    at = bench.at_act(act).to("automatic")
    claims = bench.claims(bench.states(act))
    here = claim(claims, guard.checked)
    rules = bench.rules(claims, act)
    if claims.never([here, *rules]):
        if not (bench.by(act) or act in bench.caused):
            # That nobody can do it at all is said already (T106, T116).
            return
        notes.add("T133", at, *_NOT_BY_ITSELF)
    elif claims.always(here):
        notes.add("T133", at, *_AT_ONCE)
    else:
        for node, over in demands(guard):
            none = bench.claims(bench.states(act), [over])
            if not none.never([claim(none, guard.checked), *bench.rules(none, act)]):
                notes.add("T122", at, *_UNASKED, offset=node.offset)


def _never_chosen(state: str) -> tuple[Text, Text]:
    return (
        Text(
            en=f"`{state}` is never chosen: its guard can't hold where it is asked.",
            ja=f"条件が成り立つ余地がないため、行き先 `{state}` が選ばれることはありません。",
        ),
        Text(
            en="Correct its `when`, the targets before it, or remove it.",
            ja="この `when` か手前の行き先を見直すか、この行き先を削除してください。",
        ),
    )


_NOWHERE = (
    Text(
        en="It can't be shown that one of these targets is always chosen.",
        ja="いずれかの行き先が必ず選ばれることを確かめられません。",
    ),
    Text(
        en="Leave `when` out of the last one.",
        ja="最後の行き先の `when` を外してください。",
    ),
)
_NOT_BY_ITSELF = (
    Text(
        en="This never happens by itself: its guard and the rules here can't hold together.",
        ja="この条件とここでの規則が両立しないため、自動では決して行われません。",
    ),
    Text(
        en="Correct the guard or the rules, or remove `automatic`.",
        ja="条件か規則を直すか、`automatic` を削除してください。",
    ),
)
_AT_ONCE = (
    Text(
        en="This happens at once: its guard holds whenever a case gets here.",
        ja="案件がここに来ると必ず成り立つ条件なので、直ちに行われます。",
    ),
    Text(
        en="Lead the acts before straight to its target, or let it wait for something.",
        ja="手前の遷移から直接その行き先へ進めるか、何かを待つ条件にしてください。",
    ),
)
_UNASKED = (
    Text(
        en="This happens by itself where the list is empty, and nothing says whether it should.",
        ja="リストが空のときも自動で行われますが、それでよいかどうかが書かれていません。",
    ),
    Text(
        en="Ask `size(…) > 0` beside it, or `size(…) == 0 ||` before it.",
        ja="`size(…) > 0 &&` か `size(…) == 0 ||` を併記してください。",
    ),
)
