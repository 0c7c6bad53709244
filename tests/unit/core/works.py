"""A process in which works are ordered: an order opens jobs, and is done when they are."""

from typing import Any

from tadasu.rules.process import Process, assemble
from tadasu.rules.source import read_documents
from tests.world import World, project

PROCESS = """
workflow: person
title: {en: Person, ja: 人}
people: true
key: "{id}"
fields:
  id: {type: text, required: true, title: {en: Number, ja: 番号}}
  boss: {type: bool, title: {en: Boss, ja: 長}}
  deputy_of:
    type: record
    many: true
    fields:
      person: {type: person, required: true, title: {en: Person, ja: 本人}}
      from: {type: date, required: true, title: {en: From, ja: 開始日}}
      until: {type: date, required: true, title: {en: Until, ja: 終了日}}
    title: {en: Deputy of, ja: 代理}
roles: {anyone: {title: {en: Anyone, ja: 誰でも}, guard: "true"}}
open: {by: [anyone]}
acts_for: actor.deputy_of.filter(d, d.from <= today && today <= d.until).map(d, d.person)
states:
  here: {title: {en: Here, ja: 在籍}}
  gone: {title: {en: Gone, ja: 退職}, final: true}
---
workflow: order
title: {en: Order, ja: 発注}
key: "O-{n}"
define:
  open_jobs: case.jobs.filter(j, j.state != 'done')
fields:
  what: {type: text, required: true, title: {en: What, ja: 内容}}
  size: {type: int, required: true, title: {en: Size, ja: 規模}}
  workers: {type: person, many: true, title: {en: Workers, ja: 担当者}}
  reason: {type: text, title: {en: Reason, ja: 理由}}
  last: {type: text, title: {en: Last, ja: 最後の仕事}}
  busy: {type: int, derive: size(open_jobs), title: {en: Open jobs, ja: 残りの仕事}}
conditions:
  waiting: {title: {en: Waiting, ja: 待ち}, in: [small, large], when: case.busy > 0}
roles:
  anyone: {title: {en: Anyone, ja: 誰でも}, guard: "true"}
  boss: {title: {en: Boss, ja: 長}, guard: has(actor.boss) && actor.boss, delegable: true}
  chief: {title: {en: Chief, ja: 責任者}, guard: has(actor.boss) && actor.boss}
open:
  by: [anyone]
  facts: {what: required, size: required, workers: optional, reason: required}
  effects:
    - {open: note, when: case.size > 100, with: {text: "'large'", about: case}}
states:
  asked: {title: {en: Asked, ja: 依頼}, writable: {anyone: [what, size, workers, reason]}}
  small: {title: {en: Small, ja: 小}}
  large:
    title: {en: Large, ja: 大}
    stages: {draft: {en: Draft, ja: 案}, final: {en: Final, ja: 決定}}
    writable: {anyone: [stage, last]}
  done: {title: {en: Done, ja: 完了}, settled: true}
  void: {title: {en: Void, ja: 無効}, final: true}
transitions:
  grant:
    title: {en: Grant, ja: 承認}
    from: asked
    to: [{state: small, when: case.size <= 10}, {state: large}]
    by: [boss]
    policies: [O-01]
    effects:
      - {open: job, each: {w: case.workers}, once: worker, with: {worker: w, task: case.what}}
      - {set: {last: "'granted'"}, clear: [reason]}
  second: {title: {en: Second, ja: 賛成}, from: [asked, small], by: [anyone, boss], policies: [O-02]}
  finish:
    title: {en: Finish, ja: 完了}
    from: [small, large]
    to: done
    by: []
    automatic: size(case.jobs) > 0 && case.jobs.all(j, j.state == 'done')
    policies: [O-03]
  again:
    title: {en: Again, ja: やり直し}
    from: done
    to: asked
    by: [boss]
    round: new
    clear: [reason]
    facts: {size: optional, last: required}
    policies: [O-04]
  stop:
    title: {en: Stop, ja: 中止}
    from: [small, large]
    to: void
    by: [chief]
    policies: [O-05]
    effects:
      - {do: drop, each: {j: open_jobs}, on: j, with: {why: "'stopped'"}}
---
workflow: job
title: {en: Job, ja: 仕事}
parent: order
plural: jobs
key: "{parent}-J{n}"
fields:
  worker: {type: person, required: true, title: {en: Worker, ja: 担当}}
  task: {type: text, required: true, title: {en: Task, ja: 作業}}
  why: {type: text, title: {en: Why, ja: 理由}}
roles: {worker: {title: {en: Worker, ja: 担当}, guard: actor == case.worker}}
open: {by: [], policies: [J-01]}
states:
  todo: {title: {en: To do, ja: 未着手}}
  done: {title: {en: Done, ja: 完了}, final: true}
  dropped: {title: {en: Dropped, ja: 取消}, final: true}
transitions:
  do_it: {title: {en: Do it, ja: 実施}, from: todo, to: done, by: [worker]}
  drop:
    title: {en: Drop, ja: 取消}
    from: todo
    to: dropped
    by: []
    facts: {why: required}
    policies: [J-02]
---
workflow: note
title: {en: Note, ja: 覚書}
key: "N-{n}"
fields:
  text: {type: text, required: true, title: {en: Text, ja: 本文}}
  about: {type: order, required: true, title: {en: About, ja: 対象}}
open: {by: []}
states: {kept: {title: {en: Kept, ja: 保管}}}
---
policy: O-01
title: {en: Nobody grants what he or she asked for, ja: 自分の依頼は承認できない}
level: floor
require: "!(actor in case.openers)"
message: {en: "{case.key} is your own.", ja: "{case.key} は自分の依頼です。"}
remedy: {en: Ask another., ja: 別の人に頼んでください。}
---
policy: O-02
title: {en: Everyone counts once, ja: 一人一回}
level: block
require: "!(actor in case.did.second.by)"
message: {en: Already counted., ja: 既に賛成しています。}
remedy: {en: Ask another., ja: 別の人に頼んでください。}
---
policy: O-03
title: {en: It has a reason or a size, ja: 規模がある}
level: block
require: case.size > 0
message: {en: No size., ja: 規模がありません。}
remedy: {en: Say it., ja: 書いてください。}
---
policy: O-04
title: {en: Another size than before, ja: 前と違う規模}
level: block
require: case.size != old.size && size(case.last) > 2
message: {en: "{case.size} as before ({case.last}).", ja: "前と同じ {case.size}({case.last})。"}
remedy: {en: Change it., ja: 変えてください。}
---
policy: O-05
title: {en: A huge order is not stopped without jobs, ja: 大きな発注は仕事なしに止めない}
level: block
each: {j: case.jobs}
when: case.size > 100
empty: refuse
require: j.state != 'dropped'
message: {en: "{j.key} was dropped.", ja: "{j.key} は取消済みです。"}
remedy: {en: Look at it., ja: 確かめてください。}
---
policy: J-01
title: {en: The boss does no jobs, ja: 長は作業をしない}
level: block
require: "!has(case.worker.boss) || !case.worker.boss"
message: {en: "{case.worker.key} is the boss.", ja: "{case.worker.key} は長です。"}
remedy: {en: Take another., ja: 別の人にしてください。}
---
policy: J-02
title: {en: Some jobs are kept, ja: 消せない仕事}
level: block
require: case.task != 'keep'
message: {en: "{case.key} is kept.", ja: "{case.key} は消せません。"}
remedy: {en: Do it., ja: 実施してください。}
"""

CASES: dict[str, dict[str, Any]] = {
    "P-1": {"workflow": "person", "fields": {"id": "P-1", "boss": True}},
    "P-2": {"workflow": "person", "fields": {"id": "P-2"}},
    "P-3": {"workflow": "person", "fields": {"id": "P-3"}},
    "P-4": {
        "workflow": "person",
        "fields": {
            "id": "P-4",
            "deputy_of": [{"person": "P-1", "from": "2026-05-01", "until": "2026-06-30"}],
        },
    },
}


def works_process() -> Process:
    return assemble((), read_documents("works.yaml", PROCESS), project(base="none"))


def works() -> World:
    """A boss, two workers, and a deputy of the boss until the end of June 2026."""
    world = World(works_process())
    world.give_all(CASES)
    return world


def ordered(world: World, workers: list[str], size: int = 5, what: str = "paint") -> str:
    """An order of P-2, just asked for."""
    stated = {"what": what, "size": size, "workers": workers, "reason": "worn"}
    return world.act({"as": "P-2", "new": "order", "with": stated}).case
