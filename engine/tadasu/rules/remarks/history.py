"""Remarks on guards that ask for steps which can't have been taken, or miscount who took them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from tadasu.errors import Text
from tadasu.guard.guard import Guard
from tadasu.guard.syntax import Call, Select, path, walk
from tadasu.rules.remarks.bench import Bench
from tadasu.rules.remarks.notes import Notes
from tadasu.rules.report import At

_DEPTH = 3
"""The length of the path case.did.STEP."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A guard somewhere in a process, with the states of the case when it is asked."""

    bench: Bench
    states: tuple[str, ...]


def check_history(benches: Sequence[Bench], notes: Notes) -> None:
    """Note each `did` and `ever` of a transition that no case can have behind it (T123)."""
    for bench in benches:
        _check_roles(bench, notes)
    _check_rules(benches, notes)


def _check_roles(bench: Bench, notes: Notes) -> None:
    workflow = bench.workflow
    for role in workflow.roles:
        states = [
            state for act in workflow.acts if role in bench.by(act) for state in bench.states(act)
        ]
        states += [name for name, state in workflow.states.items() if role in state.writable]
        guard = bench.process.guards.role(workflow.name, role)
        if states:
            at = bench.at.to("roles", role, "guard")
            _check([Asked(bench, tuple(states))], guard, at, notes)
    for act in workflow.transitions:
        _check_act(bench, act, notes)
    for name, state in workflow.states.items():
        due = bench.process.guards.due(workflow.name, name)
        if due and state.due:
            _check([Asked(bench, (name,))], due, bench.at.to("states", name, "due"), notes)


def _check_act(bench: Bench, act: str, notes: Notes) -> None:
    """The guards of a transition itself."""
    guards, name = bench.process.guards, bench.workflow.name
    here, at = [Asked(bench, bench.states(act))], bench.at_act(act)
    automatic = guards.automatic(name, act)
    if automatic:
        _check(here, automatic, at.to("automatic"), notes)
    for number, (_, guard) in enumerate(guards.targets(name, act)):
        if guard:
            _check(here, guard, at.to("to", number, "when"), notes)


def _check_rules(benches: Iterable[Bench], notes: Notes) -> None:
    asked: dict[str, list[Asked]] = {}
    guards: dict[str, Mapping[str, Guard]] = {}
    for bench in benches:
        for act in bench.workflow.acts:
            for rule in bench.process.guards.bound(bench.workflow.name, act):
                name = rule.policy.id
                asked.setdefault(name, []).append(Asked(bench, bench.states(act)))
                parts = {"when": rule.when, "require": rule.require}
                guards[name] = {part: guard for part, guard in parts.items() if guard}
    for name, places in asked.items():
        for part, guard in guards[name].items():
            _check(places, guard, At("policy", name, (part,)), notes)


def _check(asked: Sequence[Asked], guard: Guard, at: At, notes: Notes) -> None:
    told: set[str] = set()
    for span, step, offset in _steps(guard):
        if step not in told and not any(_may_precede(one, span, step) for one in asked):
            told.add(step)
            notes.add("T123", at, *_impossible(step, span), offset=offset)
    for words, step, offset in _counted(guard):
        if any(_has_deputies(one.bench, step) for one in asked):
            notes.add("T142", at, *_miscounted(words), offset=offset)


def _steps(guard: Guard) -> Iterator[tuple[str, str, int]]:
    """Each `case.did.STEP` and `case.ever.STEP`, with where it stands."""
    for node in walk(guard.checked.tree):
        words = path(node) if isinstance(node, Select) else None
        if words and len(words) == _DEPTH and words[0] == "case" and words[1] in ("did", "ever"):
            yield words[1], words[2], node.offset


def _counted(guard: Guard) -> Iterator[tuple[str, str, int]]:
    """Each `size(case.did.STEP.by)`: what is counted, its step, and where it stands."""
    for node in walk(guard.checked.tree):
        if isinstance(node, Call) and node.function == "size":
            words = path(node.arguments[0])
            if words and words[:2] in (("case", "did"), ("case", "ever")) and words[-1] == "by":
                yield ".".join(words), words[2], node.offset


def _has_deputies(bench: Bench, step: str) -> bool:
    """Whether somebody may take the step in another's name."""
    people = bench.process.workflows[bench.process.people]
    if people.acts_for is None or step not in bench.workflow.transitions:
        return False
    return any(bench.workflow.roles[role].delegable for role in bench.by(step))


def _may_precede(asked: Asked, span: str, step: str) -> bool:
    if step not in asked.bench.workflow.transitions:
        return True
    behind = asked.bench.shape.after(step, same_round=span == "did")
    return bool(behind & set(asked.states))


def _impossible(step: str, span: str) -> tuple[Text, Text]:
    when = Text(en=" in this round", ja="この回に") if span == "did" else Text(en="", ja="")
    return (
        Text(
            en=f"No case can have `{step}` behind it here{when.en}: no path leads that way.",
            ja=f"ここに至る経路では、{when.ja}`{step}` を行った案件はありえません。",
        ),
        Text(
            en="Name a step that comes before, or `ever` for one of an earlier round.",
            ja="先に行われる遷移を指定してください。以前の回も含めるなら `ever` を使います。",
        ),
    )


def _miscounted(words: str) -> tuple[Text, Text]:
    return (
        Text(
            en="Where a deputy acts, this counts two persons for one act.",
            ja="代理人が行うと、1 回の行為を 2 人と数えます。",
        ),
        Text(
            en=f"Count those in whose name it was done: size({words[:-3]}.voices).",
            ja=f"誰の名で行われたかを数えてください: size({words[:-3]}.voices)。",
        ),
    )
