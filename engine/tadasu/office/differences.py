"""What one process has that another has not: by name, not by text."""

from collections.abc import Iterator, Mapping

from tadasu.office.answers import Difference
from tadasu.rules.process import Process
from tadasu.rules.workflow import Workflow

KINDS = {
    "workflow": "workflows",
    "policy": "policies",
    "standard": "standards",
    "checklist": "checklists",
    "parameter": "parameters",
}
PARTS = ("fields", "roles", "states", "transitions")


def differences(before: Process, after: Process) -> tuple[Difference, ...]:
    """Every definition added, removed or changed; of a changed workflow its parts."""
    found: list[Difference] = []
    for what, name in KINDS.items():
        old: Mapping[str, object] = getattr(before, name)
        new: Mapping[str, object] = getattr(after, name)
        for one in _compare(what, old, new):
            was, now = old.get(one.name), new.get(one.name)
            if isinstance(was, Workflow) and isinstance(now, Workflow):
                found += _inside(one.name, was, now)
            else:
                found.append(one)
    return tuple(found)


def _inside(name: str, old: Workflow, new: Workflow) -> Iterator[Difference]:
    inner = [
        Difference(one.sign, f"{name} {one.what}", one.name)
        for part in PARTS
        for one in _compare(part.removesuffix("s"), getattr(old, part), getattr(new, part))
    ]
    yield from inner or [Difference("~", "workflow", name)]


def _compare(
    what: str, old: Mapping[str, object], new: Mapping[str, object]
) -> Iterator[Difference]:
    for name in sorted({*old, *new}):
        if name not in old:
            yield Difference("+", what, name)
        elif name not in new:
            yield Difference("-", what, name)
        elif old[name] != new[name]:
            yield Difference("~", what, name)
