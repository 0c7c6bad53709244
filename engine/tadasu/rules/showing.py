"""How a value is shown: the field that an expression leads to, if it leads to one.

`f.grade` is shown as the field `grade` is, by the titles of its values; what is computed is shown
by its type alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tadasu.guard.parse import parse
from tadasu.guard.problem import GuardProblems
from tadasu.guard.syntax import Comprehension, path
from tadasu.guard.types import ListOf, RecordOf, Scalar, Schema, Type
from tadasu.rules.compiling import Scope
from tadasu.rules.definitions import Definitions
from tadasu.rules.field import FieldSpec
from tadasu.rules.pieces import bare
from tadasu.rules.scope import Names
from tadasu.rules.words import Words
from tadasu.rules.workflow import Workflow


@dataclass(frozen=True, slots=True)
class Led:
    """Where an expression leads to."""

    spec: FieldSpec
    holder: str
    """The expression of the record that has the field."""
    member: str


def led(source: str, scope: Scope, definitions: Definitions, schema: Schema) -> Led | None:
    """The field that `source` names as NAME.MEMBER… or lists by `map`, or None otherwise."""
    try:
        tree = parse(source)
    except GuardProblems:
        return None
    if isinstance(tree, Comprehension) and tree.macro == "map":
        return _mapped(tree, scope, definitions, schema)
    words = path(tree)
    if words is None or len(words) == 1 or words[0] in scope.defines:
        return None
    kind = _at(words[:-1], scope.names, schema)
    spec = _spec(definitions, kind.name, words[-1]) if isinstance(kind, RecordOf) else None
    return Led(spec, ".".join(words[:-1]), words[-1]) if spec else None


def _mapped(
    tree: Comprehension, scope: Scope, definitions: Definitions, schema: Schema
) -> Led | None:
    """The field that `LIST.map(x, x.MEMBER)` lists; a personal one can't be listed so."""
    source = tree.range
    while isinstance(source, Comprehension) and source.macro == "filter":
        source = source.range
    listed, words = path(source), path(tree.body)
    if listed is None or words is None or len(words) == 1 or words[0] != tree.variable:
        return None
    kind = _at(listed, scope.names, schema)
    if not isinstance(kind, ListOf):
        return None
    item = _at(words[:-1], {tree.variable: kind.item}, schema)
    spec = _spec(definitions, item.name, words[-1]) if isinstance(item, RecordOf) else None
    if spec is None or spec.many or spec.personal:
        return None
    return Led(spec.model_copy(update={"many": True}), "", words[-1])


def _at(words: Sequence[str], names: Names, schema: Schema) -> Type | None:
    """The type of what NAME.MEMBER… leads to."""
    kind: Type | None = names.get(words[0])
    for step in words[1:]:
        member = schema.get(kind.name, {}).get(step) if isinstance(kind, RecordOf) else None
        kind = member.type if member else None
    return kind


def computed_spec(kind: Type, title: Words) -> FieldSpec:
    """How a value of a type is shown where it is no field's."""
    one = bare(kind)
    if isinstance(one, RecordOf):
        name = one.name
    else:
        name = _TYPES.get(one, "text") if isinstance(one, Scalar) else "text"
    return FieldSpec.model_construct(type=name, many=isinstance(kind, ListOf), title=title)


_TYPES = {
    Scalar.BOOL: "bool",
    Scalar.INT: "int",
    Scalar.DATE: "date",
    Scalar.TIMESTAMP: "timestamp",
}


def _spec(definitions: Definitions, owner: str, member: str) -> FieldSpec | None:
    name, _, part = owner.partition(".")
    workflow = definitions.workflows.get(name)
    if owner == "waiver":
        return _waiver(definitions, member)
    if owner == "requirement":
        return _requirement(definitions, member)
    if workflow is None:
        return None
    if not part:
        return _of_case(definitions, workflow, member)
    if part == "evidence" and workflow.evidence:
        return workflow.evidence.fields.get(member) or _builtin(definitions, member)
    if part == "round":
        return workflow.facts.get(member) or _builtin(definitions, member)
    field = workflow.fields.get(part)
    return (field.fields or {}).get(member) if field else None


