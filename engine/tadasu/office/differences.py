"""What a new process changes, as the counter answers it."""

from collections.abc import Collection

from tadasu.office.answers import Named
from tadasu.office.changes import Altered, Difference
from tadasu.rules.difference.whole import difference
from tadasu.rules.process import Process


def differences(before: Process, after: Process) -> tuple[Altered, ...]:
    """Every part that changes in meaning, then what is only said otherwise."""
    groups = difference(before, after)
    altered = [
        Altered(
            workflow=group.workflow,
            part=Named(group.part, group.title),
            effect=group.effect,
            summary=group.summary,
            differences=tuple(
                Difference(each.effect, each.what, each.before, each.after)
                for each in group.changes
            ),
        )
        for group in groups
    ]
    return tuple(sorted(altered, key=lambda each: each.effect == "words"))


def concerned_workflows(process: Process, changes: Collection[Altered]) -> tuple[str, ...]:
    """The workflows of `process` in which something changes that is more than words."""
    told = [each for each in changes if each.effect != "words"]
    found = {each.workflow for each in told}
    every = any((each.workflow, each.part.id) == ("", "process") for each in told)
    return tuple(name for name in process.workflows if every or name in found)
