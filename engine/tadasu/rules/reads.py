"""What the rules of a process read of other cases than the one that they are asked about.

A case keeps its process, and a rule reads every case by the process of the case it is asked about:
so these are the places where two processes meet.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tadasu.guard.guard import Guard
from tadasu.guard.types import RecordOf
from tadasu.rules.compiling import Scope
from tadasu.rules.field import FieldSpec
from tadasu.rules.pieces import Footprint, bare
from tadasu.rules.process import Process
from tadasu.rules.scope import Names
from tadasu.rules.workflow import Workflow


@dataclass(frozen=True, slots=True)
class Read:
    """That the rules of one workflow read something of cases of another, or of other cases."""

    reader: str
    workflow: str
    member: str
    """A field, a list of cases, did.TRANSITION, evidence.FIELD or LIST.FIELD."""
    fresh: bool
    """It may be a case that is opened later: a child, the actor, what a field will refer to."""


def reads(process: Process) -> frozenset[Read]:
    """All of them, through what is computed on other cases too."""
    found = {
        read
        for name, workflow in process.workflows.items()
        for scope, path in _paths(process, workflow)
        for read in _along(process, name, scope.names, path, own=path[0] in ("case", "old"))
    }
    waiting = list(found)
    while waiting:
        read = waiting.pop()
        for more in _computed(process, read):
            if more not in found:
                found.add(more)
                waiting.append(more)
    return frozenset(found)


def still_there(read: Read, before: Process, after: Process) -> bool:
    """Whether what is read will be there, in a form that the older rules can read.

    More values of an enum break nothing: the older rules have no word for them.
    """
    old, new = before.workflows[read.workflow], after.workflows.get(read.workflow)
    if new is None:
        return False
    head, _, rest = read.member.partition(".")
    if head in ("did", "ever"):
        return rest == "" or rest in new.transitions
    was, now = _spec(old, head, rest), _spec(new, head, rest)
    if was is not None:
        return now is not None and _fits(was, now)
    if head == "parent":
        return new.parent == old.parent
    child = before.child_workflow(old.name, head)
    if child is not None:
        return child in after.workflows and after.workflows[child].parent == old.name
    source, path = before.inverses[old.name].get(head, ("", ""))
    return not source or (source in after.workflows and path in after.workflows[source].indexed)


def _spec(workflow: Workflow, head: str, rest: str) -> FieldSpec | None:
    """What is stated there; a derived field follows from what it reads."""
    if head == "evidence":
        return workflow.evidence.fields.get(rest) if workflow.evidence else None
    if head == "round":
        return workflow.facts.get(rest)
    spec = workflow.facts.get(head)
    return (spec.fields or {}).get(rest) if spec is not None and rest else spec


def _fits(was: FieldSpec, now: FieldSpec) -> bool:
    same = (was.type, was.many) == (now.type, now.many)
    return same and (now.required or not was.required)


def _paths(process: Process, workflow: Workflow) -> Iterator[tuple[Scope, tuple[str, ...]]]:
    """Every path that the rules of a workflow read, with the names that are in scope there."""
    guards, name, compiler = process.guards, workflow.name, process.guards.compiler
    for role in workflow.roles:
        yield from _in(compiler.entitling(name), guards.role(name, role).footprint)
    if workflow.people:
        yield from _of(compiler.standing_in(), guards.acts_for())
    for state in workflow.states:
        yield from _of(compiler.watching(name), guards.due(name, state))
    for rung in guards.rungs(name):
        yield from _of(compiler.watching(name), rung)
    for field in workflow.derived:
        yield from _of(compiler.watching(name), guards.derived(name, field))
    yield from _considered(process, workflow)
    for condition in workflow.conditions:
        yield from _of(compiler.watching(name), guards.condition(name, condition))
    for act in workflow.acts:
        scope = compiler.acting(name, act)
        for bound in guards.bound(name, act):
            yield from _in(scope, bound.footprint)
        if act in workflow.transitions:
            yield from _of(compiler.watching(name), guards.automatic(name, act))
            for _, guard in guards.targets(name, act):
                yield from _of(scope, guard)
        if act == "open" or act in workflow.transitions:
            for effect in guards.effects(name, act):
                yield from _in(scope, effect.footprint)


def _considered(process: Process, workflow: Workflow) -> Iterator[tuple[Scope, tuple[str, ...]]]:
    """What is read where nobody acts and something is only considered."""
    guards, scope = process.guards, process.guards.compiler.watching(workflow.name)
    for field in workflow.fields:
        yield from _of(scope, guards.candidates(workflow.name, field))
    for matrix in workflow.matrices:
        bound = guards.matrix(workflow.name, matrix)
        for side in (bound.rows, bound.columns, bound.periods, *bound.counts):
            yield from _in(scope, side.footprint if side else frozenset())
    suggestion = guards.suggestion(workflow.name)
    yield from _in(scope, suggestion.footprint if suggestion else frozenset())


def _of(scope: Scope, guard: Guard | None) -> Iterator[tuple[Scope, tuple[str, ...]]]:
    if guard is not None:
        yield from _in(scope, guard.footprint)


def _in(scope: Scope, paths: Footprint) -> Iterator[tuple[Scope, tuple[str, ...]]]:
    yield from ((scope, path) for path in paths)


def _computed(process: Process, read: Read) -> Iterator[Read]:
    """What is read of a case because something is computed there."""
    workflow = process.workflows[read.workflow]
    if read.member in workflow.derived:
        guard = process.guards.derived(workflow.name, read.member)
    elif read.member in workflow.conditions:
        guard = process.guards.condition(workflow.name, read.member)
    else:
        return
    names = process.guards.compiler.watching(workflow.name).names
    for path in guard.footprint:
        for found in _along(process, read.reader, names, path, own=False):
            inside = path[0] == "case" and found.workflow == workflow.name
            yield replace(found, fresh=read.fresh) if inside else found


def _along(
    process: Process,
    reader: str,
    names: Names,
    path: tuple[str, ...],
    *,
    own: bool,
) -> Iterator[Read]:
    """The reads along a path; `own` says that it begins at the case that is asked about."""
    schema = process.guards.schema
    kind = bare(names[path[0]])
    owner, within, fresh = kind, "", not own
    for step in path[1:]:
        if not isinstance(kind, RecordOf) or step not in schema.get(kind.name, {}):
            return
        if isinstance(owner, RecordOf) and owner.name in process.workflows:
            listed = not within and _lists(process, owner.name, step)
            fresh = fresh or listed
            if not own or listed:
                yield Read(reader, owner.name, f"{within}{step}", fresh)
        kind = bare(schema[kind.name][step].type)
        if not isinstance(kind, RecordOf):
            return
        if isinstance(owner, RecordOf) and kind.name.startswith(f"{owner.name}."):
            within = f"{kind.name.removeprefix(f'{owner.name}.')}."
        else:
            fresh = fresh or step != "parent"
            own, owner, within = False, kind, ""


def _lists(process: Process, workflow: str, member: str) -> bool:
    """Whether a member is a list of cases that belong or refer to the case."""
    return member in process.children[workflow] or member in process.inverses[workflow]
