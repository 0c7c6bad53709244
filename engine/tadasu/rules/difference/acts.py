"""What becomes of an act: who may do it, from where, to where, stating what, by which rules."""

from collections.abc import Iterator, Mapping, Sequence

from tadasu.errors import Text
from tadasu.rules.definitions import Definitions
from tadasu.rules.difference.both import Both, levels
from tadasu.rules.difference.change import Change, Effect, Group, more, reordered, shown
from tadasu.rules.difference.fields import field_changes
from tadasu.rules.difference.leaves import leaves, rest
from tadasu.rules.difference.policies import level_change
from tadasu.rules.workflow import EvidenceRule, Need, Opening, Transition, Workflow

_TRANSITION = ("title", "sources", "targets", "by", "automatic", "policies", "facts")
_BESIDES = ("clear", "input", "covers", "round")


def act_groups(both: Both, name: str) -> Iterator[Group]:
    """Every act of a workflow that changes."""
    old, new = both.before.workflows.get(name), both.after.workflows.get(name)
    acts = dict.fromkeys((*(old.acts if old else ()), *(new.acts if new else ())))
    for act in acts:
        changes = tuple(_changes(both, old, new, act))
        if not changes:
            continue
        gone = new is None or act not in new.acts
        definitions, workflow = (both.before, old) if gone else (both.after, new)
        if workflow is not None:
            summary = None if gone else _summary(definitions, workflow, act)
            yield Group(name, act, _title(workflow, act), changes, summary)


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
            yield from _transition(both, old.name, old.transitions[act], new.transitions[act])
        elif act == "evidence" and old.evidence and new.evidence:
            yield from _evidence(old.evidence, new.evidence)
        elif act == "open":
            yield from _open(old.open, new.open)
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


def _open(old: Opening, new: Opening) -> Iterator[Change]:
    if old.facts is not None and new.facts is not None:
        yield from _stated(old.facts, new.facts)
    elif old.facts != new.facts:
        limits = [None if facts is None else shown(facts) for facts in (old.facts, new.facts)]
        yield Change("widened" if new.facts is None else "tightened", _LIMITS, *limits)
    yield from rest(old, new, ("by", "policies", "facts"))


def _stated(old: Mapping[str, Need], new: Mapping[str, Need]) -> Iterator[Change]:
    for name in dict.fromkeys((*old, *new)):
        was, now = old.get(name), new.get(name)
        if was != now:
            about = Text(en=f"states {name}", ja=f"{name} の記入")
            yield Change(_stating(was, now), about, was, now)
    yield from reordered(old, new, "words", _FACTS)


def _transition(both: Both, workflow: str, old: Transition, new: Transition) -> Iterator[Change]:
    yield from more(old.sources, new.sources, "tightened", "widened", _FROM)
    yield from reordered(old.sources, new.sources, "words", _FROM)
    if old.targets != new.targets or any(
        both.guard(workflow, t.when, t.when) != "same" for t in old.targets if t.when
    ):
        yield Change("changed", _TO, _ways(old), _ways(new))
    if old.automatic != new.automatic:
        yield Change("changed", _AUTOMATIC, old.automatic, new.automatic)
    yield from _stated(old.facts, new.facts)
    yield from more(old.clear, new.clear, "changed", "changed", _CLEAR)
    yield from reordered(old.clear, new.clear, "words", _CLEAR)
    yield from field_changes(old.input, new.input, "input.")
    yield from more(old.covers, new.covers, "widened", "tightened", _COVERS)
    yield from reordered(old.covers, new.covers, "words", _COVERS)
    if old.round != new.round:
        yield Change("changed", _ROUND, old.round, new.round)
    yield from leaves(old.title, new.title, "title")
    yield from rest(old, new, (*_TRANSITION, *_BESIDES))


def _ways(transition: Transition) -> str:
    """Where a transition leads, in order, with the guards."""
    ways = (
        f"{each.state} ({shown(each.when)})" if each.when else each.state
        for each in transition.targets
    )
    return ", ".join(ways) or "="


def _stating(was: str | None, now: str | None) -> Effect:
    """A fact that must be stated asks for more; one that may be allows more."""
    match was, now:
        case ("optional", "required") | ("optional", None):
            return "tightened"
        case ("required", "optional") | (None, "optional"):
            return "widened"
    return "changed"


def _evidence(old: EvidenceRule, new: EvidenceRule) -> Iterator[Change]:
    yield from more(old.states, new.states, "tightened", "widened", _FROM)
    yield from reordered(old.states, new.states, "words", _FROM)
    yield from field_changes(old.fields, new.fields, "evidence.")
    yield from rest(old, new, ("by", "states", "policies", "fields"))


def who(workflow: Workflow, act: str) -> Sequence[str]:
    """The roles that may do an act; whoever may write a field may change it."""
    match act:
        case "open":
            return workflow.open.by
        case "change":
            return ()
        case "evidence":
            return workflow.evidence.by if workflow.evidence else ()
    return workflow.transitions[act].by


def _title(workflow: Workflow, act: str) -> Text:
    if act in workflow.transitions:
        return workflow.transitions[act].title.text
    return _ACTS[act]


def _summary(definitions: Definitions, workflow: Workflow, act: str) -> Text:
    """Who may do it, from where, to where, under which rules."""
    by = list(who(workflow, act))
    rules = [f"{name} ({level})" for name, level in levels(definitions, workflow, act).items()]
    ways = ""
    if act in workflow.transitions:
        each = workflow.transitions[act]
        ways = f"{', '.join(each.sources)} → {_ways(each)}"
    elif act == "evidence" and workflow.evidence:
        ways = ", ".join(workflow.evidence.states)
    en = [f"by {', '.join(by)}" if by else "", ways, f"under {', '.join(rules)}" if rules else ""]
    ja = [
        f"行う人 {'、'.join(by)}" if by else "",
        ways,
        f"規則 {'、'.join(rules)}" if rules else "",
    ]
    return Text(en=" · ".join(filter(None, en)), ja=" ・ ".join(filter(None, ja)))


_ACTS = {
    "open": Text(en="Open a case", ja="案件を起こす"),
    "change": Text(en="Change facts", ja="事実を変える"),
    "evidence": Text(en="Attach evidence", ja="証跡を添付する"),
}
_NEW = Text(en="new act", ja="新しい行為")
_GONE = Text(en="act that is gone", ja="なくなる行為")
_WHO = Text(en="who may do it", ja="行える役割")
_RULE = Text(en="under which rule", ja="適用する規則")
_FROM = Text(en="from where", ja="始められる状態")
_TO = Text(en="to where", ja="移る先の状態")
_AUTOMATIC = Text(en="made by itself when", ja="自動で行われる条件")
_CLEAR = Text(en="clears", ja="消去する項目")
_LIMITS = Text(en="what may be stated", ja="記入できる項目")
_FACTS = Text(en="order of what is stated", ja="記入する項目の順序")
_COVERS = Text(en="falls when this changes", ja="変わると承認が失われる項目")
_ROUND = Text(en="begins a round", ja="ラウンドの開始")
