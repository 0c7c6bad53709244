"""Guards put to the facts: one verdict for each policy, with the offending items by name.

A policy with `each` is asked once for every item that its `when` lets count; one whose list is
empty after that is decided by `empty`, never by accident. A `when` that speaks of no item says
whether the rule applies at all. Any error blocks (fail closed).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Literal, Protocol, cast

from tadasu.core.case import Waiver
from tadasu.errors import Clause, Fragment, Item, Reason, Text
from tadasu.guard.guard import GuardError
from tadasu.rules.bound import Bound

Result = Literal["pass", "not_applicable", "fail", "waived", "error"]

ITEMS_KEPT = 100
"""How many items of one verdict the record names; `looked` and `counted` tell the whole."""

ANSWER = Text(en="The rule could not be evaluated", ja="規則を評価できません")


class Named(Protocol):
    """A record with a key."""

    key: str | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one policy says about one act."""

    bound: Bound
    result: Result
    looked: int
    """How many items there were."""
    counted: int
    """How many of them the policy applies to."""
    items: tuple[Item, ...] = ()
    """The offending ones."""
    counted_keys: tuple[str, ...] = ()
    because: tuple[Fragment, ...] = ()
    """Why a policy without `each` passed."""
    waivers: tuple[str, ...] = ()
    error: str | None = None

    @property
    def blocks(self) -> bool:
        """Whether the act may not happen."""
        return self.result == "error" or (self.result == "fail" and self.bound.level != "warn")

    @property
    def warns(self) -> bool:
        """Whether the act happens and the warning stays on record."""
        return self.result == "fail" and self.bound.level == "warn"


_GRAVITY: Mapping[Result, int] = {
    "not_applicable": 0,
    "pass": 1,
    "waived": 2,
    "fail": 3,
    "error": 4,
}


def worse(one: Verdict, other: Verdict) -> bool:
    """Whether `one` speaks more against the act than `other`."""
    return _GRAVITY[one.result] > _GRAVITY[other.result]


@dataclass(frozen=True, slots=True)
class Court:
    """Everything a judgement needs besides the rule."""

    names: Mapping[str, object]
    zone: tzinfo
    today: date
    waivers: Sequence[Waiver] = ()
    act: str = ""
    subject: str = ""
    """The key that a policy without `each` names as its item."""

    def judge(self, rules: Iterable[Bound]) -> tuple[Verdict, ...]:
        """A verdict for every rule, without stopping at the first no."""
        return tuple(self._judge(bound) for bound in rules)

    def failing(self, bound: Bound) -> list[Mapping[str, object]]:
        """The names in scope for every item that fails `bound`, waivers aside."""
        _, counted = self._counted(bound) if self._applies(bound) else (0, [])
        return [scope for scope in counted if not bound.require.value(scope, zone=self.zone)]

    def item_key(self, bound: Bound, scope: Mapping[str, object]) -> str:
        """What the record calls the item that `scope` is about."""
        if bound.variable is None:
            return self.subject
        item = scope[bound.variable]
        return cast(Named, item).key or self.subject if hasattr(item, "key") else str(item)

    def _judge(self, bound: Bound) -> Verdict:
        try:
            return self._waived(self._decide(bound))
        except GuardError as wrong:
            return Verdict(bound, "error", 0, 0, error=f"{wrong.code}: {wrong}")

    def _decide(self, bound: Bound) -> Verdict:
        if not self._applies(bound):
            return Verdict(bound, "not_applicable", 1 if bound.each is None else 0, 0)
        looked, counted = self._counted(bound)
        size = len(counted)
        if not counted:
            if bound.each is None or bound.empty == "pass":
                return Verdict(bound, "not_applicable", looked, 0)
            return Verdict(bound, "fail", looked, 0, (self._item(bound, self.names, found=False),))
        failing = [scope for scope in counted if not bound.require.value(scope, zone=self.zone)]
        if failing:
            items = tuple(self._item(bound, scope) for scope in failing)
            return Verdict(bound, "fail", looked, size, items)
        if bound.each is None:
            because = bound.require.explain(self.names, zone=self.zone, holds=True)
            return Verdict(bound, "pass", looked, size, because=because)
        keys = tuple(self.item_key(bound, scope) for scope in counted[:ITEMS_KEPT])
        return Verdict(bound, "pass", looked, size, counted_keys=keys)

    def _applies(self, bound: Bound) -> bool:
        """Whether the rule is about this act at all; items are sorted out one by one."""
        when = bound.when
        return when is None or bound.by_item or bool(when.value(self.names, zone=self.zone))

    def _counted(self, bound: Bound) -> tuple[int, list[Mapping[str, object]]]:
        scopes: list[Mapping[str, object]] = [self.names]
        if bound.each is not None and bound.variable is not None:
            listed = cast(Sequence[object], bound.each.value(self.names, zone=self.zone))
            scopes = [{**self.names, bound.variable: item} for item in listed]
        when = bound.when
        if when is None or not bound.by_item:
            return len(scopes), scopes
        return len(scopes), [scope for scope in scopes if when.value(scope, zone=self.zone)]

    def _item(self, bound: Bound, scope: Mapping[str, object], *, found: bool = True) -> Item:
        if not found:
            return Item(key=self.subject, message=_EMPTY, because=())
        return Item(
            key=self.item_key(bound, scope),
            message=bound.message.text(scope, zone=self.zone),
            because=bound.require.explain(scope, zone=self.zone, holds=False),
        )

    def _waived(self, verdict: Verdict) -> Verdict:
        if verdict.result != "fail" or verdict.bound.level != "waiver":
            return verdict
        good = [
            waiver
            for waiver in self.waivers
            if waiver.policy == verdict.bound.policy.id
            and waiver.act == self.act
            and self.today.isoformat() <= waiver.until
        ]
        covered = {key for waiver in good for key in waiver.items}
        if not all(item.key in covered for item in verdict.items):
            return verdict
        used = tuple(waiver.key for waiver in good)
        return Verdict(
            verdict.bound, "waived", verdict.looked, verdict.counted, verdict.items, waivers=used
        )


