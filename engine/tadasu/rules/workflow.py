"""What a workflow file may say: the fields, roles, states and transitions of one kind of case."""

from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, StrictBool, model_validator

from tadasu.errors import Text
from tadasu.rules.words import Expression, Id, Names, NonBlank, Part, PolicyId, Value, Words, wrong

Level = Literal["floor", "block", "waiver", "warn"]
"""How strict a policy is: never weakened, refusing, refusing unless waived, only noted."""

RANK: dict[Level, int] = {"warn": 0, "waiver": 1, "block": 2, "floor": 3}
"""Strictness in order; a binding may only go up."""

SCALARS = ("text", "int", "bool", "date", "timestamp", "enum")
TYPES = (*SCALARS, "requirement", "record")
"""The types of fields besides the names of workflows."""


class FieldSpec(Part):
    """A field: of a case, of a record, of the evidence or an input of a transition."""

    type: Id
    """One of TYPES, or the name of a workflow: a reference to a case of it."""
    many: StrictBool = False
    """A list of values; an empty list when none was given."""
    required: StrictBool = False
    """Must be given at once and can't be cleared, so that guards need no has()."""
    values: dict[Value, Words] | None = Field(default=None, min_length=1)
    """The values of an enum, in the order of the file, with their titles."""
    fields: dict[Id, "FieldSpec"] | None = Field(default=None, min_length=1)
    """The fields of a record."""
    title: Words
    help: Words | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if (self.type == "enum") != (self.values is not None):
            raise wrong(
                Text(
                    en="`values` belongs to a field of type enum, and to no other.",
                    ja="`values` は enum 型の項目に必須で、ほかの型には書けません。",
                ),
                "type" if self.values is None else "values",
            )
        if (self.type == "record") != (self.fields is not None):
            raise wrong(
                Text(
                    en="`fields` belongs to a field of type record, and to no other.",
                    ja="`fields` は record 型の項目に必須で、ほかの型には書けません。",
                ),
                "type" if self.fields is None else "fields",
            )
        if self.type == "record" and not self.many:
            raise wrong(
                Text(
                    en="A field of type record needs `many: true`.",
                    ja="record 型の項目には `many: true` が必要です。",
                ),
                "type",
            )
        return self


class Role(Part):
    """Who may act on a case: a guard over actor and case."""

    title: Words
    guard: Expression


class Binding(Part):
    """A policy at a place where it is judged; the level may only be raised."""

    policy: PolicyId
    level: Level | None = None


def _named(value: Any) -> Any:
    return {"policy": value} if isinstance(value, str) else value


Bindings = tuple[
    Annotated[Binding, BeforeValidator(_named, json_schema_input_type=PolicyId | Binding)], ...
]
"""Policies by id, or as {policy, level}."""


class Opening(Part):
    """Who may open a case, and which rules the case must then keep."""

    by: Names
    policies: Bindings = ()


class EvidenceRule(Part):
    """Who may attach evidence, in which states, and what is said about each piece."""

    by: Names
    states: Names = Field(alias="in")
    policies: Bindings = ()
    fields: dict[Id, FieldSpec] = {}


class Change(Part):
    """Rules judged on every change of facts."""

    policies: Bindings = ()


class State(Part):
    """Where a case can be."""

    title: Words
    writable: dict[Id, tuple[Id, ...]] = {}
    """Role → the fields that it may set while the case is here."""
    due: Expression | None = None
    """Days from entering until something must have happened, as an int expression."""
    final: StrictBool = False
    settled: StrictBool = False
    """Nothing is outstanding here, though the case may be taken up again."""


class Transition(Part):
    """An act that takes a case from a state to another, or approves it where it is."""

    title: Words
    sources: Names = Field(alias="from", min_length=1)
    to: Id
    by: Names
    """The roles of whom any one may act."""
    policies: Bindings = ()
    facts: dict[Id, Literal["required", "optional"]] = {}
    """The fields that the act may state, or must."""
    input: dict[Id, FieldSpec] = {}
    """What the act is told besides; kept in the event, read in guards as input.NAME."""
    covers: tuple[Id, ...] = ()
    """An approval holds only while none of these fields has changed since."""
    round: Literal["new"] | None = None


class Workflow(Part):
    """One kind of case."""

    name: Id = Field(alias="workflow")
    title: Words
    plural: Id | None = None
    """What the parent calls the list of these cases."""
    parent: Id | None = None
    people: StrictBool = False
    """The cases are the people who act; exactly one workflow says so."""
    key: NonBlank
    label: Id | None = None
    """The text field that is shown beside the key."""
    fields: dict[Id, FieldSpec] = {}
    roles: dict[Id, Role] = {}
    open: Opening
    evidence: EvidenceRule | None = None
    adopt: Names = ()
    """Of the people's workflow: the roles that may put a changed process in force."""
    states: dict[Id, State] = Field(min_length=1)
    change: Change = Change()
    transitions: dict[Id, Transition] = {}

    @property
    def initial(self) -> str:
        """The state in which a case begins: the first one of the file."""
        return next(iter(self.states))

    def bindings(self, act: str) -> Bindings:
        """The policies bound to open, change, evidence or a transition of that name."""
        match act:
            case "open":
                return self.open.policies
            case "change":
                return self.change.policies
            case "evidence":
                return self.evidence.policies if self.evidence else ()
            case _:
                return self.transitions[act].policies

    @property
    def acts(self) -> tuple[str, ...]:
        """Everything that policies can be bound to: open, change, evidence, each transition."""
        return ("open", "change", *(("evidence",) if self.evidence else ()), *self.transitions)
