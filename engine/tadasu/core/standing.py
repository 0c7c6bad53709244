"""Who may put a process in force: somebody now, and whether anybody still may afterwards."""

from collections.abc import Iterable

from tadasu.core.case import Case
from tadasu.core.hearing import Hearing
from tadasu.core.reasons import said
from tadasu.core.scene import Scene
from tadasu.core.setting import Setting
from tadasu.errors import Reason, Text


def standing(setting: Setting, attempt: Text) -> Hearing:
    """The actor's wish to adopt, heard: the role and in whose name, or the reasons against it."""
    workflow = setting.process.workflows[setting.process.people]
    record = setting.scene.record(setting.actor)
    hearing = Hearing(setting, workflow, record, "adopt", attempt)
    hearing.ask_roles(workflow.adopt)
    return hearing


def nobody_left(scene: Scene, people: Iterable[Case]) -> list[Reason]:
    """A reason where none of `people`, as they would be, could adopt by the scene's process."""
    process = scene.process
    for person in people:
        scene.suppose(person)
        if person.workflow == process.people:
            setting = Setting(process, scene, person.key, scene.now, scene.zone)
            if not standing(setting, _NOBODY[0]).reasons:
                return []
    return [said("migration", *_NOBODY)]


_NOBODY = (
    Text(en="The people", ja="行う人"),
    Text(
        en="Nobody could adopt a process any more.",
        ja="プロセスを採用できる人が一人もいなくなります。",
    ),
    Text(
        en="Leave at least one active person a role under `adopt` of the people's workflow.",
        ja="人を表すワークフローの `adopt` の役割を、在籍する誰か一人には残してください。",
    ),
)
