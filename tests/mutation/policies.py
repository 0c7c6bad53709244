"""Slips in a rule."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tadasu.rules.definitions import Definitions
from tadasu.rules.policy import Policy
from tadasu.rules.workflow import RANK
from tests.mutation.changes import GONE, Change, Data, Words

_OTHER = {"tightened": "widened", "widened": "tightened", None: None}


@dataclass(frozen=True)
class PolicySlips:
    """All slips that one rule may hold."""

    definitions: Definitions
    policy: Policy
    words: Words

    def changes(self, data: Data) -> Iterator[Change]:
        """All of them."""
        yield from self._levels(data)
        if "empty" in data:
            other = "pass" if data["empty"] == "refuse" else "refuse"
            way = "widened" if other == "pass" else "tightened"
            yield Change("guard", ("empty",), f"→ {other}", other, way)
        yield from self.words.condition("guard", ("require",), data["require"])
        for variable, source in data.get("each", {}).items():
            yield from self.words.value("guard", ("each", variable), source)
        if "when" in data:
            yield from self._when(data["when"])
        if "waiver" in data:
            yield from self._waiver(data["waiver"])

    def _levels(self, data: Data) -> Iterator[Change]:
        level = self.policy.level
        for other in RANK:
            if other == level:
                continue
            way = "tightened" if RANK[other] > RANK[level] else "widened"
            said = f"{level} → {other}"
            if "waiver" not in (level, other):
                yield Change("level", ("level",), said, other, way)
                continue
            whole = {**data, "level": other}
            whole.pop("waiver", None)
            if other == "waiver":
                whole["waiver"] = {
                    "by": self._judges(),
                    "beneficiaries": "case.opened_by",
                    "longest": "30",
                }
            yield Change("level", (), said, whole, way)

    def _judges(self) -> tuple[str, ...]:
        """A role that there is wherever the rule is bound."""
        bound = [
            set(each.roles)
            for each in self.definitions.workflows.values()
            if any(b.policy == self.policy.id for act in each.acts for b in each.bindings(act))
        ]
        return tuple(sorted(set.intersection(*bound))[:1]) if bound else ()

    def _when(self, source: str) -> Iterator[Change]:
        """What a rule is about: less of it is less of the rule."""
        plain = self.policy.empty != "refuse"
        for change in self.words.condition("guard", ("when",), source):
            yield replace(change, way=_OTHER[change.way] if plain else None)
        yield Change("guard", ("when",), "left out", GONE, "tightened" if plain else None)

    def _waiver(self, waiver: Data) -> Iterator[Change]:
        at = ("waiver",)
        beneficiaries = waiver["beneficiaries"]
        yield from self.words.value("waiver", (*at, "beneficiaries"), beneficiaries)
        for each in ("case.opened_by", "actor"):
            if each != beneficiaries:
                yield Change("waiver", (*at, "beneficiaries"), f"→ {each}", each)
        yield from self.words.days("waiver", (*at, "longest"), waiver["longest"])
        for number, role in enumerate(waiver["by"]):
            rest = waiver["by"][:number] + waiver["by"][number + 1 :]
            yield Change("waiver", (*at, "by"), f"without {role}", rest, "tightened")
        for role in [each for each in self._every() if each not in waiver["by"]][:2]:
            yield Change("waiver", (*at, "by"), f"and {role}", (*waiver["by"], role), "widened")

    def _every(self) -> list[str]:
        return sorted(
            {role for each in self.definitions.workflows.values() for role in each.roles}
        )
