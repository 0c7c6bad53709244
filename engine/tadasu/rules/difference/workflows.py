"""What becomes of a workflow around its acts: roles, fields, states, what is written where."""

from collections.abc import Iterator

from tadasu.errors import Text
from tadasu.rules.difference.acts import act_groups
from tadasu.rules.difference.both import Both
from tadasu.rules.difference.change import Change, Effect, Group, more, reordered, shown
from tadasu.rules.difference.fields import field_changes
from tadasu.rules.difference.leaves import leaves, rest
from tadasu.rules.difference.summary import who
from tadasu.rules.state import State
from tadasu.rules.workflow import Workflow

_KNOWN = ("fields", "roles", "open", "evidence", "adopt", "states", "change", "transitions")
_KNOWN_TOO = ("acts_for", "keys")


def workflow_groups(both: Both, name: str) -> Iterator[Group]:
    """Everything about one workflow that changes."""
    old, new = both.before.workflows.get(name), both.after.workflows.get(name)
    whole = old or new
    if whole is None:
        return
    title = whole.title.text
    if new is None:
        yield Group(name, "workflow", title, (Change("tightened", _GONE, name, None),))
    elif old is None:
        yield Group(name, "workflow", title, (Change("widened", _NEW, None, name),))
    yield from act_groups(both, name)
    if old is None or new is None:
        return
    for part, label, found in (
        ("roles", _ROLES, _roles(both, old, new)),
        ("fields", _FIELDS, field_changes(old.fields, new.fields)),
        ("writable", _WRITABLE, _writable(old, new)),
        ("states", _STATES, _states(both, old, new)),
        ("workflow", title, _itself(old, new)),
    ):
        changes = tuple(found)
        if changes:
            yield Group(name, part, label, changes)


def _roles(both: Both, old: Workflow, new: Workflow) -> Iterator[Change]:
    yield from more(old.roles, new.roles, "changed", "changed", _ROLE)
    for name, role in old.roles.items():
        now = new.roles.get(name)
        if now is None:
            continue
        effect = both.role(old.name, name)
        if effect != "same":
            yield Change(effect, _concerning(new, name), shown(role.guard), shown(now.guard))
        if role.delegable != now.delegable:
            more_may: Effect = "widened" if now.delegable else "tightened"
            yield Change(more_may, _DELEGABLE, *(_yes(each.delegable) for each in (role, now)))
        yield from rest(role, now, ("guard", "delegable"), f"{name}.")
    yield from reordered(old.roles, new.roles, "words", _ROLE)


def _concerning(workflow: Workflow, role: str) -> Text:
    """A role, with what it is needed for."""
    acts = [act for act in workflow.acts if role in who(workflow, act)]
    acts += ["adopt"] if role in workflow.adopt else []
    written = dict.fromkeys(
        field for state in workflow.states.values() for field in state.writable.get(role, ())
    )
    en = [", ".join(acts), f"writes {', '.join(written)}" if written else ""]
    ja = ["、".join(acts), f"記入 {'、'.join(written)}" if written else ""]
    return Text(
        en=f"who holds the role {role} ({'; '.join(filter(None, en)) or '-'})",
        ja=f"役割 {role} をもつ人({'、'.join(filter(None, ja)) or '-'})",
    )


def _writable(old: Workflow, new: Workflow) -> Iterator[Change]:
    """Who may write which field in which state."""
    for field in dict.fromkeys((*old.facts, *new.facts)):
        about = Text(en=f"{field} may be written", ja=f"{field} を記入できる場面")
        yield from more(_writers(old, field), _writers(new, field), "tightened", "widened", about)
    for name, state in old.states.items():
        now = new.states.get(name)
        if now is not None:
            yield from _order(state, now, name)


def _writers(workflow: Workflow, field: str) -> list[str]:
    return [
        f"{state}: {role}"
        for state, spec in workflow.states.items()
        for role, fields in spec.writable.items()
        if field in fields
    ]


