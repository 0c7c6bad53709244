"""One test, run: its acts in a world of its own, and whatever is not as it says."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tadasu.core.giving import moment
from tadasu.core.setting import Setting
from tadasu.core.world import World, decided
from tadasu.errors import ConflictError, NotFoundError, Place, RefusalError
from tadasu.office.trial.act_proof import spelt
from tadasu.office.trial.expected import Expected, results
from tadasu.office.trial.misses import ACCEPTED, Miss
from tadasu.office.trial.ready import Ready
from tadasu.office.trial.watching import ActName, Watch, acts_of
from tadasu.rules.document import Path
from tadasu.rules.trial import Act, Then

Check = tuple[Path, Then]
"""What must come of an act, and where the file says so."""


@dataclass(frozen=True, slots=True)
class Tried:
    """A test that was run; without misses it has passed."""

    say: str
    place: Place
    misses: tuple[Miss, ...]


def tried(test: Ready, watch: Watch) -> Tried:
    """Run one test in a world of its own."""
    path: Path = ("cases", test.number)
    misses = tuple(_Run(test, path, watch).misses())
    return Tried(test.say, test.document.place(path), misses)


@dataclass(slots=True)
class _Run:
    test: Ready
    path: Path
    watch: Watch
    world: World = field(init=False)

    def __post_init__(self) -> None:
        self.world = World(self.test.process, self.test.zone, self.test.cases)

    def misses(self) -> Iterator[Miss]:
        """Whatever differs, up to the first act that went another way."""
        trial, start = self.test.trial, self.test.start
        actor, at = start.actor or "", start.at
        acts = list(spelt(self.path, trial, self.test.document))
        for number, (path, act) in enumerate(acts, 1):
            actor, at = act.actor or actor, act.at or at
            checks = [((*path, "then"), act.then)] if act.then is not None else []
            if number == len(acts) and not (checks and "then" not in trial.model_fields_set):
                checks.append(((*self.path, "then"), trial.then))
            setting = self.world.setting_of(actor, moment(at, self.test.zone), act.behalf)
            found = list(self._act(path, act, setting, checks))
            yield from found
            if found:
                return

    def _act(
        self, path: Path, act: Act, setting: Setting, checks: Sequence[Check]
    ) -> Iterator[Miss]:
        before = dict(self.world.held)
        expected = Expected(self.test, self.world, setting.now)
        try:
            decision = decided(setting, act)
        except RefusalError as no:
            self.watch.refused(no.reasons, self._attempted(act))
            for where, then in checks or [((*path, "then"), Then())]:
                yield from expected.refused(where, act, then, no)
        except (NotFoundError, ConflictError) as no:
            self.watch.dropped()
            yield expected.miss(path, ACCEPTED, no.text)
        else:
            self.world.keep(setting, decision)
            waived = [rule for rule, seen in results(decision).items() if seen == "waived"]
            self.watch.accepted(acts_of(decision, self.world.held), waived)
            for where, then in checks:
                yield from expected.accepted(where, then, decision, before)

    def _attempted(self, act: Act) -> ActName:
        """The workflow and the act, as coverage counts them."""
        if act.new is not None or act.subject is None:
            return act.new or "", "open"
        name = act.do or ("change" if act.set is not None else "evidence")
        return self.world.held[act.subject].workflow, name
