"""What becomes of an act: who may do it, by which rules, and the rest by its kind."""

from collections.abc import Iterator
from dataclasses import replace

from tadasu.errors import Text
from tadasu.rules.difference.both import Both, levels
from tadasu.rules.difference.change import Change, Group, more, reordered
from tadasu.rules.difference.cosigning import cosigning_changes
from tadasu.rules.difference.leaves import rest
from tadasu.rules.difference.policies import level_change
from tadasu.rules.difference.stating import (
    evidence_changes,
    opening_changes,
    transition_changes,
)
from tadasu.rules.difference.summary import summary, who
from tadasu.rules.workflow import Workflow


def act_groups(both: Both, name: str) -> Iterator[Group]:
    """Every act of a workflow that changes."""
    old, new = both.before.workflows.get(name), both.after.workflows.get(name)
    acts = dict.fromkeys((*(old.acts if old else ()), *(new.acts if new else ())))
    for act in acts:
        changes = tuple(_changes(both, old, new, act))
        if not changes:
            continue
        if _by_itself(old, act) or _by_itself(new, act):
            # What happens by itself may stand in the way of what people could do.
            changes = tuple(map(_undecided, changes))
        gone = new is None or act not in new.acts
        definitions, workflow = (both.before, old) if gone else (both.after, new)
        if workflow is not None:
            line = None if gone else summary(definitions, workflow, act)
            yield Group(name, act, _title(workflow, act), changes, line)


def _by_itself(workflow: Workflow | None, act: str) -> bool:
    found = workflow.transitions.get(act) if workflow is not None else None
    return found is not None and found.automatic is not None


def _undecided(change: Change) -> Change:
    known = change.effect in ("tightened", "widened")
    return replace(change, effect="changed") if known else change


def _changes(both: Both, old: Workflow | None, new: Workflow | None, act: str) -> Iterator[Change]:
    had = old is not None and act in old.acts
    has = new is not None and act in new.acts
    if old is None or not had:
        yield Change("widened", _NEW, None, act)
    elif new is None or not has:
        yield Change("tightened", _GONE, act, None)
    else:
        yield from _by(both, old, new, act)
        yield from _rules(both, old, new, act)
        if act in old.transitions:
            yield from cosigning_changes(both, old, new, act)
            yield from transition_changes(
                both, old.name, old.transitions[act], new.transitions[act]
            )
        elif act == "evidence" and old.evidence and new.evidence:
            yield from evidence_changes(old.evidence, new.evidence)
        elif act == "open":
            yield from opening_changes(old.open, new.open)
        else:
            yield from rest(old.change, new.change, ("policies",))


def _by(both: Both, old: Workflow, new: Workflow, act: str) -> Iterator[Change]:
    before, after = who(old, act), who(new, act)
    yield from more(before, after, "tightened", "widened", _WHO)
    yield from reordered(before, after, "changed", _WHO)
    for role in before:
        effect = both.role(old.name, role) if role in after else "same"
        if effect not in ("same", "words"):
            about = Text(en=f"who holds the role {role}", ja=f"役割 {role} をもつ人")
            yield Change(effect, about)


def _rules(both: Both, old: Workflow, new: Workflow, act: str) -> Iterator[Change]:
    before, after = levels(both.before, old, act), levels(both.after, new, act)
    for name, level in before.items():
        if name not in after:
            yield Change("changed" if level == "warn" else "widened", _RULE, name, None)
    for name, level in after.items():
        if name not in before:
            yield Change("changed" if level == "warn" else "tightened", _RULE, None, name)
            continue
        about = Text(en=f"the rule {name}", ja=f"規則 {name}")
        for change in level_change(before[name], level):
            yield Change(change.effect, about, change.before, change.after)
        effect = both.policy(old.name, name)
        if effect not in ("same", "words"):
            yield Change(effect, about)
    yield from reordered(before, after, "words", _RULE)


def _title(workflow: Workflow, act: str) -> Text:
    if act in workflow.transitions:
        return workflow.transitions[act].title.text
    return _ACTS[act]


_ACTS = {
    "open": Text(en="Open a case", ja="案件を起こす"),
    "change": Text(en="Change facts", ja="事実を変える"),
    "evidence": Text(en="Attach evidence", ja="証跡を添付する"),
}
_NEW = Text(en="new act", ja="新しい行為")
_GONE = Text(en="act that is gone", ja="なくなる行為")
_WHO = Text(en="who may do it", ja="行える役割")
_RULE = Text(en="under which rule", ja="適用する規則")
