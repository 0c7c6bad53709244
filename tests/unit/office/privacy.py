"""A process with personal values in every place where one may be stated, for tests."""

from io import BytesIO
from pathlib import Path

from tadasu.office.acts import Acts
from tadasu.office.founding import init_project
from tadasu.office.workspace import Workspace
from tests.unit.office import desk

PROCESS = """
workflow: member
title: {en: Member, ja: 会員}
people: true
key: "{id}"
label: name
adopt: [staff]
fields:
  id: {type: text, required: true, title: {en: Number, ja: 番号}}
  name: {type: text, required: true, personal: true, title: {en: Name, ja: 氏名}}
  librarian: {type: bool, title: {en: Librarian, ja: 司書}}
  hold: {type: bool, title: {en: Hold, ja: 保全}}
roles:
  staff: {title: {en: Staff, ja: 職員}, guard: has(actor.librarian) && actor.librarian}
open: {by: [staff]}
states:
  active: {title: {en: Active, ja: 在籍}, writable: {staff: [name, librarian, hold]}}
  left: {title: {en: Left, ja: 退会}, final: true, writable: {staff: [name, hold]}}
transitions:
  leave:
    title: {en: Leave, ja: 退会}
    from: [active]
    to: left
    by: [staff]
    personal: true
  erase:
    title: {en: Erase, ja: 消去}
    from: [left]
    by: [staff]
    cosign: [staff]
    erase: true
    policies: [H-1, H-2]
---
workflow: talk
title: {en: Talk, ja: 面談}
key: "T-{n}"
fields:
  with: {type: member, title: {en: With, ja: 相手}}
  said: {type: text, personal: with, title: {en: What was said, ja: 話の内容}}
  topic: {type: text, title: {en: Topic, ja: 話題}}
roles:
  staff: {title: {en: Staff, ja: 職員}, guard: has(actor.librarian) && actor.librarian}
open: {by: [staff]}
evidence:
  by: [staff]
  in: [open]
  fields:
    voice: {type: text, personal: with, title: {en: Voice, ja: 声}}
states:
  open: {title: {en: Open, ja: 進行中}, writable: {staff: [said, topic]}}
  ended: {title: {en: Ended, ja: 終了}, final: true}
transitions:
  end:
    title: {en: End, ja: 終える}
    from: [open]
    to: ended
    by: [staff]
    personal: with
    policies: [H-3]
    input:
      summary: {type: text, personal: with, title: {en: Summary, ja: まとめ}}
"""
RULES = """
policy: H-1
title: {en: No hold, ja: 保全なし}
refs: []
level: floor
require: "!(has(case.hold) && case.hold)"
message: {en: "{case.key} is on hold.", ja: "{case.key} は保全中です。"}
remedy: {en: Wait., ja: お待ちください。}
---
policy: H-2
title: {en: No open talk, ja: 進行中の面談なし}
refs: []
level: floor
each: {t: all.talk}
empty: pass
when: t.state == 'open'
require: "!has(t.with) || t.with != case"
message: {en: "{t.key} is open.", ja: "{t.key} が進行中です。"}
remedy: {en: Wait., ja: お待ちください。}
---
policy: H-3
title: {en: Something was said, ja: 内容がある}
refs: []
level: block
require: has(case.said)
message: {en: Nothing was said., ja: 内容がありません。}
remedy: {en: Say it., ja: 記入してください。}
"""

NAMES = {"M-1": "﨑山 一", "M-2": "髙田 二郎", "M-9": "𠮷野 九子"}
SAID = ("内緒の話その一", "内緒の話その二", "録音の内容", "まとめの秘密", "別れの言葉")
"""What is personal besides names, all about M-9."""


def found(root: Path, *, signatures: str = "optional", process: str = PROCESS) -> None:
    """A library of members; M-1 and M-2 are librarians, M-9 was talked with and has left."""
    settings = desk.SETTINGS.replace("optional", signatures)
    (root / "policies").mkdir(parents=True)
    (root / "policies" / "rules.yaml").write_text(RULES, encoding="utf-8")
    founder = dict(desk.FOUNDER) | {"name": NAMES["M-1"]}
    desk.write_files(root, process, settings)
    init_project(
        root,
        log="ignored.example",
        language="ja",
        database=None,
        simulated=True,
        at=desk.START,
        person=founder,
    )


def people(workspace: Workspace) -> Acts:
    """M-2, a librarian, and M-9, a member; the acts of M-1."""
    acts = Acts(workspace, "M-1")
    acts.new("member", None, {"id": "M-2", "name": NAMES["M-2"], "librarian": "true"})
    acts.new("member", None, {"id": "M-9", "name": NAMES["M-9"]})
    return acts


def talked(workspace: Workspace) -> None:
    """M-9 was talked with, in every way, and left."""
    acts = Acts(workspace, "M-1")
    acts.new("talk", None, {"with": "M-9", "said": SAID[0]})
    acts.set("T-1", {"said": SAID[1], "topic": "本の紛失"})
    acts.attach("T-1", BytesIO(b"tape"), "tape.wav", {"voice": SAID[2]})
    acts.do("T-1", "end", {"summary": SAID[3]}, note=SAID[4])
    acts.do("M-9", "leave", {}, note=SAID[4])


def erase(workspace: Workspace, request: str | None = None) -> None:
    """M-1 and M-2 erase M-9."""
    Acts(workspace, "M-1", request).do("M-9", "erase", {}, cosigner="M-2")