def _of_case(definitions: Definitions, workflow: Workflow, member: str) -> FieldSpec | None:
    if member in workflow.fields:
        return workflow.fields[member]
    if member in workflow.conditions:
        return _made("bool", workflow.conditions[member].title)
    if member == "state":
        titles = {name: state.title for name, state in workflow.states.items()}
        return _titled(titles, _STATE)
    above = definitions.workflows.get(workflow.parent or "")
    if member == "parent" and above is not None:
        return _made(above.name, above.title)
    listed = definitions.child_workflow(workflow.name, member)
    if listed is None:
        listed = definitions.inverses[workflow.name].get(member, ("", ""))[0]
    if listed in definitions.workflows:
        return _made(listed, definitions.workflows[listed].title, many=True)
    return _builtin(definitions, member)


def _waiver(definitions: Definitions, member: str) -> FieldSpec | None:
    if member == "policy":
        titles = {
            each.id: Words(en=f"{each.id} {each.title.en}", ja=f"{each.id} {each.title.ja}")
            for each in definitions.policies.values()
        }
        return _titled(titles, _BUILTINS["policy"][1])
    return _builtin(definitions, member)


def _requirement(definitions: Definitions, member: str) -> FieldSpec | None:
    if member == "standard":
        titles = {name: each.title for name, each in definitions.standards.items()}
        return _titled(titles, _BUILTINS["standard"][1])
    return _builtin(definitions, "clause" if member == "clause" else "")


def _builtin(definitions: Definitions, member: str) -> FieldSpec | None:
    if member not in _BUILTINS:
        return None
    kind, title = _BUILTINS[member]
    if kind in ("person", "people"):
        return _made(definitions.people, title, many=kind == "people")
    return _made(kind, title)


def _made(kind: str, title: Words, *, many: bool = False) -> FieldSpec:
    return FieldSpec.model_construct(type=kind, title=title, many=many)


def _titled(titles: Mapping[str, Words], title: Words) -> FieldSpec:
    return FieldSpec.model_construct(type="enum", title=title, values=dict(titles))


_STATE = Words(en="State", ja="状態")

_BUILTINS: Mapping[str, tuple[str, Words]] = {
    "key": ("text", Words(en="Number", ja="番号")),
    "round": ("int", Words(en="Round", ja="回")),
    "opened_at": ("timestamp", Words(en="Opened", ja="起票日時")),
    "opened_by": ("person", Words(en="Opened by", ja="起票者")),
    "openers": ("people", Words(en="Opened by", ja="起票者")),
    "entered_at": ("timestamp", Words(en="In this state since", ja="この状態になった日時")),
    "ended_at": ("timestamp", Words(en="Ended", ja="終了日時")),
    "due": ("date", Words(en="Due", ja="期限")),
    "days_late": ("int", Words(en="Days late", ja="超過日数")),
    "refused": ("int", Words(en="Refusals", ja="拒否の数")),
    "warned": ("int", Words(en="Warnings", ja="警告の数")),
    "name": ("text", Words(en="File", ja="ファイル")),
    "sha256": ("text", Words(en="SHA-256", ja="SHA-256")),
    "media_type": ("text", Words(en="Kind of file", ja="ファイルの種類")),
    "size": ("int", Words(en="Bytes", ja="バイト数")),
    "attached_at": ("timestamp", Words(en="Attached", ja="添付日時")),
    "collector": ("person", Words(en="Collected by", ja="収集者")),
    "collectors": ("people", Words(en="Collected by", ja="収集者")),
    "standard": ("text", Words(en="Standard", ja="規格")),
    "clause": ("text", Words(en="Clause", ja="箇条")),
    "policy": ("text", Words(en="Rule", ja="規則")),
    "act": ("text", Words(en="Act", ja="操作")),
    "reason": ("text", Words(en="Reason", ja="理由")),
    "measure": ("text", Words(en="Compensating measure", ja="代替措置")),
    "until": ("date", Words(en="Until", ja="期限")),
    "grantor": ("person", Words(en="Granted by", ja="承認者")),
    "grantors": ("people", Words(en="Granted by", ja="承認者")),
    "granted_at": ("timestamp", Words(en="Granted", ja="承認日時")),
}
"""Members that no file declares: how they are shown, and by which title."""
