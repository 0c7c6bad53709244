"""An office that reminds its people by mail, for tests."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tadasu.office.acts import Acts
from tadasu.office.founding import init_project
from tadasu.office.mailing import Sent, deliver
from tadasu.office.reminding import reminders
from tadasu.office.workspace import DATABASE_VARIABLE, Workspace
from tadasu_cli.render.reminders import written
from tests.unit.office import desk
from tests.unit.office.desk import library
from tests.unit.office.mailbox import Mailbox, mailbox
from tests.unit.store.places import Database

PROCESS = """
workflow: member
title: {en: Member, ja: 会員}
people: true
key: "{id}"
label: name
mail: mail
adopt: [staff]
fields:
  id: {type: text, required: true, title: {en: Number, ja: 番号}}
  name: {type: text, required: true, personal: true, title: {en: Name, ja: 氏名}}
  mail: {type: text, personal: true, title: {en: Mail, ja: メール}}
  boss: {type: bool, title: {en: Boss, ja: 長}}
roles: {staff: {title: {en: Staff, ja: 職員}, guard: has(actor.boss) && actor.boss}}
open: {by: [staff]}
states: {active: {title: {en: Active, ja: 在籍}, settled: true, writable: {staff: [mail, boss]}}}
---
workflow: task
title: {en: Task, ja: 作業}
key: "T-{n}"
label: what
fields:
  what: {type: text, required: true, title: {en: What, ja: 内容}}
  owner: {type: member, required: true, title: {en: Owner, ja: 担当}}
roles:
  owner: {title: {en: Owner, ja: 担当}, guard: actor == case.owner}
  staff: {title: {en: Staff, ja: 職員}, guard: has(actor.boss) && actor.boss}
escalation:
  - {after: "0", to: [owner]}
  - {after: "7", to: [staff]}
open: {by: [staff]}
states:
  begun: {title: {en: Begun, ja: 着手}, due: "10"}
  done: {title: {en: Done, ja: 完了}, final: true}
transitions:
  end: {title: {en: End, ja: 終える}, from: begun, to: done, by: [owner]}
"""


@pytest.fixture
def box() -> Iterator[Mailbox]:
    """A mail server."""
    with mailbox() as box:
        yield box


def founded(root: Path, box: Mailbox, *, simulated: bool) -> Path:
    """An office of M-1 alone, who is the boss."""
    mail = "mail: {sender: tadasu@example.jp, server: 127.0.0.1, security: none, "
    mail += f"port: {box.port}}}\n"
    desk.write_files(root, PROCESS, desk.SETTINGS + mail)
    init_project(
        root,
        log="ignored.example",
        language="ja",
        database=None,
        simulated=simulated,
        at=desk.START if simulated else None,
        person={"id": "M-1", "name": "﨑山", "boss": "true", "mail": "one@example.jp"},
    )
    return root


@pytest.fixture
def root(
    tmp_path: Path, box: Mailbox, database: Database, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """An office in which M-2 and M-3 have a task each, begun on the first of June."""
    monkeypatch.setenv(DATABASE_VARIABLE, database.url)
    root = founded(tmp_path / "project", box, simulated=True)
    with library(root) as workspace:
        acts = Acts(workspace, "M-1")
        for key, name, address in (("M-2", "髙田", "two"), ("M-3", "𠮷野", "three")):
            mail_to = f"{address}@example.jp"
            acts.new("member", None, {"id": key, "name": name, "mail": mail_to})
            acts.new("task", None, {"what": f"{name}の作業", "owner": key})
    return root


def sent(root: Path, day: str) -> Sent:
    """What is sent on a day."""
    with library(root, f"{day}T09:00:00+09:00") as workspace:
        return deliver(workspace, reminders(workspace), written)


def steps(workspace: Workspace) -> list[tuple[str, str, str]]:
    """Who is told of which case at which step."""
    return [(r.person, i.row.key, i.step) for r in reminders(workspace) for i in r.items]
