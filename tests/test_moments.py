"""What docs/guard-language.md says of before and after an act is what guards see."""

import re
from pathlib import Path

import pytest

from tadasu.office.trial.outcome import run_tests

SETTINGS = "project: tadasu/1\nlog: moments.example\ndatabase: record/log.db\nbase: none\n"

PROCESS = """\
workflow: person
title: {en: Person, ja: 人}
people: true
key: "{id}"
fields:
  id: {type: text, required: true, title: {en: Number, ja: 番号}}
  superior: {type: person, title: {en: Superior, ja: 上司}}
roles: {anyone: {title: {en: Anyone, ja: 誰でも}, guard: "true"}}
open: {by: [anyone]}
change: {policies: [P-02]}
states: {active: {title: {en: Active, ja: 在籍}, writable: {anyone: [superior]}}}
---
workflow: shelf
title: {en: Shelf, ja: 棚}
key: "S-{n}"
roles: {anyone: {title: {en: Anyone, ja: 誰でも}, guard: "true"}}
open: {by: [anyone]}
states: {stands: {title: {en: Stands, ja: 設置}}}
---
workflow: thing
title: {en: Thing, ja: 物}
parent: shelf
plural: things
key: "T-{n}"
fields:
  n: {type: int, required: true, title: {en: Count, ja: 数}}
  label: {type: text, title: {en: Label, ja: 札}}
  about: {type: person, required: true, inverse: things, title: {en: About, ja: 対象}}
  low: {type: bool, derive: case.n < 5, title: {en: Low, ja: 少ない}}
  seen: {type: int, title: {en: Seen, ja: 記録}}
conditions:
  waiting: {title: {en: Waiting, ja: 待ち}, in: [begun], when: "true"}
roles:
  anyone: {title: {en: Anyone, ja: 誰でも}, guard: "true"}
  judge: {title: {en: Judge, ja: 判定者}, guard: ROLE}
open: {by: [judge], policies: [AT_OPEN], effects: [{set: {seen: BORN}}]}
change: {policies: [AT_CHANGE]}
evidence: {by: [judge], in: [begun], policies: [AT_ATTACH]}
states:
  begun: {title: {en: Begun, ja: 開始}, writable: {judge: [n, label]}}
  moved: {title: {en: Moved, ja: 移動}, due: DUE}
  other: {title: {en: Other, ja: 別}}
  gone: {title: {en: Gone, ja: 消失}, final: true}
transitions:
  approve: {title: {en: Approve, ja: 承認}, from: begun, by: [anyone], covers: [label]}
  move:
    title: {en: Move, ja: 動かす}
    from: begun
    to: [{state: moved, when: TARGET}, {state: other}]
    by: [judge]
    facts: {n: required, label: optional, about: optional}
    policies: [AT_MOVE]
    effects: [{set: {seen: EFFECT}}]
  again:
    title: {en: Again, ja: やり直す}
    from: moved
    to: begun
    by: [judge]
    round: new
    clear: [label]
    policies: [AT_AGAIN]
    effects: [{set: {seen: EFFECT}}]
  vanish: {title: {en: Vanish, ja: 消える}, from: moved, to: gone, by: [], automatic: AUTO}
---
policy: P-01
title: {en: Probe, ja: 確認}
level: block
require: RULE
message: {en: No., ja: いいえ。}
remedy: {en: Look., ja: 見てください。}
---
policy: P-02
title: {en: No circle, ja: 循環なし}
level: block
require: CHAIN
message: {en: No., ja: いいえ。}
remedy: {en: Look., ja: 見てください。}
"""

WORLD = """\
world:
  as: H-1
  cases:
    H-1: {workflow: person, fields: {id: H-1}}
    H-2: {workflow: person, fields: {id: H-2, superior: H-1}}
    H-3: {workflow: person, fields: {id: H-3, superior: H-2}}
    S-1: {workflow: shelf}
    T-1:
      workflow: thing
      parent: S-1
      did: {approve: H-2}
      fields: {n: 3, label: old, about: H-2}
cases:
  - say: probe
"""
ACTS = {
    "open": "{new: thing, parent: S-1, with: {n: 3, about: H-3}}",
    "change": "{set: T-1, with: {n: 9, label: new}}",
    "attach": "{attach: T-1}",
    "move": "{do: move, on: T-1, with: {n: 9, label: new, about: H-3}}",
    "again": "{do: again, on: T-1}",
}
MOVED = "    given: {T-1: {state: moved, did: {move: H-1}}}\n"
DEFAULTS = {
    "ROLE": "'true'",
    "RULE": "'true'",
    "TARGET": "case.n > 0",
    "EFFECT": "'0'",
    "BORN": "'0'",
    "DUE": "'7'",
    "AUTO": "'false'",
    "CHAIN": "'true'",
}

