"""What guards can see: the record types of a process, and the names in scope for each act.

One record type per workflow, with built-in members and the declared fields; besides them
`WORKFLOW.FIELD` for the rows of a list of records, `WORKFLOW.evidence`, `WORKFLOW.did`,
`WORKFLOW.TRANSITION.input`, and `requirement`, `params` and `done`. A field may be absent unless
it is required or a list; a list that was never stated is empty.
"""

from collections.abc import Mapping

from tadasu.guard.types import EnumOf, ListOf, Member, RecordOf, Scalar, Type
from tadasu.rules.definitions import Definitions
from tadasu.rules.workflow import TYPES, EvidenceRule, FieldSpec, Workflow

Names = Mapping[str, Type]

RESERVED_NAMES = frozenset({"case", "actor", "input", "now", "today", "params", "old"})
"""Names of every guard, which no variable may hide."""

RESERVED_ACTS = frozenset({"open", "change", "evidence", "waive"})
"""Acts that are no transitions."""

RESERVED_TYPES = frozenset({*TYPES, "requirement", "params", "done", "waiver"})
"""Types that no workflow may be named like."""

CASE_MEMBERS = frozenset(
    {"key", "state", "round", "opened_at", "opened_by", "entered_at", "due", "parent"}
    | {"evidence", "did", "ever", "waivers", "refused", "warned"}
)
"""Members that every case has, and no field may be named like."""

EVIDENCE_MEMBERS = frozenset(
    {"key", "sha256", "name", "media_type", "size", "attached_at", "collector"}
)
"""Members that every piece of evidence has, and no field of it may be named like."""

_SCALARS: Mapping[str, Type] = {
    "text": Scalar.STRING,
    "int": Scalar.INT,
    "bool": Scalar.BOOL,
    "date": Scalar.DATE,
    "timestamp": Scalar.TIMESTAMP,
}


def schema_of(definitions: Definitions) -> dict[str, dict[str, Member]]:
    """The record types of a process, by name."""
    person = RecordOf(definitions.people)
    schema: dict[str, dict[str, Member]] = {
        "requirement": {
            "key": Member(Scalar.STRING),
            "standard": Member(Scalar.STRING),
            "clause": Member(Scalar.STRING),
            "kind": Member(EnumOf(("clause", "control"))),
        },
        "params": {name: Member(Scalar.INT) for name in definitions.parameters},
        "done": {
            "count": Member(Scalar.INT),
            "by": Member(ListOf(person)),
            "actor": Member(person, optional=True),
            "at": Member(Scalar.TIMESTAMP, optional=True),
        },
        "waiver": {
            **{name: Member(Scalar.STRING) for name in ("key", "policy", "act")},
            **{name: Member(Scalar.STRING) for name in ("reason", "measure")},
            "until": Member(Scalar.DATE),
            "grantor": Member(person),
            "granted_at": Member(Scalar.TIMESTAMP),
        },
    }
    for workflow in definitions.workflows.values():
        children = definitions.children[workflow.name]
        schema |= _records(workflow, children, person)
    return schema


def names_of(definitions: Definitions, workflow: str, act: str) -> Names:
    """The names in scope of the rules of an act: open, change, evidence or a transition."""
    names: dict[str, Type] = dict(role_names(definitions, workflow))
    if act == "change":
        names["old"] = RecordOf(workflow)
    if act in definitions.workflows[workflow].transitions:
        names["input"] = RecordOf(f"{workflow}.{act}.input")
    return names


def role_names(definitions: Definitions, workflow: str) -> Names:
    """The names in scope of the guards of roles."""
    return {**due_names(workflow), "actor": RecordOf(definitions.people)}


def due_names(workflow: str) -> Names:
    """The names in scope where nobody acts: when a case is due, which cases to list."""
    return {
        "case": RecordOf(workflow),
        "params": RecordOf("params"),
        "now": Scalar.TIMESTAMP,
        "today": Scalar.DATE,
    }


def _records(
    workflow: Workflow, children: Mapping[str, str], person: RecordOf
) -> dict[str, dict[str, Member]]:
    name = workflow.name
    case = {
        "key": Member(Scalar.STRING),
        "state": Member(EnumOf(tuple(workflow.states))),
        "round": Member(Scalar.INT),
        "opened_at": Member(Scalar.TIMESTAMP),
        "opened_by": Member(person),
        "entered_at": Member(Scalar.TIMESTAMP),
        "due": Member(Scalar.DATE, optional=True),
        "did": Member(RecordOf(f"{name}.did")),
        "ever": Member(RecordOf(f"{name}.did")),
        "waivers": Member(ListOf(RecordOf("waiver"))),
        "refused": Member(Scalar.INT),
        "warned": Member(Scalar.INT),
        **_members(name, workflow.fields),
        **{plural: Member(ListOf(RecordOf(child))) for plural, child in children.items()},
    }
    if workflow.parent:
        case["parent"] = Member(RecordOf(workflow.parent))
    found = {name: case, f"{name}.did": dict.fromkeys(workflow.transitions, _DONE)}
    if workflow.evidence:
        case["evidence"] = Member(ListOf(RecordOf(f"{name}.evidence")))
        found[f"{name}.evidence"] = _evidence(name, workflow.evidence, person)
    for field, spec in workflow.fields.items():
        if spec.fields:
            found[f"{name}.{field}"] = _members(f"{name}.{field}", spec.fields)
    for act, transition in workflow.transitions.items():
        found[f"{name}.{act}.input"] = _members(f"{name}.{act}.input", transition.input)
    return found


_DONE = Member(RecordOf("done"))


def _evidence(name: str, rule: EvidenceRule, person: RecordOf) -> dict[str, Member]:
    return {
        "key": Member(Scalar.STRING),
        "sha256": Member(Scalar.STRING),
        "name": Member(Scalar.STRING),
        "media_type": Member(Scalar.STRING),
        "size": Member(Scalar.INT),
        "attached_at": Member(Scalar.TIMESTAMP),
        "collector": Member(person),
        **_members(f"{name}.evidence", rule.fields),
    }


def _members(owner: str, fields: Mapping[str, FieldSpec]) -> dict[str, Member]:
    return {field: _member(owner, field, spec) for field, spec in fields.items()}


def _member(owner: str, field: str, spec: FieldSpec) -> Member:
    kind = _SCALARS.get(spec.type)
    if kind is None:
        match spec.type:
            case "enum":
                kind = EnumOf(tuple(spec.values or ()))
            case "record":
                kind = RecordOf(f"{owner}.{field}")
            case _:
                kind = RecordOf(spec.type)
    return Member(ListOf(kind)) if spec.many else Member(kind, optional=not spec.required)
