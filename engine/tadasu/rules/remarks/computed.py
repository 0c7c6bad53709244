"""Remarks on what is computed, defined or delegated, and to no purpose."""

import re
from collections.abc import Iterator

from pydantic import BaseModel

from tadasu.errors import Text
from tadasu.guard.claiming import claim
from tadasu.guard.claims import Claims
from tadasu.guard.guard import Guard
from tadasu.guard.types import Scalar
from tadasu.rules.remarks.bench import Bench
from tadasu.rules.remarks.notes import Notes
from tadasu.rules.report import At


def check_computed(bench: Bench, notes: Notes) -> None:
    """Note what never changes, is never used, or is only half said (T134, T135, T137)."""
    workflow, guards, at = bench.workflow, bench.process.guards, bench.at
    for name, condition in workflow.conditions.items():
        states = [state for state in condition.states if state in bench.shape.reachable]
        claims = bench.claims(states or condition.states)
        here = at.to("conditions", name, "when")
        _check_constant(claims, guards.condition(workflow.name, name), here, notes)
    for name in workflow.derived:
        guard = guards.derived(workflow.name, name)
        if guard.type is Scalar.BOOL:
            claims = bench.claims(bench.shape.reachable)
            _check_constant(claims, guard, at.to("fields", name, "derive"), notes)
    _check_defines(bench, notes)
    _check_delegation(bench, notes)


def _check_constant(claims: Claims, guard: Guard, at: At, notes: Notes) -> None:
    formula = claim(claims, guard.checked)
    if claims.always(formula):
        notes.add("T134", at, *_ALWAYS)
    elif claims.never([formula]):
        notes.add("T134", at, *_NEVER)


def _check_defines(bench: Bench, notes: Notes) -> None:
    workflow, policies = bench.workflow, bench.process.policies
    bound = {one.policy for act in workflow.acts for one in workflow.bindings(act)}
    texts = list(_texts(workflow))
    texts += [text for name in sorted(bound) for text in _texts(policies[name])]
    for name, source in workflow.define.items():
        word = re.compile(rf"(?<![\w.]){re.escape(name)}\b")
        # Its own expression is one of the texts, and may not name it.
        if not any(word.search(text) for text in texts if text != source):
            notes.add("T135", bench.at.to("define", name), *_unused(name), key=True)


def _texts(value: object) -> Iterator[str]:
    """Every text that a definition gives as a value, names of parts left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _texts(getattr(value, name))
    elif isinstance(value, dict):
        for part in value.values():
            yield from _texts(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from _texts(part)


def _check_delegation(bench: Bench, notes: Notes) -> None:
    workflows = bench.process.workflows
    people = workflows[bench.process.people]
    for name, role in bench.workflow.roles.items():
        if role.delegable and people.acts_for is None:
            at = bench.at.to("roles", name, "delegable")
            notes.add("T137", at, *_no_delegates(people.name))
    anywhere = any(role.delegable for each in workflows.values() for role in each.roles.values())
    if bench.workflow.acts_for is not None and not anywhere:
        notes.add("T137", bench.at.to("acts_for"), *_NO_ROLES)


def _unused(name: str) -> tuple[Text, Text]:
    return (
        Text(
            en=f"No expression uses the name `{name}`.",
            ja=f"`{name}` を使う式がありません。",
        ),
        Text(en="Use it, or remove it.", ja="使うか、削除してください。"),
    )


def _no_delegates(people: str) -> tuple[Text, Text]:
    return (
        Text(
            en=f"Nobody can act for another: `{people}` has no `acts_for`.",
            ja=f"`{people}` に `acts_for` がないため、代わりに行える人がいません。",
        ),
        Text(
            en=f"Say in `{people}` for whom `actor` may act, or remove `delegable`.",
            ja=f"`{people}` に `acts_for` を書くか、`delegable` を外してください。",
        ),
    )


_NO_ROLES = (
    Text(
        en="No role may be delegated, so that nobody ever acts for another.",
        ja="委任できる役割がないため、代わりに行われることはありません。",
    ),
    Text(
        en="Write `delegable: true` at the roles, or remove `acts_for`.",
        ja="役割に `delegable: true` を書くか、`acts_for` を削除してください。",
    ),
)
_ALWAYS = (
    Text(
        en="This always holds, so that it tells nothing.", ja="常に成り立つため、何も示しません。"
    ),
    Text(en="Correct it, or remove it.", ja="直すか、削除してください。"),
)
_NEVER = (
    Text(
        en="This never holds, so that it tells nothing.",
        ja="決して成り立たないため、何も示しません。",
    ),
    Text(en="Correct it, or remove it.", ja="直すか、削除してください。"),
)
