"""Random small processes that assemble: first what there is, then the expressions about it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random  # noqa: TID251  (seeded, so that every run is the same)

from tadasu.guard.types import RecordOf, Scalar
from tadasu.rules.process import Process, assemble
from tadasu.rules.source import read_documents
from tests.property.process_draft import TITLE, Data, Draft
from tests.property.process_lawyer import Lawyer
from tests.property.process_paths import Names
from tests.property.process_terms import Terms
from tests.world import project

VALUES = dict.fromkeys(("low", "mid", "high"), TITLE)
SCALARS = ("text", "int", "bool", "date", "timestamp", "enum", "requirement")
PARAMETERS: Data = {
    "parameters": {
        "limit": {"type": "int", "default": "2", "min": "0", "max": "9", "title": TITLE},
        "strict": {"type": "bool", "default": False, "title": TITLE},
        "since": {"type": "date", "default": "2026-06-02", "title": TITLE},
        "steps": {
            "type": "table",
            "title": TITLE,
            "fields": {
                "grade": {"type": "enum", "values": VALUES, "required": True, "title": TITLE},
                "most": {"type": "int", "min": "0", "title": TITLE},
            },
            "default": [{"grade": "low", "most": "1"}, {"grade": "high"}],
        },
    }
}
STANDARD: Data = {
    "standard": "norm",
    "title": TITLE,
    "edition": "1",
    "clauses": {
        "4.1": {"title": TITLE, "kind": "clause"},
        "5.2": {"title": TITLE, "kind": "control"},
    },
}
CALENDAR: Data = {
    "calendar": "days",
    "title": TITLE,
    "weekend": ["saturday", "sunday"],
    "from": "2026-05-01",
    "until": "2026-12-31",
    "holidays": {"2026-06-04": TITLE},
}


def random_process(seed: int) -> Process:
    """The process of a seed."""
    return assembled(Author(Random(seed)).documents())  # noqa: S311  (no secret)


def assembled(documents: Sequence[Data]) -> Process:
    """The process of some documents; DefinitionError with what is wrong with them."""
    texts = (json.dumps(each, ensure_ascii=False) for each in documents)
    return assemble((), read_documents("random.yaml", "\n---\n".join(texts)), project(base="none"))


@dataclass
class Author(Draft):
    """Writes one process."""

    computed: list[tuple[str, str]] = field(default_factory=list)
    """Derived fields and conditions by workflow, each written from earlier ones."""

    def documents(self) -> list[Data]:
        """All documents, ready to be assembled."""
        names = ["person", *[f"w{n}" for n in range(1, self.random.randrange(2, 5))]]
        for name in names:
            self.workflows[name] = self._skeleton(name)
        for name in names:
            self.workflows[name]["fields"] |= self._fields(name, names)
        for name in names:
            self._lifecycle(name)
        self.others = [PARAMETERS, STANDARD, *([CALENDAR] if self._odds(0.5) else [])]
        bare = assembled(self._all())
        hidden = set(self.computed)
        terms = Terms(self.random, bare.guards.schema, hidden, business=CALENDAR in self.others)
        for workflow, member in self.computed:
            self._compute(terms, bare, workflow, member)
            hidden.remove((workflow, member))
            terms.forget()
        for name in names:
            Lawyer(self, terms, bare, name).write()
        return self._all()

    def _all(self) -> list[Data]:
        return [*self.workflows.values(), *self.policies, *self.others]

    def _skeleton(self, name: str) -> Data:
        above = [each for each in self.workflows if each != "person"]
        parent = self.random.choice(above) if above and self._odds(0.6) else None
        made: Data = {
            "workflow": name,
            "title": TITLE,
            "fields": {},
            "roles": {"anyone": {"title": TITLE, "guard": "true"}},
            "open": {"by": ["anyone"]},
        }
        if name == "person":
            made |= {"people": True, "key": "{id}", "open": {"by": ["anyone"]}}
            made["fields"] = {
                "id": {"type": "text", "required": True, "title": TITLE},
                "deputy_of": {"type": "person", "many": True, "title": TITLE},
            }
            if self._odds(0.8):
                made["acts_for"] = "actor.deputy_of"
            return made
        made["key"] = f"{name.upper()}-{{n}}"
        if parent is not None:
            made |= {"parent": parent, "plural": f"{name}s", "key": f"{{parent}}-{name}.{{n:02}}"}
        elif self._odds(0.15):
            made["fields"]["code"] = {"type": "text", "required": True, "title": TITLE}
            made["key"] = f"{name.upper()}-{{code}}"
        return made

    def _fields(self, name: str, names: Sequence[str]) -> Data:
        found: Data = {}
        for n in range(self.random.randrange(2, 6)):
            spec = self._field(f"{name}_{n}", (*SCALARS, *names, *names, "record"))
            spec |= {"required": True} if name != "person" and self._odds(0.2) else {}
            found[f"f{n}"] = spec
        for n in range(self.random.randrange(3)):
            kind = self.random.choice(("bool", "bool", "int", "date", *names))
            many = kind in names
            found[f"v{n}"] = (
                {"type": kind, "many": many, "derive": _PLACE[kind], "title": TITLE}
                if (kind in _PLACE)
                else {"type": kind, "many": True, "derive": f"all.{kind}", "title": TITLE}
            )
            self.computed.append((name, f"v{n}"))
        return found

    def _field(self, inverse: str, kinds: Sequence[str]) -> Data:
        kind = self.random.choice(kinds)
        spec: Data = {"type": kind, "title": TITLE}
        if kind == "record":
            rows = [each for each in kinds if each != "record"]
            columns = {f"c{n}": self._field(f"{inverse}_{n}", rows) for n in range(2)}
            columns["c0"] |= {"required": True}
            return spec | {"many": True, "fields": columns}
        if kind == "enum":
            spec["values"] = VALUES
        if self._odds(0.25):
            spec["many"] = True
        if kind in self.workflows and self._odds(0.5):
            spec["inverse"] = f"of_{inverse}"
        return spec

    def _lifecycle(self, name: str) -> None:
        made = self.workflows[name]
        facts = [each for each, spec in made["fields"].items() if "derive" not in spec]
        roles = ["anyone", *[f"r{n}" for n in range(self.random.randrange(3))]]
        for role in roles[1:]:
            made["roles"][role] = {"title": TITLE, "guard": "true", "delegable": self._odds(0.7)}
        states = [f"s{n}" for n in range(self.random.randrange(2, 5))]
        stages = {states[self.random.randrange(len(states))]: True} if self._odds(0.3) else {}
        made["states"] = {
            each: {
                "title": TITLE,
                "writable": {role: self.some(facts, 0, 4) for role in self.some(roles, 1, 2)},
                **({"settled": True} if self._odds(0.1) else {}),
                **({"stages": {"one": TITLE, "two": TITLE}} if each in stages else {}),
            }
            for each in states
        }
        if self._odds(0.5 if name != "person" else 0.2):
            made["states"][states[-1]]["final"] = True
        for each in stages:
            made["states"][each]["writable"].setdefault("anyone", []).append("stage")
        if name != "person":
            made["open"] |= {"by": self._by(roles, 0.95)}
        made["transitions"] = {
            f"t{n}": self._transition(made, states, roles, facts)
            for n in range(self.random.randrange(2, 6))
        }
        for n in range(self.random.randrange(2)):
            made.setdefault("conditions", {})[f"k{n}"] = {
                "title": TITLE,
                "in": self.some(states, 1, 3),
                "when": "true",
            }
            self.computed.append((name, f"k{n}"))
        if self._odds(0.3):
            made["evidence"] = {
                "by": self.some(roles, 1, 2),
                "in": self.some(states, 1, 3),
                "fields": {"method": {"type": "enum", "values": VALUES, "title": TITLE}},
            }

    def _by(self, roles: Sequence[str], chance: float) -> list[str]:
        """Who may do it: most often anyone, sometimes nobody."""
        if not self._odds(chance):
            return []
        return ["anyone"] if self._odds(0.5) else self.some(roles, 1, 2)

    def _transition(
        self, made: Data, states: Sequence[str], roles: Sequence[str], facts: Sequence[str]
    ) -> Data:
        free = [each for each in facts if not made["fields"][each].get("required")]
        ends = self.some(states, 0, 3) if self._odds(0.8) else []
        act: Data = {
            "title": TITLE,
            "from": self.some(states, 1, 3),
            "to": [{"state": end, "when": "true"} for end in ends],
            "by": self._by(roles, 0.85),
            "facts": {
                each: self.random.choice(("required", "optional")) for each in self.some(facts)
            },
        }
        if self._odds(0.3):
            act["clear"] = self.some(free, 0, 2)
        if self._odds(0.3):
            act["covers"] = self.some(facts, 1, 2)
        if self._odds(0.15):
            act["round"] = "new"
        if self._odds(0.3):
            act["input"] = {
                "i0": {**self._field("", SCALARS), "required": self._odds(0.5)},
                "i1": {"type": "int", "title": TITLE},
            }
        return act

    def _compute(self, terms: Terms, bare: Process, workflow: str, member: str) -> None:
        made = self.workflows[workflow]
        names: Names = {
            "case": RecordOf(workflow), "params": RecordOf("params"), "all": RecordOf("all"),
            "now": Scalar.TIMESTAMP, "today": Scalar.DATE,
        }  # fmt: skip
        if member in made["fields"]:
            kind = bare.guards.schema[workflow][member].type
            text = terms.value(kind, names, 2)
            made["fields"][member]["derive"] = text or made["fields"][member]["derive"]
        else:
            made["conditions"][member]["when"] = terms.condition(names)


_PLACE: Mapping[str, str] = {"bool": "true", "int": "0", "date": "today"}
