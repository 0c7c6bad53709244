"""Who could still enrol keys, once a key has ended."""

from dataclasses import replace

from tadasu.core.events import KeyRetired
from tadasu.core.hearing import Hearing
from tadasu.core.reasons import said
from tadasu.core.rekeyed import RETIRE
from tadasu.core.setting import Setting
from tadasu.errors import RefusalError, Text
from tadasu.office.enrolled import keys_of
from tadasu.office.pen import requires
from tadasu.store.journal import Shelf


def refuse_last(shelf: Shelf, setting: Setting, event: KeyRetired) -> None:
    """Raise RefusalError where everybody has to sign, and nobody could enrol a key any more."""
    process = setting.process
    if not requires(process):
        return
    for person in shelf.select(process.people):
        left = (key for key in keys_of(shelf, person.key) if key.valid)
        if any(key.public.fingerprint != event.key for key in left):
            setting.scene.fetch([person.key])
            if _keeps(replace(setting, actor=person.key)):
                return
    raise RefusalError(RETIRE, [said("keys", *_LAST)])


def _keeps(setting: Setting) -> bool:
    """Whether a person holds a role of `keys`, asked of the own case."""
    workflow = setting.process.workflows[setting.process.people]
    record = setting.scene.record(setting.actor)
    hearing = Hearing(setting, workflow, record, "keys", RETIRE)
    hearing.ask_roles(workflow.keepers)
    return not hearing.reasons


_LAST = (
    Text(en="The last key", ja="最後の鍵"),
    Text(
        en="Nobody could enrol a key any more, and so nobody could ever get one.",
        ja="鍵を登録できる人がいなくなり、以後誰も鍵をもてなくなります。",
    ),
    Text(
        en="First enrol another key of somebody who keeps the keys.",
        ja="先に、鍵の管理者の別の鍵を登録してください。",
    ),
)