RULES = (
    ("open", "case.n == 3 && case.low && case.state == 'begun' && actor in case.openers"),
    ("open", "size(all.thing) == 1 && !(case in all.thing)"),
    ("open", "size(case.parent.things) == 1 && size(case.about.things) == 0"),
    ("open", "case.did.approve.count == 0 && size(case.rounds) == 0 && case.round == 1"),
    ("change", "case.n == 9 && old.n == 3 && !case.low && old.low"),
    ("change", "case.did.approve.count == 0 && old.did.approve.count == 1"),
    ("attach", "size(case.evidence) == 1"),
    ("move", "case.n == 9 && old.n == 3 && !case.low && old.low"),
    ("move", "case.state == 'begun' && case.waiting && !has(case.due)"),
    ("move", "case.did.move.count == 0 && case.ever.move.count == 0"),
    ("move", "case.did.approve.count == 0 && old.did.approve.count == 1"),
    ("move", "case.ever.approve.count == 1"),
    ("move", "all.thing.exists(t, t == case && t.n == 9)"),
    ("move", "case in case.about.things && !(case in old.about.things)"),
    ("again", "!has(case.label) && has(old.label)"),
    ("again", "case.round == 1 && size(case.rounds) == 0 && case.did.move.count == 1"),
)


def tried(root: Path, act: str, then: str, **said: str) -> list[str]:
    """What was not as it should be, where the process says this."""
    text = PROCESS.replace(f"AT_{act.upper()}", "P-01")
    text = re.sub(r"\bAT_[A-Z]+", "", text)
    for name, default in DEFAULTS.items():
        text = text.replace(name, said.get(name, default))
    (root / "workflows").mkdir()
    (root / "tests").mkdir()
    (root / "tadasu.yaml").write_text(SETTINGS, "utf-8")
    (root / "workflows" / "all.yaml").write_text(text, "utf-8")
    given = MOVED if act == "again" else ""
    case = f"{given}    when: {ACTS.get(act, act)}\n    then: {then}\n"
    (root / "tests" / "probe.yaml").write_text(WORLD + case, "utf-8")
    return [miss.happened.en for one in run_tests(root, ()).failed for miss in one.misses]


@pytest.mark.parametrize(("act", "claim"), RULES)
def test_rules_see_facts_as_after_and_history_as_before(
    tmp_path: Path, act: str, claim: str
) -> None:
    assert tried(tmp_path, act, "{passes: P-01}", RULE=f'"{claim}"') == []


@pytest.mark.parametrize(("act", "claim"), RULES)
def test_the_contrary_is_refused(tmp_path: Path, act: str, claim: str) -> None:
    assert tried(tmp_path, act, "{refused: P-01}", RULE=f'"!({claim})"') == []


@pytest.mark.parametrize(
    ("act", "claim"),
    [
        ("open", "case.n == 3"),
        ("change", "case.n == 3"),
        ("move", "case.n == 3 && case.about.id == 'H-2'"),
        ("attach", "size(case.evidence) == 0"),
    ],
)
def test_roles_see_the_case_as_it_is(tmp_path: Path, act: str, claim: str) -> None:
    assert tried(tmp_path, act, "{passes: P-01}", ROLE=f'"{claim}"') == []


def test_targets_and_deadlines_see_what_rules_see(tmp_path: Path) -> None:
    target = "\"case.n == 9 && case.state == 'begun' && case.did.move.count == 0\""
    due = "case.n + case.did.move.count"
    then = "{state: moved, due: 2026-06-10}"
    assert tried(tmp_path, "move", then, TARGET=target, DUE=due) == []


@pytest.mark.parametrize(
    ("act", "claim"),
    [
        ("open", "case in all.thing && case in case.about.things && case in case.parent.things"),
        ("move", "case.state == 'moved' && old.state == 'begun' && case.did.move.count == 1"),
        ("move", "has(case.due) && !case.waiting"),
        ("again", "case.round == 2 && size(case.rounds) == 1 && case.did.move.count == 0"),
        ("again", "case.did.again.count == 1 && case.rounds.exists(r, has(r.label))"),
    ],
)
def test_effects_see_the_case_after_the_act(tmp_path: Path, act: str, claim: str) -> None:
    seen = f'"({claim}) ? 1 : 0"'
    place = "BORN" if act == "open" else "EFFECT"
    assert tried(tmp_path, act, "{fields: {seen: 1}}", **{place: seen}) == []


def test_what_is_automatic_sees_the_case_after_the_act(tmp_path: Path) -> None:
    guard = "case.did.move.count == 1 && case.state == 'moved'"
    assert tried(tmp_path, "move", "{state: gone}", AUTO=guard) == []


@pytest.mark.parametrize(
    ("guard", "superior", "then"),
    [
        ("!has(case.superior) || !(case in case.ancestors('superior'))", "H-3", "{}"),
        ("!has(case.superior) || !(case in case.superior.ancestors('superior'))", "H-1", "{}"),
        (
            "!has(case.superior) || !(case in case.superior.ancestors('superior'))",
            "H-3",
            "{refused: P-02}",
        ),
        ("!has(case.superior) || case != case.superior", "H-1", "{refused: P-02}"),
    ],
)
def test_a_circle_is_seen_from_the_one_above(
    tmp_path: Path, guard: str, superior: str, then: str
) -> None:
    act = f"{{set: H-1, with: {{superior: {superior}}}}}"
    assert tried(tmp_path, act, then, CHAIN=f'"{guard}"') == []
