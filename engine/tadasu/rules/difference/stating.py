"""What becomes of a transition, an opening, an attaching of evidence, by what each states."""

from collections.abc import Iterator, Mapping

from tadasu.errors import Text
from tadasu.rules.difference.both import Both
from tadasu.rules.difference.change import Change, Effect, more, reordered, shown
from tadasu.rules.difference.fields import field_changes
from tadasu.rules.difference.leaves import leaves, rest
from tadasu.rules.difference.summary import ways
from tadasu.rules.workflow import EvidenceRule, Need, Opening, Transition

_TRANSITION = ("title", "sources", "targets", "by", "automatic", "policies", "facts")
_BESIDES = ("clear", "input", "covers", "round", "cosign")


def opening_changes(old: Opening, new: Opening) -> Iterator[Change]:
    """What may be stated as a case is opened."""
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


def transition_changes(
    both: Both, workflow: str, old: Transition, new: Transition
) -> Iterator[Change]:
    """From where, to where, stating and clearing what; who and by which rules is told apart."""
    yield from more(old.sources, new.sources, "tightened", "widened", _FROM)
    yield from reordered(old.sources, new.sources, "words", _FROM)
    if old.targets != new.targets or any(
        both.guard(workflow, t.when, t.when) != "same" for t in old.targets if t.when
    ):
        yield Change("changed", _TO, ways(old), ways(new))
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


def _stating(was: str | None, now: str | None) -> Effect:
    """A fact that must be stated asks for more; one that may be allows more."""
    match was, now:
        case ("optional", "required") | ("optional", None):
            return "tightened"
        case ("required", "optional") | (None, "optional"):
            return "widened"
    return "changed"


def evidence_changes(old: EvidenceRule, new: EvidenceRule) -> Iterator[Change]:
    """From where evidence may be attached, and what is stated with it."""
    yield from more(old.states, new.states, "tightened", "widened", _FROM)
    yield from reordered(old.states, new.states, "words", _FROM)
    yield from field_changes(old.fields, new.fields, "evidence.")
    yield from rest(old, new, ("by", "states", "policies", "fields"))


_FROM = Text(en="from where", ja="始められる状態")
_TO = Text(en="to where", ja="移る先の状態")
_AUTOMATIC = Text(en="made by itself when", ja="自動で行われる条件")
_CLEAR = Text(en="clears", ja="消去する項目")
_LIMITS = Text(en="what may be stated", ja="記入できる項目")
_FACTS = Text(en="order of what is stated", ja="記入する項目の順序")
_COVERS = Text(en="falls when this changes", ja="変わると承認が失われる項目")
_ROUND = Text(en="begins a round", ja="ラウンドの開始")
