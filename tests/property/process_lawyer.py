"""Random rules: the expressions and policies of one workflow."""

from dataclasses import dataclass
from typing import Any

from tadasu.guard.types import RecordOf, Scalar
from tests.property.process_draft import TITLE, Data
from tests.property.process_effects import Notary
from tests.property.process_paths import Names


@dataclass
class Lawyer(Notary):
    """Writes the expressions, rules and effects of one workflow."""

    def write(self) -> None:
        """All of them."""
        made = self.made
        for n in range(self.random.randrange(2)):
            made.setdefault("define", {})[f"d{n}"] = self.terms.condition(self.acting)
        self.defined = dict.fromkeys(made.get("define", ()), Scalar.BOOL)
        for name, role in made["roles"].items():
            if name != "anyone":
                role["guard"] = self.terms.condition({**self.acting, **self.defined}, 1)
        for state in made["states"].values():
            if self.random.random() < 0.3:
                state["due"] = self.terms.value(Scalar.INT, self.watching, 1) or "3"
        if self.name == "person" and "acts_for" in made and self.random.random() < 0.5:
            names: Names = {**self.acting, "role": Scalar.STRING}
            inner = {name: kind for name, kind in names.items() if name != "case"}
            asked = self.terms.condition({**inner, "d": RecordOf("person")}, 1)
            made["acts_for"] = f"actor.deputy_of.filter(d, {asked})"
        if self.name != "person":
            self._bind(made["open"], "open", 0.35)
        self._bind(made.setdefault("change", {}), "change", 0.3)
        if "evidence" in made:
            self._bind(made["evidence"], "evidence", 0.6)
        for name, act in made["transitions"].items():
            self._finish(name, act)
        effects = list(self._effects("open")) if self.name != "person" else []
        made["open"] |= {"effects": effects} if effects else {}
        if self.name != "person" and self.random.random() < 0.2:
            facts = self._facts(self.made)
            needs = {each: self.random.choice(("required", "optional")) for each in facts[:4]}
            made["open"]["facts"] = needs

    def _finish(self, name: str, act: Data) -> None:
        names = {**self.process.guards.names(self.name, name), **self.defined}
        ends = act["to"]
        for end in ends[:-1]:
            end["when"] = self.terms.condition(names, 1)
        if not ends:
            del act["to"]
        elif self.random.random() < 0.7:
            del ends[-1]["when"]
        if self.name != "person" and self.random.random() < (0.2 if act["by"] else 0.5):
            act["automatic"] = self.terms.condition(self.watching, 1)
        self._bind(act, name, 0.45)
        effects = list(self._effects(name)) if self.name != "person" else []
        act |= {"effects": effects} if effects else {}

    def _bind(self, place: Data, act: str, chance: float) -> None:
        bound: list[Any] = []
        while self.random.random() < chance and len(bound) < 3:
            policy = self._policy(act)
            self.author.policies.append(policy)
            raised = policy["level"] in ("warn", "waiver") and self.random.random() < 0.2
            bound.append(
                {"policy": policy["policy"], "level": "block"} if raised else policy["policy"]
            )
        if bound:
            place["policies"] = bound

    def _policy(self, act: str) -> Data:
        number = len(self.author.policies) + 1
        names = {**self.process.guards.names(self.name, act), **self.defined}
        level = self.random.choice(("floor", "block", "block", "waiver", "warn"))
        made: Data = {"policy": f"R-{number:02}", "title": TITLE, "level": level}
        scope = names
        listed = self.terms.listing(names) if self.random.random() < 0.4 else None
        if listed is not None:
            made |= {"each": {"e": listed[0]}, "empty": self.random.choice(("pass", "refuse"))}
            scope = {**names, "e": listed[1]}
        if self.random.random() < 0.3:
            made["when"] = self.terms.condition(scope, 1)
        made["require"] = self.terms.condition(scope)
        shown = self.terms.value(self.random.choice((Scalar.INT, Scalar.STRING)), scope) or "'-'"
        made["message"] = {"en": f"No: {{{shown}}}.", "ja": f"{{{shown}}} は不可。"}
        made["remedy"] = {"en": f"Do {{{shown}}}.", "ja": TITLE["ja"]}
        if level == "waiver":
            made["waiver"] = {
                "by": ["anyone"],
                "beneficiaries": self.random.choice(("case.opened_by", "case.openers")),
                "longest": "30",
            }
        return made
