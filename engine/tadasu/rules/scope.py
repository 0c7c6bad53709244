"""What guards can see: the record types of a process, and the names in scope for each act.

One record type per workflow, with built-in members and the declared fields; besides them
`WORKFLOW.FIELD` for the rows of a list of records, `WORKFLOW.evidence`, `WORKFLOW.did`,
`WORKFLOW.TRANSITION.input`, `WORKFLOW.round`, `params.TABLE` for the rows of a table, and
`requirement`, `params`, `all` and `done`. A field may be absent unless it is required, a list or
derived; a list that was never stated is empty.
"""

from collections.abc import Mapping

from tadasu.guard.types import EnumOf, ListOf, Member, RecordOf, Scalar, Type
from tadasu.rules.definitions import Definitions
from tadasu.rules.field import TYPES, FieldSpec
from tadasu.rules.parameters import Entry, Parameter
from tadasu.rules.workflow import EvidenceRule, Workflow

Names = Mapping[str, Type]

RESERVED_NAMES = frozenset(
    {"case", "actor", "input", "now", "today", "params", "old", "all", "role"}
)
"""Names of every guard, which no variable may hide."""

RESERVED_ACTS = frozenset({"open", "change", "evidence", "waive", "migrate", "document"})
"""Acts that are no transitions."""

RESERVED_ROLES = frozenset({"founder", "keyholder", "effect", "automatic"})
"""Roles in which nobody acts by choice: the record names them where the process itself acts."""

RESERVED_TYPES = frozenset({*TYPES, "requirement", "params", "done", "waiver", "all"})
"""Types that no workflow may be named like."""

CASE_MEMBERS = frozenset(
    {"key", "state", "round", "opened_at", "opened_by", "openers", "entered_at", "due", "parent"}
    | {"days_late"}
    | {"evidence", "did", "ever", "rounds", "stage", "waivers", "refused", "warned"}
)
"""Members that every case has, and no field may be named like."""

ENDED_AT = "ended_at"
"""What a round has besides the facts, its number and what was done in it."""

EVIDENCE_MEMBERS = frozenset(
    {"key", "sha256", "name", "media_type", "size", "attached_at", "collector", "collectors"}
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
        **_params(definitions.declared),
        "done": {
            "count": Member(Scalar.INT),
            "by": Member(ListOf(person)),
            "voices": Member(ListOf(person)),
            "actor": Member(person, optional=True),
            "at": Member(Scalar.TIMESTAMP, optional=True),
        },
        "all": {
            "requirement": Member(ListOf(RecordOf("requirement"))),
            **{name: Member(ListOf(RecordOf(name))) for name in definitions.workflows},
        },
        "waiver": {
            **{name: Member(Scalar.STRING) for name in ("key", "policy", "act")},
            **{name: Member(Scalar.STRING) for name in ("reason", "measure")},
            "until": Member(Scalar.DATE),
            "grantor": Member(person),
            "grantors": Member(ListOf(person)),
            "granted_at": Member(Scalar.TIMESTAMP),
        },
    }
    for workflow in definitions.workflows.values():
        children = definitions.children[workflow.name]
        inverses = {
            name: source for name, (source, _) in definitions.inverses[workflow.name].items()
        }
        schema |= _records(workflow, {**children, **inverses}, person)
    return schema


def names_of(definitions: Definitions, workflow: str, act: str) -> Names:
    """The names in scope of the rules of an act: open, change, evidence or a transition."""
    names: dict[str, Type] = dict(role_names(definitions, workflow))
    transitions = definitions.workflows[workflow].transitions
    if act == "change" or act in transitions:
        names["old"] = RecordOf(workflow)
    if act in transitions:
        names["input"] = RecordOf(f"{workflow}.{act}.input")
    return names


def role_names(definitions: Definitions, workflow: str) -> Names:
    """The names in scope of the guards of roles."""
    return {**due_names(workflow), "actor": RecordOf(definitions.people)}


def due_names(workflow: str) -> Names:
    """The names in scope where nobody acts: when a case is due, which cases to list."""
    return {"case": RecordOf(workflow), **_EVERYWHERE}


def everywhere() -> Names:
    """The names in scope where no case is looked at."""
    return _EVERYWHERE


