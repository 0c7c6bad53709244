"""A small world in memory: cases as a test gives them, acts as people do them.

No store, no clock, no files: the law alone, so that a test runs in a millisecond.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime, tzinfo

from tadasu.core.case import Case, Stamp
from tadasu.core.decide import amend, attach, move, open_case
from tadasu.core.deeds import Decision, Deed
from tadasu.core.fold import evolve
from tadasu.core.links import links
from tadasu.core.scene import Scene
from tadasu.core.sealed import Sealing
from tadasu.core.setting import Setting, workflow_of
from tadasu.core.values import File, stamp
from tadasu.core.waive import Grant
from tadasu.rules.process import Process
from tadasu.rules.trial import Act

ATTACHED = File(sha256="0" * 64, size=1, name="given.txt", media_type="text/plain")
"""The file that is attached: its bytes never count."""


class World:
    """Cases by key; a source for scenes."""

    def __init__(
        self, process: Process, zone: tzinfo, held: Mapping[str, Case] | None = None
    ) -> None:
        self.process = process
        self.zone = zone
        self.held: dict[str, Case] = dict(held or {})

    def cases(self, keys: Collection[str]) -> Mapping[str, Case]:
        """Those that exist."""
        return {key: self.held[key] for key in keys if key in self.held}

    def children(self, parents: Collection[str], workflow: str) -> Sequence[Case]:
        """In the order in which they came."""
        return [c for c in self.held.values() if c.workflow == workflow and c.parent in parents]

    def every(self, workflow: str) -> Sequence[Case]:
        """In the order in which they came."""
        return [c for c in self.held.values() if c.workflow == workflow]

    def referrers(
        self, targets: Collection[str], workflow: str, path: str
    ) -> Sequence[tuple[str, Case]]:
        """In the order in which they came."""
        named = ((t, c) for c in self.every(workflow) for p, t in sorted(links(c)) if p == path)
        return [(target, case) for target, case in named if target in targets]

    def count(self, workflow: str, parent: str | None) -> int:
        """How many there are."""
        found = (c for c in self.held.values() if c.workflow == workflow and c.parent == parent)
        return sum(1 for _ in found)

    def total(self, workflow: str) -> int:
        """How many there are."""
        return len(self.every(workflow))

    def setting_of(self, actor: str, now: datetime, behalf: str | None = None) -> Setting:
        """Who acts, when, in whose name."""
        scene = Scene(self.process, self, now, self.zone)
        sealing = Sealing(plain=True)
        return Setting(self.process, scene, actor, now, self.zone, behalf, sealing)

    def keep(self, setting: Setting, decision: Decision) -> None:
        """Let happen what was decided."""
        for deed in decision.deeds:
            self._take(deed, setting, decision.behalf)

    def _take(self, deed: Deed, setting: Setting, behalf: str | None) -> None:
        case = self.held.get(deed.case)
        version = case.version + 1 if case else 1
        at, process = stamp(setting.now), self.process.digest
        mark = Stamp(deed.case, version, process, at, setting.actor, behalf)
        after = evolve(case, deed.event, mark)
        if after is not None:
            self.held[deed.case] = after


def decided(setting: Setting, act: Act) -> Decision:
    """What the law says to an act."""
    given = act.stated
    if act.do is not None and act.on is not None:
        return move(setting, act.on, act.do, given, grants=_grants(act), cosigner=act.cosign)
    if act.set is not None:
        return amend(setting, act.set, given)
    if act.new is not None:
        return open_case(setting, workflow_of(setting, act.new), act.parent, given)
    return attach(setting, act.attach or "", ATTACHED, given)


def _grants(act: Act) -> tuple[Grant, ...]:
    wish = act.waive
    if wish is None:
        return ()
    until = date.fromisoformat(wish.until)
    return tuple(Grant(rule, wish.reason, wish.measure, until) for rule in wish.policy)