def _order(old: State, new: State, name: str) -> Iterator[Change]:
    """Another order of roles is another role on record for whoever holds both."""
    about = Text(en=f"order of roles in {name}", ja=f"{name} での役割の順序")
    yield from reordered(old.writable, new.writable, "changed", about)
    for role, fields in old.writable.items():
        if role in new.writable:
            yield from reordered(fields, new.writable[role], "words", about)
    empty = [role for role, fields in old.writable.items() if not fields]
    yield from more(empty, [r for r, f in new.writable.items() if not f], "words", "words", about)


def _states(both: Both, old: Workflow, new: Workflow) -> Iterator[Change]:
    yield from more(old.states, new.states, "changed", "changed", _STATE)
    if old.initial != new.initial:
        yield Change("changed", _INITIAL, old.initial, new.initial)
    yield from reordered(old.states, new.states, "words", _STATE)
    for name, state in old.states.items():
        now = new.states.get(name)
        if now is not None:
            yield from _state(both, old.name, name, state, now)


def _state(both: Both, workflow: str, name: str, old: State, new: State) -> Iterator[Change]:
    if old.final != new.final:
        effect: Effect = "tightened" if new.final else "widened"
        yield Change(
            effect,
            Text(en=f"{name} is final", ja=f"{name} が終わりの状態"),
            _yes(old.final),
            _yes(new.final),
        )
    if old.due != new.due or (old.due is not None and new.due is not None):
        about = Text(en=f"{name} is due after", ja=f"{name} の期限までの日数")
        if old.due is None or new.due is None:
            yield Change("widened" if new.due is None else "tightened", about, old.due, new.due)
        else:
            effect = both.days(workflow, old.due, new.due)
            if effect != "same":
                yield Change(effect, about, old.due, new.due)
    yield from rest(old, new, ("writable", "final", "due"), f"{name}.")


def _yes(value: object) -> str:
    return "true" if value else "false"


def _itself(old: Workflow, new: Workflow) -> Iterator[Change]:
    yield from more(old.adopt, new.adopt, "tightened", "widened", _ADOPT)
    yield from reordered(old.adopt, new.adopt, "changed", _ADOPT)
    yield from more(old.keepers, new.keepers, "tightened", "widened", _KEYS)
    yield from reordered(old.keepers, new.keepers, "changed", _KEYS)
    if old.acts_for != new.acts_for:
        effect: Effect = "widened" if old.acts_for is None else "changed"
        effect = "tightened" if new.acts_for is None else effect
        yield Change(effect, _ACTS_FOR, old.acts_for, new.acts_for)
    if (old.evidence is None) != (new.evidence is None):
        yield from leaves(old.evidence, new.evidence, "evidence")
    yield from reordered(old.transitions, new.transitions, "words", _ACTS)
    yield from rest(old, new, (*_KNOWN, *_KNOWN_TOO))


_GONE = Text(en="workflow that is gone", ja="なくなるワークフロー")
_NEW = Text(en="new workflow", ja="新しいワークフロー")
_ROLES = Text(en="Roles", ja="役割")
_FIELDS = Text(en="Fields", ja="項目")
_WRITABLE = Text(en="What may be written", ja="記入できること")
_STATES = Text(en="States", ja="状態")
_ROLE = Text(en="role", ja="役割")
_STATE = Text(en="state", ja="状態")
_INITIAL = Text(en="where a case begins", ja="案件が始まる状態")
_ADOPT = Text(en="who may adopt a process", ja="プロセスを採用できる役割")
_KEYS = Text(en="who may enrol others' keys", ja="ほかの人の鍵を登録できる役割")
_DELEGABLE = Text(en="may be acted in for another", ja="代理できる")
_ACTS_FOR = Text(en="for whom one may act", ja="代理できる相手")
_ACTS = Text(en="order of the acts", ja="行為の順序")