def proxy_names(definitions: Definitions) -> Names:
    """The names in scope where it is asked for whom `actor` may act in a role."""
    return {"actor": RecordOf(definitions.people), "role": Scalar.STRING, **_EVERYWHERE}


_EVERYWHERE: Names = {
    "params": RecordOf("params"),
    "all": RecordOf("all"),
    "now": Scalar.TIMESTAMP,
    "today": Scalar.DATE,
}


def type_of(workflow: str, field: str, spec: FieldSpec) -> Type:
    """The type of a field's value, where it has one."""
    return _member(workflow, field, spec).type


def _records(
    workflow: Workflow, lists: Mapping[str, str], person: RecordOf
) -> dict[str, dict[str, Member]]:
    name = workflow.name
    facts = _members(name, workflow.facts)
    case = {
        "key": Member(Scalar.STRING),
        "state": Member(EnumOf(tuple(workflow.states))),
        "round": Member(Scalar.INT),
        "opened_at": Member(Scalar.TIMESTAMP),
        "opened_by": Member(person),
        "openers": Member(ListOf(person)),
        "entered_at": Member(Scalar.TIMESTAMP),
        "due": Member(Scalar.DATE, optional=True),
        "days_late": Member(Scalar.INT),
        "did": Member(RecordOf(f"{name}.did")),
        "ever": Member(RecordOf(f"{name}.did")),
        "waivers": Member(ListOf(RecordOf("waiver"))),
        "refused": Member(Scalar.INT),
        "warned": Member(Scalar.INT),
        "rounds": Member(ListOf(RecordOf(f"{name}.round"))),
        **facts,
        **{
            field: Member(_member(name, field, workflow.fields[field]).type)
            for field in workflow.derived
        },
        **dict.fromkeys(workflow.conditions, Member(Scalar.BOOL)),
        **{each: Member(ListOf(RecordOf(source))) for each, source in lists.items()},
    }
    if workflow.parent:
        case["parent"] = Member(RecordOf(workflow.parent))
    found = {name: case, f"{name}.did": dict.fromkeys(workflow.transitions, _DONE)}
    found[f"{name}.round"] = {
        **facts,
        "round": Member(Scalar.INT),
        ENDED_AT: Member(Scalar.TIMESTAMP),
        "did": Member(RecordOf(f"{name}.did")),
    }
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


def _params(declared: Mapping[str, Parameter]) -> dict[str, dict[str, Member]]:
    """The parameters, and the rows of each table."""
    found: dict[str, dict[str, Member]] = {"params": {}}
    for name, each in declared.items():
        if each.fields is None:
            found["params"][name] = Member(_entry(each))
            continue
        found["params"][name] = Member(ListOf(RecordOf(f"params.{name}")))
        found[f"params.{name}"] = {
            column: Member(_entry(spec), optional=not spec.required)
            for column, spec in each.fields.items()
        }
    return found


def _entry(entry: Entry) -> Type:
    return EnumOf(tuple(entry.values)) if entry.values else _SCALARS[entry.type]


def _evidence(name: str, rule: EvidenceRule, person: RecordOf) -> dict[str, Member]:
    return {
        "key": Member(Scalar.STRING),
        "sha256": Member(Scalar.STRING),
        "name": Member(Scalar.STRING),
        "media_type": Member(Scalar.STRING),
        "size": Member(Scalar.INT),
        "attached_at": Member(Scalar.TIMESTAMP),
        "collector": Member(person),
        "collectors": Member(ListOf(person)),
        **_members(f"{name}.evidence", rule.fields),
    }


def _members(owner: str, fields: Mapping[str, FieldSpec]) -> dict[str, Member]:
    return {field: _member(owner, field, spec) for field, spec in fields.items()}


def _member(owner: str, field: str, spec: FieldSpec) -> Member:
    kind = Scalar.SEALED if spec.personal else _SCALARS.get(spec.type)
    if kind is None:
        match spec.type:
            case "enum":
                kind = EnumOf(tuple(spec.values or ()))
            case "record":
                kind = RecordOf(f"{owner}.{field}")
            case _:
                kind = RecordOf(spec.type)
    return Member(ListOf(kind)) if spec.many else Member(kind, optional=not spec.required)
