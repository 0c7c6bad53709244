"""What tests have shown of a process, and what they have not."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tadasu.errors import Place
from tadasu.guard.atoms import atoms
from tadasu.guard.guard import Guard
from tadasu.office.trial.watching import GuardName, Told, Watch, told
from tadasu.rules.policy import Policy
from tadasu.rules.process import Process
from tadasu.rules.remarks.bench import benches_of
from tadasu.rules.remarks.targets import always_leads
from tadasu.rules.report import At
from tadasu.rules.trial import Excuse
from tadasu.rules.workflow import Workflow


@dataclass(frozen=True, slots=True)
class Covered:
    """One thing that tests can show, how often they did, and what they have yet to show."""

    kind: Literal["policy", "act", "role", "atom"]
    name: str
    """A policy's id, WORKFLOW.ACT, WORKFLOW.ROLE, or where an atom stands."""
    text: str
    """The atom as it is written; empty for the others."""
    place: Place
    seen: Mapping[str, int]
    missing: tuple[str, ...]
    excused: tuple[str, ...] = ()
    """What is missing too, for a reason that the tests give."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """All of it, in the order of the process."""

    covered: tuple[Covered, ...]
    idle: tuple[str, ...] = ()
    """Excuses for what is shown after all, or for nothing that there is."""

    @property
    def gaps(self) -> tuple[Covered, ...]:
        """What is not shown, or not both ways."""
        return tuple(each for each in self.covered if each.missing)


def coverage(process: Process, watch: Watch, excuses: Iterable[Excuse] = ()) -> Coverage:
    """What `watch` has seen of the process, apart from what is excused."""
    covered = [
        *_policies(process, watch),
        *_acts(process, watch),
        *_roles(process, watch),
        *_atoms(process, watch),
    ]
    idle: list[str] = []
    for excuse in excuses:
        taken = [_excused(each, excuse) for each in covered]
        if taken == covered:
            idle.append(f"{excuse.of}  {excuse.text}" if excuse.text else excuse.of)
        covered = taken
    return Coverage(tuple(covered), tuple(idle))


def _excused(covered: Covered, excuse: Excuse) -> Covered:
    if covered.name != excuse.of or excuse.text not in (None, covered.text):
        return covered
    ways = tuple(way for way in covered.missing if way in excuse.ways)
    left = tuple(way for way in covered.missing if way not in ways)
    return replace(covered, missing=left, excused=(*covered.excused, *ways))


def _policies(process: Process, watch: Watch) -> Iterator[Covered]:
    for policy in _bound(process):
        results = ("pass", "fail", "not_applicable", "waived", "error")
        seen = {result: watch.policies[policy.id, result] for result in results}
        wanted = ["pass", "fail"]
        if policy.empty == "pass" or (policy.when and policy.each is None):
            wanted.append("not_applicable")
        if policy.level == "waiver":
            wanted.append("waived")
        place = _place(process, At("policy", policy.id), ("policy",))
        yield _covered("policy", policy.id, place, seen, wanted)


def _acts(process: Process, watch: Watch) -> Iterator[Covered]:
    for workflow in process.workflows.values():
        for act in workflow.acts:
            wanted = _wanted(workflow, act)
            seen = {how: watch.acts[(workflow.name, act), how] for how in wanted}
            at = At("workflow", workflow.name)
            steps = ("transitions", act) if act in workflow.transitions else (act,)
            if not _exists(workflow, act):
                continue
            place = _place(process, at, steps)
            yield _covered("act", f"{workflow.name}.{act}", place, seen, wanted)


def _wanted(workflow: Workflow, act: str) -> list[str]:
    """Taken, to each of several states, and refused, where anyone may ask for it."""
    transition = workflow.transitions.get(act)
    if transition is None:
        return ["taken", "refused"]
    ends = dict.fromkeys(target.state for target in transition.targets)
    several = [f"to {end}" for end in ends] if len(ends) > 1 else []
    return ["taken", *several, *(["refused"] if transition.by else [])]


def _exists(workflow: Workflow, act: str) -> bool:
    """Facts that nobody may set after the opening never change."""
    return act != "change" or any(state.writable for state in workflow.states.values())


def _roles(process: Process, watch: Watch) -> Iterator[Covered]:
    for workflow, role, guard in _asked_roles(process):
        counts = watch.roles
        seen = {
            "held": counts[(workflow.name, role), True],
            "not_held": counts[(workflow.name, role), False],
        }
        wanted = ["held", "not_held"] if atoms(guard) else ["held"]
        place = _place(process, At("workflow", workflow.name), ("roles", role))
        yield _covered("role", f"{workflow.name}.{role}", place, seen, wanted)


def _atoms(process: Process, watch: Watch) -> Iterator[Covered]:
    once: set[Told] = set()
    for name, workflow, guard in _conditions(process):
        for atom in atoms(guard):
            where = told(name, workflow, atom.name)
            if where in once:
                continue
            once.add(where)
            seen = {
                word: int((where, value) in watch.decided)
                for word, value in (("yes", True), ("no", False))
            }
            place = _place(process, *_written(where[0]), offset=atom.offset)
            yield _covered("atom", _shown(where[0]), place, seen, list(seen), atom.text)


def _conditions(process: Process) -> Iterator[tuple[GuardName, str, Guard]]:
    """Every condition that decides about acts, by its name, with the workflow of its scope."""
    guards = process.guards
    for workflow in process.workflows.values():
        for act in workflow.acts:
            for bound in guards.bound(workflow.name, act):
                for part, guard in (("when", bound.when), ("require", bound.require)):
                    if guard is not None:
                        yield ("policy", bound.policy.id, part), workflow.name, guard
    for workflow, role, guard in _asked_roles(process):
        yield ("role", workflow.name, role), workflow.name, guard
    for bench in benches_of(process):
        workflow = bench.workflow
        for act in workflow.transitions:
            fires = guards.automatic(workflow.name, act)
            if fires is not None:
                yield ("automatic", workflow.name, act), workflow.name, fires
            ways = guards.targets(workflow.name, act)
            for number, (_, way) in enumerate(ways):
                last = number == len(ways) - 1
                # What is left of the last one when it is asked at all is not a question.
                if way is not None and not (last and always_leads(bench, act)):
                    yield ("to", workflow.name, f"{act} {number}"), workflow.name, way


def _written(name: GuardName) -> tuple[At, tuple[str | int, ...]]:
    kind, owner, part = name
    if kind == "policy":
        return At("policy", owner), (part,)
    at = At("workflow", owner)
    match kind:
        case "role":
            return at, ("roles", part, "guard")
        case "define":
            return at, ("define", part)
        case "automatic":
            return at, ("transitions", part, "automatic")
        case _:
            act, number = part.split()
            return at, ("transitions", act, "to", int(number), "when")


def _shown(name: GuardName) -> str:
    kind, owner, part = name
    if kind == "policy":
        return f"{owner} {part}"
    dotted = f"{owner}.{part.split()[0]}"
    return dotted if kind in ("role", "define") else f"{dotted} {kind}"


def _covered(
    kind: Literal["policy", "act", "role", "atom"],
    name: str,
    place: Place,
    seen: Mapping[str, int],
    wanted: Sequence[str],
    text: str = "",
) -> Covered:
    missing = tuple(each for each in wanted if not seen[each])
    return Covered(kind, name, text, place, seen, missing)


def _bound(process: Process) -> list[Policy]:
    """The policies that bind something; lint tells of the others."""
    names = {
        binding.policy
        for workflow in process.workflows.values()
        for act in workflow.acts
        for binding in workflow.bindings(act)
    }
    return [policy for name, policy in process.policies.items() if name in names]


def _asked_roles(process: Process) -> Iterator[tuple[Workflow, str, Guard]]:
    """The roles that acts ask for; who may adopt a process is asked elsewhere."""
    for workflow in process.workflows.values():
        asked = {
            *workflow.open.by,
            *(workflow.evidence.by if workflow.evidence else ()),
            *(role for state in workflow.states.values() for role in state.writable),
            *(r for each in workflow.transitions.values() for r in (*each.by, *each.cosign)),
        }
        for role in workflow.roles:
            if role in asked:
                yield workflow, role, process.guards.role(workflow.name, role)


def _place(
    process: Process, at: At, steps: tuple[str | int, ...], *, offset: int | None = None
) -> Place:
    document = process.index.get((at.kind, at.name))
    if document is None:
        return Place(f"{at.kind} {at.name}", 1, 1)
    return document.place(steps, key=offset is None, offset=offset)