_MEND = Text(
    en="Ask whoever keeps the process to mend the rule.",
    ja="プロセスの管理者に規則の修正を依頼してください。",
)
_EMPTY = Text(
    en="There is nothing for this rule to look at, and nothing is not enough.",
    ja="この規則が確かめる対象が一つもありません。対象がないことは合格ではありません。",
)


def reason(verdict: Verdict, court: Court, waivable_by: tuple[Text, ...] = ()) -> Reason:
    """The verdict as a person reads it."""
    policy = verdict.bound.policy
    refs = tuple(
        Clause(r.standard, f"{r.clause} {r.point}" if r.point else r.clause, r.basis)
        for r in policy.refs
    )
    if verdict.result == "error":
        message = Text(en=f"{ANSWER.en} ({verdict.error}).", ja=f"{ANSWER.ja}({verdict.error})。")
        remedy = _MEND
        code = "guard-error"
    else:
        message = verdict.items[0].message
        remedy = _remedy(verdict, court)
        code = "policy"
    return Reason(
        code=code,
        rule=policy.id,
        level=verdict.bound.level,
        title=policy.title.text,
        message=message,
        remedy=remedy,
        refs=refs,
        items=verdict.items,
        waivable_by=waivable_by,
    )


def _remedy(verdict: Verdict, court: Court) -> Text:
    bound = verdict.bound
    failing = court.failing(bound)
    if failing or bound.variable is None:
        try:
            return bound.remedy.text(failing[0] if failing else court.names, zone=court.zone)
        except GuardError:
            # The rule refuses all the same.
            return _MEND
    title = bound.policy.title.text
    return Text(
        en=f"Provide at least one thing that the rule “{title.en}” can look at.",
        ja=f"規則「{title.ja}」が確かめる対象を、少なくとも一つ用意してください。",
    )


def verdict_data(verdict: Verdict) -> dict[str, object]:
    """The verdict as the log keeps it: keys and values that decided, no sentences."""
    data: dict[str, object] = {
        "policy": verdict.bound.policy.id,
        "level": verdict.bound.level,
        "result": verdict.result,
        "looked": verdict.looked,
        "counted": verdict.counted,
    }
    if verdict.items:
        data["items"] = [item_data(item) for item in verdict.items[:ITEMS_KEPT]]
    if verdict.counted_keys:
        data["keys"] = list(verdict.counted_keys)
    if verdict.because:
        data["because"] = [_fragment(part) for part in verdict.because]
    if verdict.waivers:
        data["waivers"] = list(verdict.waivers)
    return data


def item_data(item: Item) -> dict[str, object]:
    """An offending item as the log keeps it."""
    return {"key": item.key, "because": [_fragment(part) for part in item.because]}


def _fragment(part: Fragment) -> dict[str, object]:
    return {"text": part.text, "values": [list(pair) for pair in part.values]}
