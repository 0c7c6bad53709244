"""What must come of an act, beside what came of it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from tadasu.core.case import Case
from tadasu.core.deeds import Decision
from tadasu.core.events import CaseMoved
from tadasu.core.sealed import Sealing
from tadasu.core.values import Reader, UnreadableError
from tadasu.core.world import World
from tadasu.errors import Reason, RefusalError, Text
from tadasu.guard.guard import GuardError
from tadasu.office.ladder import climbed
from tadasu.office.trial.misses import (
    ACCEPTED,
    NOTHING,
    Miss,
    listed,
    member,
    plain,
    refusal,
    stated,
    verdict,
)
from tadasu.office.trial.proof import looked_at
from tadasu.office.trial.ready import Ready
from tadasu.rules.document import Path
from tadasu.rules.trial import Act, After, Then


@dataclass(frozen=True, slots=True)
class Expected:
    """Compares what a test says with its world after an act."""

    test: Ready
    world: World
    now: datetime
    """When the act took place, or was tried."""

    def refused(self, at: Path, act: Act, then: Then, no: RefusalError) -> Iterator[Miss]:
        """What differs where an act was refused."""
        rules = sorted({reason.rule for reason in no.reasons})
        if sorted(set(then.refused or ())) != rules:
            expected = refusal(then.refused) if then.refused else ACCEPTED
            where = (*at, "refused") if then.refused else at
            yield self.miss(where, expected, refusal(rules), no.reasons)
            return
        if then.items is not None and then.refused:
            first = next(one for one in no.reasons if one.rule == then.refused[0])
            items = tuple(item.key for item in first.items)
            if items != then.items:
                yield self.miss((*at, "items"), listed(then.items), listed(items), no.reasons)
        if act.subject is not None:
            yield from self._after(at, act.subject, then)
        yield from self._others(at, then)

    def accepted(
        self, at: Path, then: Then, decision: Decision, before: Mapping[str, Case]
    ) -> Iterator[Miss]:
        """What differs where an act happened; `before` are the cases as they were."""
        if then.refused:
            yield self.miss((*at, "refused"), refusal(then.refused), ACCEPTED)
            return
        warned = sorted({reason.rule for reason in decision.warnings})
        if sorted(set(then.warned)) != warned:
            where = (*at, "warned")
            yield self.miss(where, listed(then.warned), listed(warned), decision.warnings)
        found = results(decision)
        for name, result in (("passes", "pass"), ("waived", "waived")):
            for rule in getattr(then, name):
                seen = found.get(rule, "unbound")
                if seen != result:
                    yield self.miss((*at, name), verdict(rule, result), verdict(rule, seen))
        opened = [key for key in self.world.held if key not in before]
        moved = [deed.case for deed in decision.deeds if isinstance(deed.event, CaseMoved)]
        for name, keys in (("opened", opened), ("moved", moved)):
            wanted = getattr(then, name)
            if wanted is not None and sorted(set(wanted)) != sorted(set(keys)):
                yield self.miss((*at, name), listed(wanted), listed(keys))
        yield from self._after(at, decision.case, then)
        yield from self._others(at, then)

    def _others(self, at: Path, then: Then) -> Iterator[Miss]:
        for key, after in then.cases.items():
            path = (*at, "cases", key)
            if key in self.world.held:
                yield from self._after(path, key, after)
            else:
                yield self.miss(path, member(key, "key", key), NOTHING)

    def _after(self, at: Path, key: str, after: After) -> Iterator[Miss]:
        """What a case is, beside what it must be."""
        case = self.world.held[key]
        for name in ("state", "due", "round"):
            if name in after.model_fields_set:
                wanted, found = getattr(after, name), getattr(case, name)
                if wanted != found:
                    yield self.miss((*at, name), member(key, name, wanted), plain(found))
        if after.climbed is not None:
            roles = self._climbed(case)
            if sorted(set(after.climbed)) != sorted(roles):
                wanted_, found_ = listed(after.climbed), listed(roles)
                yield self.miss((*at, "climbed"), wanted_, found_)
        for name, raw in after.fields.items():
            wanted, found = self._read(case, name, raw), self._seen(case, name)
            if wanted != found:
                where = (*at, "fields", name)
                yield self.miss(where, member(key, name, wanted), plain(found))

    def _climbed(self, case: Case) -> list[str]:
        """The roles that the ladder tells of a case at this moment."""
        scene = self.world.setting_of("", self.now).scene
        return list(dict.fromkeys(one.role for one in climbed(scene, case)))

    def _read(self, case: Case, name: str, raw: object) -> object:
        """A value as the process would keep it."""
        specs = looked_at(self.test.process.workflows[case.workflow])
        try:
            return Reader(self.test.process, self.test.zone, Sealing(plain=True)).read(
                specs[name], raw
            )
        except (KeyError, UnreadableError):
            return raw

    def _seen(self, case: Case, name: str) -> object:
        """A fact, or what is computed of the case at this moment; None where it has no value."""
        if name in self.test.process.workflows[case.workflow].facts:
            return case.fields.get(name)
        scene = self.world.setting_of("", self.now).scene
        record = scene.record(case.key)
        scene.gather([("case", name)], {"case": record})
        try:
            return stated(record.get(name))
        except GuardError:
            return None

    def miss(
        self, path: Path, expected: Text, happened: Text, reasons: tuple[Reason, ...] = ()
    ) -> Miss:
        """That something differs from what the file says at a place."""
        return Miss(self.test.document.place(path, key=True), expected, happened, reasons)


def results(decision: Decision) -> Mapping[str, str]:
    """The result of each rule that was asked; of several, the one that says most against."""
    found: dict[str, str] = {}
    for deed in decision.deeds:
        for each in getattr(deed.event, "verdicts", ()):
            data = cast(Mapping[str, str], each)
            rule, result = data["policy"], data["result"]
            found[rule] = max(found.get(rule, result), result, key=_GRAVITY.index)
    return found


_GRAVITY = ("not_applicable", "pass", "waived", "fail", "error")
