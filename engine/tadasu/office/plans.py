"""A plan of migration as it was handed in, and the cases that it is about."""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from tadasu.core.case import Case
from tadasu.core.reasons import said
from tadasu.core.setting import no_case
from tadasu.errors import Reason, RefusalError, Text
from tadasu.office.files import read_bytes
from tadasu.rules.document import Document
from tadasu.rules.plan import Migration, read_plan
from tadasu.store.journal import Shelf

MIGRATE = Text(en="migrate cases", ja="案件を移行する")


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan as it was read, where its words stand, and the SHA-256 of the file."""

    migration: Migration
    document: Document
    digest: str


def plan_file(path: Path) -> Plan:
    """The plan in a file, or DefinitionError with all that is wrong with it by itself."""
    content = read_bytes(path, path.name)
    migration, document = read_plan(path.name, content)
    return Plan(migration, document, hashlib.sha256(content).hexdigest())


def planned(
    shelf: Shelf, workflows: Collection[str], keys: Collection[str], process: str
) -> Iterator[Case]:
    """The cases of these workflows, or of `keys` alone, that are not on `process` yet.

    Raises NotFoundError for a key that no case has, RefusalError for one of another workflow.
    """
    every = _named(shelf, keys) if keys else (c for w in workflows for c in shelf.select(w))
    for case in every:
        if case.process == process:
            continue
        if case.workflow not in workflows:
            raise RefusalError(MIGRATE, [_unplanned(case.key, case.workflow)])
        yield case


def _named(shelf: Shelf, keys: Collection[str]) -> Iterator[Case]:
    found = shelf.cases(keys)
    for key in dict.fromkeys(keys):
        if key not in found:
            raise no_case(key)
        yield found[key]


def _unplanned(key: str, name: str) -> Reason:
    return said(
        "migration",
        Text(en="The plan", ja="移行計画"),
        Text(
            en=f"{key} is a case of {name}, of which the plan says nothing.",
            ja=f"{key} は {name} の案件ですが、計画に {name} がありません。",
        ),
        Text(
            en=f"Write `{name}: {{}}` under `workflows`, with the names that changed, if any.",
            ja=f"`workflows` に `{name}: {{}}` と書いてください(変わる名前があればその中に)。",
        ),
    )
