"""What a workflow file may say: the fields, roles, states and transitions of one kind of case."""

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, StrictBool

from tadasu.rules.allowance import Allowances
from tadasu.rules.effect import Effect
from tadasu.rules.field import FieldSpec
from tadasu.rules.matrix import Matrix
from tadasu.rules.rung import Rung
from tadasu.rules.state import Condition, State
from tadasu.rules.suggestion import Suggestion
from tadasu.rules.words import Expression, Id, Names, NonBlank, Part, PolicyId, Words

Level = Literal["floor", "block", "waiver", "warn"]
"""How strict a policy is: never weakened, refusing, refusing unless waived, only noted."""

RANK: dict[Level, int] = {"warn": 0, "waiver": 1, "block": 2, "floor": 3}
"""Strictness in order; a binding may only go up."""

STAGE = "stage"
"""The fact that tells where within its state a case stands, if the state has stages."""

Need = Literal["required", "optional"]
"""Whether an act must state a fact, or only may."""


class Role(Part):
    """Who may act on a case: a guard over actor and case."""

    title: Words
    """What people read."""
    guard: Expression
    """A person for whom this holds has the role, on the case as it is before the act."""
    delegable: StrictBool = False
    """A person may act in it for another who holds it, as `acts_for` says."""


class Binding(Part):
    """A policy at a place where it is judged; the level may only be raised."""

    policy: PolicyId
    """The rule's id."""
    level: Level | None = None
    """A stricter level at this place."""


def _named(value: Any) -> Any:
    return {"policy": value} if isinstance(value, str) else value


Bindings = tuple[
    Annotated[Binding, BeforeValidator(_named, json_schema_input_type=PolicyId | Binding)], ...
]
"""Policies by id, or as {policy, level}."""


class Opening(Part):
    """Who may open a case, and which rules the case must then keep."""

    by: Names
    """The roles of which any one may open a case."""
    policies: Bindings = ()
    """Rules for the case as it would be."""
    facts: dict[Id, Need] | None = None
    """The fields that an opening may state, or must; without it, any."""
    effects: tuple[Effect, ...] = ()
    """What follows in the same commit."""


class EvidenceRule(Part):
    """Who may attach evidence, in which states, and what is said about each piece."""

    by: Names
    """The roles of which any one may attach a file."""
    states: Names = Field(alias="in")
    """The states in which files may be attached."""
    policies: Bindings = ()
    """Rules for the case as it would be."""
    fields: dict[Id, FieldSpec] = {}
    """What is stated about each file."""


class Change(Part):
    """Rules judged on every change of facts."""

    policies: Bindings = ()
    """Rules for the case as it would be; `old` is the case before."""


class Target(Part):
    """Where a transition leads, if its guard holds."""

    state: Id
    """Where it leads."""
    when: Expression | None = None
    """Without it the state is taken where no earlier one was."""


def _targets(value: Any) -> Any:
    return [{"state": value}] if isinstance(value, str) else value


class Transition(Part):
    """An act that takes a case from a state to another, or approves it where it is."""

    title: Words
    """What people read."""
    sources: Names = Field(alias="from", min_length=1)
    """The states in which it can be made."""
    targets: Annotated[
        tuple[Target, ...],
        BeforeValidator(_targets, json_schema_input_type=Id | tuple[Target, ...]),
        Field(alias="to"),
    ] = ()
    """The state that it leads to, or the first of several whose guard holds; none: it stays."""
    by: Names
    """The roles of whom any one may act; with none, only the process itself does it."""
    automatic: Expression | None = None
    """It is made as soon as this holds after any act on the case, those above or below it."""
    policies: Bindings = ()
    """Rules for the case as it would be; `old` is the case before."""
    facts: dict[Id, Need] = {}
    """The fields that the act may state, or must."""
    clear: Names = ()
    """The facts that no longer count afterwards, unless the act states them."""
    input: dict[Id, FieldSpec] = {}
    """What the act is told besides; kept in the event, read in guards as input.NAME."""
    covers: tuple[Id, ...] = ()
    """An approval holds only while none of these fields has changed since."""
    cosign: Names = ()
    """The roles of which another person than the actor must hold one, and sign as well."""
    personal: StrictBool | Id = False
    """The note is sealed; as for a field, true or the field of the person whom it is about."""
    erase: StrictBool = False
    """Of the people's workflow: destroys the key to everything sealed about the person."""
    checkpoint: StrictBool = False
    """A milestone: the log is signed after it, so that nobody can take it back unnoticed."""
    round: Literal["new"] | None = None
    """What was done and stated so far stays readable in `case.rounds`; approvals count anew."""
    effects: tuple[Effect, ...] = ()
    """What follows in the same commit."""

    def ends_from(self, source: str) -> tuple[str, ...]:
        """The states that it may lead to from `source`, each once."""
        return tuple(dict.fromkeys(target.state for target in self.targets)) or (source,)

    @property
    def edges(self) -> tuple[tuple[str, str], ...]:
        """Every way from a state to a state that it may take."""
        return tuple((source, end) for source in self.sources for end in self.ends_from(source))


