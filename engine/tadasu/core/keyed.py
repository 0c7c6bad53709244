"""Who may enrol a key, retire it, or say that others may have it."""

from tadasu.core.hearing import Hearing
from tadasu.core.setting import HOLDER, Setting, acting
from tadasu.errors import RefusalError, Text


def key_standing(setting: Setting, person: str, attempt: Text, *, signs: bool) -> Hearing:
    """The role in which the actor may deal with keys of `person`, and in whose name.

    Whoever signs with a key of his or her own may deal with the own keys; else it takes a role of
    `keys`, asked of the person's case. Raises RefusalError, and NotFoundError for no person.
    """
    process = setting.process
    acting(setting.scene, process, person)
    workflow = process.workflows[process.people]
    hearing = Hearing(setting, workflow, setting.scene.record(person), "keys", attempt)
    if signs and person == setting.actor:
        hearing.role = HOLDER
        return hearing
    hearing.ask_roles(workflow.keepers)
    if hearing.reasons:
        raise RefusalError(attempt, hearing.reasons)
    return hearing
