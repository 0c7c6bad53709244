"""A process of any size, in YAML: workflows under one another, and twenty policies for each.

All workflows have the same shape, so that what one of them costs can be compared between
processes of different sizes.
"""

from collections.abc import Iterator, Mapping

POLICIES = 20
"""Policies for each workflow."""

PERSON = """\
workflow: person
title: {en: Person, ja: 人}
people: true
key: "{id}"
label: name
fields:
  id: {type: text, required: true, title: {en: Number, ja: 番号}}
  name: {type: text, required: true, title: {en: Name, ja: 氏名}}
  clerk: {type: bool, required: true, title: {en: Clerk, ja: 担当}}
roles:
  clerk: {title: {en: Clerk, ja: 担当}, guard: actor.clerk}
open: {by: [clerk]}
states:
  active: {title: {en: Active, ja: 在籍}, writable: {clerk: [name, clerk]}}
  left: {title: {en: Left, ja: 退職}, final: true}
transitions:
  leave: {title: {en: Leave, ja: 退職する}, from: active, to: left, by: [clerk]}
"""

WORKFLOW = """\
workflow: w{n}
title: {{en: Matter {n}, ja: 案件{n}}}
{above}key: "{key}"
label: subject
fields:
  subject: {{type: text, required: true, title: {{en: Subject, ja: 件名}}}}
  owner: {{type: person, required: true, title: {{en: Owner, ja: 責任者}}}}
  helpers: {{type: person, many: true, title: {{en: Helpers, ja: 補助者}}}}
  amount: {{type: int, required: true, title: {{en: Amount, ja: 金額}}}}
  grade:
    type: enum
    values: {{low: {{en: Low, ja: 低}}, high: {{en: High, ja: 高}}}}
    required: true
    title: {{en: Grade, ja: 区分}}
  seen_on: {{type: date, title: {{en: Seen on, ja: 確認日}}}}
  other: {{type: w{other}, title: {{en: Other, ja: 関連}}}}
  remark: {{type: text, title: {{en: Remark, ja: 備考}}}}
roles:
  clerk: {{title: {{en: Clerk, ja: 担当}}, guard: actor.clerk}}
  owner: {{title: {{en: Owner, ja: 責任者}}, guard: actor == case.owner}}
  helper: {{title: {{en: Helper, ja: 補助者}}, guard: actor in case.helpers}}
open: {{by: [clerk], policies: [{opening}]}}
change: {{policies: [{changing}]}}
states:
  drafted:
    title: {{en: Drafted, ja: 起案}}
    writable: {{clerk: [subject, amount, grade, remark], owner: [helpers, seen_on, other]}}
    due: params.days{n}
  checked: {{title: {{en: Checked, ja: 確認済}}, writable: {{owner: [remark]}}}}
  approved: {{title: {{en: Approved, ja: 承認済}}}}
  closed: {{title: {{en: Closed, ja: 完了}}, final: true}}
transitions:
  check:
    title: {{en: Check, ja: 確認する}}
    from: drafted
    to: checked
    by: [helper, owner]
    facts: {{seen_on: optional}}
    policies: [{checking}]
  reject: {{title: {{en: Reject, ja: 差し戻す}}, from: checked, to: drafted, by: [owner], round: new}}
  approve:
    title: {{en: Approve, ja: 承認する}}
    from: checked
    to: approved
    by: [owner]
    input: {{words: {{type: text, required: true, title: {{en: Words, ja: 所見}}}}}}
    policies: [{approving}]
  close:
    title: {{en: Close, ja: 完了する}}
    from: approved
    to: closed
    by: [owner, clerk]
    policies: [{closing}]
"""

POLICY = """\
policy: {id}
title: {{en: Rule {n}-{k}, ja: 規則{n}-{k}}}
level: block
require: |
  {guard}
message: {{en: "{{case.key}} breaks rule {k}.", ja: "{{case.key}} は規則{k}に反します。"}}
remedy: {{en: "Ask {{case.owner.name}}.", ja: "{{case.owner.name}} に確認してください。"}}
"""

PARAMETERS = """\
parameters:
"""
PARAMETER = """\
  days{n}: {{type: int, default: "14", min: "1", max: "90", title: {{en: Days {n}, ja: 日数{n}}}}}
"""

GUARDS = (
    "case.amount >= 0",
    "case.grade == 'low' || case.amount < 1000000",
    "has(case.seen_on) ? case.seen_on <= today : true",
    "size(case.helpers) < 20 && !(case.owner in case.helpers)",
    "size(case.helpers) == 0 || case.helpers.exists(h, h.state == 'active' && h.name != '')",
    "!has(case.other) || case.other.owner.state == 'active'",
    "case.subject != '' && (!has(case.remark) || size(case.remark) < 500)",
    "case.ever.check.count == 0 || !(actor in case.ever.reject.by)",
    "case.owner.state == 'active' && case.opened_by.state == 'active'",
    "today.daysUntil(today.addDays(params.days{n})) >= 1",
)

Files = Mapping[str, str]


def large(workflows: int) -> Files:
    """The files of a process of so many workflows, 20 policies for each of them."""
    files = {"workflows/person.yaml": PERSON}
    for n in range(1, workflows):
        files[f"workflows/w{n}.yaml"] = _workflow(n, workflows)
        files[f"policies/w{n}.yaml"] = "---\n".join(_policies(n))
    numbers = "".join(PARAMETER.format(n=n) for n in range(1, workflows))
    files["policies/parameters.yaml"] = PARAMETERS + numbers
    return files


def _workflow(n: int, workflows: int) -> str:
    parent = n // 3
    ids = [_id(n, k) for k in range(POLICIES)]
    every = POLICIES // 5
    bound = {
        act: ", ".join(ids[at * every : (at + 1) * every])
        for at, act in enumerate(("opening", "changing", "checking", "approving", "closing"))
    }
    return WORKFLOW.format(
        n=n,
        above=f"parent: w{parent}\nplural: list{n}\n" if parent else "",
        key=f"{{parent}}-W{n}-{{n}}" if parent else f"W{n}-{{n}}",
        other=n % (workflows - 1) + 1,
        **bound,
    )


def _policies(n: int) -> Iterator[str]:
    for k in range(POLICIES):
        guard = GUARDS[k % len(GUARDS)].format(n=n)
        yield POLICY.format(id=_id(n, k), n=n, k=k, guard=guard)


def _id(n: int, k: int) -> str:
    return f"W{n}-{k:02}"
