"""An orchestra: people who lead and play, sections that list them, and much that is computed."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from tadasu.core.case import Case
from tadasu.core.scene import Scene
from tadasu.guard.guard import Guard
from tadasu.rules.process import Process, assemble
from tadasu.rules.source import read_documents
from tests.unit.core.counted import Counted
from tests.world import MOMENT, ZONE, World, project

PROCESS = """
workflow: player
title: {en: Player, ja: 奏者}
people: true
key: "{id}"
define: {leads: size(case.followers) > 0}
fields:
  id: {type: text, required: true, title: {en: Number, ja: 番号}}
  section: {type: section, inverse: players, title: {en: Section, ja: パート}}
  leader: {type: player, inverse: followers, title: {en: Leader, ja: 首席}}
  friends: {type: player, many: true, inverse: admirers, title: {en: Friends, ja: 友人}}
  chairs:
    type: record
    many: true
    title: {en: Chairs, ja: 席}
    fields:
      section: {type: section, inverse: seated, title: {en: Section, ja: パート}}
      desk: {type: int, required: true, title: {en: Desk, ja: プルト}}
  leading: {type: bool, derive: leads, title: {en: Leading, ja: 首席}}
  above: {type: int, derive: size(case.ancestors('leader')), title: {en: Above, ja: 上位}}
  under_leader:
    type: bool
    derive: case.ancestors('leader').exists(p, p.leading)
    title: {en: Under a leader, ja: 首席の下}
  peers:
    type: player
    many: true
    derive: "has(case.section) ? case.section.players : case.friends"
    title: {en: Peers, ja: 仲間}
conditions:
  crowded: {title: {en: Crowded, ja: 混雑}, in: [playing], when: size(case.peers) > 2}
roles:
  all: {title: {en: Anybody, ja: 全員}, guard: "true"}
  led: {title: {en: Those led, ja: 部員}, guard: "case.followers.exists(p, p == actor)"}
open: {by: [all]}
states:
  playing:
    title: {en: Playing, ja: 在籍}
    writable: {all: [section, leader, friends, chairs]}
    stages: {trial: {en: Trial, ja: 試用}, full: {en: Full, ja: 正規}}
  away: {title: {en: Away, ja: 休団}}
  gone: {title: {en: Gone, ja: 退団}, final: true}
transitions:
  leave: {title: {en: Leave, ja: 退団}, from: [playing, away], to: gone, by: [all]}
  audition:
    title: {en: Audition, ja: 再選考}
    from: playing
    to: playing
    by: [all]
    round: new
    clear: [section]
  rest: {title: {en: Rest, ja: 休団}, from: playing, to: away, by: [led]}
---
workflow: section
title: {en: Section, ja: パート}
key: "{name}"
fields:
  name: {type: text, required: true, title: {en: Name, ja: 名前}}
  full: {type: bool, derive: "size(case.players) >= params.seats", title: {en: Full, ja: 満席}}
  largest:
    type: bool
    derive: "all.section.all(s, size(s.players) <= size(case.players))"
    title: {en: Largest, ja: 最大}
roles: {all: {title: {en: Anybody, ja: 全員}, guard: "true"}}
open: {by: [all]}
states:
  here: {title: {en: Here, ja: 活動中}}
  gone: {title: {en: Gone, ja: 廃止}, final: true}
transitions:
  close: {title: {en: Close, ja: 廃止}, from: here, to: gone, by: [all]}
---
parameters:
  seats: {type: int, default: "2", min: "1", max: "60", title: {en: Seats, ja: 席数}}
"""

CASES: dict[str, dict[str, Any]] = {
    "strings": {"workflow": "section", "fields": {"name": "strings"}},
    "brass": {"workflow": "section", "fields": {"name": "brass"}},
    "P-1": {"workflow": "player", "fields": {"id": "P-1", "section": "strings"}},
    "P-2": {
        "workflow": "player",
        "fields": {"id": "P-2", "section": "strings", "leader": "P-1", "friends": ["P-1", "P-3"]},
    },
    "P-3": {
        "workflow": "player",
        "fields": {
            "id": "P-3",
            "leader": "P-2",
            "friends": ["P-1"],
            "chairs": [{"section": "brass", "desk": "1"}, {"section": "strings", "desk": "2"}],
        },
    },
}


def orchestra_process() -> Process:
    return assemble((), read_documents("orchestra.yaml", PROCESS), project(base="none"))


class Hall:
    """An orchestra, and a scene of it that counts its questions."""

    def __init__(self, **cases: Mapping[str, Any]) -> None:
        self.world = World(orchestra_process())
        self.world.give_all({**CASES, **cases})
        self.source = Counted(self.world)
        self.scene = Scene(self.world.process, self.source, MOMENT, ZONE)

    @property
    def asked(self) -> list[tuple[str, ...]]:
        """What the scene asked for so far."""
        return self.source.asked

    def value(self, key: str, source: str) -> object:
        """What an expression about a case comes to, with all that it reads gathered."""
        guard, names = self._asked_of(key, source)
        return guard.value(names, zone=ZONE)

    def why(self, key: str, source: str) -> list[tuple[str, str | None]]:
        """Why a condition about a case doesn't hold: each part, and whose it is."""
        guard, names = self._asked_of(key, source)
        told = guard.explain(names, zone=ZONE, holds=False)
        return [(each.text, each.about) for each in told]

    def _asked_of(self, key: str, source: str) -> tuple[Guard, dict[str, object]]:
        self.scene.fetch([key])
        case = self.scene.case(key)
        assert case is not None
        compiler = self.world.process.guards.compiler
        guard = compiler.guard(source, compiler.watching(case.workflow), None)
        names = self.scene.names(self.scene.record(key))
        self.scene.gather(guard.footprint, names)
        return guard, names

    def keys(self, key: str, source: str) -> list[str]:
        """The keys of the records that an expression comes to."""
        found: Any = self.value(key, source)
        return [record.key for record in found]

    def changed(self, key: str, **fields: object) -> Case:
        """A case with other facts."""
        case = self.scene.case(key) or self.world.held[key]
        return replace(case, fields={**case.fields, **fields})
