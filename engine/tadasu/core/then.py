"""The record as it was before an act, and the processes by which to judge the act again."""

from collections.abc import Callable
from dataclasses import dataclass, field

from tadasu.core.folded import Folded
from tadasu.core.scene import Scene
from tadasu.core.setting import Setting
from tadasu.core.told import Told, unlawful
from tadasu.errors import Text
from tadasu.ledger.shape import moment
from tadasu.rules.process import Process

Processes = Callable[[str], Process]
"""The process of a digest; TamperError where there is none."""


@dataclass(slots=True)
class Then:
    """What everybody could see at the time, and the law in force."""

    processes: Processes
    folded: Folded = field(default_factory=Folded)
    clock: str = ""
    """real or simulated, as the record's first entry says."""

    @property
    def process(self) -> Process:
        """The process in force."""
        return self.processes(self.folded.process)

    def setting(self, each: Told, digest: str, actor: str, behalf: str | None = None) -> Setting:
        """Where the act took place, by the process of that digest."""
        process, now = self.processes(digest), moment(each.statement.occurred_at)
        scene = Scene(process, self.folded, now, process.timezone)
        return Setting(process, scene, actor, now, process.timezone, behalf)

    def check_person(self, each: Told, digest: str) -> None:
        """Who acted was a person by the process of that digest, or UnlawfulError."""
        person = self.folded.case(each.actor)
        if person is None or person.workflow != self.processes(digest).people:
            text = Text(
                en=f"{each.actor} was no person then.",
                ja=f"{each.actor} という人は、その時点ではいません。",
            )
            unlawful(each, text)
