"""A small process of one's own, no ISMS in it: books that a library lends, and complaints."""

from collections.abc import Mapping

import pytest

from tadasu.errors import DefinitionError, Problem
from tadasu.rules.document import Document
from tadasu.rules.process import Process, assemble
from tadasu.rules.project import Project
from tadasu.rules.source import read_documents

PERSON = """\
workflow: person
title: {en: Person, ja: 人}
people: true
key: "P-{n:03}"
label: name
fields:
  name: {type: text, required: true, title: {en: Name, ja: 氏名}}
  manager: {type: person, title: {en: Manager, ja: 上司}}
  courses:
    type: record
    many: true
    title: {en: Courses, ja: 受講}
    fields:
      held_on: {type: date, required: true, title: {en: Held on, ja: 受講日}}
      kind:
        type: enum
        values: {basic: {en: Basic, ja: 基礎}, lead: {en: Lead, ja: 主任}}
        title: {en: Kind, ja: 種別}
roles:
  desk: {title: {en: Desk, ja: 受付}, guard: has(actor.manager)}
open: {by: desk}
states:
  active: {title: {en: Active, ja: 在籍}, writable: {desk: [name, manager, courses]}}
  left: {title: {en: Left, ja: 退職}, final: true}
transitions:
  leave: {title: {en: Leave, ja: 退職する}, from: active, to: left, by: desk}
"""

LOAN = """\
workflow: loan
title: {en: Loan, ja: 貸出}
key: "L-{n:04}"
fields:
  book: {type: text, required: true, title: {en: Book, ja: 図書}}
  reader: {type: person, required: true, title: {en: Reader, ja: 利用者}}
  rule: {type: requirement, title: {en: Rule, ja: 規則}}
  condition:
    type: enum
    values: {good: {en: Good, ja: 良}, torn: {en: Torn, ja: 破損}}
    title: {en: Condition, ja: 状態}
roles:
  desk: {title: {en: Desk, ja: 受付}, guard: actor != case.reader}
  reader: {title: {en: Reader, ja: 利用者}, guard: actor == case.reader}
open: {by: [desk], policies: [B-02]}
evidence:
  by: [desk, reader]
  in: [lent, back]
  fields:
    method:
      type: enum
      values: {photo: {en: Photo, ja: 写真}, note: {en: Note, ja: 記録}}
      required: true
      title: {en: Method, ja: 方法}
states:
  lent:
    title: {en: Lent, ja: 貸出中}
    writable: {desk: [condition, rule]}
    due: params.loan_days
  back: {title: {en: Back, ja: 返却済}}
  closed: {title: {en: Closed, ja: 完了}, final: true}
change: {policies: [B-03]}
transitions:
  extend:
    title: {en: Extend, ja: 延長する}
    from: lent
    to: lent
    by: desk
    input: {reason: {type: text, required: true, title: {en: Reason, ja: 理由}}}
  bring:
    title: {en: Bring back, ja: 返却する}
    from: lent
    to: back
    by: [reader, desk]
    facts: {condition: required}
  close:
    title: {en: Close, ja: 完了する}
    from: [back]
    to: closed
    by: desk
    policies: [B-01, B-04]
"""

COMPLAINT = """\
workflow: complaint
title: {en: Complaint, ja: 苦情}
parent: loan
plural: complaints
key: "{parent}-C{n}"
fields:
  fact: {type: text, required: true, title: {en: Fact, ja: 事実}}
roles:
  desk: {title: {en: Desk, ja: 受付}, guard: "true"}
open: {by: desk}
states:
  raised: {title: {en: Raised, ja: 受付}}
  settled: {title: {en: Settled, ja: 解決}, final: true}
transitions:
  settle: {title: {en: Settle, ja: 解決する}, from: raised, to: settled, by: desk}
"""

POLICIES = """\
policy: B-01
title: {en: Complaints are settled first, ja: 苦情は先に解決する}
refs: [{standard: house-rules, clause: "5.10", point: a, basis: requirement}]
level: floor
each: {c: case.complaints}
empty: pass
require: |
  c.state == 'settled' ||
  c.parent.key != case.key
message: {en: "Complaint {c.key} is open.", ja: "苦情 {c.key} が未解決です。"}
remedy: {en: "Settle {c.key}.", ja: "{c.key} を解決してください。"}
---
policy: B-02
title: {en: Few loans, ja: 貸出は少なく}
level: block
require: "case.reader.courses.exists(k, date('2020-01-01') <= k.held_on)"
message: {en: "No course.", ja: "受講がありません。"}
remedy: {en: "Take one.", ja: "受講してください。"}
---
policy: B-03
title: {en: The reader stays, ja: 利用者は変わらない}
level: warn
require: case.reader == old.reader
message: {en: "Another reader.", ja: "利用者が変わります。"}
remedy: {en: "Open a new loan.", ja: "新しく貸し出してください。"}
---
policy: B-04
title: {en: Someone else closes, ja: 別の人が完了する}
level: waiver
require: '!(actor in case.did.bring.by)'
message: {en: "You brought it back.", ja: "返却した本人です。"}
remedy: {en: "Ask another person.", ja: "ほかの人に依頼してください。"}
waiver: {by: desk, beneficiaries: actor, longest: params.loan_days}
"""

CATALOGUE = """\
standard: house-rules
title: {en: House rules, ja: 利用規則}
edition: "1"
clauses:
  "5.1": {title: {en: Lending, ja: 貸出}, kind: clause}
  "5.10": {title: {en: Complaints, ja: 苦情}, kind: clause}
---
checklist: first-books
title: {en: First books, ja: 最初の本}
workflow: complaint
items:
  - {id: one, fields: {fact: {en: Torn, ja: 破れ}}}
  - {id: two, fields: {fact: {en: Late, ja: 遅れ}}}
---
parameters:
  loan_days: {type: int, default: 14, min: "1", max: "60", title: {en: Days of a loan, ja: 貸出日数}}
"""

FILES = {
    "person.yaml": PERSON,
    "loan.yaml": LOAN,
    "complaint.yaml": COMPLAINT,
    "policies.yaml": POLICIES,
    "catalogue.yaml": CATALOGUE,
}

PROJECT = Project(project="tadasu/1", log="example.co.jp/books", database="tadasu.db", base="none")


def documents(files: Mapping[str, str]) -> list[Document]:
    """The documents of some files."""
    return [one for file, text in files.items() for one in read_documents(file, text)]


def edited(*edits: tuple[str, str, str]) -> dict[str, str]:
    """The files with some texts replaced, each as (file, old, new); old must be there once."""
    files = dict(FILES)
    for file, old, new in edits:
        assert files[file].count(old) == 1, (file, old, files[file].count(old))
        files[file] = files[file].replace(old, new)
    return files


def made(files: Mapping[str, str] = FILES, project: Project = PROJECT) -> Process:
    """The process of some files."""
    return assemble((), documents(files), project)


def refused(*edits: tuple[str, str, str], project: Project = PROJECT) -> tuple[Problem, ...]:
    """The problems of the edited files."""
    with pytest.raises(DefinitionError) as caught:
        made(edited(*edits), project)
    return caught.value.problems


def spot(problem: Problem) -> str:
    """Code, file, line and column, as they are shown."""
    place = problem.place
    return f"{problem.code} {place.file}:{place.line}:{place.column}"
