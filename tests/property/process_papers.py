"""Random processes whose cases have documents, and people who issue them."""

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256
from random import Random  # noqa: TID251  (seeded, so that every run is the same)

from tadasu.core.decide import issue
from tadasu.core.deeds import Decision
from tadasu.core.issued import DocumentIssued
from tadasu.core.setting import Setting
from tadasu.rules.process import Process
from tests.property.process_draft import TITLE, Data
from tests.property.process_generator import Author, assembled
from tests.property.process_play import PEOPLE, Crowd, Request


@dataclass(frozen=True)
class Issuing(Request):
    """Somebody wants to issue a form of a case; `name` says which."""

    def decide(self, setting: Setting, *, probing: bool = False) -> Decision:
        del probing
        made = f"{self.name} {self.on} {self.now}".encode()
        document = DocumentIssued(
            form=self.name,
            sha256=sha256(made).hexdigest(),
            size=len(made),
            name="paper.html",
            media_type="text/html",
            language="ja",
            record={"size": 2, "root": "0" * 64},
        )
        return issue(setting, self.on or "", document)


def papered(seed: int) -> Process:
    """The random process of a seed, with forms of each workflow: one issued, one looked at."""
    random = Random(seed)  # noqa: S311  (no secret)
    documents = Author(random).documents()
    forms: list[Data] = []
    for workflow in [each for each in documents if "workflow" in each]:
        name, roles = workflow["workflow"], list(workflow["roles"])
        by = random.sample(roles, random.randint(1, len(roles)))
        bare: Data = {"title": TITLE, "of": name, "parts": [{"name": "all", "facts": ["key"]}]}
        forms.append({"form": f"{name}_slip", **bare, "edition": "1", "issue": {"by": by}})
        forms.append({"form": f"{name}_look", **bare})
    return assembled([*documents, *forms])


def issuing(crowd: Crowd, random: Random, forms: Sequence[str]) -> Issuing:
    """A wish to issue something of a case, of its own forms more often than not."""
    case = random.choice(list(crowd.world.held.values()))
    own = f"{case.workflow}_slip"
    form = own if random.random() < 0.8 else random.choice(forms)
    behalf = random.choice(PEOPLE) if random.random() < 0.2 else None
    actor = random.choice(PEOPLE)
    return Issuing("issue", actor, crowd.now, case.key, form, {}, behalf=behalf)
