"""Transitions that are made as soon as their guard holds, after any act in the family.

The family of a case: itself, the cases above it, and those below all of these that look upwards.
"""

from collections.abc import Iterable, Iterator

from tadasu.core.machine import shape
from tadasu.core.setting import AUTOMATIC, Setting
from tadasu.core.wishes import Move
from tadasu.guard.guard import GuardError
from tadasu.rules.process import Process


def ready(setting: Setting, touched: Iterable[str]) -> Iterator[Move]:
    """The automatic transitions whose guard holds in the families of `touched`, in order."""
    process = setting.process
    if not process.automatic:
        return
    for key in _families(setting, touched):
        case = setting.scene.case(key)
        if case is None:
            continue
        for name in process.automatic.get(case.workflow, ()):
            if shape(process, case.workflow).starts(case.state, name) and _holds(
                setting, key, case.workflow, name
            ):
                yield Move(key, name, {}, AUTOMATIC)


def _holds(setting: Setting, key: str, workflow: str, transition: str) -> bool:
    guard = setting.process.guards.automatic(workflow, transition)
    if guard is None:
        return False
    names = setting.names(setting.scene.record(key))
    setting.scene.gather(guard.footprint, names)
    try:
        return bool(guard.value(names, zone=setting.zone))
    except GuardError:
        # What has no value is no yes; `why` tells about it.
        return False


def _families(setting: Setting, touched: Iterable[str]) -> list[str]:
    scene, found = setting.scene, dict[str, None]()
    for key in touched:
        case = scene.case(key)
        while case is not None:
            found[case.key] = None
            found.update(dict.fromkeys(_below(setting, case.key, case.workflow)))
            if case.parent is None or case.parent in found:
                break
            scene.fetch([case.parent])
            case = scene.case(case.parent)
    return list(found)


def _below(setting: Setting, key: str, workflow: str) -> Iterator[str]:
    """The cases below that have an automatic transition, or lie on the way to one."""
    for child in setting.process.children[workflow].values():
        if not _looks_up(setting.process, child):
            continue
        setting.scene.fetch_children([key], child)
        for each in setting.scene.child_keys(key, child) or ():
            yield each
            yield from _below(setting, each, child)


def _looks_up(process: Process, workflow: str) -> bool:
    """Whether an automatic transition here, or further below, reads what stands above it."""
    for name in process.automatic.get(workflow, ()):
        guard = process.guards.automatic(workflow, name)
        if guard is not None and any(path[:2] == ("case", "parent") for path in guard.footprint):
            return True
    return any(_looks_up(process, child) for child in process.children[workflow].values())
