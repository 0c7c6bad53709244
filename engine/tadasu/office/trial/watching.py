"""What was seen while tests ran: what each rule said, each role, each atom of their guards."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import cast

from tadasu.core.case import Case
from tadasu.core.deeds import Decision
from tadasu.core.events import CaseAmended, CaseMoved, CaseOpened, Event, EvidenceAttached
from tadasu.core.records import CaseRecord
from tadasu.errors import Reason
from tadasu.guard.atoms import AtomName, atoms, deciding
from tadasu.guard.guard import Guard, GuardError
from tadasu.rules.bound import Bound

Role = tuple[str, str]
"""A workflow and its role."""
ActName = tuple[str, str]
"""A workflow, and open, change, evidence or a transition."""
GuardName = tuple[str, str, str]
"""Where a condition is written: policy, its id, when or require; or a part of a workflow, its
name, and that of the role, define, or transition (with `to` or `automatic`)."""
Told = tuple[GuardName, int]
"""An atom: where it is written, and its number there."""

TRIVIAL = ("input", "state")
"""Refusals that say nothing of a rule."""


@dataclass(slots=True)
class _Asked:
    """One policy, asked about one case in one act."""

    bound: Bound
    listed: bool = False
    required: list[object] = field(default_factory=list)

    @property
    def result(self) -> str:
        if any(isinstance(value, GuardError) for value in self.required):
            return "error"
        if not all(self.required):
            return "fail"
        if self.required:
            return "pass"
        return "fail" if self.listed and self.bound.empty == "refuse" else "not_applicable"


@dataclass(slots=True)
class Watch:
    """What was seen so far, of all tests together."""

    policies: Counter[tuple[str, str]] = field(default_factory=Counter)
    """How often a policy had a result: pass, fail, not_applicable, waived, error."""
    acts: Counter[tuple[ActName, str]] = field(default_factory=Counter)
    """How often an act was taken, led to a state, or was refused for a role's or a rule's sake."""
    roles: Counter[tuple[Role, bool]] = field(default_factory=Counter)
    """How often someone who was asked held a role."""
    decided: set[tuple[Told, bool]] = field(default_factory=set)
    """The atoms that decided, each with its value."""
    _asked: dict[tuple[str, ...], _Asked] = field(default_factory=dict)
    _open: dict[Guard, set[tuple[AtomName, bool]]] = field(default_factory=dict)
    """What may still be seen of each guard."""

    def accepted(
        self, acts: Iterable[tuple[ActName, str | None]], waived: Collection[str]
    ) -> None:
        """Close an act that happened, with all that came of it and the rules set aside.

        `acts` are acts with the state that a transition led to.
        """
        for asked in self._asked.values():
            name, result = asked.bound.policy.id, asked.result
            aside = result == "fail" and name in waived
            self.policies[name, "waived" if aside else result] += 1
        for act, end in acts:
            self.acts.update([(act, "taken"), (act, f"to {end}")])
        self._asked.clear()

    def refused(self, reasons: Iterable[Reason], act: ActName) -> None:
        """Close an act that was refused."""
        for asked in self._asked.values():
            self.policies[asked.bound.policy.id, asked.result] += 1
        if any(reason.code not in TRIVIAL for reason in reasons):
            self.acts[act, "refused"] += 1
        self._asked.clear()

    def dropped(self) -> None:
        """Close an act that was not even tried."""
        self._asked.clear()

    def tell_role(
        self, role: Role, guard: Guard, names: Mapping[str, object], value: object, zone: tzinfo
    ) -> None:
        """A role's guard was evaluated."""
        if isinstance(value, bool):
            self.roles[role, value] += 1
        self.tell(("role", *role), role[0], guard, names, value, zone)

    def tell_rule(
        self,
        bound: Bound,
        part: str,
        workflow: str,
        guard: Guard,
        names: Mapping[str, object],
        value: object,
        zone: tzinfo,
    ) -> None:
        """A part of a policy was evaluated: each, when or require."""
        people = [cast(CaseRecord, names[name]).key for name in ("case", "actor")]
        asked = self._asked.setdefault((bound.policy.id, *people), _Asked(bound))
        asked.listed |= part == "each"
        if part == "require" or isinstance(value, GuardError):
            asked.required.append(value)
        self.tell(("policy", bound.policy.id, part), workflow, guard, names, value, zone)

    def tell(
        self,
        name: GuardName,
        workflow: str,
        guard: Guard,
        names: Mapping[str, object],
        value: object,
        zone: tzinfo,
    ) -> None:
        """A condition in the scope of `workflow` was evaluated: note which atoms decided."""
        if not isinstance(value, bool):
            return
        wanted = self._open.get(guard)
        if wanted is None:
            both = (True, False)
            wanted = {(atom.name, either) for atom in atoms(guard) for either in both}
            self._open[guard] = wanted
        if wanted:
            found = deciding(guard, names, wanted, zone=zone)
            wanted -= found
            self.decided |= {(told(name, workflow, atom), either) for atom, either in found}


def told(name: GuardName, workflow: str, atom: AtomName) -> Told:
    """An atom by where it is written: in the guard `name`, or in a define of `workflow`."""
    define, number = atom
    return (("define", workflow, define) if define else name), number


def acts_of(decision: Decision, held: Mapping[str, Case]) -> Iterator[tuple[ActName, str | None]]:
    """Every act that a decision consists of, with the state that a transition led to."""
    for deed in decision.deeds:
        workflow, event = held[deed.case].workflow, deed.event
        if isinstance(event, CaseMoved):
            yield (workflow, event.transition), event.target
        elif type(event) in _ACTS:
            yield (workflow, _ACTS[type(event)]), None


_ACTS: Mapping[type[Event], str] = {
    CaseOpened: "open",
    CaseAmended: "change",
    EvidenceAttached: "evidence",
}
