"""Slips in a workflow."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tadasu.rules.bound import raised
from tadasu.rules.definitions import Definitions
from tadasu.rules.workflow import RANK, Level, Workflow
from tests.mutation.changes import GONE, Change, Data, Path, Words, names, swapped

Changes = Iterator[Change]


@dataclass(frozen=True)
class WorkflowSlips:
    """All slips that one workflow may hold."""

    definitions: Definitions
    workflow: Workflow
    words: Words

    def changes(self, data: Data) -> Changes:
        """All of them, in the order of the file."""
        yield from self._computed(data)
        for role, spec in data.get("roles", {}).items():
            at: Path = ("roles", role)
            yield from self.words.condition("who holds a role", (*at, "guard"), spec["guard"])
            yield Change("deputy", (*at, "delegable"), "toggled", not spec.get("delegable"))
        yield from _fields(("fields",), data.get("fields", {}))
        yield from self._act(("open",), data["open"])
        yield from self._evidence(data)
        yield from self._act(("change",), data.get("change", {}))
        for key in ("adopt", "keys"):
            if key in data:
                yield from names("role of an act", (key,), data[key], self.workflow.roles)
        if "acts_for" in data:
            yield from self.words.value("deputy", ("acts_for",), data["acts_for"])
            yield Change("deputy", ("acts_for",), "left out", GONE, "tightened")
        for state, spec in data["states"].items():
            yield from self._state(("states", state), spec)
        if len(data["states"]) > 1:
            first, *rest = data["states"].items()
            yield Change(
                "state", ("states",), "begins elsewhere", dict([rest[0], first, *rest[1:]])
            )
        for act, spec in data.get("transitions", {}).items():
            for change in self._transition(act, spec):
                # More of what happens by itself may leave people less to do.
                yield replace(change, way=None) if "automatic" in spec else change

    def _computed(self, data: Data) -> Changes:
        for name, source in data.get("define", {}).items():
            at: Path = ("define", name)
            yield from self.words.value("computed", at, source)
        for name, spec in data.get("fields", {}).items():
            if "derive" in spec:
                at = ("fields", name, "derive")
                slips = self.words.condition if spec["type"] == "bool" else self.words.value
                for change in slips("computed", at, spec["derive"]):
                    yield Change("computed", at, change.said, change.value)
        for name, spec in data.get("conditions", {}).items():
            at = ("conditions", name)
            yield from self.words.condition("computed", (*at, "when"), spec["when"], ways=False)
            states = self.workflow.states
            yield from names("computed", (*at, "in"), spec["in"], states, ways=False)

    def _evidence(self, data: Data) -> Changes:
        if "evidence" in data:
            given = data["evidence"]
            yield from self._act(("evidence",), given)
            yield from names("edge", ("evidence", "in"), given["in"], self.workflow.states)
            yield from _fields(("evidence", "fields"), given.get("fields", {}))

    def _transition(self, name: str, act: Data) -> Changes:
        at: Path = ("transitions", name)
        workflow = self.workflow
        yield Change("edge", at, "left out", GONE, "tightened")
        yield from names("edge", (*at, "from"), act["from"], workflow.states)
        yield from self._act(at, act)
        targets = act.get("to", ())
        for number, target in enumerate(targets):
            here = (*at, "to", number)
            for state in workflow.states:
                if state != target["state"]:
                    said = f"{target['state']} → {state}"
                    yield Change("edge", (*here, "state"), said, state)
            if "when" in target:
                slips = self.words.condition("edge", (*here, "when"), target["when"], ways=False)
                yield from slips
        yield from swapped("edge", (*at, "to"), targets)
        if not targets:
            state = next(state for state in workflow.states if state not in act["from"])
            yield Change("edge", (*at, "to"), f"to {state}", [{"state": state}])
        yield from self._signing(at, act)
        yield Change("round", (*at, "round"), "toggled", None if act.get("round") else "new")
        for name_ in act.get("covers", ()):
            rest = tuple(each for each in act["covers"] if each != name_)
            yield Change("approval", (*at, "covers"), f"without {name_}", rest, "widened")
        yield from names("round", (*at, "clear"), act.get("clear", ()), (), ways=False)
        yield from _fields((*at, "input"), act.get("input", {}), "fact of an act")
        if "automatic" in act:
            here = (*at, "automatic")
            yield from self.words.condition("automatic", here, act["automatic"], ways=False)
            yield Change("automatic", here, "left out", GONE)

    def _signing(self, at: Path, act: Data) -> Changes:
        """Who signs besides, and whether the log is signed afterwards."""
        yield Change("signature", (*at, "checkpoint"), "toggled", not act.get("checkpoint"))
        here, given = (*at, "cosign"), act.get("cosign", ())
        if len(given) == 1:
            yield Change("signature", here, f"without {given[0]}", (), "widened")
        elif given:
            yield from names("signature", here, given, self.workflow.roles)
        else:
            role = next(iter(self.workflow.roles), "")
            yield Change("signature", here, f"now {role}", (role,), "tightened")

    def _act(self, at: Path, act: Data) -> Changes:
        """What openings, transitions, changes and evidence have in common."""
        if "by" in act:
            yield from names("role of an act", (*at, "by"), act["by"], self.workflow.roles)
            yield from swapped("role of an act", (*at, "by"), act["by"])
        yield from self._bindings(at, act)
        yield from self._facts(at, act)
        for number, effect in enumerate(act.get("effects", ())):
            yield from self._effect((*at, "effects"), number, effect, act["effects"])

    def _bindings(self, at: Path, act: Data) -> Changes:
        bound = act.get("policies", ())
        for number, binding in enumerate(bound):
            policy = binding["policy"]
            own = self.definitions.policies[policy].level
            level = raised(own, binding.get("level"))
            here = (*at, "policies")
            way = None if level == "warn" else "widened"
            rest = tuple(each for each in bound if each is not binding)
            yield Change("rule of an act", here, f"without {policy}", rest, way)
            higher: list[Level] = [each for each in RANK if RANK[each] > RANK[level]]
            for each in higher:
                said = f"{policy} {level} → {each}"
                yield Change("level", (*here, number, "level"), said, each, "tightened")
            if level != own:
                said = f"{policy} {level} → {own}"
                yield Change("level", (*here, number, "level"), said, None, "widened")
        yield from swapped("rule of an act", (*at, "policies"), bound)
        others = dict.fromkeys(
            b.policy for each in self.workflow.acts for b in self.workflow.bindings(each)
        )
        mine = {binding["policy"] for binding in bound}
        for policy in [each for each in others if each not in mine][:2]:
            more = (*bound, {"policy": policy})
            way = None if self.definitions.policies[policy].level == "warn" else "tightened"
            yield Change("rule of an act", (*at, "policies"), f"and {policy}", more, way)

    def _facts(self, at: Path, act: Data) -> Changes:
        facts = act.get("facts") or {}
        for fact, need in facts.items():
            other = "optional" if need == "required" else "required"
            way = "widened" if need == "required" else "tightened"
            yield Change("fact of an act", (*at, "facts", fact), f"{need} → {other}", other, way)
            yield Change("fact of an act", (*at, "facts", fact), "left out", GONE)
        if at[0] == "transitions" or facts:
            for fact in [each for each in self.workflow.facts if each not in facts][:2]:
                here = (*at, "facts", fact)
                yield Change("fact of an act", here, "now optional", "optional", "widened")
                yield Change("fact of an act", here, "now required", "required")

    def _effect(self, at: Path, number: int, effect: Data, every: tuple[Data, ...]) -> Changes:
        here = (*at, number)
        yield Change("effect", at, f"without {number}", every[:number] + every[number + 1 :])
        for key in ("when", "on", "under", "once"):
            if key not in effect:
                continue
            yield Change("effect", (*here, key), "left out", GONE)
            if key == "when":
                yield from self.words.condition("effect", (*here, key), effect[key], ways=False)
            elif key != "once":
                yield from self.words.value("effect", (*here, key), effect[key])
        for key in ("each", "set", "with"):
            for name, text in effect.get(key, {}).items():
                yield from self.words.value("effect", (*here, key, name), text)
                if key != "each":
                    yield Change("effect", (*here, key, name), "left out", GONE)
        yield from names("effect", (*here, "clear"), effect.get("clear", ()), (), ways=False)

    def _state(self, at: Path, state: Data) -> Changes:
        yield Change("state", (*at, "final"), "toggled", not state.get("final"))
        yield Change("state", (*at, "settled"), "toggled", not state.get("settled"))
        if "due" in state:
            yield from self.words.days("due days", (*at, "due"), state["due"])
            yield Change("due days", (*at, "due"), "left out", GONE, "widened")
        if "stages" in state:
            yield Change("state", (*at, "stages"), "left out", GONE)
        writable = state.get("writable", {})
        facts = list(self.workflow.facts)
        for role, given in writable.items():
            others = [each for each in facts if each not in given][:1]
            yield from names("who writes what", (*at, "writable", role), given, others)
        for role in [each for each in self.workflow.roles if each not in writable][:1]:
            more = {**writable, role: tuple(facts[:1])}
            yield Change("who writes what", (*at, "writable"), f"and {role}", more, "widened")


def _fields(at: Path, fields: Data, kind: str = "field") -> Changes:
    for name, spec in fields.items():
        here = (*at, name)
        if "derive" in spec:
            continue
        required = not spec.get("required")
        way = "tightened" if required else "widened"
        yield Change(kind, (*here, "required"), "toggled", required, way)
        yield Change(kind, (*here, "many"), "toggled", not spec.get("many"))
        if "inverse" in spec:
            yield Change(kind, (*here, "inverse"), "left out", GONE)
        if len(spec.get("values", ())) > 1:
            values = dict(list(spec["values"].items())[1:])
            yield Change(kind, (*here, "values"), "without the first", values, "tightened")
        yield from _fields((*here, "fields"), spec.get("fields", {}), kind)
