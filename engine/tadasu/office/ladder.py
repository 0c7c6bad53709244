"""How far an overdue case has climbed: judged for a day, never stored."""

from collections.abc import Sequence
from datetime import date
from typing import cast

from tadasu.core.case import Case
from tadasu.core.scene import Scene
from tadasu.guard.guard import GuardError
from tadasu.office.rows import Reached


def days_left(case: Case, today: date) -> int | None:
    """Days from `today` until the case is due; negative where that is past, None without one."""
    return (date.fromisoformat(case.due) - today).days if case.due else None


def foresee(scene: Scene, cases: Sequence[Case]) -> None:
    """Ask for what the ladders of `cases`, all of one workflow, read: for all of them at once."""
    for guard in scene.process.guards.rungs(cases[0].workflow):
        records = tuple(scene.record(case.key) for case in cases)
        scene.gather(guard.footprint, {**scene.names(scene.record("")), "case": records})


def climbed(scene: Scene, case: Case) -> tuple[Reached, ...]:
    """What the case has climbed to on the scene's day, in the order of the ladder.

    A step whose days have no value isn't reached.
    """
    workflow = scene.process.workflows[case.workflow]
    left = days_left(case, scene.today)
    if left is None or workflow.states[case.state].final:
        return ()
    scene.know([case])
    names = scene.names(scene.record(case.key))
    found: list[Reached] = []
    guards = scene.process.guards.rungs(case.workflow)
    for number, (rung, guard) in enumerate(zip(workflow.escalation, guards, strict=True), 1):
        try:
            scene.gather(guard.footprint, names)
            after = cast(int, guard.value(names, zone=scene.zone))
        except GuardError:
            continue
        if -left > after:
            found += (Reached(number, role) for role in rung.to)
    return tuple(found)
