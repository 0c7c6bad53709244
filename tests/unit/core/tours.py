"""A process in which tours of a season are led by guides: who may, and who may not."""

from typing import Any

from tadasu.rules.process import Process, assemble
from tadasu.rules.source import read_documents
from tests.world import World, project

PROCESS = """
workflow: guide
title: {en: Guide, ja: ガイド}
people: true
key: "{id}"
label: name
fields:
  id: {type: text, required: true, title: {en: Number, ja: 番号}}
  name: {type: text, title: {en: Name, ja: 名前}}
  home: {type: valley, title: {en: Home, ja: 地元}}
  licensed_until: {type: date, title: {en: Licensed until, ja: 免許の期限}}
  chief: {type: bool, title: {en: May lead, ja: 統率できる}}
roles: {anyone: {title: {en: Anyone, ja: 誰でも}, guard: "true"}}
open: {by: [anyone]}
states:
  here: {title: {en: Here, ja: 在籍}, settled: true}
  gone: {title: {en: Gone, ja: 退職}, final: true}
transitions:
  leave: {title: {en: Leave, ja: 退職する}, from: here, to: gone, by: [anyone]}
---
workflow: valley
title: {en: Valley, ja: 谷}
key: "{name}"
fields:
  name: {type: text, required: true, title: {en: Name, ja: 名称}}
  danger: {type: int, required: true, title: {en: Danger, ja: 危険度}}
roles: {anyone: {title: {en: Anyone, ja: 誰でも}, guard: "true"}}
open: {by: [anyone]}
states: {known: {title: {en: Known, ja: 既知}, settled: true}}
transitions:
  close: {title: {en: Keep, ja: 維持}, from: known, to: known, by: [anyone]}
---
workflow: tour
title: {en: Tour, ja: ツアー}
plural: tours
parent: season
key: "{parent}-T{n}"
label: name
fields:
  name: {type: text, required: true, title: {en: Name, ja: 名称}}
  valleys: {type: valley, many: true, title: {en: Valleys, ja: 谷}}
  crew:
    type: guide
    many: true
    candidates:
      among: all.guide.filter(g, g.state == 'here')
      act: start
      policies: [G-01, G-02, G-05]
    title: {en: Crew, ja: ガイド}
  chief:
    type: guide
    candidates: {among: all.guide, act: start, policies: [G-03]}
    title: {en: Chief, ja: 統率者}
  begins: {type: date, title: {en: Begins, ja: 初日}}
  ends: {type: date, title: {en: Ends, ja: 最終日}}
roles:
  anyone: {title: {en: Anyone, ja: 誰でも}, guard: "true"}
open: {by: [anyone], policies: [G-04]}
states:
  planned:
    title: {en: Planned, ja: 計画}
    writable: {anyone: [name, crew, chief, begins, ends, valleys]}
  started: {title: {en: Started, ja: 出発}}
  over: {title: {en: Over, ja: 終了}, final: true}
transitions:
  start:
    title: {en: Start, ja: 出発する}
    from: planned
    to: started
    by: [anyone]
    policies: [G-01, G-02, G-03, G-05, G-06]
  finish: {title: {en: Finish, ja: 終える}, from: started, to: over, by: [anyone]}
---
policy: G-01
title: {en: Nobody guides at home, ja: 地元は案内しない}
level: waiver
each: {g: case.crew}
empty: refuse
require: "!has(g.home) || !(g.home in case.valleys)"
message: {en: "{g.key} is at home there.", ja: "{g.key} の地元です。"}
remedy: {en: Take another., ja: 別の人にしてください。}
waiver: {by: [anyone], beneficiaries: g, longest: "30"}
---
policy: G-02
title: {en: Guides are licensed, ja: ガイドは免許をもつ}
level: block
each: {g: case.crew}
empty: refuse
require: has(g.licensed_until) && has(case.ends) && g.licensed_until >= case.ends
message: {en: "{g.key} has no licence then.", ja: "{g.key} にはその日の免許がありません。"}
remedy: {en: Renew it., ja: 更新してください。}
---
policy: G-03
title: {en: The chief can lead, ja: 統率者の資格}
level: block
require: has(case.chief) && has(case.chief.chief) && case.chief.chief
message: {en: No chief who can lead., ja: 資格のある統率者がいません。}
remedy: {en: Name one., ja: 指定してください。}
---
policy: G-04
title: {en: It has a name, ja: 名称がある}
level: block
require: case.name != 'none'
message: {en: No name., ja: 名称がありません。}
remedy: {en: Name it., ja: 付けてください。}
---
policy: G-05
title: {en: Names are told, ja: 名前が知られている}
level: warn
each: {g: case.crew}
empty: pass
require: has(g.name)
message: {en: "{g.key} has no name.", ja: "{g.key} の名前がありません。"}
remedy: {en: Ask., ja: 尋ねてください。}
---
policy: G-06
title: {en: The chief is in the crew, ja: 統率者もガイドである}
level: block
require: has(case.chief) && case.chief in case.crew
message: {en: The chief is not in the crew., ja: 統率者がガイドに入っていません。}
remedy: {en: Add the chief., ja: 加えてください。}
---
workflow: season
title: {en: Season, ja: シーズン}
key: "S-{year}"
fields:
  year: {type: int, required: true, title: {en: Year, ja: 年}}
  valleys: {type: valley, many: true, title: {en: Valleys, ja: 谷}}
roles: {anyone: {title: {en: Anyone, ja: 誰でも}, guard: "true"}}
open: {by: [anyone]}
states:
  planned: {title: {en: Planned, ja: 計画}, writable: {anyone: [valleys]}}
  closed: {title: {en: Closed, ja: 終了}, final: true}
suggest:
  open: tour
  each: {v: case.valleys}
  when: "!case.tours.exists(t, v in t.valleys)"
  standing: case.tours
  rank: 0 - v.danger
  with: {valleys: "[v]"}
  texts: {name: {en: "{v.name} tour", ja: "{v.name}の旅"}}
  slots:
    {first: begins, last: ends, year: case.year, month: "4",
     count: "6", day: "10", length: "2", most: "2"}
  seats:
    crew: {least: "2", most: "2", load: "3"}
    chief: {within: crew}
transitions:
  close: {title: {en: Close, ja: 終える}, from: planned, to: closed, by: [anyone]}
"""


