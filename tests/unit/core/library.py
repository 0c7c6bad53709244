"""A process in which books are lent: small, and nothing like an audit."""

from typing import Any

from tadasu.rules.process import Process, assemble
from tadasu.rules.source import read_documents
from tests.world import World, project

PROCESS = """
workflow: member
title: {en: Member, ja: 会員}
people: true
key: "{id}"
label: name
fields:
  id: {type: text, required: true, title: {en: Number, ja: 番号}}
  name: {type: text, required: true, title: {en: Name, ja: 氏名}}
  librarian: {type: bool, title: {en: Librarian, ja: 司書}}
roles:
  staff:
    title: {en: Staff, ja: 職員}
    guard: has(actor.librarian) && actor.librarian
open: {by: [staff]}
states:
  active: {title: {en: Active, ja: 在籍}, writable: {staff: [name, librarian]}}
  left: {title: {en: Left, ja: 退会}, final: true}
transitions:
  leave: {title: {en: Leave, ja: 退会}, from: active, to: left, by: [staff]}
---
workflow: book
title: {en: Book, ja: 本}
key: "B-{n:03}"
label: title
fields:
  title: {type: text, required: true, title: {en: Title, ja: 題名}}
  pages: {type: int, title: {en: Pages, ja: 頁数}}
  bought: {type: date, title: {en: Bought, ja: 購入日}}
  authors: {type: member, many: true, title: {en: Authors, ja: 著者}}
  prices:
    type: record
    many: true
    title: {en: Prices, ja: 価格}
    fields:
      since: {type: date, required: true, title: {en: Since, ja: 開始}}
      yen: {type: int, required: true, title: {en: Yen, ja: 円}}
roles:
  staff: {title: {en: Staff, ja: 職員}, guard: has(actor.librarian) && actor.librarian}
open: {by: [staff]}
states:
  shelved: {title: {en: Shelved, ja: 配架}, writable: {staff: [pages, bought, authors, prices]}}
  gone: {title: {en: Gone, ja: 除籍}, final: true}
transitions:
  discard:
    title: {en: Discard, ja: 除籍}
    from: shelved
    to: gone
    by: [staff]
    policies: [B-01]
---
workflow: loan
title: {en: Loan, ja: 貸出}
parent: book
plural: loans
key: "{parent}-L{n}"
fields:
  reader: {type: member, required: true, title: {en: Reader, ja: 利用者}}
  condition:
    type: enum
    values: {good: {en: Good, ja: 良い}, bad: {en: Bad, ja: 悪い}}
    title: {en: Condition, ja: 状態}
  remark: {type: text, title: {en: Remark, ja: 備考}}
roles:
  staff: {title: {en: Staff, ja: 職員}, guard: has(actor.librarian) && actor.librarian}
  reader: {title: {en: Reader, ja: 利用者}, guard: actor == case.reader}
open: {by: [staff], policies: [L-01]}
change: {policies: [L-02]}
evidence:
  by: [reader]
  in: [out]
  fields:
    method:
      type: enum
      values: {photo: {en: Photo, ja: 写真}}
      required: true
      title: {en: Method, ja: 方法}
states:
  out:
    title: {en: Out, ja: 貸出中}
    writable: {reader: [remark], staff: [condition]}
    due: params.days
  back: {title: {en: Back, ja: 返却}, final: true}
transitions:
  extend:
    title: {en: Extend, ja: 延長}
    from: out
    to: out
    by: [reader]
    covers: [condition]
    policies: [L-04]
  postpone:
    title: {en: Postpone, ja: 延期}
    from: out
    to: out
    by: [staff]
    facts: {remark: required}
  renew: {title: {en: Renew, ja: 更新}, from: out, to: out, by: [staff], round: new}
  return:
    title: {en: Return, ja: 返却}
    from: out
    to: back
    by: [staff]
    facts: {condition: required}
    input: {counter: {type: int, required: true, title: {en: Counter, ja: 窓口}}}
    policies: [L-03, L-05]
---
policy: B-01
title: {en: All loans are back, ja: 貸出はすべて返却済み}
level: block
each: {x: case.loans}
empty: pass
require: x.state == 'back'
message: {en: "{x.key} is out.", ja: "{x.key} は貸出中です。"}
remedy: {en: "Have {x.key} returned.", ja: "{x.key} を返却させてください。"}
---
policy: L-01
title: {en: One loan at a time, ja: 貸出は一件まで}
level: floor
each: {x: case.parent.loans}
when: x.key != case.key
empty: pass
require: x.state == 'back'
message: {en: "Out already: {x.key}.", ja: "すでに貸出中: {x.key}。"}
remedy: {en: Wait., ja: お待ちください。}
---
policy: L-02
title: {en: A bad book stays bad, ja: 悪い状態は良くならない}
level: block
require: |
  !(has(old.condition) && old.condition == 'bad') ||
  (has(case.condition) && case.condition == 'bad')
message: {en: "{case.key} was bad.", ja: "{case.key} は悪い状態でした。"}
remedy: {en: Leave it., ja: 変えないでください。}
---
policy: L-03
title: {en: A bad return has a remark, ja: 悪い返却には備考}
level: waiver
when: has(case.condition) && case.condition == 'bad'
require: has(case.remark)
message: {en: No remark., ja: 備考がありません。}
remedy: {en: Write one., ja: 書いてください。}
waiver: {by: [staff], beneficiaries: case.reader, longest: params.days}
---
policy: L-04
title: {en: Two extensions at most, ja: 延長は二回まで}
level: block
require: case.did.extend.count < 2
message: {en: "{case.did.extend.count} already.", ja: "すでに {case.did.extend.count} 回。"}
remedy: {en: Return it., ja: 返却してください。}
---
policy: L-05
title: {en: Counters are few, ja: 窓口は少ない}
level: warn
require: input.counter < 10
message: {en: "Counter {input.counter}?", ja: "窓口 {input.counter}?"}
remedy: {en: Look again., ja: 確かめてください。}
---
parameters:
  days: {type: int, default: "14", min: "1", max: "60", title: {en: Days, ja: 日数}}
"""

CASES: dict[str, dict[str, Any]] = {
    "M-1": {"workflow": "member", "fields": {"id": "M-1", "name": "﨑山", "librarian": "true"}},
    "M-2": {"workflow": "member", "fields": {"id": "M-2", "name": "髙田"}},
    "M-3": {"workflow": "member", "fields": {"id": "M-3", "name": "𠮷野", "librarian": "true"}},
    "M-4": {"workflow": "member", "state": "left", "fields": {"id": "M-4", "name": "渡邉"}},
    "B-001": {"workflow": "book", "fields": {"title": "坊っちゃん"}},
    "B-001-L1": {"workflow": "loan", "parent": "B-001", "fields": {"reader": "M-2"}},
}


def library_process() -> Process:
    return assemble((), read_documents("library.yaml", PROCESS), project(base="none"))


def library() -> World:
    """Three members and one who left, a book, and the book lent."""
    world = World(library_process())
    world.give_all(CASES)
    return world
