"""Remarks on rules that say nothing: always or never met, about nothing, met by no items."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from tadasu.errors import Text
from tadasu.guard.checked import Path
from tadasu.guard.claiming import claim
from tadasu.guard.claims import Claims
from tadasu.guard.guard import Guard
from tadasu.guard.syntax import Call, Comprehension, Logic, Node, path, walk
from tadasu.rules.bound import Bound
from tadasu.rules.remarks.bench import STATE, Bench, applies, holds, met
from tadasu.rules.remarks.notes import Notes
from tadasu.rules.report import At


@dataclass(frozen=True, slots=True)
class _Use:
    """A rule where it is bound."""

    bench: Bench
    act: str
    rule: Bound


def check_rules(benches: Iterable[Bench], notes: Notes) -> None:
    """Note rules that decide nothing wherever they are bound (T118 to T122)."""
    uses: dict[str, list[_Use]] = {}
    for bench in benches:
        for act in bench.workflow.acts:
            if bench.states(act):
                for rule in bench.process.guards.bound(bench.workflow.name, act):
                    uses.setdefault(rule.policy.id, []).append(_Use(bench, act, rule))
    for name, found in uses.items():
        _check(At("policy", name), found, notes)


def _check(at: At, uses: list[_Use], notes: Notes) -> None:
    rule = uses[0].rule
    if all(map(_is_about_nothing, uses)):
        notes.add("T119", at.to("when"), *_NOTHING)
        return
    if rule.when and all(map(_is_about_all, uses)):
        notes.add("T120", at.to("when"), *_ALL)
    if all(map(_always_holds, uses)):
        notes.add("T118", at.to("require"), *_ALWAYS)
    elif rule.require.footprint and all(map(_never_holds, uses)):
        notes.add("T121", at.to("require"), *_NEVER)
    elif rule.variable is None:
        for offset in _unasked(uses):
            notes.add("T122", at.to("require"), *_EMPTY, offset=offset)


def _is_about_nothing(use: _Use) -> bool:
    claims = use.bench.claims(use.bench.states(use.act))
    return claims.never([applies(claims, use.rule)])


def _is_about_all(use: _Use) -> bool:
    claims = use.bench.claims(use.bench.states(use.act))
    return claims.always(applies(claims, use.rule))


def _always_holds(use: _Use) -> bool:
    claims = use.bench.claims(use.bench.states(use.act))
    return claims.always(holds(claims, use.rule), [applies(claims, use.rule)])


def _never_holds(use: _Use) -> bool:
    """A rule without `when` that refuses whatever happens is told of at the act."""
    if use.rule.level in ("floor", "block") and not (use.rule.when or use.rule.variable):
        return False
    claims = use.bench.claims(use.bench.states(use.act))
    return claims.never([holds(claims, use.rule), applies(claims, use.rule)])


def _unasked(uses: list[_Use]) -> Iterator[int]:
    for node, over in demands(uses[0].rule.require):
        if not any(_asks(use, over) for use in uses):
            yield node.offset


def demands(guard: Guard) -> Iterator[tuple[Node, Path]]:
    """The parts of a conjunction that pass where a list of the case is empty, and those lists."""
    tree = guard.checked.tree
    parts = tree.parts if isinstance(tree, Logic) and tree.op == "&&" else (tree,)
    for part in parts:
        for node in walk(part):
            over = _all_of(node)
            if over is not None and _is_own(over) and not _is_told(part, over):
                claims = Claims(empty=[over])
                if claims.always(claim(claims, guard.checked, part=part)):
                    yield node, over


def _is_told(part: Node, over: Path) -> bool:
    """Whether a part itself asks how many there are, or whether there are any."""
    for node in walk(part):
        if isinstance(node, Call) and node.function == "size" and path(node.arguments[0]) == over:
            return True
        if isinstance(node, Comprehension) and node.macro == "exists" and path(node.range) == over:
            return True
    return False


def _all_of(node: Node) -> Path | None:
    if isinstance(node, Comprehension) and node.macro == "all":
        return path(node.range)
    return None


_PAST = frozenset({"rounds", "waivers"})
"""Lists of what was: nothing of them is missing."""


def _is_own(over: Path) -> bool:
    """A list of the case at hand; what others hold, or held before, stands for itself."""
    return over[0] == "case" and len(over) == len(STATE) and over[1] not in _PAST


def _asks(use: _Use, over: Path) -> bool:
    """Whether an empty list is refused here already, or can't be."""
    bench = use.bench
    if over[1] in bench.filled(use.act):
        return True
    states = bench.states(use.act)
    claims = bench.claims(states, [over])
    if claims.never([applies(claims, use.rule)]):
        return True
    bound = bench.process.guards.bound(bench.workflow.name, use.act)
    strict = [rule for rule in bound if rule.level in ("floor", "block")]
    return any(_refuses(bench.claims(states), claims, rule, over) for rule in strict)


def _refuses(usual: Claims, empty: Claims, rule: Bound, over: Path) -> bool:
    """Whether a rule says no because the list is empty, and not anyway."""
    if rule.each is not None:
        return rule.empty == "refuse" and path(rule.each.checked.tree) == over
    return empty.never([met(empty, rule)]) and not usual.never([met(usual, rule)])


_NOTHING = (
    Text(
        en="This rule is about nothing: its `when` never holds where it is bound.",
        ja="適用される場所では `when` が決して成り立たないため、この規則の対象がありません。",
    ),
    Text(
        en="Change `when`, or bind the rule where it can apply.",
        ja="`when` を見直すか、対象がありうる場所に適用してください。",
    ),
)
_ALL = (
    Text(
        en="This condition makes no difference: it always holds where the rule is bound.",
        ja="適用される場所では常に成り立つため、この条件は意味をもちません。",
    ),
    Text(en="Remove `when`, or change it.", ja="`when` を削除するか、見直してください。"),
)
_ALWAYS = (
    Text(
        en="This rule never refuses anything: what it requires always holds where it is bound.",
        ja="適用される場所では常に成り立つため、この規則が拒否することはありません。",
    ),
    Text(
        en="Require something that can fail, or remove the rule.",
        ja="成り立たないこともある条件を書くか、規則を削除してください。",
    ),
)
_NEVER = (
    Text(
        en="What this rule requires can never hold: its parts contradict one another.",
        ja="条件の各部分が両立しないため、この規則の条件が成り立つことはありません。",
    ),
    Text(
        en='Correct it; if the rule is to forbid, write `require: "false"`.',
        ja='条件を直してください。禁止する規則であれば `require: "false"` と書きます。',
    ),
)
_EMPTY = (
    Text(
        en="This passes where the list is empty, and nothing here says whether it should.",
        ja="リストが空のときも成り立ちますが、それでよいかどうかが書かれていません。",
    ),
    Text(
        en="Write `each:` with `empty: pass` or `empty: refuse`, or ask `size(…) > 0` beside it.",
        ja="`each:` と `empty: pass` か `empty: refuse` で書くか、`size(…) > 0` を併記してください。",
    ),
)