def guide(key: str, **fields: Any) -> dict[str, Any]:
    """A guide with a licence to the end of 2027 unless said otherwise."""
    stated = {"id": key, "name": f"{key} さん", "licensed_until": "2027-12-31", **fields}
    given = {name: value for name, value in stated.items() if value is not None}
    return {"workflow": "guide", "fields": given}


def process(*changes: tuple[str, str]) -> Process:
    """The process, with texts replaced."""
    text = PROCESS
    for old, new in changes:
        if old not in text:
            raise LookupError(old)
        text = text.replace(old, new)
    return assemble([], list(read_documents("tours.yaml", text)), project(base="none"))


def tours() -> World:
    """Four guides, two valleys, one tour that is planned."""
    world = World(process())
    world.give_all(
        {
            "north": {"workflow": "valley", "fields": {"name": "north", "danger": "3"}},
            "south": {"workflow": "valley", "fields": {"name": "south", "danger": "1"}},
            "G-1": guide("G-1", chief=True),
            "G-2": guide("G-2", home="north"),
            "G-3": guide("G-3", licensed_until="2026-07-01"),
            "G-4": {**guide("G-4", chief=True), "state": "gone"},
            "S-2026": {
                "workflow": "season",
                "fields": {"year": "2026", "valleys": ["north", "south"]},
            },
            "S-2026-T1": {
                "workflow": "tour",
                "parent": "S-2026",
                "fields": {
                    "name": "北",
                    "valleys": ["north"],
                    "begins": "2026-08-01",
                    "ends": "2026-08-02",
                },
            },
        }
    )
    return world
