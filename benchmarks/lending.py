"""A small process for measuring: things that are lent and given back, for ever.

One role guard and two rules bind each transition, and one rule looks at other cases. What is
recorded is what the counter records: the log is filled with entries that it wrote itself,
spoken anew for other cases.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from tadasu.core.events import Event, parse_event
from tadasu.core.values import stamp
from tadasu.ledger.entry import Statement
from tadasu.office.acts import Acts
from tadasu.office.clock import request_id
from tadasu.office.founding import init_project
from tadasu.office.workspace import Workspace
from tadasu.rules.process import Process, assemble
from tadasu.rules.project import Project
from tadasu.rules.source import read_documents
from tadasu.store.journal import Head

KEEPER, HOLDER, OTHER = "P-1", "P-2", "P-3"
LEND: Mapping[str, object] = {"holder": HOLDER}
STEPS: tuple[tuple[str, Mapping[str, object]], ...] = (("lend", LEND), ("give_back", {}))
MOVES = 10
"""Transitions of each case with which a log is filled; an even number, so that all are back."""
BLOCK = 10
"""Cases that live at the same time while a log is filled."""
BATCH = 1_000
"""Entries in one transaction while a log is filled."""

SETTINGS = """\
project: tadasu/1
log: example.com/lending
database: record/log.db
timezone: Asia/Tokyo
language: en
base: none
signatures: optional
"""

DEFINITIONS = """\
workflow: person
title: {en: Person, ja: 人}
people: true
key: "{id}"
label: name
fields:
  id: {type: text, required: true, title: {en: Number, ja: 番号}}
  name: {type: text, required: true, title: {en: Name, ja: 氏名}}
  keeper: {type: bool, title: {en: Keeper, ja: 管理者}}
roles:
  keeper: {title: {en: Keeper, ja: 管理者}, guard: has(actor.keeper) && actor.keeper}
open: {by: [keeper]}
states:
  active: {title: {en: Active, ja: 在籍}}
  left: {title: {en: Left, ja: 退職}, final: true}
transitions:
  leave: {title: {en: Leave, ja: 退職}, from: active, to: left, by: [keeper]}
---
workflow: item
title: {en: Item, ja: 備品}
key: "I-{n:07}"
fields:
  holder: {type: person, title: {en: Holder, ja: 使用者}}
  users: {type: person, many: true, title: {en: Users, ja: 利用者}}
roles:
  keeper: {title: {en: Keeper, ja: 管理者}, guard: has(actor.keeper) && actor.keeper}
open: {by: [keeper]}
states:
  available: {title: {en: Available, ja: 保管中}, writable: {keeper: [users]}}
  lent: {title: {en: On loan, ja: 貸出中}}
  gone: {title: {en: Gone, ja: 廃棄}, final: true}
transitions:
  lend:
    title: {en: Lend, ja: 貸出}
    from: available
    to: lent
    by: [keeper]
    policies: [L-01, L-02]
    facts: {holder: required}
  give_back:
    title: {en: Give back, ja: 返却}
    from: lent
    to: available
    by: [keeper]
    policies: [L-01, L-02]
  discard: {title: {en: Discard, ja: 廃棄}, from: available, to: gone, by: [keeper]}
---
policy: L-01
title: {en: Nobody lends to himself or herself, ja: 自分には貸さない}
level: block
require: "!has(case.holder) || case.holder != actor"
message: {en: "{case.key} would go to the one who lends it.", ja: "{case.key} を自分に貸しています。"}
remedy: {en: Ask another keeper., ja: ほかの管理者に頼んでください。}
---
policy: L-02
title: {en: All users are still here, ja: 利用者は全員在籍}
level: block
each: {p: case.users}
empty: pass
require: p.state == 'active'
message: {en: "{p.key} has left.", ja: "{p.key} は退職しています。"}
remedy: {en: Name other users., ja: 利用者を改めてください。}
"""


def lending_process() -> Process:
    """The process, without a project."""
    settings = {"project": "tadasu/1", "log": "example.com/lending", "database": "record/log.db"}
    project = Project.model_validate({**settings, "base": "none"})
    return assemble((), read_documents("lending.yaml", DEFINITIONS), project)


def founded(
    root: Path, items: int, *, signatures: str = "optional"
) -> tuple[Workspace, list[str]]:
    """A new project of three people in `root`, opened, and the keys of so many items.

    Where `signatures` are required, everything is signed by its founder.
    """
    (root / "workflows").mkdir(parents=True)
    settings = SETTINGS.replace("optional", signatures)
    (root / "tadasu.yaml").write_text(settings, "utf-8")
    (root / "workflows" / "lending.yaml").write_text(DEFINITIONS, "utf-8")
    keeper = {"id": KEEPER, "name": "山田 花子", "keeper": "true"}
    init_project(
        root, log="-", language="en", database=None, simulated=False, at=None, person=keeper
    )
    workspace = Workspace.open(root)
    acts = Acts(workspace, KEEPER)
    acts.new("person", None, {"id": HOLDER, "name": "Jo Smith"})
    acts.new("person", None, {"id": OTHER, "name": "﨑山 𠮷美"})
    users = {"users": [HOLDER, OTHER]}
    return workspace, [acts.new("item", None, users).case for _ in range(items)]


def fill(workspace: Workspace, size: int) -> list[str]:
    """Append entries until the log has `size`; the keys of the items that are all back."""
    journal = workspace.journal
    patterns = _patterns(workspace)
    with journal.reading() as shelf:
        first = shelf.count("item", None) + 1
        head = shelf.head
    blocks = (size - head.size) // (BLOCK * (MOVES + 1))
    entries = _entries(patterns, first, blocks)
    while batch := list(islice(entries, BATCH)):
        with journal.writing() as desk:
            now = stamp(datetime.now(UTC))
            desk.append([_spoken(*each, desk.head, now) for each in batch], now)
    return [_key(number) for number in range(first, first + blocks * BLOCK)]


def one_entry(workspace: Workspace) -> bytes:
    """The bytes of the last entry."""
    with workspace.journal.reading() as shelf:
        return next(shelf.rows(shelf.head.size - 1)).entry


def _patterns(workspace: Workspace) -> tuple[Statement, Statement, Statement]:
    """An opening, a lending and a giving back, as the counter writes them."""
    acts = Acts(workspace, KEEPER)
    key = acts.new("item", None, {"users": [HOLDER, OTHER]}).case
    for name, given in STEPS:
        acts.do(key, name, given)
    with workspace.journal.reading() as shelf:
        opened, lent, back = (each.entry.statement for each in shelf.entries(case=key))
    return opened, lent, back


Draft = tuple[str, int, Statement]


def _entries(
    patterns: tuple[Statement, Statement, Statement], first: int, blocks: int
) -> Iterator[Draft]:
    opened, *moves = patterns
    for block in range(blocks):
        start = first + block * BLOCK
        keys = [_key(number) for number in range(start, start + BLOCK)]
        yield from ((key, 1, opened) for key in keys)
        for move in range(MOVES):
            yield from ((key, move + 2, moves[move % 2]) for key in keys)


def _spoken(
    key: str, version: int, pattern: Statement, head: Head, now: str
) -> tuple[Statement, Event]:
    statement = replace(
        pattern,
        id=request_id(),
        case=key,
        version=version,
        occurred_at=now,
        seen={"size": head.size, "root": head.root},
    )
    return statement, parse_event(pattern.kind, pattern.data)


def _key(number: int) -> str:
    return f"I-{number:07}"
