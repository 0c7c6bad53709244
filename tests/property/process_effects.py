"""Random effects: cases opened, moved and changed, with values that fit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tadasu.guard.types import EnumOf, ListOf, RecordOf, Type
from tadasu.rules.process import Process
from tests.property.process_draft import Data, Draft
from tests.property.process_paths import Names
from tests.property.process_terms import Terms


@dataclass
class Notary:
    """Writes what acts of one workflow set off."""

    author: Draft
    terms: Terms
    process: Process
    name: str

    def __post_init__(self) -> None:
        self.random = self.author.random
        self.defined: Names = {}
        self.made = self.author.workflows[self.name]
        self.acting = self.process.guards.names(self.name, "open")
        self.watching = {name: kind for name, kind in self.acting.items() if name != "actor"}

    def _facts(self, made: Data) -> list[str]:
        return [each for each, spec in made["fields"].items() if "derive" not in spec]

    def _effects(self, act: str) -> Iterator[Data]:
        """Effects on what stands later in the file, so that none comes round."""
        names = {**self.process.guards.names(self.name, act), **self.defined}
        while self.random.random() < 0.5:
            made, scope = self._each(names)
            kind = self.random.choice(("open", "open", "do", "do", "set"))
            found = getattr(self, f"_{kind}")(scope, act)
            if found is not None:
                if self.random.random() < 0.25:
                    made["when"] = self.terms.condition(scope, 1)
                yield {**made, **found}

    def _each(self, names: Names) -> tuple[Data, Names]:
        listed = self.terms.listing(names) if self.random.random() < 0.4 else None
        if listed is None:
            return {}, names
        if self.random.random() < 0.5:
            name = self.random.choice(list(self.author.workflows))
            listed = f"all.{name}", RecordOf(name)
        return {"each": {"z": listed[0]}}, {**names, "z": listed[1]}

    def _later(self) -> list[str]:
        names = list(self.author.workflows)
        return names[names.index(self.name) + 1 :]

    def _open(self, scope: Names, _: str) -> Data | None:
        later = self._later()
        if not later:
            return None
        name = self.random.choice(later)
        opened = self.author.workflows[name]
        parent = opened.get("parent")
        made: Data = {"open": name}
        if parent is not None and (parent != self.name or self.random.random() < 0.3):
            under = self.terms.value(RecordOf(parent), scope, 0)
            if under is None:
                return None
            made["under"] = under
        values = self._values(name, self._facts(opened), opened["fields"], scope)
        if values is None:
            return None
        if values and self.random.random() < 0.4:
            made["once"] = self.random.choice(list(values))
        return {**made, "with": values}

    def _do(self, scope: Names, act: str) -> Data | None:
        acts = list(self.made["transitions"])
        own = acts[acts.index(act) + 1 :] if act in acts else acts
        choices = [(self.name, each) for each in own]
        for name in self._later():
            choices += [(name, each) for each in self.author.workflows[name]["transitions"]]
        if not choices:
            return None
        name, chosen = self.random.choice(choices)
        on = self.terms.value(self.random.choice((RecordOf(name), ListOf(RecordOf(name)))), scope)
        if on is None:
            return None
        about = self.author.workflows[name]
        done = about["transitions"][chosen]
        specs = {each: about["fields"][each] for each in done["facts"]}
        needed = {each: need == "required" for each, need in done["facts"].items()}
        values = self._values(name, list(specs), specs, scope, needed)
        more = done.get("input", {})
        inputs = self._values(f"{name}.{chosen}.input", list(more), more, scope)
        if values is None or inputs is None:
            return None
        return {"do": chosen, "on": on, "with": {**values, **inputs}}

    def _set(self, scope: Names, _: str) -> Data | None:
        made: Data = {}
        name = self.name
        if self.random.random() < 0.5:
            name = self.random.choice([*self.author.workflows])
            on = self.terms.value(ListOf(RecordOf(name)), scope) or self.terms.value(
                RecordOf(name), scope
            )
            if on is None:
                return None
            made["on"] = on
        about = self.author.workflows[name]
        free = [each for each in self._facts(about) if not about["fields"][each].get("required")]
        chosen = self.author.some(free, 1, 2)
        specs = {each: about["fields"][each] for each in chosen}
        values = self._values(name, chosen, specs, scope) or {}
        rest = [each for each in free if each not in values]
        cleared = self.author.some(rest, 0, 1)
        if not values and not cleared:
            return None
        return {**made, "set": values, **({"clear": cleared} if cleared else {})}

    def _values(
        self,
        owner: str,
        chosen: Sequence[str],
        specs: Data,
        scope: Names,
        needed: Mapping[str, bool] | None = None,
    ) -> Data | None:
        """Expressions for fields; None where a required one finds none."""
        values: Data = {}
        for each in chosen:
            must = specs[each].get("required") if needed is None else needed[each]
            if not must and self.random.random() < 0.5:
                continue
            kind = self.process.guards.schema[owner][each].type
            text = self._value(kind, specs[each], scope)
            if text is None and must:
                return None
            if text is not None:
                values[each] = text
        return values

    def _value(self, kind: Type, spec: Data, scope: Names) -> str | None:
        if self.random.random() < 0.3:
            copied = self.terms.copied(kind, scope)
            if copied is not None:
                return copied
        bare = kind.item if isinstance(kind, ListOf) else kind
        if spec["type"] == "record" or (isinstance(bare, EnumOf) and isinstance(kind, ListOf)):
            return self.terms.copied(kind, scope)
        return self.terms.value(kind, scope)
