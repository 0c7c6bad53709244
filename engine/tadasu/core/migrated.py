"""The fold of a migration: a case by its new names, with all that ever happened to it."""

from collections.abc import Mapping
from dataclasses import replace

from tadasu.core.case import Case, Done, joined, stated
from tadasu.core.events import CaseMigrated
from tadasu.core.renames import Renames


def migrated(case: Case, event: CaseMigrated) -> Case:
    """The case under other names; the day due, the round and all moments stay what they were."""
    names = Renames(event.transitions, event.fields, event.values)
    inner = names.below("evidence")
    kept = stated(case, dict.fromkeys(names.dropped(case.fields)))
    rounds = (
        replace(each, fields=names.facts(each.fields), did=_history(each.did, names))
        for each in case.rounds
    )
    return replace(
        kept,
        process=event.after,
        workflow=event.workflow,
        state=event.target,
        refs=tuple(event.refs),
        rounds=tuple(rounds),
        fields={**names.facts(kept.fields), **event.stated},
        did=_history(kept.did, names),
        ever=_history(kept.ever, names),
        evidence=tuple(replace(e, fields=inner.facts(e.fields)) for e in kept.evidence),
        waivers=tuple(replace(w, act=names.act(w.act)) for w in kept.waivers),
    )


def _history(history: Mapping[str, Done], names: Renames) -> Mapping[str, Done]:
    """What was done, by its new names; transitions that became one count as one."""
    found: dict[str, Done] = {}
    for old, done in history.items():
        new = names.transition(old)
        if new is not None:
            renamed = replace(done, covers=names.covers(done.covers))
            found[new] = _together(found[new], renamed) if new in found else renamed
    return found


def _together(one: Done, other: Done) -> Done:
    first, last = sorted((one, other), key=lambda done: done.at)
    return replace(
        last,
        by=joined(first.by, *last.by),
        voices=joined(first.voices, *last.voices),
        count=one.count + other.count,
        covers=joined(first.covers, *last.covers),
    )
