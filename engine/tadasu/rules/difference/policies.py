"""What becomes of a rule: when it speaks, what it asks, how strictly, and who may set it aside."""

from collections.abc import Iterator
from dataclasses import replace

from tadasu.errors import Text
from tadasu.rules.difference.change import Change, Effect, more, shown
from tadasu.rules.difference.implication import alike, compared, counted, opposite
from tadasu.rules.difference.leaves import leaves, rest
from tadasu.rules.difference.terms import Reading
from tadasu.rules.policy import Policy, Waiver
from tadasu.rules.workflow import RANK, Level

KNOWN = ("id", "level", "each", "empty", "when", "require", "waiver", "refs")
_ALWAYS = "true"


def policy_changes(old: Policy, new: Policy, before: Reading, after: Reading) -> Iterator[Change]:
    """How a rule changes, with what its guards mean before and after."""
    yield from level_change(old.level, new.level)
    yield from _each(old, new, before, after)
    one, other = before.about(old.variable), after.about(new.variable)
    yield from _when(old, new, one, other)
    asked = compared(old.require, new.require, one, other)
    if asked != "same":
        yield Change(asked, _REQUIRE, shown(old.require), shown(new.require))
    if old.empty != new.empty and None not in (old.empty, new.empty):
        effect: Effect = "tightened" if new.empty == "refuse" else "widened"
        yield Change(effect, _EMPTY, old.empty, new.empty)
    yield from _waivable(old, new)
    yield from _waiver(old.waiver, new.waiver, (before, one), (after, other))
    for one_leaf in leaves(old.refs, new.refs, "refs"):
        yield Change("words", _REFS, one_leaf.before, one_leaf.after)
    yield from rest(old, new, KNOWN)


def level_change(old: Level, new: Level) -> Iterator[Change]:
    """How strictly a rule is meant."""
    if old != new:
        effect: Effect = "tightened" if RANK[new] > RANK[old] else "widened"
        yield Change(effect, _LEVEL, old, new)


def _each(old: Policy, new: Policy, before: Reading, after: Reading) -> Iterator[Change]:
    one = next(iter((old.each or {}).values()), None)
    other = next(iter((new.each or {}).values()), None)
    if one is None or other is None:
        if one != other:
            yield Change("changed", _EACH, one, other)
    elif not alike(one, other, before, after):
        yield Change("changed", _EACH, one, other)
    elif old.each != new.each:
        yield Change("words", _EACH, shown(old.each), shown(new.each))


def _when(old: Policy, new: Policy, before: Reading, after: Reading) -> Iterator[Change]:
    effect = compared(old.when or _ALWAYS, new.when or _ALWAYS, before, after)
    if effect in ("tightened", "widened"):
        # Where nothing that counts is no pass, counting less is not always less strict.
        effect = "changed" if new.empty == "refuse" else opposite(effect)
    if effect != "same":
        yield Change(effect, _WHEN, old.when, new.when)


def _waivable(old: Policy, new: Policy) -> Iterator[Change]:
    """A waiver comes and goes with the level, which says which way that is."""
    if old.waiver is None or new.waiver is None:
        for level in level_change(old.level, new.level):
            for each in leaves(old.waiver, new.waiver, "waiver"):
                yield replace(each, effect=level.effect)


def _waiver(
    old: Waiver | None,
    new: Waiver | None,
    before: tuple[Reading, Reading],
    after: tuple[Reading, Reading],
) -> Iterator[Change]:
    """Each side's readings: without the variable of `each`, and with it."""
    if old is None or new is None:
        return
    yield from more(old.by, new.by, "tightened", "widened", _WAIVED_BY)
    same = alike(old.beneficiaries, new.beneficiaries, before[1], after[1])
    if old.beneficiaries != new.beneficiaries or not same:
        effect: Effect = "words" if same else "changed"
        yield Change(effect, _BENEFICIARIES, old.beneficiaries, new.beneficiaries)
    effect = counted(old.longest, new.longest, before[0], after[0])
    if effect != "same":
        yield Change(effect, _LONGEST, old.longest, new.longest)
    yield from rest(old, new, ("by", "beneficiaries", "longest"), "waiver.")


_LEVEL = Text(en="how strict it is", ja="厳しさ(level)")
_EACH = Text(en="what it looks at one by one", ja="一つずつ確かめる対象(each)")
_WHEN = Text(en="when it applies", ja="適用する場合(when)")
_REQUIRE = Text(en="what it requires", ja="求めること(require)")
_EMPTY = Text(en="what holds when nothing is left", ja="対象がないときの扱い(empty)")
_REFS = Text(en="where it comes from", ja="根拠(refs)")
_WAIVED_BY = Text(en="who may waive it", ja="免除できる役割")
_BENEFICIARIES = Text(
    en="who profits and so may not waive it", ja="利益を受けるため免除できない人"
)
_LONGEST = Text(en="how long it may be waived", ja="免除できる日数")