class Workflow(Part):
    """One kind of case."""

    name: Id = Field(alias="workflow")
    """Its name, by which other definitions refer to it."""
    title: Words
    """What people read."""
    plural: Id | None = None
    """What the parent calls the list of these cases."""
    parent: Id | None = None
    """The workflow to whose cases these belong."""
    people: StrictBool = False
    """The cases are the people who act; exactly one workflow says so."""
    key: NonBlank
    """How its cases are named: {parent}, {n} or {n:02} (a number), {FIELD} (a required field)."""
    label: Id | None = None
    """The text field that is shown beside the key."""
    mail: Id | None = None
    """Of the people's workflow: the text field with the address for `tadasu remind`."""
    define: dict[Id, Expression] = {}
    """Names for expressions that the guards of this workflow use."""
    fields: dict[Id, FieldSpec] = {}
    """What can be stated of a case, and what is computed."""
    conditions: dict[Id, Condition] = {}
    """What is said of a case by computing it, such as overdue."""
    roles: dict[Id, Role] = {}
    """Who may act on a case."""
    escalation: tuple[Rung, ...] = ()
    """The ladder that overdue cases climb; computed for any day, and never stored."""
    open: Opening
    """Who may open a case, and what must hold."""
    evidence: EvidenceRule | None = None
    """Who may attach files, and when; without it nobody may."""
    adopt: Names = ()
    """Of the people's workflow: the roles that may put a changed process in force."""
    keys: Names = ()
    """Of the people's workflow: who may enrol and retire others' keys; else those of `adopt`."""
    acts_for: Expression | None = None
    """Of the people's workflow: the people in whose name `actor` may act now."""
    states: dict[Id, State] = Field(min_length=1)
    """Where a case can be; it begins in the first."""
    change: Change = Change()
    """What every change of facts must keep."""
    transitions: dict[Id, Transition] = {}
    """What can be done with a case."""
    suggest: Suggestion | None = None
    """What `tadasu plan suggest` works out: the cases below, when, and who stands in them."""
    matrices: dict[Id, Matrix] = {}
    """What `tadasu coverage` shows of a case: what was looked at, against what should be."""
    allow: Allowances = ()
    """Remarks of lint that this file answers with a reason."""

    @cached_property
    def facts(self) -> dict[str, FieldSpec]:
        """Everything that can be stated of a case: the fields but for derived ones, the stage."""
        stated = {name: spec for name, spec in self.fields.items() if spec.derive is None}
        found = (state.stages or {} for state in self.states.values())
        stages = {name: title for each in found for name, title in each.items()}
        return stated | ({STAGE: _stage(stages)} if stages else {})

    @property
    def paths(self) -> Iterator[tuple[str, FieldSpec]]:
        """Every field by its path, `field` or, within rows, `field.column`."""
        for name, spec in self.facts.items():
            yield name, spec
            for column, inner in (spec.fields or {}).items():
                yield f"{name}.{column}", inner

    @property
    def indexed(self) -> tuple[str, ...]:
        """The paths of the references that can be followed from their other end."""
        return tuple(path for path, spec in self.paths if spec.inverse)

    @property
    def derived(self) -> dict[str, str]:
        """The fields that are computed, with their expressions."""
        return {name: spec.derive for name, spec in self.fields.items() if spec.derive}

    @property
    def keepers(self) -> tuple[str, ...]:
        """The roles that may enrol and retire keys of others."""
        return self.keys or self.adopt

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

    def effects(self, act: str) -> tuple[Effect, ...]:
        """What an opening or a transition sets off."""
        return self.open.effects if act == "open" else self.transitions[act].effects

    def stated_by(self, act: str) -> frozenset[str]:
        """The facts that an act must state, and that none of its effects clears."""
        if act in ("change", "evidence"):
            return frozenset()
        needs = (self.open.facts or {}) if act == "open" else self.transitions[act].facts
        cleared = {name for effect in self.effects(act) for name in effect.clear}
        return frozenset(n for n, need in needs.items() if need == "required") - cleared

    @property
    def acts(self) -> tuple[str, ...]:
        """Everything that policies can be bound to: open, change, evidence, each transition."""
        return ("open", "change", *(("evidence",) if self.evidence else ()), *self.transitions)


def _stage(values: dict[str, Words]) -> FieldSpec:
    return FieldSpec(type="enum", values=values, title=Words(en="Stage", ja="段階"))
