"""Random histories: requests of several people, decided one after the other and kept."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random  # noqa: TID251  (seeded, so that every run is the same)
from typing import cast

from tadasu.core.case import Case, Stamp
from tadasu.core.decide import amend, attach, move, open_case
from tadasu.core.deeds import Decision, Deed
from tadasu.core.events import parse_event, to_data
from tadasu.core.fold import evolve
from tadasu.core.gathered import Source
from tadasu.core.scene import Scene
from tadasu.core.setting import Setting
from tadasu.core.values import File, stamp
from tadasu.core.waive import Grant
from tadasu.errors import TadasuError
from tadasu.rules.field import SCALARS, FieldSpec
from tadasu.rules.process import Process
from tadasu.rules.workflow import STAGE, Workflow
from tests.world import MOMENT, ZONE, World

PEOPLE = ("P-1", "P-2", "P-3", "P-4")
FILE = File(sha256="0" * 64, size=1, name="given.txt", media_type="text/plain")
ACTS = ("open", "open", "move", "move", "move", "move", "move", "amend", "amend", "attach")


@dataclass(frozen=True)
class Request:
    """What somebody asks for, ready to be decided on any scene."""

    act: str
    actor: str
    now: datetime
    on: str | None
    """The case that it is about; for an opening the parent."""
    name: str
    """A workflow to open, a transition to make."""
    given: Mapping[str, object]
    grants: Sequence[Grant] = ()
    behalf: str | None = None

    def setting(self, process: Process, source: Source) -> Setting:
        scene = Scene(process, source, self.now, ZONE)
        return Setting(process, scene, self.actor, self.now, ZONE, self.behalf)

    def decide(self, setting: Setting, *, probing: bool = False) -> Decision:
        match self.act:
            case "open":
                workflow = setting.process.workflows[self.name]
                founding = self.actor == "P-1" and self.given.get("id") == "P-1"
                return open_case(setting, workflow, self.on, self.given, founding=founding)
            case "move":
                grants = () if probing else self.grants
                return move(
                    setting, self.on or "", self.name, self.given, grants=grants, probing=probing
                )
            case "amend":
                return amend(setting, self.on or "", self.given)
        return attach(setting, self.on or "", FILE, self.given)


@dataclass
class Told:
    """A deed as the record keeps it."""

    kind: str
    data: str
    mark: Stamp
    role: str


@dataclass
class Play:
    """A world that begins empty, and what was done in it."""

    process: Process
    world: World = field(init=False)
    told: list[Told] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.world = World(self.process)

    def keep(self, request: Request, decision: Decision) -> list[Told]:
        """Let it have happened; what the record says of it."""
        said: list[Told] = []
        for deed in decision.deeds:
            case = self.world.held.get(deed.case)
            mark = Stamp(
                deed.case,
                case.version + 1 if case else 1,
                self.process.digest,
                stamp(request.now),
                request.actor,
                decision.behalf,
            )
            after = evolve(case, deed.event, mark)
            assert after is not None
            self.world.held[deed.case] = after
            data = json.dumps(to_data(deed.event), ensure_ascii=False, sort_keys=True)
            said.append(Told(deed.event.kind, data, mark, deed.role))
        self.told += said
        return said

    def folded(self) -> dict[str, Case]:
        """Every case from its entries, read back from their texts."""
        return folded(self.told)


def folded(told: Sequence[Told]) -> dict[str, Case]:
    cases: dict[str, Case] = {}
    for each in told:
        event = parse_event(each.kind, json.loads(each.data))
        after = evolve(cases.get(each.mark.case), event, each.mark)
        assert after is not None
        cases[after.key] = after
    return cases


@dataclass
class Crowd:
    """People who ask for this and that."""

    random: Random
    world: World
    now: datetime = MOMENT

    def begin(self) -> list[Request]:
        """The people come, the first by himself or herself."""
        workflow = self.world.process.workflows["person"]
        made: list[Request] = []
        for person in PEOPLE:
            plain = [
                n
                for n, s in workflow.fields.items()
                if s.type in SCALARS and not (s.many or s.derive)
            ]
            given = {name: self._one(workflow.facts[name]) for name in plain if self._odds(0.7)}
            others = [each for each in PEOPLE[: len(made)] if self._odds(0.4)]
            given |= {"id": person, "deputy_of": others}
            made.append(Request("open", "P-1", self.now, None, "person", given))
        return made

    def ask(self) -> Request:
        """A request that makes sense more often than not."""
        self.now += timedelta(hours=self.random.choice((0, 0, 1, 7, 25)))
        actor = self.random.choice(PEOPLE)
        principals = self._principals(actor)
        behalf = self.random.choice(principals) if self._odds(0.2) else None
        kind = self.random.choice(ACTS)
        if kind == "open":
            return self._opening(actor, behalf)
        case = self.random.choice(self._cases())
        workflow = self.world.process.workflows[case.workflow]
        if kind == "move":
            return self._moving(actor, behalf, case, workflow)
        if kind == "attach" and workflow.evidence is not None:
            given = self._given(workflow.evidence.fields, workflow.evidence.fields)
            return Request("attach", actor, self.now, case.key, "", given, behalf=behalf)
        writable = [
            name for names in workflow.states[case.state].writable.values() for name in names
        ]
        chosen = self.random.sample(writable, min(len(writable), self.random.randint(1, 2)))
        if self._odds(0.1):
            chosen = [self.random.choice(list(workflow.facts))]
        given = self._given(workflow.facts, chosen, often=1)
        return Request("amend", actor, self.now, case.key, "", given, behalf=behalf)

    def _principals(self, actor: str) -> list[str]:
        """In whose name the actor might act; sometimes in anybody's."""
        case = self.world.held.get(actor)
        found = list(cast(Sequence[str], case.fields.get("deputy_of") or ())) if case else []
        return found if found and self._odds(0.8) else list(PEOPLE)

    def _cases(self) -> list[Case]:
        cases = list(self.world.held.values())
        others = [case for case in cases if case.workflow != "person"]
        return others if others and self._odds(0.9) else cases

    def _opening(self, actor: str, behalf: str | None) -> Request:
        process = self.world.process
        name = self.random.choice([each for each in process.workflows if each != "person"])
        workflow = process.workflows[name]
        parents = self._keys(workflow.parent) if workflow.parent else [None]
        parent = self.random.choice(parents or [None])
        allowed = (
            [each for each in workflow.facts if each != STAGE]
            if workflow.open.facts is None
            else workflow.open.facts
        )
        must = [each for each, spec in workflow.facts.items() if spec.required]
        must += [each for each, need in (workflow.open.facts or {}).items() if need == "required"]
        given = self._given(workflow.facts, [*allowed, *must], must)
        return Request("open", actor, self.now, parent, name, given, behalf=behalf)

    def _moving(self, actor: str, behalf: str | None, case: Case, workflow: Workflow) -> Request:
        names = [name for name, act in workflow.transitions.items() if case.state in act.sources]
        if not names or self._odds(0.05):
            names = list(workflow.transitions)
        name = self.random.choice(names)
        act = workflow.transitions[name]
        specs = {**{each: workflow.facts[each] for each in act.facts}, **act.input}
        must = [each for each, need in act.facts.items() if need == "required"]
        must += [each for each, spec in act.input.items() if spec.required]
        given = self._given(specs, specs, must)
        waivable = [
            each.policy
            for each in workflow.bindings(name)
            if self.world.process.policies[each.policy].level == "waiver"
        ]
        until = self.now.date() + timedelta(days=self.random.choice((0, 5, 40)))
        grants = [Grant(each, "so", "thus", until) for each in waivable if self._odds(0.5)]
        return Request("move", actor, self.now, case.key, name, given, grants, behalf)

    def _given(
        self,
        specs: Mapping[str, FieldSpec],
        names: Sequence[str] | Mapping[str, object],
        must: Sequence[str] = (),
        often: float = 0.5,
    ) -> dict[str, object]:
        given: dict[str, object] = {}
        for name in names:
            needed = name in must or specs[name].required
            if self._odds(0.97 if needed else often):
                value = self._value(specs[name])
                given |= {} if value is None else {name: value}
        if self._odds(0.03):
            given["strange"] = "x"
        return given

    def _value(self, spec: FieldSpec) -> object:
        if self._odds(0.02):
            return self.random.choice(("", "?", 7, [], "P-9"))
        if spec.many:
            count = self.random.randrange(4 if spec.type != "record" else 3)
            items = [each for _ in range(count) if (each := self._one(spec)) is not None]
            return [each for n, each in enumerate(items) if each not in items[:n]]
        return self._one(spec)

    def _one(self, spec: FieldSpec) -> object:
        match spec.type:
            case "text":
                return self.random.choice(("a", "b", "門", "n１"))
            case "int":
                return self.random.choice((*range(-1, 6), 2**52))
            case "bool":
                return self._odds(0.5)
            case "date":
                return f"2026-06-{self.random.randrange(1, 9):02}"
            case "timestamp":
                return f"2026-06-0{self.random.randrange(1, 9)}T12:00"
            case "enum":
                return self.random.choice(list(spec.values or ()))
            case "requirement":
                return self.random.choice(("norm:4.1", "norm:5.2"))
            case "record":
                fields = spec.fields or {}
                row = ((name, self._value(each)) for name, each in fields.items())
                return {name: value for name, value in row if value is not None}
        return self.random.choice(keys) if (keys := self._keys(spec.type)) else None

    def _keys(self, workflow: str) -> list[str]:
        return [case.key for case in self.world.held.values() if case.workflow == workflow]

    def _odds(self, chance: float) -> bool:
        return self.random.random() < chance


def result(request: Request, setting: Setting, *, probing: bool = False) -> Decision | TadasuError:
    """What comes of a request: a decision, or why not."""
    try:
        return request.decide(setting, probing=probing)
    except TadasuError as no:
        return no


@dataclass(frozen=True)
class Step:
    """One request of a history, the cases before it, and what came of it."""

    process: Process
    before: Mapping[str, Case]
    request: Request
    outcome: Decision | TadasuError

    @property
    def world(self) -> World:
        """The cases before it, to decide on again."""
        world = World(self.process)
        world.held = dict(self.before)
        return world

    @property
    def deeds(self) -> Sequence[Deed]:
        """What happened, if anything."""
        return self.outcome.deeds if isinstance(self.outcome, Decision) else ()
