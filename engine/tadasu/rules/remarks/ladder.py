"""Remarks on the ladder that overdue cases climb."""

from typing import cast

from tadasu.errors import Text
from tadasu.guard.guard import Guard, GuardError
from tadasu.rules.process import Process
from tadasu.rules.remarks.bench import Bench
from tadasu.rules.remarks.notes import Notes


def check_ladder(bench: Bench, notes: Notes) -> None:
    """Note steps before the case is overdue, or before the step below them (T144).

    A step that asks more than the parameters has no number here, and nothing is said of it.
    """
    below: int | None = None
    for number, guard in enumerate(bench.process.guards.rungs(bench.workflow.name)):
        days = _days(bench.process, guard)
        if days is None:
            continue
        here = bench.at.to("escalation", number, "after")
        if days < 0:
            notes.add("T144", here, *_too_early(days))
        elif below is not None and days < below:
            notes.add("T144", here, *_out_of_order(days, below))
        below = days if below is None else max(below, days)


class _Settings:
    """The parameters as the project sets them, for expressions that read nothing else."""

    def __init__(self, process: Process) -> None:
        self.get = process.parameters.get


def _days(process: Process, guard: Guard) -> int | None:
    if any(path[0] != "params" for path in guard.footprint):
        return None
    try:
        found = guard.value({"params": _Settings(process)}, zone=process.timezone)
    except GuardError:
        return None
    return cast(int, found)


def _too_early(days: int) -> tuple[Text, Text]:
    return (
        Text(
            en=f"`after` is {days}: this step is reached before the case is overdue.",
            ja=f"`after` が {days} なので、期限を過ぎる前にこの段階に達します。",
        ),
        Text(
            en="Write 0 or more days, and set the day due earlier if people must act sooner.",
            ja="0 日以上にしてください。早めに動く必要があるなら、期限(`due`)を早めます。",
        ),
    )


def _out_of_order(days: int, below: int) -> tuple[Text, Text]:
    return (
        Text(
            en=f"This step is reached after {days} days, a step below it only after {below}.",
            ja=f"この段階は {days} 日で達しますが、前の段階は {below} 日を過ぎないと達しません。",
        ),
        Text(
            en="Put the steps in the order of their days, or correct the parameter.",
            ja="日数の小さい順に並べるか、パラメータの値を直してください。",
        ),
    )
